// Runs what the guides tell a reader to type: every `sh` block of docs/*.md and README.md with `<!-- run -->` on the line above, in order, in a fresh copy of
// the example fleet per document, with `moult` on PATH. `<!-- run exit=7 -->` names the exit code that the block has to end with. Links between documents
// have to lead somewhere.
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyFleet } from './fleet/copy-fleet.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const BLOCK = /^<!-- run(?: exit=(\d+))? -->\n```sh\n([\s\S]*?)^```$/gm;
const LINK = /\]\((?!https?:|#)([^)#\s]+)/g;
const LIMIT_MS = 120_000;
const counts = { passed: 0, failed: 0, skipped: 0 };

const programs = mkdtempSync(join(tmpdir(), 'moult-docs-'));
writeFileSync(join(programs, 'moult'), `#!/bin/sh\nexec '${process.execPath}' '${MOULT}' "$@"\n`);
chmodSync(join(programs, 'moult'), 0o755);

// Documents have nothing to do with each other, so they run side by side.
const reports = await Promise.all(documents().map(proveDocument));
for (const { name, holds, detail } of reports.flat()) {
  counts[holds ? 'passed' : 'failed'] += 1;
  process.stdout.write(holds ? `  ${name}\n` : `FAILED ${name}\n    ${detail.replaceAll('\n', '\n    ')}\n`);
}
rmSync(programs, { recursive: true });
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function documents() {
  const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...guides.sort().map((name) => `docs/${name}`)];
}

async function proveDocument(document) {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [checkLinks(document, text), ...(await runBlocks(document, text))];
}

function checkLinks(document, text) {
  const broken = [...text.matchAll(LINK)]
    .map(([, target]) => target)
    .filter((target) => !existsSync(join(ROOT, dirname(document), target)));
  return { name: `${document}: every link leads somewhere`, holds: broken.length === 0, detail: broken.join(', ') };
}

async function runBlocks(document, text) {
  const results = [];
  const blocks = [...text.matchAll(BLOCK)];
  if (blocks.length === 0) return results;
  const fleet = copyFleet(ROOT);
  const home = join(dirname(fleet), 'home');
  mkdirSync(home);
  for (const block of blocks) {
    const [, exit = '0', script] = block;
    const line = text.slice(0, block.index).split('\n').length + 2;
    const { status, output } = await runScript(script, fleet, home);
    results.push({
      name: `${document}:${line} ends with ${exit}`,
      holds: status === Number(exit),
      detail: `it ended with ${status}\n${script}${output.slice(-1500)}`,
    });
  }
  rmSync(dirname(fleet), { recursive: true, force: true });
  return results;
}

function runScript(script, cwd, home) {
  const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}`, HOME: home, NO_COLOR: '1' };
  const options = { cwd, env, encoding: 'utf8', timeout: LIMIT_MS, maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-eu', '-c', script], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : (error.code ?? error.signal), output: stdout + stderr });
    });
    child.stdin.end();
  });
}
