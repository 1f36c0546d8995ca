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

/** Compiles what the plugins detect into one expression for all and one for each, for `bytes` or for decoded `text`. */
export function compilePrefilter(plugins: readonly Plugin[], reading: 'bytes' | 'text' = 'bytes'): Prefilter {
  const write = reading === 'bytes' ? asBytes : (literal: string): string => literal;
  const needles = plugins.map((plugin) => needleOf(plugin, write));
  const any = alternation(
    plugins.flatMap((plugin) => sourcePatterns(plugin, write)),
    '',
  );
  return {
    passes: (text) => any.test(text),
    pluginsOf: (text) => {
      if (!any.test(text)) return [];
      const found = needles.length === 1 ? needles : needles.filter(({ source }) => source.test(text));
      return found.map(({ plugin }) => plugin);
    },
    pluginsOfManifest: (text) => needles.filter(({ manifest }) => manifest.test(text)).map(({ plugin }) => plugin),
  };
}

type Writer = (literal: string) => string;

function needleOf(plugin: Plugin, write: Writer): Needle {
  const distributions = plugin.detects.distributions.map((each) => distributionPattern(each, write));
  return {
    plugin: plugin.name,
    source: alternation(sourcePatterns(plugin, write), ''),
    manifest: alternation([...distributions, ...sourcePatterns(plugin, write)], 'i'),
  };
}

function sourcePatterns(plugin: Plugin, write: Writer): readonly string[] {
  const { modules, literals = [] } = plugin.detects;
  return [
    ...modules.map((module) => modulePattern(module, write)),
    ...literals.map((literal) => escapePattern(write(literal))),
  ];
}

/** The top package is enough: what lies below it can be imported in steps. A name ends where no word character follows. */
function modulePattern(module: string, write: Writer): string {
  return `(?<![\\w])${escapePattern(write(topOf(module)))}(?!\\w)`;
}

function topOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

/** Distribution names are compared with `-`, `_` and `.` as one (PEP 503). */
function distributionPattern(distribution: string, write: Writer): string {
  const parts = distribution.split(/[-_.]+/).map((part) => escapePattern(write(part)));
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
