import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFleet, QUICK_TEST } from './make-fleet.mjs';
import { moult, RUN, startMoult, stateOf } from './moult-process.mjs';

/** 1,000 services in one run: memory stays flat, and status and results can still be used. */
export async function largeFleet({ count, check }) {
  const root = makeFleet(count, { test: () => `sleep 0.02; ${QUICK_TEST}` });
  const began = Date.now();
  const { child, ended } = startMoult(root, [...RUN, '-j', '2', '--timeout', '60']);
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
  process.stdout.write(
    `${count} services in ${seconds.toFixed(1)} s, peak ${Math.max(...known)} MB, status in ${Date.now() - asked} ms\n`,
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
