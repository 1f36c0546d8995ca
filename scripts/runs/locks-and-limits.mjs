import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { treeDigest } from '../fleet/tree-digest.mjs';
import { makeFleet, QUICK_TEST, serviceName } from './make-fleet.mjs';
import { moult, RUN, serviceIn, startMoult, stateOf } from './moult-process.mjs';

const SLOW = `sleep 0.4; ${QUICK_TEST}`;

/** F11: of two runs that start at once one gets the tree; a stopped owner is respected, a killed one is not. */
export async function locks({ check }) {
  for (let turn = 0; turn < 5; turn += 1) {
    const root = makeFleet(4, { test: () => SLOW });
    const ends = await Promise.all([moult(root, RUN), moult(root, RUN)]);
    const codes = ends.map((end) => end.code).sort();
    check(
      `F11/${turn}: of two runs at once one works and one is refused`,
      codes[0] === 0 && codes[1] === 6,
      codes.join(' and '),
    );
    const journals = await stateOf(root);
    check(
      `F11/${turn}: the work was done once`,
      journals.services.every((service) => service.attempts === 1 && service.state === 'succeeded'),
    );
    rmSync(root, { recursive: true, force: true });
  }
  const root = makeFleet(4, { test: () => `sleep 2; ${QUICK_TEST}` });
  const first = startMoult(root, RUN);
  await waitFor(() => hasStarted(root));
  await wait(300);
  first.child.kill('SIGSTOP');
  const second = await moult(root, RUN);
  check(
    'F11: a stopped owner keeps its lock',
    second.code === 6 && /moult unlock [0-9a-f]+/.test(second.stderr),
    `${second.code} ${second.stderr}`,
  );
  first.child.kill('SIGKILL');
  first.child.kill('SIGCONT');
  await first.ended;
  const third = await moult(root, ['resume', '--quiet', '--no-prompt']);
  check(
    'F11: a killed owner loses its lock, and the run is gone on with',
    third.code === 0,
    `${third.code} ${third.stderr}`,
  );
  rmSync(root, { recursive: true, force: true });
}

/** A phase with 21 failures of 100 stops itself, takes the failed services back, ends with 5, and the command it prints works. */
export async function threshold({ check }) {
  const failing = `if test -f ../../broken && grep -q "tenacity==9" requirements.txt; then exit 1; fi; ${QUICK_TEST}`;
  // What lies at the root is not in the copy, so the switch is a variable of the environment.
  const test = (index) => (index < 21 ? failing.replace('test -f ../../broken', 'test -n "$BROKEN"') : QUICK_TEST);
  const root = makeFleet(100, { test, environment: () => ['BROKEN'], phase: (index) => (index < 100 ? 'a' : 'b') });
  const run = await moult(root, [...RUN, '-j', '2'], { env: { ...process.env, BROKEN: 'yes' } });
  const state = await stateOf(root);
  const count = (name) => state.services.filter((service) => service.state === name).length;
  check('21 % failures end with 5', run.code === 5, `it ended with ${run.code}: ${run.stderr.slice(-300)}`);
  check(
    'the failed services are back',
    count('rolled-back') >= 21 && count('failed') === 0,
    JSON.stringify(count('rolled-back')),
  );
  check('what never began is skipped', count('skipped-threshold') > 0);
  const events = eventsOf(root, state.runId);
  const crossing = events.findIndex((event) => event.ev === 'threshold.crossed');
  check(
    'nothing starts after the crossing',
    crossing >= 0 && !events.slice(crossing).some((event) => event.ev === 'svc.started'),
  );
  const next = /moult resume --retry failed/.exec(run.stdout)?.[0];
  check('the next command is printed', next !== undefined, run.stdout.slice(-400));
  const again = await moult(root, ['resume', '--retry', 'failed', '--quiet', '--no-prompt']);
  const after = await stateOf(root);
  check(
    'and it works when the cause is repaired',
    again.code === 0 && after.services.every((service) => service.state === 'succeeded'),
    `${again.code} ${again.stderr.slice(-300)} ${JSON.stringify(after.illegal.slice(0, 2))}`,
  );
  rmSync(root, { recursive: true, force: true });
}

/** Checkpoints of the critical phase: the run stops with 7, and goes on when somebody approved. */
export async function checkpoints({ check }) {
  const root = makeFleet(3, { phase: () => 'd' });
  const before = treeDigest(root);
  const run = await moult(root, RUN);
  check(
    'a checkpoint ends with 7 and the command to type',
    run.code === 7 && run.stdout.includes(`moult approve after-${serviceName(0)}`),
    `${run.code}`,
  );
  const early = await moult(root, ['resume', '--quiet', '--no-prompt']);
  check('a resume without an answer waits on', early.code === 7, `${early.code} ${early.stderr}`);
  const wrong = await moult(root, ['approve', 'after-nobody']);
  check('an unknown checkpoint is refused', wrong.code === 2);
  const stale = await moult(root, ['approve', `after-${serviceName(0)}`, '--shown', '0000']);
  check('an answer to something else is refused', stale.code === 2 && stale.stderr.includes('E-CHECKPOINT'));
  const approved = await moult(root, ['approve', `after-${serviceName(0)}`, '--reason', 'looked at it']);
  check('an approval is recorded', approved.code === 0, approved.stderr);
  const twice = await moult(root, ['approve', `after-${serviceName(0)}`]);
  check('a second answer is refused', twice.code === 2 && twice.stderr.includes('already decided'), twice.stderr);
  const second = await moult(root, ['resume', '--quiet', '--no-prompt']);
  check('the run goes on to the next checkpoint', second.code === 7, `${second.code} ${second.stderr}`);
  const rejected = await moult(root, ['reject', '--rollback', '--reason', 'no']);
  const state = await stateOf(root);
  check(
    'a rejection with rollback takes its service back and ends with 5',
    rejected.code === 5 && serviceIn(state, serviceName(1)).state === 'rolled-back',
    `${rejected.code} ${rejected.stderr}`,
  );
  check('a rejected run is not gone on with', (await moult(root, ['resume', '--quiet'])).stdout.includes('rejected'));
  check('and can be taken back', (await moult(root, ['undo'])).code === 0 && treeDigest(root) === before);
  check('no step of it was illegal', state.illegal.length === 0, JSON.stringify(state.illegal));
  rmSync(root, { recursive: true, force: true });
}

/** Ctrl-C once: running services finish. Twice: they stop where nothing is half done. The run can be resumed after both. */
export async function interrupts({ check }) {
  for (const times of [1, 2, 3]) {
    const root = makeFleet(6, { test: () => `sleep 0.6; ${QUICK_TEST}` });
    const run = startMoult(root, [...RUN, '-j', '2']);
    await waitFor(() => run.output.stderr !== '' || hasStarted(root));
    await wait(1200);
    for (let count = 0; count < times; count += 1) {
      run.child.kill('SIGINT');
      await wait(150);
    }
    const { code } = await run.ended;
    check(`${times} interrupts end with 130`, code === 130, `it ended with ${code}`);
    const resumed = await moult(root, ['resume', '--quiet', '--no-prompt']);
    const state = await stateOf(root);
    check(
      `and the run is resumed to its end`,
      resumed.code === 0 &&
        state.services.every((service) => service.state === 'succeeded') &&
        state.illegal.length === 0,
      `${resumed.code} ${resumed.stderr} ${JSON.stringify(state.illegal)}`,
    );
    rmSync(root, { recursive: true, force: true });
  }
}

function hasStarted(root) {
  try {
    return readFileSync(join(root, '.moult', 'lock'), 'utf8') !== '';
  } catch {
    return false;
  }
}

async function waitFor(holds) {
  for (let turn = 0; turn < 200 && !holds(); turn += 1) await wait(50);
}

function eventsOf(root, runId) {
  const text = readFileSync(join(root, '.moult', 'runs', runId, 'journal.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
