import {
  type CallSite,
  callTo,
  defineRule,
  type FileView,
  type FixContext,
  py,
  type SyntaxNode,
} from '@moult/plugin-api';
import { REQUIREMENT_UNIT, RETRY_MAKERS } from '../names.ts';

const COMBINERS: Readonly<Record<string, string>> = { '|': 'retry_any', '&': 'retry_all' };

/** `strategy | function` fails since 8.4; `retry_any(strategy, function)` works on every version. */
export const combinePlainCallables = defineRule({
  name: 'combine-plain-callables',
  summary: 'a retry strategy cannot be combined with a plain function by an operator',
  source: 'https://github.com/jd/tenacity/releases/tag/8.4.0',
  grade: 'safe',
  find: callTo(...RETRY_MAKERS).withKeyword('retry'),
  fix(context) {
    const { site, file, leave } = context;
    const value = strip(site.call.keyword('retry')?.value);
    if (value?.kind !== 'binary_operator') return leave('`retry=` is not a combination');
    const left = strip(value.field('left'));
    const right = strip(value.field('right'));
    if (left === undefined || right === undefined) return;
    const kinds = [operandKind(file, left), operandKind(file, right)];
    if (!kinds.includes('function')) return leave('both sides are retry strategies');
    if (kinds[0] === 'strategy' && kinds[1] === 'function') combine(context, value, left, right);
    else context.flag(value, UNCLEAR);
  },
});

function combine({ edit, site }: FixContext<CallSite>, value: SyntaxNode, left: SyntaxNode, right: SyntaxNode): void {
  const operator = value.text.slice(left.text.length, value.text.length - right.text.length).includes('&') ? '&' : '|';
  const combiner = edit.imports.use(
    'tenacity',
    COMBINERS[operator] ?? 'retry_any',
    site.call.callee.kind === 'attribute' ? 'module' : 'member',
  );
  edit.replace(value, py`${combiner}(${left}, ${right})`);
  edit.unit(REQUIREMENT_UNIT);
  edit.evidence(
    `\`${right.text}\` is a plain function, and strategies call \`.__r${operator === '|' ? 'or' : 'and'}__\` on it since tenacity 8.4`,
  );
}

function operandKind(file: FileView, node: SyntaxNode): 'strategy' | 'function' | 'unknown' {
  if (node.kind === 'lambda') return 'function';
  const { candidates } = file.resolve(node);
  if (candidates.some(({ kind, name }) => kind === 'instance' && name.startsWith('tenacity.retry_'))) return 'strategy';
  if (node.kind === 'call' && candidates.length === 0)
    return file
      .resolve(node.field('function') ?? node)
      .candidates.some(({ name }) => name.startsWith('tenacity.retry_'))
      ? 'strategy'
      : 'unknown';
  return file.definitionOf(node)?.view.kind === 'function' ? 'function' : 'unknown';
}

function strip(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.kind === 'parenthesized_expression'
    ? strip(node.children.find((child) => child.kind !== 'comment'))
    : node;
}

const UNCLEAR = {
  message: 'A retry strategy is combined with a plain function by an operator',
  why: 'Since tenacity 8.4 the operators work between strategies; with a plain function on the right they raise AttributeError',
  todo: 'Combine them with `retry_any(a, b)` for `|` or `retry_all(a, b)` for `&`',
};
