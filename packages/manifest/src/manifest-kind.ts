import type { ManifestKind } from '@moult/plugin-api';

/** Kinds of files that Moult edits; the others it only reports on. */
const EDITABLE: ReadonlySet<ManifestKind> = new Set([
  'requirements',
  'constraints',
  'pyproject',
  'setup-cfg',
  'setup-py',
  'tox-ini',
  'pytest-ini',
  'pytest-toml',
] as const);

/** Tried in order against the path with `/` and in lower case. */
const PATTERNS: readonly (readonly [RegExp, ManifestKind])[] = [
  [
    /(^|\/)(poetry|uv|pdm)\.lock$|(^|\/)pipfile\.lock$|(^|\/)pylock(\.[^/]*)?\.toml$|(^|\/)[^/]*conda-lock\.ya?ml$/,
    'lock',
  ],
  [/(^|\/)[^/]*requirements[^/]*\.lock(\.txt)?$/, 'lock'],
  [/(^|\/)pyproject\.toml$/, 'pyproject'],
  [/(^|\/)setup\.cfg$/, 'setup-cfg'],
  [/(^|\/)setup\.py$/, 'setup-py'],
  [/(^|\/)tox\.ini$/, 'tox-ini'],
  [/(^|\/)\.?pytest\.ini$/, 'pytest-ini'],
  [/(^|\/)\.?pytest\.toml$/, 'pytest-toml'],
  [/(^|\/)pipfile$/, 'pipfile'],
  [/(^|\/)[^/]*constraints?[^/]*\.(txt|in)$|(^|\/)constraints\/[^/]*\.(txt|in)$/, 'constraints'],
  [
    /(^|\/)([^/]*[-_.])?(requirements?|reqs?)([-_.0-9][^/]*)?\.(txt|in|pip)$|(^|\/)(requirements|reqs|deps)\/[^/]*\.(txt|in|pip)$/,
    'requirements',
  ],
  [/(^|\/)(environment|conda)([-_.][^/]*)?\.ya?ml$/, 'conda'],
  [/(^|\/)([^/]*\.)?(dockerfile|containerfile)(\.[^/]*)?$/, 'dockerfile'],
  [/(^|\/)\.(github|gitea|forgejo)\/(workflows|actions)\/.*\.ya?ml$|(^|\/)action\.ya?ml$/, 'workflow'],
  [/(^|\/)\.gitlab-ci[^/]*\.ya?ml$|(^|\/)\.(circleci|buildkite|woodpecker)\/[^/]*\.ya?ml$/, 'workflow'],
  [
    /(^|\/)(azure-pipelines|bitbucket-pipelines|cloudbuild|appveyor|\.travis|\.drone|\.pre-commit-config|\.readthedocs)[^/]*\.ya?ml$/,
    'workflow',
  ],
  [/(^|\/)(gnu)?makefile$|\.mk$|(^|\/)justfile$|\.(sh|bash|zsh|ps1|bat|cmd)$|(^|\/)jenkinsfile$/, 'script'],
];

/** What kind of manifest a path names; undefined when it names none. */
export function manifestKindOf(path: string): ManifestKind | undefined {
  const plain = path.replaceAll('\\', '/').toLowerCase();
  return PATTERNS.find(([pattern]) => pattern.test(plain))?.[1];
}

/** Whether Moult edits files of a kind. */
export function isEditableKind(kind: ManifestKind): boolean {
  return EDITABLE.has(kind);
}
