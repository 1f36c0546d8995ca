// Bundles the command and our own plugins into one CommonJS file: a start then costs what Node costs.
// Natives stay outside, and so does what is loaded only when it is needed.
import { chmodSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTFILE = join(ROOT, 'packages/cli/dist/moult.cjs');

const SHARED = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  conditions: ['moult-source'],
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': 'bundleUrl' },
  legalComments: 'none',
  logLevel: 'warning',
};

// The version is answered by a bundle of a few lines; everything else lies in a second one beside it.
await build({
  ...SHARED,
  entryPoints: [join(ROOT, 'packages/cli/src/bin.ts')],
  outfile: OUTFILE,
  banner: { js: `#!/usr/bin/env node\n${SHARED.banner.js}` },
});
await build({
  ...SHARED,
  entryPoints: [join(ROOT, 'packages/cli/src/run-command.ts')],
  outfile: join(dirname(OUTFILE), 'command.cjs'),
  external: ['tree-sitter', 'tree-sitter-python', 'typescript', 'jiti'],
});
chmodSync(OUTFILE, 0o755);
// The published schemas lie beside the command.
cpSync(join(ROOT, 'packages/report/schema'), join(ROOT, 'packages/cli/schema'), { recursive: true });
