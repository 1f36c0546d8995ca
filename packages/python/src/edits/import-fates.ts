import type { QualifiedName } from '@moult/plugin-api';
import { lineEndOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import { type EditedNames, importedPath } from './edited-names.ts';
import type { ImportIntent } from './import-intent.ts';
import { isImportUsed, isNameUsed } from './import-uses.ts';
import { statementsOf } from './tree-places.ts';

/** One name that an import has to bring: `module`, or `member` of it, bound to `local`. */
export interface ImportWish {
  readonly module: QualifiedName;
  readonly member: string | undefined;
  readonly local: string;
}

/** What becomes of one imported name. */
export type ImportFate =
  | { readonly kind: 'keep'; readonly imported: ImportedName }
  | { readonly kind: 'drop'; readonly imported: ImportedName }
  | { readonly kind: 'move'; readonly imported: ImportedName; readonly to: ImportWish; readonly also: Wishes }
  /** The old name is in use too, so the new ones are imported beside it. */
  | { readonly kind: 'copy'; readonly imported: ImportedName; readonly also: Wishes };

type Wishes = readonly ImportWish[];

/** An import that a change would have let go, and why it stays. */
export interface KeptImport {
  readonly name: QualifiedName;
  /** Line of the import in the text that was settled, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** What the decisions are made from. */
export interface FateContext {
  readonly names: EditedNames;
  readonly root: TreeNode;
  readonly intents: readonly ImportIntent[];
  readonly kept: KeptImport[];
  /** Path of the file. */
  readonly path: string;
}

/** Decides what becomes of an imported name on the final text. */
export function decideFate(context: FateContext, imported: ImportedName): ImportFate {
  const path = importedPath(imported);
  if (path === undefined) return { kind: 'keep', imported };
  const moves = context.intents.flatMap((intent) =>
    intent.kind === 'rename' && intent.from === path ? [wishFor(imported, intent.to, intent.local)] : [],
  );
  const [first] = moves;
  if (first !== undefined) return decideMove(context, imported, first, moves);
  const mayGo = context.intents.some((intent) => intent.kind === 'may-drop' && isBelow(path, intent.name));
  return mayGo ? decideDrop(context, imported, path) : { kind: 'keep', imported };
}

/** References may have asked for several new names; those that code uses are imported, the first one in the place of the old name. */
function decideMove(
  { names, root }: FateContext,
  imported: ImportedName,
  first: ImportWish,
  moves: Wishes,
): ImportFate {
  const isBoundAlike = (wish: ImportWish): boolean => rootOf(wish) === imported.local || imported.local === undefined;
  const used = moves.filter((wish, index) => {
    const isNew = moves.findIndex((other) => rootOf(other) === rootOf(wish)) === index;
    return isNew && isNameUsed(rootOf(wish), names);
  });
  const to = moves.find(isBoundAlike) ?? used[0] ?? first;
  const also = used.filter((wish) => rootOf(wish) !== rootOf(to));
  if (isBoundAlike(to) || !isImportUsed(imported, names, root)) return { kind: 'move', imported, to, also };
  return used.length > 0 ? { kind: 'copy', imported, also: used } : { kind: 'keep', imported };
}

function rootOf({ local }: ImportWish): string {
  return local.split('.')[0] ?? local;
}

/** The new import in the form of the old one. */
function wishFor(imported: ImportedName, path: QualifiedName, wanted: string | undefined): ImportWish {
  const split = path.lastIndexOf('.');
  const local = imported.alias ?? wanted;
  if (imported.member === '*') return { module: path, member: '*', local: '*' };
  if (imported.form === 'import' || split < 0) return { module: path, member: undefined, local: local ?? path };
  const member = path.slice(split + 1);
  return { module: path.slice(0, split), member, local: local ?? member };
}

function decideDrop(context: FateContext, imported: ImportedName, path: QualifiedName): ImportFate {
  const { names, root, kept, path: file } = context;
  if (isImportUsed(imported, names, root) && imported.member !== '*') return { kind: 'keep', imported };
  const reason = reasonToKeep(imported, file);
  if (reason === undefined) return { kind: 'drop', imported };
  kept.push({ name: path, line: imported.node.line, reason });
  return { kind: 'keep', imported };
}

function reasonToKeep(
  { member, alias, local, statement, node, module }: ImportedName,
  file: string,
): string | undefined {
  if (member === '*') return 'nobody knows what else the star import brings';
  if (alias !== undefined && alias === (member ?? module)) return 'it is re-exported under its own name';
  if (isMarked(node) || isMarked(statement)) return 'a `noqa` comment says that it is meant to be there';
  const block = statement.parent;
  if (/(^|\/)__init__\.py$/.test(file) && block?.kind === 'module')
    return 'other modules may import it from this package';
  const isGuarded = block?.kind === 'block' && /^(try_statement|except_clause)$/.test(block.parent?.kind ?? '');
  if (isGuarded && statementsOf(block).length === 1)
    return `it is all that the \`try\` around it is for (\`${local}\`)`;
  return undefined;
}

/** `# noqa` or `# noqa: F401` on the line of a node. */
function isMarked(node: TreeNode): boolean {
  const { text } = node.tree;
  const line = text.slice(node.end, lineEndOf(text, node.end));
  return /#\s*noqa(?!\s*:(?!.*F401))/i.test(line);
}

function isBelow(name: QualifiedName, prefix: QualifiedName): boolean {
  return name === prefix || name.startsWith(`${prefix}.`);
}
