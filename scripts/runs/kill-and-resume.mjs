import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { treeDigest } from '../fleet/tree-digest.mjs';
import { makeFleet } from './make-fleet.mjs';
import { moult, RUN, startMoult, stateOf } from './moult-process.mjs';

const PHASES = { phase: (index) => (index < 14 ? 'a' : index < 28 ? 'b' : index < 32 ? 'c' : 'd') };
const APPROVED = ['--approve-all', '--reason', 'proof'];

/** F7: a run over 35 services is killed at a random time, and its resumes too, until it is done; the tree is that of a run nobody killed. */
export async function killAndResume({ count, random, check }) {
  const whole = makeFleet(35, PHASES);
  const began = Date.now();
  const { code } = await moult(whole, [...RUN, ...APPROVED]);
  const duration = Date.now() - began;
  check('a run of 35 services that nobody kills ends with 0', code === 0, `it ended with ${code}`);
  const wanted = treeDigest(whole);
  const lanes = Array.from({ length: 2 }, async (_, lane) => {
    for (let turn = lane; turn < count; turn += 2) await killOnce(turn, { wanted, duration, random, check });
  });
  await Promise.all(lanes);
  rmSync(whole, { recursive: true, force: true });
}

async function killOnce(turn, { wanted, duration, random, check }) {
  const root = makeFleet(35, PHASES);
  const kills = [];
  let words = [...RUN, ...APPROVED];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const { child, ended } = startMoult(root, words);
    // The last attempt is left in peace.
    const delay = attempt < 3 ? Math.floor(random() * duration * 1.6) : undefined;
    const isKilled =
      delay !== undefined && (await Promise.race([wait(delay).then(() => true), ended.then(() => false)]));
    if (isKilled) child.kill('SIGKILL');
    const { code, stderr } = await ended;
    if (!isKilled && code === 0) break;
    if (!isKilled) kills.push(`attempt ${attempt} ended with ${code}: ${stderr.slice(-300)}`);
    else kills.push(`killed after ${delay} ms`);
    words = (await hasRun(root)) ? ['resume', '--quiet', '--no-prompt', ...APPROVED] : [...RUN, ...APPROVED];
  }
  const state = await stateOf(root);
  const isOnce = state.services.every((service) => service.state === 'succeeded' && service.changed);
  check(
    `F7/${turn}: killed and resumed, the tree is that of the run nobody killed (${kills.length} kills)`,
    treeDigest(root) === wanted && isOnce && state.illegal.length === 0 && state.state === 'succeeded',
    `${root}: ${state.state}, ${JSON.stringify(state.illegal.slice(0, 2))} ${kills.join('; ')}`,
  );
  const undo = await moult(root, ['undo']);
  check(`F7/${turn}: and can be taken back`, undo.code === 0, undo.stdout.slice(-300) + undo.stderr);
  rmSync(root, { recursive: true, force: true });
}

async function hasRun(root) {
  const { code } = await moult(root, ['status', '--format', 'json']);
  return code !== 2 && (await moult(root, ['status', '--format', 'json'])).stdout.startsWith('{');
}
