import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { diskErrorCode, unlessCode } from '../disk/disk-error.ts';

/** What tells one process from every other one, on this machine and since its start. */
export interface ProcessIdentity {
  readonly host: string;
  /** Changes at every start of the machine; `undefined` where the system does not tell. */
  readonly boot: string | undefined;
  /** Process ids mean something only inside one of these (a container has its own). */
  readonly namespace: string | undefined;
  readonly pid: number;
  /** When the process began, in units of the system: tells a reused id from the process that had it before. */
  readonly started: string | undefined;
  readonly user: string;
}

/** The processes of this machine, as far as a lock has to know them. */
export interface ProcessTable {
  self(): ProcessIdentity;
  /** Whether a process has this id now, and when it started. */
  find(pid: number): { readonly started: string | undefined } | undefined;
}

/** The processes this system shows. */
export function realProcessTable(): ProcessTable {
  return {
    self: () => ({
      host: hostname(),
      boot: readProc('/proc/sys/kernel/random/boot_id'),
      namespace: unlessCode(['ENOENT', 'EACCES', 'EINVAL'], () => readlinkSync('/proc/self/ns/pid')),
      pid: process.pid,
      started: readStart(process.pid),
      user: readUser(),
    }),
    find: findProcess,
  };
}

function findProcess(pid: number): { readonly started: string | undefined } | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Any other answer, such as EPERM, means that there is one.
    if (diskErrorCode(error) === 'ESRCH') return undefined;
  }
  return { started: readStart(pid) };
}

/** Field 22 of the process's line; the second field, its name, may hold spaces and brackets itself. */
function readStart(pid: number): string | undefined {
  const line = readProc(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19];
}

function readProc(path: string): string | undefined {
  return unlessCode(['ENOENT', 'ESRCH', 'EACCES'], () => readFileSync(path, 'utf8').trim());
}

/** A container may run under an id that has no name. */
function readUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
