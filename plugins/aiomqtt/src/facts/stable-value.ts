import type { FileView, SyntaxNode } from '@moult/plugin-api';

/** Expressions that are as stable as what they are made of. */
const COMPOSED = /^(?:attribute|binary_operator|concatenated_string|interpolation|parenthesized_expression|subscript)$/;

const LITERAL = /^(?:identifier|integer|string_(?:start|content|end)|escape_(?:interpolation|sequence))$/;

/** Methods of a string that only depend on it and their arguments. */
const TEXT_METHODS = ['format', 'join', 'lower', 'rstrip', 'strip', 'upper'];

/** Whether an expression has the same value, without an effect, each time it is evaluated inside a statement. */
export function isStableValue(file: FileView, node: SyntaxNode, statement: SyntaxNode): boolean {
  if (!isRepeatable(node)) return false;
  const read = new Set(namesIn(node));
  return !storesIn(file, statement).some((target) => read.has(target.text));
}

function isRepeatable(node: SyntaxNode): boolean {
  if (LITERAL.test(node.kind)) return true;
  if (node.kind === 'string' || COMPOSED.test(node.kind)) return node.children.every(isRepeatable);
  if (node.kind !== 'call') return false;
  const callee = node.field('function');
  const given = node.field('arguments')?.children ?? [];
  return callee !== undefined && isPure(callee) && given.every(isRepeatable);
}

/** `str(…)`, or a method of a written-out string. */
function isPure(callee: SyntaxNode): boolean {
  if (callee.kind === 'identifier') return callee.text === 'str';
  const method = callee.field('attribute')?.text ?? '';
  const object = callee.field('object');
  return object?.kind === 'string' && TEXT_METHODS.includes(method) && isRepeatable(object);
}

/** The names, attributes and elements that an expression reads. */
function namesIn(node: SyntaxNode): readonly string[] {
  const own = /^(?:identifier|attribute|subscript)$/.test(node.kind) ? [node.text] : [];
  return [...own, ...node.children.flatMap(namesIn)];
}

/** What a statement stores into, by assignment, loop, `as` or `:=`. */
function storesIn(file: FileView, statement: SyntaxNode): readonly SyntaxNode[] {
  const targets = [
    ...['assignment', 'augmented_assignment', 'for_statement', 'for_in_clause'].flatMap((kind) =>
      file.nodes(kind).map((node) => node.field('left')),
    ),
    ...file.nodes('named_expression').map((node) => node.field('name')),
    ...file.nodes('as_pattern_target'),
  ];
  return targets.flatMap((target) => (target !== undefined && isInside(target, statement) ? partsOf(target) : []));
}

function partsOf(target: SyntaxNode): readonly SyntaxNode[] {
  const isWhole = /^(?:identifier|attribute|subscript)$/.test(target.kind);
  return isWhole ? [target] : target.children.flatMap(partsOf);
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}
