import { mkdirSync, rmSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { diskErrorCode } from '../disk/disk-error.ts';

const PAUSE_MS = 200;

/**
 * Does `work` while no other process works on `folder`. A mark that is older than `staleSeconds` was left behind by a process that was ended, and is
 * taken over: what is made here is only a cache.
 */
export async function holdFolder<T>(folder: string, staleSeconds: number, work: () => Promise<T>): Promise<T> {
  const mark = `${folder}.lock`;
  while (!take(mark, staleSeconds)) await wait(PAUSE_MS);
  try {
    return await work();
  } finally {
    rmSync(mark, { recursive: true, force: true });
  }
}

function take(mark: string, staleSeconds: number): boolean {
  try {
    mkdirSync(mark);
    return true;
  } catch (error) {
    if (diskErrorCode(error) !== 'EEXIST') throw error;
    const taken = statSync(mark, { throwIfNoEntry: false })?.mtimeMs;
    if (taken !== undefined && Date.now() - taken > staleSeconds * 1000) rmSync(mark, { recursive: true, force: true });
    return false;
  }
}
