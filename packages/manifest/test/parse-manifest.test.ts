import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../src/manifest.ts';
import { parseManifest } from '../src/parse-manifest.ts';
import { readEditCases } from './read-edit-cases.ts';

const FOLDER = join(import.meta.dirname, 'fixtures/files');

const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'expected.txt')
  .map((entry) => join(entry.parentPath, entry.name).slice(FOLDER.length + 1))
  .sort();

function parse(path: string, text: string): Manifest {
  const result = parseManifest(path, text);
  if (result?.kind !== 'manifest') throw new Error(JSON.stringify(result));
  return result.manifest;
}

/** A manifest in short, one line per part. */
function summarize(manifest: Manifest): string {
  return [
    `${manifest.kind}${manifest.editable ? '' : ', not edited'}${manifest.pythonRequires === undefined ? '' : `, python ${manifest.pythonRequires}`}`,
    ...manifest.requirements.map((requirement) =>
      [
        `${requirement.line}: ${requirement.distribution}`,
        requirement.extras.length === 0 ? '' : `[${requirement.extras.join()}]`,
        requirement.specifier === '' ? ' any' : ` ${requirement.specifier}`,
        requirement.marker === undefined ? '' : ` if ${requirement.marker}`,
        requirement.group === undefined ? '' : ` in ${requirement.group}`,
        requirement.comment === undefined
          ? ''
          : ` ${manifest.text.slice(requirement.comment.start, requirement.comment.end)}`,
        requirement.obstacle === undefined ? '' : ` (${requirement.obstacle})`,
      ].join(''),
    ),
    ...manifest.references.map((reference) => `${reference.line}: takes ${reference.kind} from ${reference.target}`),
    ...manifest.problems.map(
      (problem) => `${problem.line}: cannot read ${problem.distribution ?? '?'}: ${problem.reason}`,
    ),
    '',
  ].join('\n');
}

test.each(files)('%s is read as expected', (path) => {
  const expected = join(FOLDER, path.split('/', 1)[0] ?? '', 'expected.txt');
  expect(existsSync(expected)).toBe(true);
  expect(summarize(parse(path, readFileSync(join(FOLDER, path), 'utf8')))).toBe(readFileSync(expected, 'utf8'));
});

const texts: readonly (readonly [string, string])[] = [
  ...files.map((path) => [path, readFileSync(join(FOLDER, path), 'utf8')] as const),
  ...readEditCases().map(({ name, path, before }) => [`${name}/${path}`, before] as const),
];

test.each(texts)('%s: every range points at what it stands for', (path, text) => {
  for (const source of [text, text.replaceAll('\n', '\r\n')]) {
    const manifest = parse(path, source);
    const slice = ({ start, end }: { start: number; end: number }) => source.slice(start, end);
    for (const requirement of manifest.requirements) {
      const { range, element, syntax } = requirement;
      if (syntax.kind !== 'opaque') expect(slice(range)).toBe(requirement.text);
      if (syntax.kind === 'pep508') expect(slice(syntax.parsed.specifier)).toBe(requirement.specifier);
      expect(element.start <= range.start && range.end <= element.end).toBe(true);
      if (requirement.comment !== undefined) expect(slice(requirement.comment)).toMatch(/^#/);
      expect(source.slice(0, element.start).split('\n').length).toBeLessThanOrEqual(requirement.line);
    }
    for (const option of manifest.options) {
      expect(slice(option.range).startsWith(slice(option.keyRange))).toBe(true);
      expect(slice(option.range)).toContain(slice(option.valueRange));
    }
  }
});

test.each([
  ['pyproject.toml', '[project]\nname = "x"\ndependencies = [\n  "a",\n', 5, 'Unspecified values'],
  ['pyproject.toml', '[a]\nb = 1\nb = 2\n', 3, 'Defining a key multiple times'],
  ['Pipfile', '[packages]\na = = 1\n', 2, ''],
  ['setup.cfg', 'name = x\n', 1, 'before the first section'],
  ['setup.cfg', '[a]\nk = 1\n[a]\n', 3, 'section [a] is already on line 1'],
  ['pytest.ini', '[pytest]\nasyncio_mode = auto\nasyncio_mode = strict\n', 3, 'already on line 2'],
  ['pytest.ini', '[pytest\n', 1, 'lacks its "]"'],
  ['tox.ini', '[tox]\njust words\n', 2, 'neither a section nor an option'],
  ['tox.ini', '[tox]\n  indented\n', 2, 'continues nothing'],
  ['environment.yml', 'dependencies:\n  - a\n - b\n', 3, ''],
])('%s that cannot be read is reported with its line: %j', (path, text, line, reason) => {
  expect(parseManifest(path, text)).toMatchObject({
    kind: 'broken',
    path,
    line,
    reason: expect.stringContaining(reason),
  });
});

test('a path that names no manifest is none', () => {
  expect(parseManifest('src/app.py', '')).toBeUndefined();
});

test('a file reached by -c is read as what it is reached as', () => {
  expect(parseManifest('pins.txt', 'tenacity==8.2.3\n', 'constraints')).toMatchObject({
    kind: 'manifest',
    manifest: { kind: 'constraints', editable: true, requirements: [{ distribution: 'tenacity' }] },
  });
});
