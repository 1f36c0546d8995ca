import type { ParameterView } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';

/** A parameter whose nodes are those of the tree. */
export interface TreeParameter extends ParameterView {
  readonly node: TreeNode;
  /** The identifier that is bound. */
  readonly identifier: TreeNode;
  /** The annotation, without the `type` node around it. */
  readonly annotation: TreeNode | undefined;
  readonly default: TreeNode | undefined;
  /** True when it stands behind `*` or `*args`, so that only a keyword reaches it. */
  readonly isKeywordOnly: boolean;
}

/** The parameters of a function definition or lambda, without the separators `/` and `*`. */
export function viewParameters(definition: TreeNode): readonly TreeParameter[] {
  const views: TreeParameter[] = [];
  let isKeywordOnly = false;
  for (const child of definition.field('parameters')?.children ?? []) {
    if (child.kind === 'keyword_separator') isKeywordOnly = true;
    const view = viewParameter(child, isKeywordOnly);
    if (view === undefined) continue;
    views.push(view);
    if (view.kind === 'star') isKeywordOnly = true;
  }
  return views;
}

function viewParameter(node: TreeNode, isKeywordOnly: boolean): TreeParameter | undefined {
  const named = namedPart(node);
  if (named === undefined) return undefined;
  const kind = KINDS[named.kind];
  const identifier = kind === 'plain' ? named : named.children.find((child) => child.kind === 'identifier');
  if (kind === undefined || identifier?.kind !== 'identifier') return undefined;
  return {
    kind,
    name: identifier.text,
    node,
    identifier,
    annotation: unwrapType(node.field('type')),
    default: node.field('value'),
    isKeywordOnly,
  };
}

const KINDS: Readonly<Record<string, ParameterView['kind']>> = {
  identifier: 'plain',
  list_splat_pattern: 'star',
  dictionary_splat_pattern: 'double-star',
};

function namedPart(node: TreeNode): TreeNode | undefined {
  switch (node.kind) {
    case 'default_parameter':
    case 'typed_default_parameter':
      return node.field('name');
    case 'typed_parameter':
      return node.children.find((child) => child.kind !== 'comment');
    default:
      return node;
  }
}

/** The expression inside a `type` node; any other node as it is. */
export function unwrapType(node: TreeNode | undefined): TreeNode | undefined {
  if (node?.kind !== 'type') return node;
  return node.children.find((child) => child.kind !== 'comment') ?? node;
}
