import { readdirSync, readFileSync } from 'node:fs';
import { unlessCode } from '../disk/disk-error.ts';

/** The variable by which a process is known that left the group of the command that started it. */
export const STEP_VARIABLE = 'MOULT_STEP';

/** Ends a process group at once. Answers whether anything was left in it. */
export function endGroup(pid: number): boolean {
  try {
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** Whether a process group still has members. */
export function hasGroup(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends processes that carry the mark of a step in their environment, such as daemons in a session of their own, and answers how many there
 * were. Only Linux shows the environment of a process; elsewhere the group is all that can be ended.
 */
export function endMarked(mark: string): number {
  if (process.platform !== 'linux') return 0;
  const wanted = `${STEP_VARIABLE}=${mark}`;
  const pids = (unlessCode(['ENOENT', 'EACCES'], () => readdirSync('/proc')) ?? []).filter((name) =>
    /^\d+$/.test(name),
  );
  const marked = pids.filter((pid) => readEnvironment(pid).includes(wanted));
  for (const pid of marked) unlessCode(['ESRCH', 'EPERM'], () => process.kill(Number(pid), 'SIGKILL'));
  return marked.length;
}

function readEnvironment(pid: string): readonly string[] {
  const codes = ['ENOENT', 'EACCES', 'ESRCH', 'EPERM'];
  return (unlessCode(codes, () => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
}
