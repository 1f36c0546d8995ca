import type { SyntaxTree } from '../syntax/syntax-tree.ts';

const SHORTEST = 88;
const LONGEST = 120;

/**
 * The line length a file seems to keep to, in UTF-16 units: that of its longest line of code, at least 88 and at most 120. Lines with a
 * comment and lines inside strings do not count.
 */
export function lineLimitOf(tree: SyntaxTree): number {
  let limit = SHORTEST;
  for (let line = 1; line <= tree.lines.lineCount && limit < LONGEST; line++) {
    const range = tree.lines.lineRange(line);
    if (range === undefined || range.end - range.start <= limit) continue;
    const code = tree.text.slice(range.start, range.end).trimEnd();
    if (code.length > limit && !code.includes('#') && isCode(tree, range.start)) limit = Math.min(LONGEST, code.length);
  }
  return limit;
}

function isCode(tree: SyntaxTree, offset: number): boolean {
  return !tree.nodeAt(offset).kind.startsWith('string');
}
