import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const NAMES = ['tree-sitter', 'tree-sitter-python'];

/** Versions of the parser and its grammar, which decide what a plan sees. */
export function readGrammarVersions(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const version = versionOf(require, name);
      return version === undefined ? [] : [[name, version]];
    }),
  );
}

function versionOf(require: NodeJS.Require, name: string): string | undefined {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version;
    } catch {
      // The next folder of the resolution is tried.
    }
  }
  return undefined;
}
