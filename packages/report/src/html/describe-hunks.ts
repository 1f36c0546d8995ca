import { type DiffHunk, diffFile, type PlanFileEdit } from '@moult/engine';
import { createLineMap } from '@moult/text';
import type { PageHunk, PagePiece } from './page-data.ts';

/** A file's texts, and the edits that lead from one to the other. */
export interface ChangedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly PlanFileEdit[];
}

/** Where owners and shapes get their numbers. */
export interface HunkNumbers {
  changeOf(id: string): number | undefined;
  /** `owners` are numbers of changes. */
  shapeOf(lines: readonly string[], owners: readonly number[]): number;
}

const LONGEST_LINE = 600;

/** The hunks of a file, each split into runs of changed lines with the changes that own them. */
export function describeHunks(text: ChangedText, numbers: HunkNumbers): readonly PageHunk[] {
  const offsets = createLineMap(text.before);
  const offsetOf = (line: number): number => offsets.lineStart(Math.max(1, line)) ?? text.before.length;
  return diffFile(text).hunks.map((hunk) => ({
    oldStart: hunk.oldStart,
    newStart: hunk.newStart,
    lines: hunk.lines.map(shorten),
    pieces: findRuns(hunk).map((run) => describeRun(run, hunk, text.edits, offsetOf, numbers)),
  }));
}

/** A run of changed lines: its place in the hunk and the old lines it covers. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly oldLine: number;
  readonly oldLines: number;
}

function findRuns(hunk: DiffHunk): readonly Run[] {
  const runs: Run[] = [];
  let oldLine = hunk.oldStart;
  for (let from = 0; from < hunk.lines.length; ) {
    let to = from;
    while (to < hunk.lines.length && isChanged(hunk.lines[to])) to++;
    const oldLines = hunk.lines.slice(from, to).filter((line) => line.startsWith('-')).length;
    if (to > from) runs.push({ from, to, oldLine, oldLines });
    oldLine += to > from ? oldLines : 1;
    from = Math.max(to, from + 1);
  }
  return runs;
}

function isChanged(line: string | undefined): boolean {
  return line !== undefined && !line.startsWith(' ');
}

function describeRun(
  run: Run,
  hunk: DiffHunk,
  edits: readonly PlanFileEdit[],
  offsetOf: (line: number) => number,
  numbers: HunkNumbers,
): PagePiece {
  const isInsertion = run.oldLines === 0;
  const start = offsetOf(run.oldLine) - (isInsertion ? 1 : 0);
  const end = offsetOf(run.oldLine + run.oldLines);
  const meets = (edit: PlanFileEdit): boolean => {
    const mayTouch = isInsertion || edit.start === edit.end;
    return mayTouch ? edit.start <= end && edit.end >= start : edit.start < end && edit.end > start;
  };
  const ids = new Set(edits.filter(meets).flatMap(({ changes }) => changes));
  // A diff may place an insertion beside the edit that made it; then the hunk answers for all of its runs.
  const owners = (ids.size === 0 ? hunk.changes : [...ids].sort()).flatMap((id) => numbers.changeOf(id) ?? []);
  const lines = withoutIndent(hunk.lines.slice(run.from, run.to));
  return { from: run.from, to: run.to, changes: owners, shape: numbers.shapeOf(lines, owners) };
}

/** The lines without what all of them are indented by, so that the same change deeper in the code is still the same. */
function withoutIndent(lines: readonly string[]): readonly string[] {
  const indents = lines
    .filter((line) => line.slice(1).trim() !== '')
    .map((line) => /^\s*/.exec(line.slice(1))?.[0] ?? '');
  const shortest = indents.reduce((least, indent) => Math.min(least, indent.length), Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.charAt(0) + line.slice(1 + shortest));
}

function shorten(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return `${line.slice(0, LONGEST_LINE)} … ${line.length - LONGEST_LINE} more characters`;
}
