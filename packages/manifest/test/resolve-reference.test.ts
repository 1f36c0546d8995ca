import { resolveReference } from '../src/resolve-reference.ts';

test.each([
  ['requirements.txt', 'base.txt', 'base.txt'],
  ['services/a/requirements.txt', 'requirements/base.txt', 'services/a/requirements/base.txt'],
  ['services/a/requirements/dev.txt', '../../shared/pins.txt', 'services/shared/pins.txt'],
  ['services/a/requirements.txt', './base.txt', 'services/a/base.txt'],
  ['services/a/tox.ini', '{toxinidir}/requirements.txt', 'services/a/requirements.txt'],
  ['a/requirements.txt', 'sub\\base.txt', 'a/sub/base.txt'],
])('in %s, %s is %s', (path, target, expected) => {
  expect(resolveReference(path, { kind: 'requirements', target, line: 1 })).toBe(expected);
});

test.each([
  '../../base.txt',
  '/etc/pins.txt',
  'https://example.org/pins.txt',
  '$DIR/base.txt',
  '{envdir}/base.txt',
  'C:/pins.txt',
])('in a/requirements.txt, %s leads nowhere Moult looks', (target) => {
  expect(resolveReference('a/requirements.txt', { kind: 'constraints', target, line: 1 })).toBeUndefined();
});

test('a group is no file', () => {
  expect(resolveReference('pyproject.toml', { kind: 'group', target: 'lint', line: 1 })).toBeUndefined();
});
