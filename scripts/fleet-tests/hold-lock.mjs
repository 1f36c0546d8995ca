import { mkdirSync, rmSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Does `work` while no other process holds the lock folder. A lock that is older than `staleSeconds` was left behind by a process that was ended, and is
 * taken over.
 */
export async function holdLock(folder, staleSeconds, work) {
  while (!take(folder, staleSeconds)) await wait(200);
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder, staleSeconds) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const taken = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (taken !== undefined && Date.now() - taken > staleSeconds * 1000)
      rmSync(folder, { recursive: true, force: true });
    return false;
  }
}
