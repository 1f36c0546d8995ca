/** The file kinds a manifest can have. The first eight can be edited; the rest are reported with the line to change. */
export type ManifestKind =
  | 'requirements'
  | 'constraints'
  | 'pyproject'
  | 'setup-cfg'
  | 'setup-py'
  | 'tox-ini'
  | 'pytest-ini'
  | 'pytest-toml'
  | 'pipfile'
  | 'conda'
  | 'lock'
  | 'dockerfile'
  | 'workflow'
  | 'python-version'
  | 'script';

/** One requirement as written. */
export interface RequirementView {
  /** Normalised distribution name (PEP 503). */
  readonly distribution: string;
  /** The requirement as written, without comment. */
  readonly text: string;
  /** Version specifiers as written, such as `>=8,<9`; empty when unbounded. */
  readonly specifier: string;
  readonly extras: readonly string[];
  readonly marker: string | undefined;
  /** List it belongs to, such as `project.dependencies` or `dependency-groups.dev`; undefined in requirements files. */
  readonly group: string | undefined;
  /** Line from 1. */
  readonly line: number;
}

/** One option of an INI section or TOML table. */
export interface OptionView {
  /** Section or dotted table name as written: `pytest`, `tool:pytest`, `tool.pytest.ini_options`. */
  readonly section: string;
  readonly key: string;
  /** Value as text: an INI value with its lines joined by newlines, a TOML string decoded, any other TOML value as written. */
  readonly value: string;
  readonly line: number;
}

/** A requirement or configuration file of a service, read-only. */
export interface ManifestView {
  /** Path relative to the root, with `/`. */
  readonly path: string;
  readonly kind: ManifestKind;
  /** False when Moult only reports lines of this file. */
  readonly editable: boolean;
  readonly text: string;
  readonly requirements: readonly RequirementView[];
  readonly options: readonly OptionView[];
  /** `requires-python` or `python_requires` as written. */
  readonly pythonRequires: string | undefined;
}
