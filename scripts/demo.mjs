// Shows the whole way on a copy of the example fleet: analysis, plan with its ledger, a run through four phases with the services' own tests on the old and the
// new libraries, the report for reviewers, one service taken back, then all, and the proof that every byte is back.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyFleet } from './fleet/copy-fleet.mjs';
import { treeDigest } from './fleet/tree-digest.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const SERVICE = 'websocket-ingestion';
/** Services that wait for a person are what an honest run of this fleet ends with. */
const NEEDS_HUMAN = 9;

const fleet = copyFleet(ROOT);
const beside = dirname(fleet);
const serviceFolder = join(fleet, 'services', SERVICE);
const original = { fleet: treeDigest(fleet), service: treeDigest(serviceFolder) };
let failed = false;

title(`Forty services, copied to ${fleet}`);
title('1. Analysis: what each service uses, who depends on whom, priorities and phases');
await moult(['analyze', '-o', join(beside, 'analysis')], { tail: 24 });
title('2. Plan: what would change, who is answerable for it, and a ledger that adds up');
await moult(['plan'], { head: 40, tail: 24 });
title('3. Run: phases A to D, tests before on the old libraries and after on the new ones');
say(
  'The first run makes one environment per set of requirements; where Python or PyPI is out of reach, services are unverified.',
);
await moult(['run', '--phase', 'all', '--no-prompt', '--approve-all', '--reason', 'demonstration'], { follow: true });
title(`4. One service taken back: ${SERVICE}`);
await moult(['undo', '--service', SERVICE], { tail: 8 });
prove(treeDigest(serviceFolder) === original.service, `every byte of ${SERVICE}`);
title('5. Everything taken back, and the proof');
await moult(['undo'], { tail: 24 });
prove(treeDigest(fleet) === original.fleet, 'every byte of the forty services');
title('For reviewers');
for (const run of readdirSync(join(fleet, '.moult/runs'))) say(`  ${join(fleet, '.moult/runs', run, 'report.html')}`);
say(`  ${join(beside, 'analysis/analysis.md')}`);
process.exitCode = failed ? 1 : 0;

function title(text) {
  const [on, off] = process.stdout.isTTY ? ['\u001b[1m', '\u001b[0m'] : ['', ''];
  process.stdout.write(`\n${on}${text}${off}\n`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Says whether a tree has the digest it had at the beginning. */
function prove(isBack, what) {
  failed ||= !isBack;
  say(isBack ? `Proven: ${what} is as it was.` : `Not as it was: ${what}!`);
}

/** Runs the command in the fleet; shows what it prints as it comes, or the first and last lines of it. */
async function moult(args, { head = 0, tail = 0, follow = false }) {
  say(`$ moult ${args.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`);
  const child = spawn(process.execPath, [MOULT, ...args], {
    cwd: fleet,
    stdio: ['ignore', follow ? 'inherit' : 'pipe', follow ? 'inherit' : 'pipe'],
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const status = await new Promise((resolve, reject) => {
    child.on('close', resolve);
    child.on('error', reject);
  });
  if (!follow) {
    const lines = stdout.join('').trimEnd().split('\n');
    const hidden = Math.max(0, lines.length - head - tail);
    if (hidden > 0) {
      say([...lines.slice(0, head), `  … ${hidden} more lines; the same command in ${fleet} shows them`].join('\n'));
    }
    say(lines.slice(hidden === 0 ? 0 : -tail).join('\n'));
  }
  if (status === 0 || status === NEEDS_HUMAN) return;
  failed = true;
  say(`${stderr.join('')}moult ended with ${status}`);
}

function collect(stream) {
  const chunks = [];
  stream?.setEncoding('utf8').on('data', (chunk) => chunks.push(chunk));
  return chunks;
}
