import {
  anyOf,
  type CallSite,
  type CallView,
  callTo,
  type DecoratorSite,
  decoratorNamed,
  defineRule,
  type FileView,
  type FindingLevel,
  type FixContext,
  py,
  type SyntaxNode,
} from '@moult/plugin-api';
import { retryErrorCatchers } from '../facts/retry-error-catchers.ts';
import { RETRY_MAKERS } from '../names.ts';
import { reraise } from '../options.ts';

/** `reraise` is the eighth parameter of the retrying classes. */
const RERAISE_INDEX = 7;

const WHY =
  'without it tenacity raises RetryError when the attempts are used up, and always has: the default is False in every release from 3.1.0 on';

/** Where the keyword is not added, the retry goes on as before. */
const NOTE: FindingLevel = 'note';

/** Writes `reraise=True` on every use of `retry` and the retrying classes that gives no value. */
export const addReraise = defineRule<CallSite | DecoratorSite>({
  name: 'add-reraise',
  summary: 'the last exception is raised again instead of RetryError',
  source: 'https://tenacity.readthedocs.io/en/latest/#error-handling',
  grade: 'review',
  find: anyOf<CallSite | DecoratorSite>(callTo(...RETRY_MAKERS), decoratorNamed(RETRY_MAKERS, 'bare')),
  fix(context) {
    const { site, edit, option, leave } = context;
    if (option(reraise) === 'keep') return leave('the option `reraise: keep` leaves it as it is');
    const call = site.kind === 'call' ? site.call : undefined;
    if (call !== undefined && isStated(call)) return leave('`reraise` is stated');
    if (isStoppedByAPerson(context, call)) return;
    if (site.kind === 'decorator') edit.replace(site.decorator.name, py`${site.decorator.name}(reraise=True)`);
    else edit.arguments(site.call).add('reraise', py`True`);
    edit.evidence(WHY);
    if (call?.keyword('stop') === undefined)
      edit.evidence('it has no `stop`, so it never gives up and `reraise` changes nothing');
  },
});

function isStated(call: CallView): boolean {
  return call.keyword('reraise') !== undefined || call.positional(RERAISE_INDEX) !== undefined;
}

/** Reports what only a person can decide; true when something was reported. */
function isStoppedByAPerson(context: FixContext<CallSite | DecoratorSite>, call: CallView | undefined): boolean {
  const { site, file, facts, flag } = context;
  const spread = call?.arguments.find((argument) => argument.kind === 'double-star');
  if (spread !== undefined) {
    if (spreadsReraise(file, spread.value)) context.leave(`\`reraise\` is part of \`**${spread.value.text}\``);
    else flag(site.node, spreadFinding(spread.value.text));
    return true;
  }
  if (call !== undefined && site.name === 'tenacity.retry' && call.positional(0) !== undefined) {
    flag(site.node, POSITIONAL);
    return true;
  }
  const substitute = narrowSubstitute(file, site);
  if (substitute !== undefined) {
    flag(site.node, substituteFinding(substitute));
    return true;
  }
  const governed = call?.keyword('retry_error_callback') ?? call?.keyword('retry_error_cls');
  if (governed !== undefined) {
    flag(site.node, governed.name === 'retry_error_cls' ? OWN_CLASS : CALLBACK);
    return true;
  }
  const receiver = site.kind === 'call' && site.name !== 'tenacity.retry' ? receiverOf(file, site.node) : undefined;
  if (receiver !== undefined) {
    flag(site.node, passedOnFinding(receiver.text));
    return true;
  }
  const catcher = facts(retryErrorCatchers).catcherOf(file, site.node);
  if (catcher === undefined) return false;
  flag(site.node, caughtFinding(`${catcher.path}:${catcher.line}`));
  return true;
}

/** Line of a function that stands in where tenacity is not installed and does not take every keyword. */
function narrowSubstitute(file: FileView, { resolution, node }: CallSite | DecoratorSite): number | undefined {
  const names = resolution.candidates.flatMap(({ kind, name }) => (kind === 'local' ? [name.split('.').at(-1)] : []));
  const substitute = file.functions.find(
    (view) => names.includes(view.name) && !view.parameters.some(({ kind }) => kind === 'double-star'),
  );
  return substitute === undefined || substitute.node === node ? undefined : substitute.node.line;
}

/** The function that gets a retrying object as an argument, directly or by the name it was given. */
function receiverOf(file: FileView, made: SyntaxNode): SyntaxNode | undefined {
  const direct = calledWith(made);
  if (direct !== undefined) return direct;
  const target = made.parent?.kind === 'assignment' ? made.parent.field('left') : undefined;
  if (target?.kind !== 'identifier') return undefined;
  return file
    .uses(target)
    .map(calledWith)
    .find((callee) => callee !== undefined);
}

function calledWith(value: SyntaxNode): SyntaxNode | undefined {
  const argument = value.parent?.kind === 'keyword_argument' ? value.parent : value;
  const list = argument.parent;
  return list?.kind === 'argument_list' && list.parent?.kind === 'call' ? list.parent.field('function') : undefined;
}

function spreadsReraise(file: FileView, value: Parameters<FileView['constant']>[0]): boolean {
  const constant = file.constant(value);
  if (constant === undefined) return false;
  return /(?:["']reraise["']\s*:|\breraise\s*=)/.test(constant.node.text);
}

function spreadFinding(name: string) {
  return {
    message: `The keywords of this retry come from \`**${name}\``,
    why: 'Whether `reraise` is among them cannot be read here, and giving it twice is a TypeError',
    todo: `Put "reraise": True into ${name} if callers should see the last exception itself; otherwise nothing has to change for tenacity 9.1.2`,
    level: NOTE,
  };
}

function passedOnFinding(callee: string) {
  return {
    message: `This retrying object is handed to \`${callee}\``,
    why: 'What gets it may look for RetryError, which `reraise=True` would replace by the original exception',
    todo: `Nothing has to change for tenacity 9.1.2. Add \`reraise=True\` only if \`${callee}\` works without RetryError`,
    level: NOTE,
  };
}

function substituteFinding(line: number) {
  return {
    message: `The function of line ${line} stands in where tenacity is not installed, and does not take \`reraise\``,
    why: 'With the keyword the fallback would end with TypeError',
    todo: 'Give the fallback `**kwargs` first, or leave the call as it is: nothing has to change for tenacity 9.1.2',
    level: NOTE,
  };
}

const POSITIONAL = {
  message: '`retry` is called with the function itself, so all keywords are discarded',
  why: 'tenacity takes `retry(function, …)` as the bare decorator and ignores every other argument',
  todo: 'Write `retry(reraise=True, …)(function)` if the options are meant to count',
  level: NOTE,
};

const CALLBACK = {
  message: '`retry_error_callback` decides what happens when the attempts are used up',
  why: '`reraise` has no effect beside it',
  todo: 'Nothing has to change for tenacity 9.1.2; raise the exception in the callback if callers should see it',
  level: NOTE,
};

const OWN_CLASS = {
  message: '`retry_error_cls` names the exception that callers expect',
  why: 'With `reraise=True` the original exception would be raised and never this class',
  todo: 'Nothing has to change for tenacity 9.1.2; drop `retry_error_cls` and add `reraise=True` only together with the callers',
  level: NOTE,
};

function caughtFinding(where: string) {
  return {
    message: `RetryError is caught at ${where}, around this retry or up to two calls away`,
    why: 'With `reraise=True` the original exception would be raised and that handler would no longer see it',
    todo: 'Nothing has to change for tenacity 9.1.2. To see the last exception itself, add `reraise=True` here and catch that exception there',
    level: NOTE,
  };
}
