import { isVariableName } from '../bindings/name-uses.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { viewImport } from '../views/import-view.ts';
import { evaluateSubscript, evaluateTaken } from './container-elements.ts';
import { evaluateMember } from './evaluate-import.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { reachingBindings } from './reaching-bindings.ts';
import { locate, uniteBindings } from './unite-bindings.ts';
import { mapSet, NOTHING, opened, setOf, UNKNOWN, unite, type ValueSet } from './value.ts';

/** What an expression evaluates to, as far as the service and the known libraries tell. */
export function evaluateExpression(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  switch (node.kind) {
    case 'identifier':
      return evaluateIdentifier(evaluator, file, node);
    case 'attribute':
      return evaluateAttribute(evaluator, file, node);
    case 'call':
      return evaluateCall(evaluator, file, node);
    case 'subscript':
      return evaluateSubscript(evaluator, file, node);
    case 'await':
    case 'parenthesized_expression':
    case 'expression_statement':
    case 'type':
    case 'decorator':
      return inner(evaluator, file, node, 0);
    case 'as_pattern':
      return inner(evaluator, file, node, 0);
    case 'named_expression':
    case 'keyword_argument':
      return fieldOf(evaluator, file, node, 'value');
    case 'conditional_expression':
      return unite([inner(evaluator, file, node, 0), inner(evaluator, file, node, 2)]);
    case 'boolean_operator':
      return evaluateBoolean(evaluator, file, node);
    case 'dotted_name':
    case 'aliased_import':
      return evaluateImported(evaluator, file, node) ?? evaluateDotted(evaluator, file, node);
    case 'function_definition':
    case 'class_definition':
    case 'lambda':
      return setOf({ kind: 'definition', file, node, evidence: [] });
    case 'list':
    case 'tuple':
    case 'set':
    case 'dictionary':
    case 'expression_list':
      return setOf({ kind: 'display', file, node, evidence: [] });
    case 'none':
      return NOTHING;
    default:
      return UNKNOWN;
  }
}

function evaluateIdentifier(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const { parent } = node;
  if (!isVariableName(node)) {
    if (parent?.kind === 'attribute') return evaluator.expression(file, parent);
    return UNKNOWN;
  }
  const variable = file.uses.variableOf(node);
  if (variable === undefined) return evaluator.name(file, node.text, file.bindings.scopeOf(node));
  const reaching = reachingBindings(variable, node, file.bindings);
  if (reaching === variable.bindings) return evaluator.variable(file, variable);
  return uniteBindings(evaluator, locate(file, reaching));
}

function evaluateAttribute(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const object = node.field('object');
  const name = node.field('attribute')?.text;
  if (object === undefined || name === undefined) return UNKNOWN;
  const state = stateAttribute(evaluator, object, name);
  if (state !== undefined) return state;
  return mapSet(evaluator.expression(file, object), (value) => evaluator.attribute(value, name));
}

/**
 * Web applications keep their objects in `app.state`, which handlers reach by ways nothing tells: what is stored into a `state` may be what is
 * read from one.
 */
function stateAttribute(evaluator: Evaluator, object: TreeNode, name: string): ValueSet | undefined {
  if (!isState(object)) return undefined;
  const stores = evaluator.stores.get(name).filter(({ binding }) => isState(binding.object));
  return stores.length === 0 ? undefined : opened(uniteBindings(evaluator, stores));
}

function isState(node: TreeNode): boolean {
  return node.kind === 'attribute' && node.field('attribute')?.text === 'state';
}

function evaluateCall(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const callee = node.field('function');
  if (callee === undefined) return UNKNOWN;
  const taken = evaluateTaken(evaluator, file, node);
  if (taken !== undefined) return taken;
  return mapSet(evaluator.expression(file, callee), (value) => evaluator.call(file, value, node));
}

/** `a or b` may be either; `a and b` is `b` or something false that nobody uses. */
function evaluateBoolean(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const left = node.field('left');
  const right = node.field('right');
  if (left === undefined || right === undefined) return UNKNOWN;
  const between = file.tree.text.slice(left.end, right.start);
  const value = evaluator.expression(file, right);
  return /\bor\b/.test(between.replace(/#.*/g, '')) ? unite([evaluator.expression(file, left), value]) : value;
}

/** The whole name that an import statement takes, such as `a.b` of `import a.b`. */
function evaluateImported(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet | undefined {
  const { parent } = node;
  const imported = parent === undefined ? undefined : viewImport(parent).find((one) => one.node === node);
  if (imported === undefined) return undefined;
  if (imported.member !== undefined) return evaluateMember(evaluator, file, imported, imported.member);
  return evaluator.module(file, imported.module, imported.statement);
}

/** The name of a class pattern, `case a.B():`. */
function evaluateDotted(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const [root, ...rest] = node.children;
  if (root === undefined) return UNKNOWN;
  let set = evaluator.expression(file, root);
  for (const part of rest) set = mapSet(set, (value) => evaluator.attribute(value, part.text));
  return set;
}

function inner(evaluator: Evaluator, file: FileModel, node: TreeNode, index: number): ValueSet {
  const child = node.children.filter((part) => part.kind !== 'comment')[index];
  return child === undefined ? UNKNOWN : evaluator.expression(file, child);
}

function fieldOf(evaluator: Evaluator, file: FileModel, node: TreeNode, name: string): ValueSet {
  const child = node.field(name);
  return child === undefined ? UNKNOWN : evaluator.expression(file, child);
}
