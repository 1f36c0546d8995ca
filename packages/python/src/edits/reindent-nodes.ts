import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { lineIndentAt } from './lay-fragment.ts';
import type { IndentShift } from './line-indents.ts';
import type { Piece } from './piece.ts';
import { hasOpenBreak } from './read-fragment.ts';
import { isOnHeaderLine } from './statement-lines.ts';

/** Moves the lines of statements that stay in place in a rewrite to the indentation they get there. */
export function shiftNodes(draft: Draft, pieces: readonly Piece[], indent: string): void {
  for (const [node, to] of linedNodes(pieces, indent)) {
    const from = lineIndentAt(draft.tree, node.start);
    const { lines } = draft.tree;
    const second = lines.lineStart(lines.lineAt(node.start) + 1);
    if (from !== to && second !== undefined && second < node.end)
      draft.indents.shift(second, node.end, shiftTo(from, to));
  }
}

/** Writes statements that are copied to another place with the indentation they get there; edits inside them are found again. */
export function copyNodes(pieces: readonly Piece[], indent: string): readonly Piece[] {
  const targets = new Map(linedNodes(pieces, indent));
  return pieces.map((piece) => {
    const to = typeof piece === 'string' ? undefined : targets.get(piece);
    return typeof piece === 'string' || to === undefined ? piece : reindent(piece, to);
  });
}

/** Nodes of several lines that are statements, with the indentation of the line each one begins. */
function linedNodes(pieces: readonly Piece[], indent: string): readonly (readonly [TreeNode, string])[] {
  let line = indent;
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') {
      line = /(?:^|[\r\n])([ \t]*)$/.exec(piece)?.[1] ?? line;
      return [];
    }
    const isStatements = piece.kind === 'block' ? !isOnHeaderLine(piece) : /_statement$|_definition$/.test(piece.kind);
    return isStatements && hasOpenBreak(piece.tree, piece.start, piece.end) ? [[piece, line] as const] : [];
  });
}

function reindent(node: TreeNode, to: string): string {
  const { tree } = node;
  const from = lineIndentAt(tree, node.start);
  let text = '';
  let position = node.start;
  for (let line = tree.lines.lineAt(node.start) + 1; ; line++) {
    const range = tree.lines.lineRange(line);
    if (range === undefined || range.start >= node.end) break;
    const isFixed = tree.nodeAt(range.start).kind.startsWith('string') || !tree.text.startsWith(from, range.start);
    if (isFixed || range.start === range.end) continue;
    text += tree.text.slice(position, range.start) + to;
    position = range.start + from.length;
  }
  return text + tree.text.slice(position, node.end);
}

function shiftTo(from: string, to: string): IndentShift {
  if (to.startsWith(from)) return { at: from.length, remove: 0, insert: to.slice(from.length) };
  if (from.startsWith(to)) return { at: to.length, remove: from.length - to.length, insert: '' };
  return { at: 0, remove: from.length, insert: to };
}
