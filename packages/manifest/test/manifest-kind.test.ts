import { isEditableKind, manifestKindOf } from '../src/manifest-kind.ts';

test.each([
  ['requirements.txt', 'requirements'],
  ['services/a/requirements-dev.txt', 'requirements'],
  ['requirements_test.in', 'requirements'],
  ['dev-requirements.txt', 'requirements'],
  ['requirements.prod.txt', 'requirements'],
  ['requirements/base.txt', 'requirements'],
  ['services/a/requirements/ci/lint.txt', undefined],
  ['reqs.txt', 'requirements'],
  ['constraints.txt', 'constraints'],
  ['requirements/constraints-3.11.txt', 'constraints'],
  ['requirements.lock', 'lock'],
  ['requirements-dev.lock.txt', 'lock'],
  ['pyproject.toml', 'pyproject'],
  ['a/setup.cfg', 'setup-cfg'],
  ['setup.py', 'setup-py'],
  ['tox.ini', 'tox-ini'],
  ['pytest.ini', 'pytest-ini'],
  ['.pytest.ini', 'pytest-ini'],
  ['pytest.toml', 'pytest-toml'],
  ['Pipfile', 'pipfile'],
  ['Pipfile.lock', 'lock'],
  ['uv.lock', 'lock'],
  ['pylock.dev.toml', 'lock'],
  ['conda-lock.yml', 'lock'],
  ['environment.yml', 'conda'],
  ['environment-dev.yaml', 'conda'],
  ['Dockerfile', 'dockerfile'],
  ['docker/Dockerfile.dev', 'dockerfile'],
  ['api.dockerfile', 'dockerfile'],
  ['.github/workflows/ci.yml', 'workflow'],
  ['.gitlab-ci.yml', 'workflow'],
  ['.pre-commit-config.yaml', 'workflow'],
  ['Makefile', 'script'],
  ['scripts/install.sh', 'script'],
  ['a\\requirements.txt', 'requirements'],
  ['docs/required.txt', undefined],
  ['my_setup.py', undefined],
  ['config.yaml', undefined],
  ['src/dockerfile_parser.py', undefined],
  ['notes.txt', undefined],
  ['package-lock.json', undefined],
])('%s is %s', (path, kind) => {
  expect(manifestKindOf(path)).toBe(kind);
});

test('lock files and commands are reported, requirement and configuration files are edited', () => {
  expect(['lock', 'dockerfile', 'conda', 'pipfile'].map((kind) => isEditableKind(kind as 'lock'))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(['requirements', 'pytest-toml', 'setup-py'].map((kind) => isEditableKind(kind as 'setup-py'))).toEqual([
    true,
    true,
    true,
  ]);
});
