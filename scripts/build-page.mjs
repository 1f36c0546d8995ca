// Bundles the style and the script of the HTML reports into one module of two texts, so that the report package stays pure.
//   node scripts/build-page.mjs            writes it
//   node scripts/build-page.mjs --check    ends with 1 when it is out of date
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'packages/report/page');
const OUTFILE = join(ROOT, 'packages/report/src/html/page-assets.ts');

const style = await bundle(join(PAGE, 'page.css'), {});
const script = await bundle(join(PAGE, 'src/main.ts'), { format: 'iife', target: 'es2022' });
const text = `// Written by scripts/build-page.mjs from packages/report/page; change the files there.

/** The style of every page. */
export const PAGE_STYLE: string = ${literal(style)};

/** The script of every page. */
export const PAGE_SCRIPT: string = ${literal(script)};
`;

if (!process.argv.includes('--check')) writeFileSync(OUTFILE, text);
else if (readFileSync(OUTFILE, 'utf8') !== text) {
  process.stderr.write('packages/report/src/html/page-assets.ts is out of date; run: node scripts/build-page.mjs\n');
  process.exitCode = 1;
}

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

/** A text as TypeScript source. A closing tag would end the block that the text is put into. */
function literal(value) {
  if (/<\/(?:script|style)|<!--/i.test(value)) throw new Error('the page text contains a tag that would end its block');
  return JSON.stringify(value);
}
