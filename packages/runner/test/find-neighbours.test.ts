import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNeighbours } from '../src/project/find-neighbours.ts';

const root = mkdtempSync(join(tmpdir(), 'moult-neighbours-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

mkdirSync(join(root, 'services/door'), { recursive: true });
writeFileSync(join(root, 'pytest.ini'), '[pytest]\n');
writeFileSync(join(root, 'services/setup.cfg'), '[tool:pytest]\n');

const outer = { path: '.', pythonFiles: ['test_a.py'], manifests: ['pytest.ini'] };
const inner = {
  path: 'services/door',
  pythonFiles: ['services/door/test_b.py'],
  manifests: ['services/door/tox.ini', 'services/door/requirements.txt'],
};

test('the configuration around a service comes nearest first', () => {
  const { outerManifests, innerFiles } = findNeighbours(root, inner, [outer, inner]);
  expect(outerManifests).toEqual(['services/setup.cfg', 'pytest.ini']);
  expect(innerFiles).toEqual([]);
});

test('a service with configuration is told of the services inside it', () => {
  expect(findNeighbours(root, outer, [outer, inner])).toEqual({
    outerManifests: [],
    innerManifests: ['services/door/tox.ini'],
    innerFiles: ['services/door/test_b.py'],
  });
});

test('a service without configuration governs nobody', () => {
  const bare = { ...outer, manifests: ['requirements.txt'] };
  expect(findNeighbours(root, bare, [bare, inner]).innerFiles).toEqual([]);
});
