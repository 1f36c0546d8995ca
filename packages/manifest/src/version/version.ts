/** A version by PEP 440. */
export interface Version {
  /** As written. */
  readonly text: string;
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre: { readonly phase: 'a' | 'b' | 'rc'; readonly number: number } | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  /** Segments of the local label; those of digits only are numbers. */
  readonly local: readonly (string | number)[] | undefined;
}

const PRE = String.raw`(?:[-_.]?(?<phase>alpha|beta|preview|pre|a|b|c|rc)[-_.]?(?<pre>\d+)?)?`;
const POST = String.raw`(?<post>-(?<implicit>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<explicit>\d+)?)?`;
const DEV = String.raw`(?<dev>[-_.]?dev[-_.]?(?<devNumber>\d+)?)?`;
const LOCAL = String.raw`(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?`;
const VERSION = new RegExp(
  String.raw`^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)${PRE}${POST}${DEV}${LOCAL}$`,
  'i',
);

/** Reads a version in any spelling PEP 440 allows; undefined when it is none. */
export function parseVersion(text: string): Version | undefined {
  const groups = VERSION.exec(text.trim())?.groups;
  if (groups === undefined) return undefined;
  return {
    text: text.trim(),
    epoch: Number(groups['epoch'] ?? 0),
    release: (groups['release'] ?? '0').split('.').map(Number),
    pre: readPre(groups['phase'], groups['pre']),
    post: groups['post'] === undefined ? undefined : Number(groups['implicit'] ?? groups['explicit'] ?? 0),
    dev: groups['dev'] === undefined ? undefined : Number(groups['devNumber'] ?? 0),
    local: readLocal(groups['local']),
  };
}

/** The version without its local label. */
export function publicVersion(version: Version): Version {
  return version.local === undefined
    ? version
    : { ...version, local: undefined, text: version.text.replace(/\+.*$/, '') };
}

/** Whether a version comes before its release: a pre-release or a development release. */
export function isPrerelease(version: Version): boolean {
  return version.pre !== undefined || version.dev !== undefined;
}

/** The normal spelling of a version by PEP 440. */
export function formatVersion(version: Version): string {
  const pre = version.pre === undefined ? '' : `${version.pre.phase}${version.pre.number}`;
  const post = version.post === undefined ? '' : `.post${version.post}`;
  const dev = version.dev === undefined ? '' : `.dev${version.dev}`;
  const local = version.local === undefined ? '' : `+${version.local.join('.')}`;
  return `${version.epoch === 0 ? '' : `${version.epoch}!`}${version.release.join('.')}${pre}${post}${dev}${local}`;
}

const PHASES: Readonly<Record<string, 'a' | 'b' | 'rc'>> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
};

function readPre(phase: string | undefined, number: string | undefined): Version['pre'] {
  const known = phase === undefined ? undefined : PHASES[phase.toLowerCase()];
  return known === undefined ? undefined : { phase: known, number: Number(number ?? 0) };
}

function readLocal(label: string | undefined): Version['local'] {
  return label
    ?.toLowerCase()
    .split(/[-_.]/)
    .map((segment) => (/^\d+$/.test(segment) ? Number(segment) : segment));
}
