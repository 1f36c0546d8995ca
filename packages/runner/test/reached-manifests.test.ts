import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { reachedManifests } from '../src/discover/reached-manifests.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function makeTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'moult-reached-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('files that a requirements file takes in', () => {
  test('are requirements whatever they are called, and so are those they take in themselves', () => {
    const root = makeTree({
      'requirements.txt': '-r pins/base\n-c pins/limits.list\n',
      'pins/base': '-r more\n',
      'pins/more': '',
      'pins/limits.list': '',
    });
    expect([...reachedManifests(root, ['requirements.txt'])].sort()).toEqual([
      ['pins/base', 'requirements'],
      ['pins/limits.list', 'constraints'],
      ['pins/more', 'requirements'],
    ]);
  });

  test('are left out when their name tells what they are', () => {
    const root = makeTree({ 'requirements.txt': '-r requirements-dev.txt\n', 'requirements-dev.txt': '' });
    expect(reachedManifests(root, ['requirements.txt']).size).toBe(0);
  });

  test('are left out where they do not exist, lie outside, or are links', () => {
    const root = makeTree({
      'requirements.txt': '-r gone\n-r ../outside\n-r linked\n-r folder/file\n',
      'real/file': '',
    });
    symlinkSync('real/file', join(root, 'linked'));
    symlinkSync('real', join(root, 'folder'));
    expect(reachedManifests(root, ['requirements.txt']).size).toBe(0);
  });

  test('end where they take one another in', () => {
    const root = makeTree({ 'requirements.txt': '-r a\n', a: '-r b\n', b: '-r a\n-r requirements.txt\n' });
    expect([...reachedManifests(root, ['requirements.txt']).keys()].sort()).toEqual(['a', 'b']);
  });
});
