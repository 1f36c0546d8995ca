import { noteForOlderPython, noteForPythonRange } from '../src/edit/python-floor.ts';
import { parseManifest } from '../src/parse-manifest.ts';

const wish = { version: '9.1.2', pin: 'exact', python: '3.9' } as const;

function read(path: string, text: string) {
  const result = parseManifest(path, text);
  const requirement = result?.kind === 'manifest' ? result.manifest.requirements[0] : undefined;
  if (result?.kind !== 'manifest' || requirement === undefined) throw new Error(`${path} has no requirement`);
  return { manifest: result.manifest, requirement };
}

describe('a line for older interpreters', () => {
  test.each([
    'python_version < "3.9"',
    "python_version<='3.8'",
    'python_version == "3.8"',
    'python_full_version < "3.8.20" and sys_platform == "linux"',
  ])('is left alone: %s', (marker) => {
    const { requirement } = read('requirements.txt', `tenacity==8.2.3; ${marker}\n`);
    expect(noteForOlderPython(requirement, wish)?.kind).toBe('older-python');
    const { python: _, ...silent } = wish;
    expect(noteForOlderPython(requirement, silent)).toBeUndefined();
  });

  test.each([
    'python_version < "3.10"',
    'python_version <= "3.9"',
    'python_version >= "3.8"',
    'python_version < "3.9" or extra == "old"',
    'sys_platform == "win32"',
  ])('is something else: %s', (marker) => {
    const { requirement } = read('requirements.txt', `tenacity==8.2.3; ${marker}\n`);
    expect(noteForOlderPython(requirement, wish)).toBeUndefined();
  });
});

describe('a project that allows older interpreters', () => {
  test.each([
    ['>=3.8', 'python-range'],
    ['>=3.9', undefined],
    ['~=3.10', undefined],
    ['<4', undefined],
  ])('requires-python "%s" gives %s', (range, kind) => {
    const text = `[project]\nname = "a"\nrequires-python = "${range}"\ndependencies = ["tenacity==8.2.3"]\n`;
    const { manifest, requirement } = read('pyproject.toml', text);
    expect(noteForPythonRange(manifest, requirement, wish)?.kind).toBe(kind);
  });
});
