import { readdirSync, readFileSync } from 'node:fs';
import { unlessCode } from '../disk/disk-error.ts';

/** The variable by which a process is known that left the group of the command that started it. */
export const STEP_VARIABLE = 'MOULT_STEP';

/** Ends a process group at once. */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended by itself.
  }
}

/** How many processes of a group still run. What has ended and was not yet collected by its parent does not count. */
export function countGroup(pid: number): number {
  if (!isAnyInGroup(pid)) return 0;
  if (process.platform !== 'linux') return 1;
  return listProcesses().filter((other) => isRunningIn(other, pid)).length;
}

function isAnyInGroup(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The state and the group are the first and the third word behind the name, which may hold brackets itself. */
function isRunningIn(pid: string, group: number): boolean {
  const line = unlessCode(GONE, () => readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? '';
  const [state, , ownGroup] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return Number(ownGroup) === group && state !== 'Z' && state !== 'X';
}

/** The processes that run now; nothing where the system does not show what they carry. */
export function noteProcesses(): ReadonlySet<string> {
  return new Set(process.platform === 'linux' ? listProcesses() : []);
}

function listProcesses(): readonly string[] {
  return (unlessCode(GONE, () => readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name));
}

const GONE = ['ENOENT', 'EACCES', 'ESRCH', 'EPERM'];

/**
 * Ends processes that carry the mark of a step in their environment, such as daemons in a session of their own, and answers how many there
 * were. `earlier` are those that ran before the step began. Only Linux shows the environment of a process; elsewhere the group is all that can
 * be ended.
 */
export function endMarked(mark: string, earlier: ReadonlySet<string>): number {
  if (process.platform !== 'linux') return 0;
  const wanted = `${STEP_VARIABLE}=${mark}`;
  const marked = listProcesses().filter((pid) => !earlier.has(pid) && readEnvironment(pid).includes(wanted));
  for (const pid of marked) unlessCode(['ESRCH', 'EPERM'], () => process.kill(Number(pid), 'SIGKILL'));
  return marked.length;
}

function readEnvironment(pid: string): readonly string[] {
  return (unlessCode(GONE, () => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '').split('\0');
}
