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
  readonly cursor: NativeCursor;
  readonly findMissing: boolean;
  readonly all: TreeNode[];
  readonly errors: TextRange[];
  readonly byKind: Map<string, TreeNode[]>;
}

/** Copies the named nodes of a native tree in one walk; nothing of the native tree is kept. */
export function buildTree(tree: SyntaxTree, native: NativeTree): TreeParts {
  const { text } = tree;
  const root = new TreeNode(tree, 'module', 0, text.length, undefined, undefined, 0);
  const { rootNode } = native;
  const walk: Walk = {
    tree,
    cursor: rootNode.walk(),
    findMissing: rootNode.hasError,
    all: [root],
    errors: [],
    byKind: new Map([['module', [root]]]),
  };
  walkNodes(walk, root);
  if (rootNode.type === 'ERROR') walk.errors.unshift({ start: 0, end: text.length });
  return { root, all: walk.all, errors: walk.errors, byKind: walk.byKind };
}

/** The nodes around the cursor, and those among their children that it has passed. */
class OpenLevels {
  readonly #parents: TreeNode[];
  readonly #hasFields = [false];
  /** Where the children of a level begin; -1 for one that goes on with the level around it. */
  readonly #begins = [0];
  readonly #passed: TreeNode[] = [];
  depth = 0;

  constructor(root: TreeNode) {
    this.#parents = [root];
  }

  get parent(): TreeNode | undefined {
    return this.#parents[this.depth];
  }

  get hasFields(): boolean {
    return this.#hasFields[this.depth] ?? false;
  }

  pass(node: TreeNode): void {
    this.#passed.push(node);
  }

  /** Goes down into a node; an anonymous one, which has none, stands for its parent. */
  enter(node: TreeNode | undefined, hasFields: boolean): void {
    const { depth, parent } = this;
    const isAnonymous = node === undefined;
    this.depth++;
    const inner = node ?? parent;
    if (inner !== undefined) this.#parents[depth + 1] = inner;
    this.#hasFields[depth + 1] = isAnonymous ? this.#hasFields[depth] === true : hasFields;
    this.#begins[depth + 1] = isAnonymous ? -1 : this.#passed.length;
  }

  /** Gives the parent its children, in an array that is no longer than they are, and goes up. */
  leave(): void {
    const begin = this.#begins[this.depth] ?? -1;
    const { parent } = this;
    if (parent !== undefined && begin >= 0 && begin < this.#passed.length) {
      // `children` is set here alone, before anybody can see the tree.
      (parent as { children: readonly TreeNode[] }).children = this.#passed.slice(begin);
      this.#passed.length = begin;
    }
    this.depth--;
  }
}

function walkNodes(walk: Walk, root: TreeNode): void {
  const { cursor, findMissing } = walk;
  const levels = new OpenLevels(root);
  if (!cursor.gotoFirstChild()) return;
  do {
    const type = nodeTypes[cursor.nodeTypeId] ?? learnType(cursor);
    const node = type.isNamed ? addNode(walk, type, levels) : undefined;
    if (findMissing && cursor.nodeIsMissing) walk.errors.push({ start: cursor.startIndex, end: cursor.endIndex });
    // Where the parser had to guess, an error may lie in a place that has no children otherwise.
    if ((!type.isLeaf || findMissing) && cursor.gotoFirstChild()) levels.enter(node, type.hasFields);
    else goToNext(cursor, levels);
  } while (levels.depth >= 0);
}

/** Moves to the next node that is not below this one, and leaves the levels that end here; all of them at the end of the tree. */
function goToNext(cursor: NativeCursor, levels: OpenLevels): void {
  while (!cursor.gotoNextSibling()) {
    levels.leave();
    if (levels.depth < 0) return;
    cursor.gotoParent();
  }
}

function addNode(
  { tree, cursor, findMissing, all, errors, byKind }: Walk,
  { kind }: NodeType,
  levels: OpenLevels,
): TreeNode {
  const { startIndex, endIndex } = cursor;
  const isComment = kind === 'comment';
  const end = isComment && tree.text.charCodeAt(endIndex - 1) === CARRIAGE_RETURN ? endIndex - 1 : endIndex;
  const field = isComment || !levels.hasFields ? undefined : fieldOf(cursor);
  const node = new TreeNode(tree, kind, startIndex, end, levels.parent, field, all.length);
  if (findMissing && kind === 'ERROR') errors.push({ start: startIndex, end });
  all.push(node);
  levels.pass(node);
  const same = byKind.get(kind);
  if (same === undefined) byKind.set(kind, [node]);
  else same.push(node);
  return node;
}

const CARRIAGE_RETURN = 13;

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
