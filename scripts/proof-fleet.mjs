// Proves the migrations on the example fleet with the real libraries: every service's own tests on the old pins before and on the new pins after, by
// test id; a second plan is empty; an undo gives every byte back.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareResults } from './fleet/compare-tests.mjs';
import { copyFleet } from './fleet/copy-fleet.mjs';
import { treeDigest } from './fleet/tree-digest.mjs';
import { runFleetTests } from './fleet-tests.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOULT = join(ROOT, 'packages/cli/dist/moult.cjs');
const counts = { passed: 0, failed: 0, skipped: 0 };

const fleet = copyFleet(ROOT);
const original = treeDigest(fleet);
const log = (line) => process.stdout.write(`  ${line}\n`);

process.stdout.write('Tests on the old libraries\n');
const before = await runFleetTests({ root: fleet, log });
check(
  'the fleet passes on the old libraries',
  before.every(({ outcome }) => outcome !== 'failed'),
);

const planFile = join(dirname(fleet), 'plan.json');
check('plan ends with 0', moult(['plan', '-o', planFile, '--format', 'patch', '-q']).status === 0);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
check(
  'every changed Python file compiles before and after',
  plan.files.every((file) => file.status !== 'changed' || file.kind !== 'python' || file.checks.compile === 'ok'),
);
check(
  'the plan has no conflict, refused change or failing rule',
  plan.conflicts.length + plan.failures.length + plan.totals.sites.refused === 0,
);
check('apply ends with 0', moult(['apply', planFile]).status === 0);
const second = JSON.parse(moult(['plan', '--format', 'json', '-q']).stdout);
check(
  'a second plan is empty',
  second.files.every((file) => file.status !== 'changed'),
);

process.stdout.write('Tests on the new libraries\n');
const after = await runFleetTests({ root: fleet, log });
for (const result of compareResults(before, after)) reportService(result);
reportHandEdits(plan.findings);

check('undo ends with 0', moult(['undo']).status === 0);
check('after the undo the tree is byte-identical', treeDigest(fleet) === original);
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

function reportHandEdits(findings) {
  const work = findings.filter((finding) => finding.level === 'work');
  const services = [...new Set(work.map((finding) => finding.service))];
  process.stdout.write(
    `\nHand edits that findings ask for: ${work.length} in ${services.length} services (${services.join(', ')}); ` +
      `${findings.length - work.length} notes ask for none\n`,
  );
}

function moult(args) {
  const result = spawnSync(process.execPath, [MOULT, ...args], { cwd: fleet, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.status !== 0)
    process.stdout.write(`moult ${args.join(' ')} ended with ${result.status}\n${result.stderr.slice(-4000)}\n`);
  return result;
}

function reportService({ service, outcome, tests, lost, reason }) {
  if (outcome === 'unverified') {
    counts.skipped += 1;
    process.stdout.write(`skipped: ${service} is unverified: ${reason}\n`);
    return;
  }
  check(`${service}: ${tests} tests pass as before`, outcome === 'same', lost.slice(0, 10).join('\n    '));
}

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  if (!holds) process.stdout.write(`FAILED ${name}${detail === '' ? '' : `\n    ${detail}`}\n`);
}
