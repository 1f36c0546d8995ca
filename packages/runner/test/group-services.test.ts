import { groupServices } from '../src/discover/group-services.ts';

function paths(
  manifests: readonly string[],
  pythonFiles: readonly string[],
  declared: readonly { name: string; path: string }[] = [],
) {
  return groupServices({ manifests, pythonFiles }, declared).map((service) => [
    service.name,
    service.path,
    ...service.pythonFiles,
  ]);
}

describe('groupServices', () => {
  test('a file belongs to the nearest folder with a manifest', () => {
    expect(paths(['a/requirements.txt', 'a/b/pyproject.toml'], ['a/x.py', 'a/b/src/y.py', 'z.py'])).toEqual([
      ['.', '.', 'z.py'],
      ['a', 'a', 'a/x.py'],
      ['a/b', 'a/b', 'a/b/src/y.py'],
    ]);
  });

  test('a folder of requirement files is a part of the folder around it', () => {
    expect(paths(['a/requirements/base.txt', 'a/requirements/requirements.txt'], ['a/x.py'])).toEqual([
      ['a', 'a', 'a/x.py'],
    ]);
    expect(paths(['a/tests/requirements-test.txt'], ['a/tests/t.py'])).toEqual([['a', 'a', 'a/tests/t.py']]);
  });

  test('a lock file or a Dockerfile alone makes no service', () => {
    expect(paths(['a/poetry.lock', 'a/Dockerfile'], ['a/x.py'])).toEqual([['.', '.', 'a/x.py']]);
  });

  test('a declared service keeps its name and takes the files below it', () => {
    expect(paths([], ['svc/api/x.py'], [{ name: 'api', path: 'svc/api' }])).toEqual([
      ['api', 'svc/api', 'svc/api/x.py'],
    ]);
  });
});
