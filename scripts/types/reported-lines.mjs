import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a person is told about one of the lines of a diagnostic, as a function of the diagnostic. `plan` was made before its edits were
 * applied, so its lines are moved by what the edits added and took above them in the files of the folder `original`; `again` was made afterwards.
 */
export function reportedLines(plan, again, original) {
  const lines = new Set([...again.findings, ...again.residue].map(({ path, line }) => `${path}:${line}`));
  const edits = new Map(plan.files.map((file) => [file.path, file.edits ?? []]));
  const texts = new Map();
  for (const { path, line } of [...plan.findings, ...plan.residue]) {
    if ((edits.get(path) ?? []).length > 0 && !texts.has(path))
      texts.set(path, readFileSync(join(original, path), 'utf8'));
    lines.add(`${path}:${movedLine(line, edits.get(path) ?? [], texts.get(path) ?? '')}`);
  }
  return ({ path, line, endLine }) =>
    Array.from({ length: endLine - line + 1 }, (_, index) => `${path}:${line + index}`).some((place) =>
      lines.has(place),
    );
}

/** Where a line of the text before the edits is after them. */
function movedLine(line, edits, text) {
  const start = offsetOfLine(text, line);
  return edits
    .filter((edit) => edit.end <= start)
    .reduce((moved, { start: from, end, newText }) => moved + breaks(newText) - breaks(text.slice(from, end)), line);
}

function offsetOfLine(text, line) {
  let offset = 0;
  for (let count = 1; count < line; count++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}

function breaks(text) {
  return text.split('\n').length - 1;
}
