import type { DiffHunk, FileDiff } from './diff-file.ts';

/** What the tail of a hunk header says of one change. */
export interface HunkOwner {
  readonly plugin: string;
  readonly rule: string;
  readonly grade: string;
}

/**
 * A patch that `git apply` takes. The tail of each hunk header, which git leaves alone, names the rules and grades of the changes in it:
 * `@@ -1,4 +1,5 @@ tenacity/add-reraise (review)`.
 */
export function formatPatch(files: readonly FileDiff[], ownerOf: (change: string) => HunkOwner | undefined): string {
  return files
    .filter(({ hunks }) => hunks.length > 0)
    .map((file) => formatFile(file, ownerOf))
    .join('');
}

/** The patch of one file. */
export function formatFile({ path, hunks }: FileDiff, ownerOf: (change: string) => HunkOwner | undefined): string {
  const lines = [
    `diff --git ${quotePath(`a/${path}`)} ${quotePath(`b/${path}`)}`,
    `--- ${headerPath(`a/${path}`)}`,
    `+++ ${headerPath(`b/${path}`)}`,
    ...hunks.flatMap((hunk) => [formatHeader(hunk, ownerOf), ...hunk.lines]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The header of a hunk with the rules and grades of its owners. */
export function formatHeader(hunk: DiffHunk, ownerOf: (change: string) => HunkOwner | undefined): string {
  const owners = hunk.changes.flatMap((id) => ownerOf(id) ?? []);
  const tail = [...new Set(owners.map(({ plugin, rule, grade }) => `${plugin}/${rule} (${grade})`))].sort();
  const range = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
  return tail.length === 0 ? range : `${range} ${tail.join(', ')}`;
}

/** A name with a blank ends with a tab, so that what follows is no part of it. */
function headerPath(path: string): string {
  const quoted = quotePath(path);
  return quoted === path && path.includes(' ') ? `${path}\t` : quoted;
}

/** Quotes a path as git does: bytes outside printable ASCII, quotes and backslashes in C style. */
function quotePath(path: string): string {
  const bytes = new TextEncoder().encode(path);
  const isPlain = bytes.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c);
  return isPlain ? path : `"${[...bytes].map(quoteByte).join('')}"`;
}

function quoteByte(byte: number): string {
  switch (byte) {
    case 0x22:
      return '\\"';
    case 0x5c:
      return '\\\\';
    case 0x09:
      return '\\t';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
    default:
      return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
}
