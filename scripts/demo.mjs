// Shows the whole way on a copy of the example fleet: plan with its ledger, apply, the services' own tests on the new libraries, undo, and the proof that every
// byte is back.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareResults } from './fleet/compare-tests.mjs';
import { copyFleet } from './fleet/copy-fleet.mjs';
import { treeDigest } from './fleet/tree-digest.mjs';
import { runFleetTests } from './fleet-tests.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');

const fleet = copyFleet(ROOT);
const plan = join(dirname(fleet), 'plan.json');
const original = treeDigest(fleet);
let failed = false;

title(`Forty services, copied to ${fleet}`);
title('1. Plan: what would change, who is answerable for it, and a ledger that adds up');
moult(['plan', '-o', plan], { tail: 34 });
title('2. Tests before, on the old libraries');
const before = await tests();
title('3. Apply: exactly what was planned, one transaction per service');
moult(['apply', plan], { tail: 48 });
title('4. Tests after, on the new libraries');
report(compareResults(before, await tests()));
title('5. Undo, and the proof');
moult(['undo'], { tail: 42 });
const isBack = treeDigest(fleet) === original;
say(
  isBack
    ? 'Every byte is back: the tree has the digest it had at the beginning.'
    : 'The tree differs from the original!',
);
process.exitCode = failed || !isBack ? 1 : 0;

function title(text) {
  const [on, off] = process.stdout.isTTY ? ['\u001b[1m', '\u001b[0m'] : ['', ''];
  process.stdout.write(`\n${on}${text}${off}\n`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Runs the command in the fleet and shows the last lines of what it prints. */
function moult(args, { tail }) {
  say(`$ moult ${args.map((word) => (word === plan ? 'plan.json' : word)).join(' ')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [MOULT, ...args], {
    cwd: fleet,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const lines = stdout.trimEnd().split('\n');
  if (lines.length > tail)
    say(`  … ${lines.length - tail} more lines of diffs and findings; \`moult plan\` in ${fleet} shows them`);
  say(lines.slice(-tail).join('\n'));
  if (status === 0) return;
  failed = true;
  say(`${stderr}moult ended with ${status}`);
}

async function tests() {
  const results = await runFleetTests({ root: fleet, log: (line) => process.stderr.write(`  ${line}\n`) });
  const count = results.reduce(
    (sum, { tests: ids }) => sum + Object.values(ids).filter((status) => status === 'passed').length,
    0,
  );
  const unverified = results.filter(({ outcome }) => outcome === 'unverified');
  say(
    `${count} tests pass in ${results.length - unverified.length} services; ${unverified.length} services are unverified${unverified.length > 0 ? `: ${unverified[0].reason}` : ''}`,
  );
  return results;
}

function report(results) {
  const worse = results.filter(({ outcome }) => outcome === 'worse');
  for (const { service, lost } of worse)
    say(`  ${service}: ${lost.length} tests no longer pass\n    ${lost.slice(0, 5).join('\n    ')}`);
  failed ||= worse.length > 0;
  say(
    `${results.filter(({ outcome }) => outcome === 'same').length} services: the same tests pass as before; ${worse.length} worse; ${results.filter(({ outcome }) => outcome === 'unverified').length} unverified`,
  );
}
