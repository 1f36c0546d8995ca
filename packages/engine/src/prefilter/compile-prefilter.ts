import type { Plugin } from '@moult/plugin-api';

/**
 * Literal tests on raw bytes that tell which files a plugin could concern. All texts here are read one character per byte
 * (`latin1`), so that nothing has to be decoded for the answer "none".
 */
export interface Prefilter {
  /** Whether any plugin could concern this Python file. */
  passes(bytesAsText: string): boolean;
  /** Names of the plugins that could concern this Python file, in the order given. */
  pluginsOf(bytesAsText: string): readonly string[];
  /** Names of the plugins whose distributions, modules or literals are named in this requirement or configuration file. */
  pluginsOfManifest(bytesAsText: string): readonly string[];
}

interface Needle {
  readonly plugin: string;
  readonly source: RegExp;
  readonly manifest: RegExp;
}

/** Compiles what the plugins detect into one expression for all and one for each. */
export function compilePrefilter(plugins: readonly Plugin[]): Prefilter {
  const needles = plugins.map(needleOf);
  const any = alternation(plugins.flatMap(sourcePatterns), '');
  return {
    passes: (text) => any.test(text),
    pluginsOf: (text) =>
      any.test(text) ? needles.filter(({ source }) => source.test(text)).map(({ plugin }) => plugin) : [],
    pluginsOfManifest: (text) => needles.filter(({ manifest }) => manifest.test(text)).map(({ plugin }) => plugin),
  };
}

function needleOf(plugin: Plugin): Needle {
  const distributions = plugin.detects.distributions.map(distributionPattern);
  return {
    plugin: plugin.name,
    source: alternation(sourcePatterns(plugin), ''),
    manifest: alternation([...distributions, ...sourcePatterns(plugin)], 'i'),
  };
}

function sourcePatterns(plugin: Plugin): readonly string[] {
  const { modules, literals = [] } = plugin.detects;
  return [...modules.map(modulePattern), ...literals.map((literal) => escapePattern(asBytes(literal)))];
}

/** The top package is enough: what lies below it can be imported in steps. A name ends where no word character follows. */
function modulePattern(module: string): string {
  return `(?<![\\w])${escapePattern(asBytes(topOf(module)))}(?!\\w)`;
}

function topOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

/** Distribution names are compared with `-`, `_` and `.` as one (PEP 503). */
function distributionPattern(distribution: string): string {
  const parts = distribution.split(/[-_.]+/).map((part) => escapePattern(asBytes(part)));
  return `(?<![\\w.-])${parts.join('[-_.]+')}(?!\\w)`;
}

function alternation(patterns: readonly string[], flags: string): RegExp {
  return patterns.length === 0 ? /(?!)/ : new RegExp([...new Set(patterns)].join('|'), flags);
}

function asBytes(literal: string): string {
  return String.fromCharCode(...new TextEncoder().encode(literal));
}

function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
