import type { SyntaxNode } from '@moult/plugin-api';

/** Whether a value is only asked whether it is empty, or whether it is None. */
export function isTest(node: SyntaxNode): boolean {
  const { parent } = node;
  switch (parent?.kind) {
    case 'not_operator':
      return true;
    case 'if_statement':
    case 'elif_clause':
    case 'while_statement':
      return parent.field('condition') === node;
    case 'conditional_expression':
      return parent.children[1] === node;
    case 'if_clause':
      return true;
    case 'parenthesized_expression':
    case 'boolean_operator':
      return isTest(parent);
    case 'argument_list':
      return parent.children.length === 1 && parent.parent?.field('function')?.text === 'bool';
    case 'comparison_operator':
      return isNoneTest(parent, node);
    default:
      return false;
  }
}

/** `len(node)` asked as to whether it is nothing: `len(node) == 0`, `if len(node):`. */
export function isZeroLength(node: SyntaxNode): boolean {
  const call = node.parent?.kind === 'argument_list' ? node.parent.parent : undefined;
  if (call?.field('function')?.text !== 'len' || node.parent?.children.length !== 1) return false;
  if (isTest(call)) return true;
  const comparison = call.parent?.kind === 'comparison_operator' ? call.parent : undefined;
  if (comparison === undefined || comparison.children[0] !== call || comparison.children.length !== 2) return false;
  return /^(?:(?:==|!=|>|<=) 0|(?:>=|<) 1)$/.test(
    comparison.text.slice(call.text.length).trim().replaceAll(/\s+/g, ' '),
  );
}

function isNoneTest(comparison: SyntaxNode, node: SyntaxNode): boolean {
  return /^is (?:not )?None$/.test(comparison.text.slice(node.text.length).trim().replaceAll(/\s+/g, ' '));
}
