import {
  type CallSite,
  callTo,
  defineRule,
  type FileView,
  type FixContext,
  py,
  type SyntaxNode,
} from '@moult/plugin-api';
import { messageIterators } from '../facts/message-iterators.ts';
import { repeatedReader } from '../facts/repeated-reader.ts';
import { isStableValue } from '../facts/stable-value.ts';
import { MESSAGE_ITERATORS, UNIT } from '../names.ts';

/** `async with client.messages() as messages` is gone: a client has one iterator, `client.messages`. */
export const messageLoop = defineRule({
  name: 'message-loop',
  summary: 'messages are read from `client.messages`, without a context manager and without a filter',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'review',
  find: callTo(...MESSAGE_ITERATORS),
  fix(context) {
    const { site, edit, flag } = context;
    const form = readForm(context);
    if (form.kind === 'other') return flag(site.node, workOrder(site, form.reason));
    edit.replace(form.loop.iterable, py`${form.client.text}.messages`);
    if (form.filter !== undefined)
      edit.wrapBody(form.loop.body, py`if ${form.loop.target.text}.topic.matches(${form.filter.text})`);
    if (form.items > 1) edit.remove(form.item);
    else edit.unwrap(form.statement);
    edit.unit(UNIT);
    edit.evidence('it is the only message iterator that is opened on this client in the service');
    edit.evidence(
      'messages now wait in one queue from the connection on, so some that arrived before this loop are seen as well',
    );
  },
});

interface Loop {
  readonly iterable: SyntaxNode;
  readonly target: SyntaxNode;
  readonly body: SyntaxNode;
}

type Form =
  | {
      readonly kind: 'loop';
      readonly statement: SyntaxNode;
      readonly item: SyntaxNode;
      readonly items: number;
      readonly client: SyntaxNode;
      readonly filter: SyntaxNode | undefined;
      readonly loop: Loop;
    }
  | { readonly kind: 'other'; readonly reason: string };

const other = (reason: string): Extract<Form, { kind: 'other' }> => ({ kind: 'other', reason });

function readForm({ site, file, facts, service }: FixContext<CallSite>): Form {
  const opening = readOpening(site);
  if (opening === undefined) {
    return other('the iterator is not opened by an `async with` statement that binds it to a plain name');
  }
  const others = facts(messageIterators).othersOf(site.node);
  if (others.length > 0) {
    return other(
      `other iterators may be open on this client (${others.join(', ')}), and since aiomqtt 2 two consumers split the messages between them`,
    );
  }
  const filter = readFilter(site, file, opening.statement);
  if (filter.kind === 'other') return filter;
  const uses = file.uses(opening.target).filter((use) => use !== opening.target);
  const loop = uses.length === 1 ? loopOver(uses[0], opening.statement) : undefined;
  if (loop === undefined) return other('the iterator is not used by exactly one `async for` loop inside the statement');
  if (filter.value !== undefined && (loop.hasElse || loop.target.kind !== 'identifier')) {
    return other('the loop has an `else` or unpacks its messages');
  }
  const repeated = repeatedReader(service, file, opening.client, filter.value);
  if (repeated !== undefined)
    return other(`${repeated}, and since aiomqtt 2 two consumers split the messages between them`);
  return { kind: 'loop', ...opening, filter: filter.value, loop };
}

interface Opening {
  readonly statement: SyntaxNode;
  readonly item: SyntaxNode;
  readonly items: number;
  readonly client: SyntaxNode;
  readonly target: SyntaxNode;
}

/** The `async with … as name` around the call, when the call itself is what is entered. */
function readOpening({ node, call }: CallSite): Opening | undefined {
  const pattern = node.parent;
  const item = pattern?.parent;
  const clause = item?.parent;
  const statement = clause?.parent;
  const client = call.callee.field('object');
  const target = pattern?.field('alias')?.children[0];
  if (pattern?.kind !== 'as_pattern' || item?.kind !== 'with_item' || statement?.kind !== 'with_statement')
    return undefined;
  if (client === undefined || target?.kind !== 'identifier') return undefined;
  const items = clause?.children.filter((child) => child.kind === 'with_item').length ?? 1;
  return { statement, item, items, client, target };
}

type Filter = { readonly kind: 'filter'; readonly value: SyntaxNode | undefined } | Extract<Form, { kind: 'other' }>;

function readFilter({ name, call }: CallSite, file: FileView, statement: SyntaxNode): Filter {
  const isFiltered = name.endsWith('.filtered_messages');
  if (call.arguments.length > (isFiltered ? 1 : 0)) {
    return other(
      'the client has one queue now, configured by `max_queued_incoming_messages` and `queue_type` of its constructor',
    );
  }
  const value = isFiltered ? (call.positional(0) ?? call.keyword('topic_filter'))?.value : undefined;
  if (isFiltered && (value === undefined || !isStableValue(file, value, statement))) {
    return other('the filter is evaluated for every message now, and may give another value each time');
  }
  return { kind: 'filter', value };
}

function loopOver(
  use: SyntaxNode | undefined,
  statement: SyntaxNode,
): (Loop & { readonly hasElse: boolean }) | undefined {
  const loop = use?.parent;
  if (use === undefined || loop?.kind !== 'for_statement' || loop.field('right') !== use) return undefined;
  const target = loop.field('left');
  const body = loop.field('body');
  if (target === undefined || body === undefined || !isInside(loop, statement)) return undefined;
  return { iterable: use, target, body, hasElse: loop.field('alternative') !== undefined };
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
    if (current.kind === 'function_definition' || current.kind === 'lambda') return false;
  }
  return false;
}

function workOrder(site: CallSite, reason: string) {
  const client = site.call.callee.field('object')?.text ?? 'client';
  const isFiltered = site.name.endsWith('.filtered_messages');
  const filter = site.call.positional(0)?.value.text ?? '…';
  const dispatch = isFiltered ? `    if message.topic.matches(${filter}):\n        …` : '    …';
  return {
    message: `\`${site.call.callee.text}()\` has no counterpart in aiomqtt 2`,
    why: `It cannot be rewritten here: ${reason}`,
    todo: `Read all messages of the client in one loop over \`${client}.messages\` and dispatch by topic there`,
    suggestion: `async for message in ${client}.messages:\n${dispatch}`,
  };
}
