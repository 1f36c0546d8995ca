import type { ManifestChange } from '@moult/plugin-api';
import { changeManifest } from '../src/edit/change-manifest.ts';
import type { Manifest } from '../src/manifest.ts';
import { parseManifest } from '../src/parse-manifest.ts';
import { readEditCases } from './read-edit-cases.ts';

const texts = [...new Map(readEditCases().map((example) => [`${example.path}\n${example.before}`, example])).values()];

const examples = texts.flatMap(({ name, path, before }) => [
  { name, path, text: before },
  {
    name: `${name} with carriage returns and no final line end`,
    path,
    text: before.trimEnd().replaceAll('\n', '\r\n'),
  },
]);

function parse(path: string, text: string): Manifest {
  const result = parseManifest(path, text);
  if (result?.kind !== 'manifest') throw new Error(JSON.stringify(result));
  return result.manifest;
}

function requirementChanges(manifest: Manifest): readonly ManifestChange[] {
  const names = [...new Set(manifest.requirements.map(({ distribution }) => distribution))];
  return names.flatMap((distribution, index): ManifestChange[] => [
    { kind: 'bump-requirement', distribution, to: { version: '99.1', pin: 'exact' } },
    { kind: 'bump-requirement', distribution, to: { version: '99.1', pin: 'compatible', comment: 'moved' } },
    { kind: 'bump-requirement', distribution, to: { version: '99.1', pin: 'floor', comment: 'moved' } },
    {
      kind: 'replace-requirement',
      from: distribution,
      distribution: 'entirely-new',
      to: { version: '2.0', pin: 'compatible' },
    },
    {
      kind: 'replace-requirement',
      from: distribution,
      distribution: names[(index + 1) % names.length] ?? '',
      to: { version: '2.0', pin: 'exact' },
    },
    { kind: 'add-requirement', distribution: 'entirely-new', specifier: '>=1,<2', beside: distribution },
    { kind: 'remove-requirement', distribution },
  ]);
}

function optionChanges(manifest: Manifest): readonly ManifestChange[] {
  const { path } = manifest;
  const groups = new Set(manifest.requirements.map(({ group }) => group));
  const holdsRequirements = (range: { start: number; end: number }) =>
    manifest.requirements.some(({ element }) => element.start < range.end && range.start < element.end);
  return manifest.options
    .filter(({ line }) => !manifest.problems.some((problem) => problem.line === line))
    .filter(({ section, range }) => !groups.has(section) && !holdsRequirements(range))
    .flatMap(({ section, key, value }): ManifestChange[] => [
      { kind: 'remove-option', path, section, key },
      { kind: 'set-option', path, section, key, value: `${value}x` },
      { kind: 'set-option', path, section, key: 'entirely_new', value: 'a' },
    ]);
}

/** The text after a change, which touches nothing else and brings in no other line ends; undefined where nothing changed. */
function textAfter(path: string, text: string, change: ManifestChange): string | undefined {
  const outcome = changeManifest(parse(path, text), change);
  if (outcome.kind === 'refused') expect(outcome.reason).not.toContain('would change too');
  if (outcome.kind !== 'edited') return undefined;
  const kinds = (content: string) => [...new Set(content.match(/\r\n|\n|\r/g))];
  if (/[\r\n]/.test(text))
    expect([change, kinds(outcome.text).filter((kind) => !kinds(text).includes(kind))]).toEqual([change, []]);
  return outcome.text;
}

test.each(examples)('$name: a requirement changed once stays changed and nothing else does', ({ path, text }) => {
  for (const change of requirementChanges(parse(path, text))) {
    const after = textAfter(path, text, change);
    if (after !== undefined) expect([change, textAfter(path, after, change)]).toEqual([change, undefined]);
  }
});

test.each(examples)('$name: an option set is set and an option removed is gone', ({ path, text }) => {
  for (const change of optionChanges(parse(path, text))) {
    const after = textAfter(path, text, change);
    if (change.kind === 'remove-option') expect([change, after === undefined]).toEqual([change, false]);
    if (after !== undefined) expect([change, textAfter(path, after, change)]).toEqual([change, undefined]);
  }
});
