import type { ClassView, FunctionView } from '@moult/plugin-api';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { viewArguments } from './call-view.ts';
import { type TreeDecorator, viewDecorators } from './decorator-view.ts';
import { type TreeParameter, viewParameters } from './parameter-view.ts';

/** A function whose nodes are those of the tree. */
export interface TreeFunction extends FunctionView {
  readonly node: TreeNode;
  readonly decorators: readonly TreeDecorator[];
  readonly parameters: readonly TreeParameter[];
  readonly owner: TreeClass | undefined;
  readonly body: TreeNode;
}

/** A class whose nodes are those of the tree. */
export interface TreeClass extends ClassView {
  readonly node: TreeNode;
  readonly decorators: readonly TreeDecorator[];
  readonly bases: readonly TreeNode[];
  readonly methods: readonly TreeFunction[];
  readonly body: TreeNode;
}

/** The functions and classes of a file. Views are made on demand, one per node. */
export interface Definitions {
  readonly functions: readonly TreeFunction[];
  readonly classes: readonly TreeClass[];
  functionOf(node: TreeNode): TreeFunction | undefined;
  classOf(node: TreeNode): TreeClass | undefined;
  /** The innermost function that contains a node, parameters included; the decorators of a function are outside it. */
  enclosingFunction(node: TreeNode): TreeFunction | undefined;
  enclosingClass(node: TreeNode): TreeClass | undefined;
}

/** Opens the functions and classes of a tree. */
export function viewDefinitions(tree: SyntaxTree): Definitions {
  const functions = new Map<TreeNode, TreeFunction>();
  const classes = new Map<TreeNode, TreeClass>();
  let allFunctions: readonly TreeFunction[] | undefined;
  let allClasses: readonly TreeClass[] | undefined;
  const views: Definitions = {
    get functions() {
      allFunctions ??= tree.nodes('function_definition').flatMap((node) => views.functionOf(node) ?? []);
      return allFunctions;
    },
    get classes() {
      allClasses ??= tree.nodes('class_definition').flatMap((node) => views.classOf(node) ?? []);
      return allClasses;
    },
    functionOf: (node) => keep(functions, node, () => viewFunction(node, views)),
    classOf: (node) => keep(classes, node, () => viewClass(node, views)),
    enclosingFunction(node) {
      const around = enclosingDefinition(node, 'function_definition');
      return around && views.functionOf(around);
    },
    enclosingClass(node) {
      const around = enclosingDefinition(node, 'class_definition');
      return around && views.classOf(around);
    },
  };
  return views;
}

function keep<T>(known: Map<TreeNode, T>, node: TreeNode, make: () => T | undefined): T | undefined {
  const old = known.get(node);
  if (old !== undefined) return old;
  const view = make();
  if (view !== undefined) known.set(node, view);
  return view;
}

function viewFunction(node: TreeNode, views: Definitions): TreeFunction | undefined {
  const name = node.field('name')?.text;
  const body = node.field('body');
  if (node.kind !== 'function_definition' || name === undefined || body === undefined) return undefined;
  let decorators: readonly TreeDecorator[] | undefined;
  let parameters: readonly TreeParameter[] | undefined;
  const outer = outerDefinition(node);
  return {
    kind: 'function',
    node,
    name,
    body,
    isAsync: node.isAsync,
    isNested: enclosingDefinition(node, 'function_definition') !== undefined,
    qualifiedName: qualify(outer, name, views),
    get decorators() {
      decorators ??= viewDecorators(node);
      return decorators;
    },
    get parameters() {
      parameters ??= viewParameters(node);
      return parameters;
    },
    owner: outer?.kind === 'class_definition' ? views.classOf(outer) : undefined,
  };
}

function viewClass(node: TreeNode, views: Definitions): TreeClass | undefined {
  const name = node.field('name')?.text;
  const body = node.field('body');
  if (node.kind !== 'class_definition' || name === undefined || body === undefined) return undefined;
  let decorators: readonly TreeDecorator[] | undefined;
  let methods: readonly TreeFunction[] | undefined;
  return {
    kind: 'class',
    node,
    name,
    body,
    qualifiedName: qualify(outerDefinition(node), name, views),
    bases: basesOf(node),
    get decorators() {
      decorators ??= viewDecorators(node);
      return decorators;
    },
    get methods() {
      methods ??= methodsOf(node, views);
      return methods;
    },
  };
}

function basesOf(node: TreeNode): readonly TreeNode[] {
  const list = node.field('superclasses');
  if (list === undefined) return [];
  return viewArguments(list)
    .filter((argument) => argument.kind === 'positional')
    .map((argument) => argument.value);
}

function methodsOf(node: TreeNode, views: Definitions): readonly TreeFunction[] {
  return node.tree
    .subtree(node)
    .filter((inner) => inner.kind === 'function_definition' && outerDefinition(inner) === node)
    .flatMap((inner) => views.functionOf(inner) ?? []);
}

function qualify(outer: TreeNode | undefined, name: string, views: Definitions): string {
  if (outer === undefined) return name;
  const around = views.functionOf(outer) ?? views.classOf(outer);
  return around === undefined ? name : `${around.qualifiedName}.${name}`;
}

/** The function or class a definition stands in. */
function outerDefinition(node: TreeNode): TreeNode | undefined {
  return enclosingDefinition(node, 'function_definition', 'class_definition');
}

/** The innermost definition of one of the kinds that contains a node, parameters included; a decorator is outside. */
function enclosingDefinition(node: TreeNode, ...kinds: readonly string[]): TreeNode | undefined {
  let outer = node.parent;
  while (outer !== undefined && !kinds.includes(outer.kind)) outer = outer.parent;
  return outer;
}
