import { applyEdits } from '@moult/text';
import { changeManifest } from '../src/edit/change-manifest.ts';
import type { ManifestOutcome } from '../src/edit/manifest-outcome.ts';
import { parseManifest } from '../src/parse-manifest.ts';
import { type EditCase, readEditCases } from './read-edit-cases.ts';

const cases = readEditCases();

function change(example: EditCase, text: string): ManifestOutcome {
  const result = parseManifest(example.path, text);
  if (result?.kind !== 'manifest') throw new Error(`${example.path} cannot be read: ${JSON.stringify(result)}`);
  return changeManifest(result.manifest, example.change);
}

function textAfter(example: EditCase, text: string): string {
  const outcome = change(example, text);
  return outcome.kind === 'edited' ? outcome.text : text;
}

test.each(cases)('$name: the outcome and its notes', (example) => {
  const outcome = change(example, example.before);
  expect(outcome.kind).toBe(example.outcome);
  if (outcome.kind === 'refused') expect(outcome.reason).toContain(example.reason);
  if ('notes' in outcome) expect(outcome.notes.map((note) => note.kind)).toEqual(example.notes);
});

test.each(cases)('$name: the text', (example) => {
  expect(textAfter(example, example.before)).toBe(example.after ?? example.before);
});

test.each(cases.filter(({ outcome }) => outcome === 'edited'))('$name: the edits give the text', (example) => {
  const outcome = change(example, example.before);
  expect(outcome.kind === 'edited' && applyEdits(example.before, outcome.edits)).toBe(example.after);
});

test.each(cases)('$name: a second run changes nothing', (example) => {
  const once = textAfter(example, example.before);
  expect(textAfter(example, once)).toBe(once);
});

test.each(cases)('$name: carriage returns stay', (example) => {
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  expect(textAfter(example, crlf(example.before))).toBe(crlf(example.after ?? example.before));
});
