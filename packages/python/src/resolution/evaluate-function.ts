import type { TreeNode } from '../syntax/tree-node.ts';
import { unwrapType } from '../views/parameter-view.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { NOTHING, setOf, UNKNOWN, unite, type ValueSet } from './value.ts';

/** What a call of a local function gives: the value of its `return` statements, or what its annotation says where those tell nothing. */
export function evaluateReturned(evaluator: Evaluator, file: FileModel, definition: TreeNode): ValueSet {
  if (definition.kind === 'lambda') {
    const body = definition.field('body');
    return body === undefined ? UNKNOWN : evaluator.expression(file, body);
  }
  if (ownNodes(file, definition, 'yield').length > 0) {
    return setOf({ kind: 'produced', element: evaluator.yielded(file, definition), evidence: [] });
  }
  const results = ownNodes(file, definition, 'return_statement').map((statement) =>
    resultOf(evaluator, file, statement),
  );
  const returned = unite(results);
  if (returned.values.length > 0) return returned;
  const said = annotatedResult(evaluator, file, definition);
  return said.values.length > 0 ? said : unite([returned, said]);
}

/** What a local generator, context manager or fixture yields. */
export function evaluateYielded(evaluator: Evaluator, file: FileModel, definition: TreeNode): ValueSet {
  const yields = ownNodes(file, definition, 'yield').map((node) => {
    const value = node.children.find((child) => child.kind !== 'comment');
    if (value === undefined) return NOTHING;
    return /^yield\s+from\b/.test(node.text) ? evaluator.element(file, value) : evaluator.expression(file, value);
  });
  const yielded = unite(yields);
  if (yielded.values.length > 0) return yielded;
  const said = annotatedResult(evaluator, file, definition);
  const elements = said.values.flatMap((value) => (value.kind === 'produced' ? [value.element] : []));
  return elements.length > 0 ? unite(elements) : yielded;
}

function resultOf(evaluator: Evaluator, file: FileModel, statement: TreeNode): ValueSet {
  const value = statement.children.find((child) => child.kind !== 'comment');
  return value === undefined ? NOTHING : evaluator.expression(file, value);
}

function annotatedResult(evaluator: Evaluator, file: FileModel, definition: TreeNode): ValueSet {
  const annotation = unwrapType(definition.field('return_type'));
  return annotation === undefined ? NOTHING : evaluator.annotated(file, annotation);
}

/** The nodes of one kind that belong to a function itself, not to one inside it. */
function ownNodes(file: FileModel, definition: TreeNode, kind: string): readonly TreeNode[] {
  return file.tree
    .nodes(kind)
    .filter((node) => node.start > definition.start && node.end <= definition.end)
    .filter((node) => {
      let scope = file.bindings.scopeOf(node);
      while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
      return scope.node === definition;
    });
}
