import type { DecoratorView } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type TreeCall, viewCall } from './call-view.ts';

/** A decorator whose nodes are those of the tree. */
export interface TreeDecorator extends DecoratorView {
  readonly node: TreeNode;
  readonly expression: TreeNode;
  readonly name: TreeNode;
  readonly call: TreeCall | undefined;
}

/** The decorators of a `function_definition` or `class_definition`, outermost first. */
export function viewDecorators(definition: TreeNode): readonly TreeDecorator[] {
  const wrapper = definition.parent;
  if (wrapper?.kind !== 'decorated_definition') return [];
  return wrapper.children.flatMap((child) => viewDecorator(child) ?? []);
}

/** The view of one `decorator` node. */
export function viewDecorator(node: TreeNode): TreeDecorator | undefined {
  if (node.kind !== 'decorator') return undefined;
  const expression = node.children.find((child) => child.kind !== 'comment');
  if (expression === undefined) return undefined;
  const call = viewCall(expression);
  return { node, expression, name: call?.callee ?? expression, call };
}
