import { hashBytes } from '../disk/hash-bytes.ts';
import type { ProcessIdentity, ProcessTable } from './process-table.ts';

/** Who holds a lock, as written in the lock file. */
export interface LockOwner extends ProcessIdentity {
  /** Random; the word a person gives to break this lock and no other. */
  readonly token: string;
  readonly command: string;
  /** An ISO 8601 instant in UTC, for people: age never decides anything. */
  readonly taken: string;
}

/** `unknown` is respected like `alive`: only a person may decide then. */
export type Liveness = 'alive' | 'dead' | 'unknown';

/** The owner written in a lock file; an unreadable file still gets a token, so that a person can break it. */
export function parseLockOwner(bytes: Uint8Array): LockOwner {
  const owner = parseJson(bytes);
  if (typeof owner === 'object' && owner !== null && 'token' in owner && 'pid' in owner && 'host' in owner) {
    // Written by `takeLock`, whole, because a lock file gets its name only when it is complete.
    return owner as LockOwner;
  }
  const nobody = { host: '', boot: undefined, namespace: undefined, pid: 0, started: undefined };
  return { ...nobody, token: hashBytes(bytes).slice(0, 16), user: 'unknown', command: 'unknown', taken: 'unknown' };
}

/** Whether the process that took the lock still runs. */
export function judgeLiveness(owner: LockOwner, processes: ProcessTable): Liveness {
  const self = processes.self();
  if (owner.host !== self.host) return 'unknown';
  if (owner.boot !== self.boot) return owner.boot !== undefined && self.boot !== undefined ? 'dead' : 'unknown';
  if (owner.namespace !== self.namespace) return 'unknown';
  const found = processes.find(owner.pid);
  if (found === undefined) return 'dead';
  return found.started === owner.started ? 'alive' : 'dead';
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
