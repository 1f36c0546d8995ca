import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentKey, readRequirementSet } from '../../src/environments/requirement-set.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'moult-requirements-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('the requirements of a service', () => {
  test('are those of all its files, sorted and without differences that make none', () => {
    write('s/requirements.txt', 'b == 2  # why\na==1\n');
    write('s/requirements-dev.txt', '-r requirements.txt\npytest>=8, <9\n');
    expect(readRequirementSet(root, 's')).toEqual({
      kind: 'set',
      requirements: ['a==1', 'b==2', 'pytest>=8,<9'],
      constraints: [],
    });
  });

  test('follow references to files beside the service, and keep constraints apart', () => {
    write('shared/base.txt', 'common==1\n');
    write('shared/limits.txt', 'common<2\n');
    write('s/requirements.txt', '-r ../shared/base.txt\n-c ../shared/limits.txt\n');
    expect(readRequirementSet(root, 's')).toEqual({
      kind: 'set',
      requirements: ['common==1'],
      constraints: ['common<2'],
    });
  });

  test('come from pyproject.toml too, but not what it is built with', () => {
    write(
      's/pyproject.toml',
      '[build-system]\nrequires = ["setuptools"]\n[project]\nname = "s"\ndependencies = ["a==1"]\n',
    );
    expect(readRequirementSet(root, 's')).toMatchObject({ requirements: ['a==1'] });
  });

  test('cannot be read when a file they refer to is missing', () => {
    write('s/requirements.txt', '-r gone.txt\n');
    expect(readRequirementSet(root, 's').kind).toBe('unreadable');
  });

  test('name one environment for equal sets, and another one for another version', () => {
    const python = { path: '/python', version: '3.12.1' };
    const set = (requirements: readonly string[]) => ({ kind: 'set', requirements, constraints: [] }) as const;
    expect(environmentKey(set(['a==1']), python)).toBe(environmentKey(set(['a==1']), python));
    expect(environmentKey(set(['a==1']), python)).not.toBe(environmentKey(set(['a==2']), python));
  });
});
