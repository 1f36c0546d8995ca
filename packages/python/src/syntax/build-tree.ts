import type NativeParser from 'tree-sitter';
import { BuiltTree } from './built-tree.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import { TreeNode } from './tree-node.ts';

/** What the walk has to know about one node type of the grammar. */
interface NodeType {
  readonly kind: string;
  readonly isNamed: boolean;
  /** Never has children that matter. */
  readonly isLeaf: boolean;
}

const LEAF_KINDS: ReadonlySet<string> = new Set([
  'identifier',
  'integer',
  'float',
  'comment',
  'true',
  'false',
  'none',
  'ellipsis',
  'escape_sequence',
  'string_start',
  'string_end',
  'line_continuation',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'wildcard_import',
  'import_prefix',
  'keyword_separator',
  'positional_separator',
  'type_conversion',
]);

// Type ids are fixed by the loaded grammar, of which a process has one; asking the cursor for names is what costs.
const nodeTypes: (NodeType | undefined)[] = [];
const fieldNames: (string | undefined)[] = [];

/** The position of the walk: the cursor and the node whose children it stands among. */
interface Walk {
  readonly tree: BuiltTree;
  readonly cursor: NativeParser.TreeCursor;
  readonly findMissing: boolean;
}

/** Copies the named nodes of a native tree in one walk; nothing of the native tree is kept. */
export function buildTree(text: string, native: NativeParser.Tree): SyntaxTree {
  const tree = new BuiltTree(text, (built) => {
    const root = new TreeNode(built, 'module', 0, text.length, undefined, undefined, 0);
    built.all.push(root);
    built.byKind.set('module', [root]);
    return root;
  });
  const root = native.rootNode;
  walkNodes({ tree, cursor: root.walk(), findMissing: root.hasError });
  if (root.type === 'ERROR') tree.errors.unshift({ start: 0, end: text.length });
  return tree;
}

function walkNodes(walk: Walk): void {
  const { cursor, tree } = walk;
  // The parents of the levels above the cursor; an anonymous node that is entered stands for its parent.
  const parents: TreeNode[] = [tree.root];
  let depth = 0;
  if (!cursor.gotoFirstChild()) return;
  do {
    const parent = parents[depth] ?? tree.root;
    const type = nodeTypes[cursor.nodeTypeId] ?? learnType(cursor);
    const entered = type.isNamed ? addNode(walk, type, parent) : parent;
    if (!type.isNamed && walk.findMissing && cursor.nodeIsMissing) tree.errors.push(rangeOf(cursor));
    if (!type.isLeaf && cursor.gotoFirstChild()) {
      depth++;
      parents[depth] = entered;
    } else {
      depth = goToNext(cursor, depth);
    }
  } while (depth >= 0);
}

/** Moves to the next node that is not below this one; the new depth, or -1 at the end of the tree. */
function goToNext(cursor: NativeParser.TreeCursor, depth: number): number {
  let level = depth;
  while (!cursor.gotoNextSibling()) {
    if (level === 0) return -1;
    cursor.gotoParent();
    level--;
  }
  return level;
}

function addNode({ tree, cursor, findMissing }: Walk, { kind }: NodeType, parent: TreeNode): TreeNode {
  const { startIndex, endIndex } = cursor;
  const isComment = kind === 'comment';
  const end = isComment && tree.text.charCodeAt(endIndex - 1) === CARRIAGE_RETURN ? endIndex - 1 : endIndex;
  const field = isComment ? undefined : fieldOf(cursor);
  const node = new TreeNode(tree, kind, startIndex, end, parent, field, tree.all.length);
  if (findMissing && (kind === 'ERROR' || cursor.nodeIsMissing)) tree.errors.push({ start: startIndex, end });
  tree.all.push(node);
  // `children` is filled here alone, before anybody can see the tree.
  (parent.children as TreeNode[]).push(node);
  const same = tree.byKind.get(kind);
  if (same === undefined) tree.byKind.set(kind, [node]);
  else same.push(node);
  return node;
}

const CARRIAGE_RETURN = 13;

function rangeOf(cursor: NativeParser.TreeCursor): { readonly start: number; readonly end: number } {
  return { start: cursor.startIndex, end: cursor.endIndex };
}

function fieldOf(cursor: NativeParser.TreeCursor): string | undefined {
  const id = cursor.currentFieldId;
  // The declarations promise a number; without a field the cursor answers undefined.
  if (id === undefined) return undefined;
  const known = fieldNames[id];
  if (known !== undefined) return known;
  const name = cursor.currentFieldName;
  fieldNames[id] = name;
  return name;
}

function learnType(cursor: NativeParser.TreeCursor): NodeType {
  const kind = cursor.nodeType;
  const isNamed = cursor.nodeIsNamed;
  // `not in` and `is not` are tokens of two words, between which a comment can stand.
  const type = { kind, isNamed, isLeaf: isNamed ? LEAF_KINDS.has(kind) : !kind.includes(' ') };
  nodeTypes[cursor.nodeTypeId] = type;
  return type;
}
