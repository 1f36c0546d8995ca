import type { FileView, Resolution, SyntaxNode } from '@moult/plugin-api';
import { lookUpName } from '../bindings/look-up-name.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { treeNodeOf } from '../syntax/tree-node-of.ts';
import { type TreeCall, viewCall } from '../views/call-view.ts';
import type { TreeClass, TreeFunction } from '../views/definition-views.ts';
import { stringValueOf } from '../views/string-view.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { findConstant } from './find-constant.ts';
import { resolveNode } from './resolve-node.ts';

/** A file as plugins see it, with the nodes of its tree. */
export interface TreeFile extends FileView {
  readonly tree: SyntaxTree;
  /** Everything name resolution reads of the file. */
  readonly model: FileModel;
  readonly root: TreeNode;
  readonly functions: readonly TreeFunction[];
  readonly classes: readonly TreeClass[];
  nodes(kind: string): readonly TreeNode[];
  uses(node: SyntaxNode): readonly TreeNode[];
  definitionOf(node: SyntaxNode): { readonly file: TreeFile; readonly view: TreeFunction | TreeClass } | undefined;
  callView(node: SyntaxNode): TreeCall | undefined;
  enclosingFunction(node: SyntaxNode): TreeFunction | undefined;
  enclosingClass(node: SyntaxNode): TreeClass | undefined;
  constant(node: SyntaxNode): { readonly file: TreeFile; readonly node: TreeNode } | undefined;
}

/** Makes the view of a file. `viewOf` gives the view of another file of the service. */
export function viewFile(
  evaluator: Evaluator,
  model: FileModel,
  viewOf: (file: FileModel) => TreeFile | undefined,
): TreeFile {
  const { tree, definitions } = model;
  const resolve = (node: SyntaxNode): Resolution => resolveNode(evaluator, model, treeNodeOf(node));
  return {
    path: model.path,
    modules: model.modules,
    tree,
    model,
    get root() {
      return tree.root;
    },
    get functions() {
      return definitions.functions;
    },
    get classes() {
      return definitions.classes;
    },
    nodes: (kind) => tree.nodes(kind),
    mentions: (...words) => words.some((word) => tree.text.includes(word)),
    resolve,
    refersTo: (node, ...names) => namesMeet(evaluator, resolve(node), names),
    uses: (node) => model.uses.usesOf(treeNodeOf(node)),
    definitionOf: (node) => findDefinition(evaluator, model, treeNodeOf(node), viewOf),
    callView: (node) => viewCall(treeNodeOf(node)),
    enclosingFunction: (node) => definitions.enclosingFunction(treeNodeOf(node)),
    enclosingClass: (node) => definitions.enclosingClass(treeNodeOf(node)),
    stringValue: (node) => stringValueOf(treeNodeOf(node)),
    constant(node) {
      const found = findConstant(evaluator, model, treeNodeOf(node));
      const file = found && viewOf(found.file);
      return found && file && { file, node: found.node };
    },
    isShadowed: (name, at) => isShadowed(model, name, treeNodeOf(at)),
  };
}

/** Whether a candidate that is not of the service has one of the names. */
function namesMeet(evaluator: Evaluator, { candidates }: Resolution, names: readonly string[]): boolean {
  const wanted = new Set([...names, ...names.map((name) => evaluator.api.canonical(name))]);
  return candidates.some(
    ({ kind, name, also = [] }) => kind !== 'local' && (wanted.has(name) || also.some((other) => wanted.has(other))),
  );
}

function findDefinition(
  evaluator: Evaluator,
  model: FileModel,
  node: TreeNode,
  viewOf: (file: FileModel) => TreeFile | undefined,
): { readonly file: TreeFile; readonly view: TreeFunction | TreeClass } | undefined {
  const { values, isOpen } = evaluator.expression(model, node);
  const [value, more] = values;
  if (value?.kind !== 'definition' || more !== undefined || isOpen) return undefined;
  const { definitions } = value.file;
  const view = definitions.functionOf(value.node) ?? definitions.classOf(value.node);
  const file = viewOf(value.file);
  return file && view && { file, view };
}

/** Whether the nearest binding of a name is something other than an import. */
function isShadowed(model: FileModel, name: string, at: TreeNode): boolean {
  const variable = lookUpName(name, model.bindings.scopeOf(at));
  return variable?.bindings.some(({ source }) => source.kind !== 'import') ?? false;
}
