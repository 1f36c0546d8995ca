import type { TextRange } from '@moult/text';
import type { TreeParts } from './built-tree.ts';
import { describeKind, type NativeCursor, type NativeTree } from './native-grammar.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import { TreeNode } from './tree-node.ts';

/** What the walk has to know about one node type of the grammar. Every question it need not ask the cursor is time. */
interface NodeType {
  readonly kind: string;
  readonly isNamed: boolean;
  /** Never has children that matter. */
  readonly isLeaf: boolean;
  /** Some of its children fill fields. */
  readonly hasFields: boolean;
}

// Type ids are fixed by the loaded grammar, of which a process has one; asking the cursor for names is what costs.
const nodeTypes: (NodeType | undefined)[] = [];
const fieldNames: (string | undefined)[] = [];

/** The walk: the cursor, and what it has copied so far. */
interface Walk {
  readonly tree: SyntaxTree;
  readonly root: TreeNode;
  readonly cursor: NativeCursor;
  readonly findMissing: boolean;
  readonly all: TreeNode[];
  readonly errors: TextRange[];
  readonly byKind: Map<string, TreeNode[]>;
}

/** Copies the named nodes of a native tree in one walk; nothing of the native tree is kept. */
export function buildTree(tree: SyntaxTree, native: NativeTree): TreeParts {
  const { text } = tree;
  const root = new TreeNode(tree, 'module', 0, text.length, undefined, undefined, 0, []);
  const { rootNode } = native;
  const findMissing = rootNode.hasError;
  const walk: Walk = {
    tree,
    root,
    cursor: rootNode.walk(),
    findMissing,
    all: [root],
    errors: [],
    byKind: new Map([['module', [root]]]),
  };
  walkNodes(walk);
  if (rootNode.type === 'ERROR') walk.errors.unshift({ start: 0, end: text.length });
  return walk;
}

/** The node whose children the cursor stands among. */
interface Level {
  readonly parent: TreeNode;
  readonly hasFields: boolean;
}

function walkNodes(walk: Walk): void {
  const { cursor } = walk;
  const top: Level = { parent: walk.root, hasFields: false };
  const levels = [top];
  let depth = 0;
  if (!cursor.gotoFirstChild()) return;
  do {
    const level = levels[depth] ?? top;
    const type = nodeTypes[cursor.nodeTypeId] ?? learnType(cursor);
    // An anonymous node that is entered stands for its parent.
    const next = type.isNamed ? { parent: addNode(walk, type, level), hasFields: type.hasFields } : level;
    if (walk.findMissing && cursor.nodeIsMissing) walk.errors.push({ start: cursor.startIndex, end: cursor.endIndex });
    // Where the parser had to guess, an error may lie in a place that has no children otherwise.
    if ((!type.isLeaf || walk.findMissing) && cursor.gotoFirstChild()) {
      depth++;
      levels[depth] = next;
    } else {
      depth = goToNext(cursor, depth);
    }
  } while (depth >= 0);
}

/** Moves to the next node that is not below this one; the new depth, or -1 at the end of the tree. */
function goToNext(cursor: NativeCursor, depth: number): number {
  let level = depth;
  while (!cursor.gotoNextSibling()) {
    if (level === 0) return -1;
    cursor.gotoParent();
    level--;
  }
  return level;
}

function addNode(
  { tree, cursor, findMissing, all, errors, byKind }: Walk,
  { kind, isLeaf }: NodeType,
  level: Level,
): TreeNode {
  const { parent } = level;
  const { startIndex, endIndex } = cursor;
  const isComment = kind === 'comment';
  const end = isComment && tree.text.charCodeAt(endIndex - 1) === CARRIAGE_RETURN ? endIndex - 1 : endIndex;
  const field = isComment || !level.hasFields ? undefined : fieldOf(cursor);
  const children = isLeaf && !findMissing ? NO_CHILDREN : [];
  const node = new TreeNode(tree, kind, startIndex, end, parent, field, all.length, children);
  if (findMissing && kind === 'ERROR') errors.push({ start: startIndex, end });
  all.push(node);
  // `children` is filled here alone, before anybody can see the tree.
  (parent.children as TreeNode[]).push(node);
  const same = byKind.get(kind);
  if (same === undefined) byKind.set(kind, [node]);
  else same.push(node);
  return node;
}

const CARRIAGE_RETURN = 13;
const NO_CHILDREN: readonly TreeNode[] = [];

function fieldOf(cursor: NativeCursor): string | undefined {
  const id = cursor.currentFieldId;
  // The declarations promise a number; without a field the cursor answers undefined.
  if (id === undefined) return undefined;
  const known = fieldNames[id];
  if (known !== undefined) return known;
  const name = cursor.currentFieldName;
  fieldNames[id] = name;
  return name;
}

function learnType(cursor: NativeCursor): NodeType {
  const kind = cursor.nodeType;
  const type = cursor.nodeIsNamed ? namedType(kind) : anonymousType(kind);
  nodeTypes[cursor.nodeTypeId] = type;
  return type;
}

function namedType(kind: string): NodeType {
  const info = describeKind(kind);
  if (info === undefined) return { kind, isNamed: true, isLeaf: false, hasFields: true };
  return { kind, isNamed: true, isLeaf: !info.hasFields && !info.hasChildren, hasFields: info.hasFields };
}

/** `not in` and `is not` are tokens of two words, between which a comment can stand. */
function anonymousType(kind: string): NodeType {
  return { kind, isNamed: false, isLeaf: !kind.includes(' '), hasFields: false };
}
