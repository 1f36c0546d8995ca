import type { TreeNode } from '../syntax/tree-node.ts';
import { findToken } from './tokens.ts';

/** How tightly an expression holds together, from a bare list to an atom. A looser one needs parentheses where a tighter one is wanted. */
export const PRECEDENCE = {
  list: 0,
  named: 1,
  lambda: 2,
  conditional: 3,
  or: 4,
  and: 5,
  not: 6,
  comparison: 7,
  bitOr: 8,
  bitXor: 9,
  bitAnd: 10,
  shift: 11,
  sum: 12,
  product: 13,
  unary: 14,
  power: 15,
  await: 16,
  atom: 17,
} as const;

const OPERATORS: Readonly<Record<string, number>> = {
  or: PRECEDENCE.or,
  and: PRECEDENCE.and,
  '|': PRECEDENCE.bitOr,
  '^': PRECEDENCE.bitXor,
  '&': PRECEDENCE.bitAnd,
  '<<': PRECEDENCE.shift,
  '>>': PRECEDENCE.shift,
  '+': PRECEDENCE.sum,
  '-': PRECEDENCE.sum,
  '**': PRECEDENCE.power,
};

const KINDS: Readonly<Record<string, number>> = {
  expression_list: PRECEDENCE.list,
  pattern_list: PRECEDENCE.list,
  yield: PRECEDENCE.list,
  named_expression: PRECEDENCE.named,
  as_pattern: PRECEDENCE.named,
  lambda: PRECEDENCE.lambda,
  conditional_expression: PRECEDENCE.conditional,
  not_operator: PRECEDENCE.not,
  comparison_operator: PRECEDENCE.comparison,
  unary_operator: PRECEDENCE.unary,
  await: PRECEDENCE.await,
};

/** The precedence of an expression. */
export function precedenceOf(node: TreeNode): number {
  if (node.kind === 'boolean_operator' || node.kind === 'binary_operator') return operatorPrecedence(node);
  if (node.kind === 'tuple' && node.tree.text[node.start] !== '(') return PRECEDENCE.list;
  return KINDS[node.kind] ?? PRECEDENCE.atom;
}

/** The least precedence an expression must have to stand where `node` stands, parentheses left out. */
export function requiredPrecedence(node: TreeNode): number {
  const parent = node.parent;
  if (parent === undefined) return PRECEDENCE.list;
  switch (parent.kind) {
    case 'attribute':
    case 'call':
      return PRECEDENCE.atom;
    case 'subscript':
      return node.fieldName === 'value' ? PRECEDENCE.atom : PRECEDENCE.named;
    case 'await':
      return PRECEDENCE.atom;
    case 'boolean_operator':
      return operatorPrecedence(parent);
    case 'binary_operator':
      return operandPrecedence(parent, node);
    default:
      return REQUIRED[parent.kind] ?? PRECEDENCE.lambda;
  }
}

const REQUIRED: Readonly<Record<string, number>> = {
  parenthesized_expression: PRECEDENCE.list,
  expression_statement: PRECEDENCE.list,
  return_statement: PRECEDENCE.list,
  module: PRECEDENCE.list,
  block: PRECEDENCE.list,
  argument_list: PRECEDENCE.named,
  list: PRECEDENCE.named,
  tuple: PRECEDENCE.named,
  set: PRECEDENCE.named,
  decorator: PRECEDENCE.named,
  if_statement: PRECEDENCE.named,
  elif_clause: PRECEDENCE.named,
  while_statement: PRECEDENCE.named,
  if_clause: PRECEDENCE.named,
  comparison_operator: PRECEDENCE.bitOr,
  not_operator: PRECEDENCE.not,
  unary_operator: PRECEDENCE.unary,
  conditional_expression: PRECEDENCE.or,
  for_in_clause: PRECEDENCE.or,
  interpolation: PRECEDENCE.conditional,
  list_splat: PRECEDENCE.bitOr,
  dictionary_splat: PRECEDENCE.bitOr,
  list_splat_pattern: PRECEDENCE.bitOr,
  dictionary_splat_pattern: PRECEDENCE.bitOr,
};

/** Whether a bare list, such as `a, b`, may stand where `node` stands. */
export function allowsList(node: TreeNode): boolean {
  const parent = node.parent;
  if (parent === undefined) return true;
  if (parent.kind === 'assignment' || parent.kind === 'augmented_assignment') return node.fieldName === 'right';
  if (parent.kind === 'for_statement') return node.fieldName === 'right' || node.fieldName === 'left';
  return parent.kind === 'subscript' && node.fieldName === 'subscript';
}

/** Whether an expression of this precedence needs parentheses in the place of `node`. */
export function needsParentheses(precedence: number, node: TreeNode, isNumber = false): boolean {
  if (isNumber && node.parent?.kind === 'attribute') return true;
  if (precedence === PRECEDENCE.list && allowsList(node)) return false;
  return precedence < requiredPrecedence(node);
}

/** The left operand of `**` and the right one of the others must bind tighter than the operator. */
function operandPrecedence(parent: TreeNode, node: TreeNode): number {
  const own = operatorPrecedence(parent);
  const isLeft = node.fieldName === 'left';
  if (own === PRECEDENCE.power) return isLeft ? PRECEDENCE.await : PRECEDENCE.unary;
  return isLeft ? own : own + 1;
}

function operatorPrecedence(node: TreeNode): number {
  const left = node.field('left');
  const right = node.field('right');
  if (left === undefined || right === undefined) return PRECEDENCE.or;
  for (const [operator, precedence] of Object.entries(OPERATORS)) {
    if (findToken(node.tree, left.end, right.start, operator) !== undefined) return precedence;
  }
  return PRECEDENCE.product;
}
