import { createLineMap } from '@moult/text';
import { structuredPatch } from 'diff';
import type { PlanFileEdit } from '../plan/plan-document.ts';

/** One stretch of a diff. Line numbers begin at 1; where a side has no lines, its start is the line before. */
export interface DiffHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each with its sign (` `, `-`, `+`, or `\` for a missing final line end), without line feed; a carriage return stays. */
  readonly lines: readonly string[];
  /** Ids of the changes that own it, sorted. */
  readonly changes: readonly string[];
}

/** How a file changes. */
export interface FileDiff {
  readonly path: string;
  readonly hunks: readonly DiffHunk[];
}

/** What a diff is made from; `edits` are those of the plan, against `before`. */
export interface DiffInput {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits?: readonly PlanFileEdit[];
  /** Unchanged lines around a change; three by default. */
  readonly context?: number;
}

/** Compares two texts of a file and tells for each hunk which changes own it. */
export function diffFile({ path, before, after, edits = [], context = 3 }: DiffInput): FileDiff {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context });
  const lines = createDiffLines(before);
  return {
    path,
    hunks: hunks.map(({ oldStart, oldLines, newStart, newLines, lines: text }) => {
      const start = lines.startOf(oldStart);
      const end = lines.startOf(oldStart + oldLines);
      const owners = edits.filter((edit) => edit.start <= end && start <= edit.end && touchesHunk(edit, start, end));
      return {
        oldStart,
        oldLines,
        newStart,
        newLines,
        lines: text,
        changes: [...new Set(owners.flatMap(({ changes }) => changes))].sort(),
      };
    }),
  };
}

/** An edit that only meets the border of a hunk belongs to it when it is an insertion there; hunks never touch each other. */
function touchesHunk(edit: PlanFileEdit, start: number, end: number): boolean {
  return edit.start < end || edit.end > start || edit.start === edit.end;
}

interface DiffLines {
  startOf(line: number): number;
}

/** Lines as a diff counts them: at line feeds alone. */
function createDiffLines(text: string): DiffLines {
  if (!/\r(?!\n)/.test(text)) {
    const map = createLineMap(text);
    return { startOf: (line) => map.lineStart(Math.max(1, line)) ?? text.length };
  }
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return { startOf: (line) => starts[Math.max(1, line) - 1] ?? text.length };
}
