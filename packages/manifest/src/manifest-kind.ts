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
  [/(^|\/)\.python-version$|(^|\/)runtime\.txt$|(^|\/)\.tool-versions$/, 'python-version'],
  [/(^|\/)(gnu)?makefile$|\.mk$|(^|\/)justfile$|\.(sh|bash|zsh|ps1|bat|cmd)$|(^|\/)jenkinsfile$/, 'script'],
];

/** Most files of a tree fail this look, which costs a small part of the patterns above: what they all have at their end. */
const ENDING =
  /\.(?:lock|toml|cfg|ini|txt|in|pip|mk|sh|bash|zsh|ps1|bat|cmd|ya?ml)$|(?:setup\.py|pipfile|makefile|justfile|jenkinsfile)$|(?:dockerfile|containerfile)[^/]*$|\.(?:python-version|tool-versions)$/;

/** Whole folders of data end in `.yaml`, so its patterns are summed up once more: a part that each of them needs. */
const YAML_PART =
  /conda|environment|(?:github|gitea|forgejo|circleci|buildkite|woodpecker)\/|action\.|gitlab-ci|pipelines|cloudbuild|appveyor|\.(?:travis|drone|pre-commit|readthedocs)/;

/** What kind of manifest a path names; undefined when it names none. */
export function manifestKindOf(path: string): ManifestKind | undefined {
  const plain = path.replaceAll('\\', '/').toLowerCase();
  if (!couldBeManifest(plain)) return undefined;
  return PATTERNS.find(([pattern]) => pattern.test(plain))?.[1];
}

function couldBeManifest(plain: string): boolean {
  if (!ENDING.test(plain)) return false;
  return !/\.ya?ml$/.test(plain) || YAML_PART.test(plain);
}

/** Whether Moult edits files of a kind. */
export function isEditableKind(kind: ManifestKind): boolean {
  return EDITABLE.has(kind);
}
