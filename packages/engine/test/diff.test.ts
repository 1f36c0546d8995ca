import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyEdits } from '@moult/text';
import fc from 'fast-check';
import { diffFile } from '../src/diff/diff-file.ts';
import { formatPatch } from '../src/diff/format-patch.ts';

const owner = (id: string) => ({ plugin: 'tenacity', rule: id, grade: 'safe' });

function applied(path: string, before: string, patch: string): string {
  const root = mkdtempSync(join(tmpdir(), 'moult-diff-'));
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), before);
    execFileSync('git', ['init', '-q'], { cwd: root });
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: root, input: patch });
    return readFileSync(join(root, path), 'utf8');
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('a patch', () => {
  const before = Array.from({ length: 40 }, (_, index) => `line ${index + 1}\n`).join('');
  const edits = [
    { start: before.indexOf('line 3\n'), end: before.indexOf('line 4\n'), newText: 'LINE 3\n', changes: ['one'] },
    {
      start: before.indexOf('line 30\n'),
      end: before.indexOf('line 30\n'),
      newText: 'more\n',
      changes: ['two', 'three'],
    },
  ];

  test('names in each hunk header the rules and grades of its own changes', () => {
    const patch = formatPatch([diffFile({ path: 'a.py', before, after: applyEdits(before, edits), edits })], owner);
    expect(patch.match(/^@@.*$/gm)).toEqual([
      '@@ -1,6 +1,6 @@ tenacity/one (safe)',
      '@@ -27,6 +27,7 @@ tenacity/three (safe), tenacity/two (safe)',
    ]);
  });

  test.each([
    ['plain text', 'a.py', before, applyEdits(before, edits)],
    ['carriage returns', 'a.py', before.replaceAll('\n', '\r\n'), applyEdits(before, edits).replaceAll('\n', '\r\n')],
    ['mixed line ends', 'a.py', 'a\r\nb\nc\r\n', 'a\r\nB\nc\r\nd\n'],
    ['no final line end before', 'a.py', 'a\nb', 'a\nb\nc\n'],
    ['no final line end after', 'a.py', 'a\nb\n', 'a\nc'],
    ['no final line end at all', 'a.py', 'a\nb', 'a\nc'],
    ['lone carriage returns', 'a.py', 'a\rb\nc\n', 'a\rB\nc\n'],
    ['a file that was empty', 'a.py', '', 'x\n'],
    ['a path with a blank', 'my app/a b.py', 'x\n', 'y\n'],
    ['a path with an umlaut and a quote', 'größe"/a.py', 'x\n', 'y\n'],
    ['text like a diff', 'a.py', '--- a\n+++ b\n@@ -1 +1 @@\n', '--- a\n+++ c\n@@ -1 +1 @@\n'],
  ])('of %s is taken by git and gives the same bytes', (_name, path, old, after) => {
    expect(applied(path, old, formatPatch([diffFile({ path, before: old, after })], owner))).toBe(after);
  });

  test('of nothing is empty', () => {
    expect(formatPatch([diffFile({ path: 'a.py', before, after: before })], owner)).toBe('');
  });

  test('gives every edit to at least one hunk', () => {
    const lines = fc.array(fc.constantFrom('a\n', 'b\r\n', '\n', 'c'), { maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(6), fc.constantFrom('', 'x', 'y\n'), (parts, at, length, newText) => {
        const old = parts.join('');
        const start = old.length === 0 ? 0 : at % old.length;
        const edit = { start, end: Math.min(old.length, start + length), newText, changes: ['id'] };
        const after = applyEdits(old, [edit]);
        const { hunks } = diffFile({ path: 'a.py', before: old, after, edits: [edit] });
        expect(hunks.some(({ changes }) => changes.includes('id'))).toBe(after !== old);
      }),
      { numRuns: 1000 },
    );
  });
});
