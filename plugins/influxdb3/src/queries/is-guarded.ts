import type { SyntaxNode } from '@moult/plugin-api';

/** What is asked about an answer: a list of tables or rows, or a data frame. */
export type AnswerKind = 'tables' | 'frame';

/** Whether code is reached only when an answer has rows: `if name:` around it, `name and …`, or `if not name: return` before it. */
export function isGuarded(node: SyntaxNode, name: string, kind: AnswerKind): boolean {
  let current = node;
  for (let parent = current.parent; parent !== undefined; current = parent, parent = parent.parent) {
    if (parent.kind === 'function_definition' || parent.kind === 'lambda') break;
    if (isBehindCondition(parent, current, { name, kind })) return true;
    if (parent.kind !== 'block' && parent.kind !== 'module') continue;
    const before = parent.children.slice(0, parent.children.indexOf(current));
    if (before.some((statement) => leavesWhenEmpty(statement, { name, kind }))) return true;
  }
  return false;
}

interface Answer {
  readonly name: string;
  readonly kind: AnswerKind;
}

function isBehindCondition(parent: SyntaxNode, child: SyntaxNode, answer: Answer): boolean {
  if (parent.kind === 'boolean_operator') return isBehindOperand(parent, child, answer);
  if (parent.kind === 'if_statement' || parent.kind === 'elif_clause') return isInBranch(parent, child, answer);
  if (parent.kind !== 'conditional_expression') return false;
  const [value, condition, other] = parent.children;
  if (condition === undefined) return false;
  return (value === child && hasRows(condition, answer)) || (other === child && isEmpty(condition, answer));
}

function isBehindOperand(parent: SyntaxNode, child: SyntaxNode, answer: Answer): boolean {
  const left = parent.field('left');
  if (left === undefined || parent.field('right') !== child) return false;
  return operatorOf(parent) === 'and' ? hasRows(left, answer) : isEmpty(left, answer);
}

function isInBranch(parent: SyntaxNode, child: SyntaxNode, answer: Answer): boolean {
  const condition = parent.field('condition');
  if (condition === undefined || condition === child) return false;
  return parent.field('consequence') === child ? hasRows(condition, answer) : isEmpty(condition, answer);
}

/** `if not name: return`. */
function leavesWhenEmpty(statement: SyntaxNode, answer: Answer): boolean {
  const condition = statement.kind === 'if_statement' ? statement.field('condition') : undefined;
  const last = statement
    .field('consequence')
    ?.children.filter(({ kind }) => kind !== 'comment')
    .at(-1);
  const leaves = /^(return_statement|raise_statement|continue_statement|break_statement)$/.test(last?.kind ?? '');
  return condition !== undefined && leaves && isEmpty(condition, answer);
}

/** Whether a condition that holds means that there are rows. */
function hasRows(condition: SyntaxNode, answer: Answer): boolean {
  const node = bare(condition);
  if (node.kind === 'boolean_operator' && operatorOf(node) === 'and')
    return sidesOf(node).some((side) => hasRows(side, answer));
  const text = node.text.replaceAll(/\s+/g, ' ');
  const length = `len(${answer.name})`;
  const counted = [`${length} > 0`, `${length} >= 1`, `${length} != 0`, length];
  const plain = answer.kind === 'tables' ? [answer.name, `bool(${answer.name})`] : [`not ${answer.name}.empty`];
  return [...counted, ...plain].includes(text);
}

/** Whether a condition that does not hold means that there are rows. */
function isEmpty(condition: SyntaxNode, answer: Answer): boolean {
  const node = bare(condition);
  if (node.kind === 'boolean_operator' && operatorOf(node) === 'or')
    return sidesOf(node).some((side) => isEmpty(side, answer));
  const text = node.text.replaceAll(/\s+/g, ' ');
  const length = `len(${answer.name})`;
  const counted = [`${length} == 0`, `${length} < 1`, `not ${length}`];
  const plain = answer.kind === 'tables' ? [`not ${answer.name}`] : [`${answer.name}.empty`];
  return [...counted, ...plain].includes(text);
}

function bare(node: SyntaxNode): SyntaxNode {
  const [inner] = node.children;
  return node.kind === 'parenthesized_expression' && inner !== undefined ? bare(inner) : node;
}

function sidesOf(node: SyntaxNode): readonly SyntaxNode[] {
  return [node.field('left'), node.field('right')].filter((side) => side !== undefined);
}

function operatorOf(node: SyntaxNode): 'and' | 'or' {
  const left = node.field('left')?.text.length ?? 0;
  const right = node.field('right')?.text.length ?? 0;
  return /\bor\b/.test(node.text.slice(left, node.text.length - right)) ? 'or' : 'and';
}
