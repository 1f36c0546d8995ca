// Bundles the command and our own plugins into one CommonJS file: a start then costs what Node costs.
// Natives stay outside, and so does what is loaded only when it is needed.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTFILE = join(ROOT, 'packages/cli/dist/moult.cjs');
const NATIVES = ['tree-sitter', 'tree-sitter-python'];

await build({
  entryPoints: [join(ROOT, 'packages/cli/src/bin.ts')],
  outfile: OUTFILE,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  conditions: ['moult-source'],
  external: [...NATIVES, 'typescript', 'jiti'],
  banner: { js: '#!/usr/bin/env node\nconst bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': 'bundleUrl' },
  legalComments: 'none',
  logLevel: 'warning',
});
chmodSync(OUTFILE, 0o755);
linkCommand();

/** The root is no package that anybody installs, so its command is linked here: `node_modules/.bin/moult`. */
function linkCommand() {
  const link = join(ROOT, 'node_modules/.bin/moult');
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../packages/cli/dist/moult.cjs', link);
}
