import { readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { makeFleet, QUICK_TEST } from './make-fleet.mjs';
import { moult, RUN, startMoult, stateOf } from './moult-process.mjs';

/** How long the tests of a service take, before and after: shorter than any real suite. */
const TEST_SECONDS = 0.2;
const WORKERS = 4;
/** The run may take so much longer than the tests of its services alone on as many workers. */
const TARGET = 1.2;

/** 1,000 services in one run: what the run adds to the work of its services, memory that stays flat, and status and results that can still be used. */
export async function largeFleet({ count, check }) {
  const root = makeFleet(count, { test: () => `sleep ${TEST_SECONDS}; ${QUICK_TEST}` });
  const began = Date.now();
  const { child, ended } = startMoult(root, [...RUN, '-j', String(WORKERS), '--timeout', '60']);
  const samples = [];
  const timer = setInterval(() => samples.push(memoryOf(child.pid)), 250);
  const { code, stderr } = await ended;
  clearInterval(timer);
  const seconds = (Date.now() - began) / 1000;
  check(`a run of ${count} services ends with 0`, code === 0, stderr.slice(-400));
  const known = samples.filter((sample) => sample !== undefined);
  const at = (share) => median(known.slice(Math.floor(known.length * share), Math.floor(known.length * share) + 8));
  const [early, late] = [at(0.4), at(0.95)];
  check(`memory is flat: ${early} MB after 40 %, ${late} MB at the end`, late <= early * 1.35, `${seconds} s`);
  const state = await stateOf(root);
  check(
    `status shows ${count} services`,
    state.services.length === count && state.services.every((service) => service.state === 'succeeded'),
  );
  const results = JSON.parse(readFileSync(join(root, '.moult', 'runs', state.runId, 'results.json'), 'utf8'));
  check('results.json has them all', results.services.length === count && results.outcome === 'succeeded');
  const asked = Date.now();
  await moult(root, ['status']);
  const work = (count * 2 * TEST_SECONDS) / WORKERS;
  process.stdout.write(
    [
      `${count} services in ${seconds.toFixed(1)} s; their tests alone take ${work.toFixed(1)} s on ${WORKERS} workers: ratio ${(seconds / work).toFixed(2)}, target ${TARGET} on a machine with nothing else to do (load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores)`,
      `memory ${early} MB after 40 %, ${late} MB at the end, peak ${Math.max(...known)} MB; status in ${Date.now() - asked} ms`,
      '',
    ].join('\n'),
  );
  rmSync(root, { recursive: true, force: true });
}

function memoryOf(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return undefined;
  }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
