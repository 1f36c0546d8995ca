// Bundles the command and our own plugins into CommonJS files: a start then costs little more than what Node costs.
// Natives stay outside. What is loaded only when it is needed (commands, plugins, cosmiconfig) lies in files of its own, so that a start reads and compiles no more
// than it runs.
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTFILE = join(ROOT, 'packages/cli/dist/moult.cjs');
const FOLDER = dirname(OUTFILE);

const SHARED = {
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  logLevel: 'warning',
};
const FILE_URL = 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;';

// The version is answered by a bundle of a few lines.
await build({
  ...SHARED,
  bundle: true,
  format: 'cjs',
  conditions: ['moult-source'],
  entryPoints: [join(ROOT, 'packages/cli/src/bin.ts')],
  outfile: OUTFILE,
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: `#!/usr/bin/env node\n${FILE_URL}` },
});
chmodSync(OUTFILE, 0o755);

// esbuild splits only ES modules, which Node loads more slowly than CommonJS. So the parts are made first and turned into CommonJS then.
for (const name of readdirSync(FOLDER)) if (/^part-.*\.cjs$/.test(name)) rmSync(join(FOLDER, name));
const { outputFiles } = await build({
  ...SHARED,
  bundle: true,
  splitting: true,
  format: 'esm',
  conditions: ['moult-source'],
  entryPoints: { command: join(ROOT, 'packages/cli/src/run-command.ts') },
  outdir: FOLDER,
  outExtension: { '.js': '.cjs' },
  chunkNames: 'part-[hash]',
  external: ['tree-sitter', 'tree-sitter-python', 'typescript', 'jiti'],
  write: false,
});
await Promise.all(
  outputFiles.map(({ path, text }) =>
    build({
      ...SHARED,
      stdin: { contents: requireParts(text), sourcefile: path, loader: 'js' },
      format: 'cjs',
      define: { 'import.meta.url': 'bundleUrl' },
      banner: { js: FILE_URL },
      minifyWhitespace: true,
      minifySyntax: true,
      outfile: path,
    }),
  ),
);
// The published schemas lie beside the command.
cpSync(join(ROOT, 'packages/report/schema'), join(ROOT, 'packages/cli/schema'), { recursive: true });

/** An `import()` of a part becomes a `require` in a promise. Every other one stays what it is: plugins may be ES modules. */
function requireParts(text) {
  return text.replaceAll(/\bimport\(("\.\/part-[^"]+")\)/g, 'Promise.resolve().then(() => require($1))');
}
