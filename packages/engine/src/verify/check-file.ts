import { isCodePragma, type SyntaxTree } from '@moult/python';
import { type DecodedSource, encodeSource } from '@moult/text';
import type { CheckFailure } from './check-failure.ts';

/** Checks the new text of a Python file against the old one. */
export function checkFile(
  path: string,
  before: SyntaxTree,
  after: SyntaxTree,
  source: DecodedSource,
): readonly CheckFailure[] {
  const failures: CheckFailure[] = [];
  const syntax = findNewError(before, after);
  if (syntax !== undefined) failures.push({ path, check: 'syntax', message: syntax });
  const encoded = encodeSource(after.text, source);
  if (encoded.kind === 'refused') failures.push({ path, check: 'encoding', message: encoded.reason });
  const lost = findLostComment(before, after);
  if (lost !== undefined) failures.push({ path, check: 'comments', message: `the comment \`${lost}\` would be lost` });
  return failures;
}

function findNewError(before: SyntaxTree, after: SyntaxTree): string | undefined {
  if (after.errors.length <= before.errors.length) return undefined;
  const known = new Set(before.errors.map(({ start, end }) => before.text.slice(start, end)));
  const first = after.errors.find(({ start, end }) => !known.has(after.text.slice(start, end))) ?? after.errors[0];
  const offset = first?.start ?? 0;
  const line = after.lines.lineAt(offset);
  const range = after.lines.lineRange(line);
  const text = range === undefined ? '' : after.text.slice(range.start, range.end).trim();
  return `the result would have a syntax error at \`${text}\` (line ${line} of the new text)`;
}

function findLostComment(before: SyntaxTree, after: SyntaxTree): string | undefined {
  const left = new Map<string, number>();
  for (const { text } of after.nodes('comment')) left.set(text.trim(), (left.get(text.trim()) ?? 0) + 1);
  for (const { text } of before.nodes('comment')) {
    // A comment for tools goes with the code it is about.
    if (isCodePragma(text)) continue;
    const count = left.get(text.trim()) ?? 0;
    if (count === 0) return text.trim();
    left.set(text.trim(), count - 1);
  }
  return undefined;
}
