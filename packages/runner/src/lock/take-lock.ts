import type { Disk } from '../disk/disk.ts';
import { diskErrorCode, unlessCode } from '../disk/disk-error.ts';
import { createWholeFile } from '../disk/write-whole-file.ts';
import { judgeLiveness, type Liveness, type LockOwner, parseLockOwner } from './lock-owner.ts';
import type { ProcessTable } from './process-table.ts';

/** A lock file and what it takes to judge it. */
export interface LockPlace {
  readonly disk: Disk;
  readonly path: string;
  readonly processes: ProcessTable;
}

export type LockOutcome =
  /** `deadOwners` held the lock before, and no longer run. */
  | { readonly kind: 'taken'; readonly owner: LockOwner; readonly deadOwners: readonly LockOwner[] }
  | { readonly kind: 'held'; readonly owner: LockOwner; readonly liveness: Exclude<Liveness, 'dead'> };

/**
 * Takes the lock for `owner`, or says who holds it. A lock of a dead process is taken over; no lock is ever taken for its age.
 *
 * To take a lock over, a process first claims the one file named after the token it replaces, looks again whether the lock
 * still has that token, and renames its claim over the lock. So of two that find the same dead owner only one succeeds.
 */
export function takeLock(place: LockPlace, owner: LockOwner): LockOutcome {
  const draft = `${place.path}.${owner.token}.new`;
  const bytes = Buffer.from(`${JSON.stringify(owner)}\n`);
  createWholeFile(place.disk, draft, { bytes, mode: 0o600 });
  try {
    return claim(place, owner, draft);
  } finally {
    unlessCode(['ENOENT'], () => place.disk.removeFile(draft));
  }
}

function claim(place: LockPlace, owner: LockOwner, draft: string): LockOutcome {
  const { disk, path, processes } = place;
  const deadOwners: LockOwner[] = [];
  for (;;) {
    if (tryCreate(disk, draft, path)) return { kind: 'taken', owner, deadOwners };
    const holder = readLock(place);
    if (holder === undefined) continue;
    const liveness = judgeLiveness(holder, processes);
    if (liveness !== 'dead') return { kind: 'held', owner: holder, liveness };
    const guard = { ...place, path: guardPath(path, holder.token) };
    const claimed = claim(guard, owner, draft);
    if (claimed.kind === 'held') return claimed;
    if (readLock(place)?.token !== holder.token) {
      unlessCode(['ENOENT'], () => disk.removeFile(guard.path));
      continue;
    }
    disk.rename(guard.path, path);
    return { kind: 'taken', owner, deadOwners: [...deadOwners, holder, ...claimed.deadOwners] };
  }
}

/** Gives the lock its name only when its content is whole. */
function tryCreate(disk: Disk, draft: string, path: string): boolean {
  try {
    disk.link(draft, path);
    return true;
  } catch (error) {
    const code = diskErrorCode(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    return tryCreateWithoutLink(disk, draft, path);
  }
}

/** For file systems without hard links: a reader may see the file before its content, and then respects it. */
function tryCreateWithoutLink(disk: Disk, draft: string, path: string): boolean {
  const created = unlessCode(['EEXIST'], () => {
    createWholeFile(disk, path, { bytes: disk.readFile(draft), mode: 0o600 });
    return true;
  });
  return created ?? false;
}

/** Who holds the lock now. */
export function readLock(place: Pick<LockPlace, 'disk' | 'path'>): LockOwner | undefined {
  const bytes = unlessCode(['ENOENT'], () => place.disk.readFile(place.path));
  return bytes === undefined ? undefined : parseLockOwner(bytes);
}

/** Gives the lock back, when it is still the one with this token. */
export function releaseLock(place: Pick<LockPlace, 'disk' | 'path'>, token: string): void {
  if (readLock(place)?.token === token) unlessCode(['ENOENT'], () => place.disk.removeFile(place.path));
}

export type BreakOutcome =
  | { readonly kind: 'broken'; readonly owner: LockOwner }
  | { readonly kind: 'free' }
  /** The lock has another token by now, or somebody else is taking it over. */
  | { readonly kind: 'held'; readonly owner: LockOwner };

/**
 * Removes the lock with `token` on a person's word, whoever holds it, and keeps who held it in a file beside it, which the
 * next run puts into its journal. `breaker` says who did it.
 */
export function breakLock(place: LockPlace, token: string, breaker: LockOwner): BreakOutcome {
  const holder = readLock(place);
  if (holder === undefined) return { kind: 'free' };
  if (holder.token !== token) return { kind: 'held', owner: holder };
  const guard = { ...place, path: guardPath(place.path, token) };
  const claimed = takeLock(guard, breaker);
  if (claimed.kind === 'held') return claimed;
  try {
    const now = readLock(place);
    if (now?.token !== token) return now === undefined ? { kind: 'free' } : { kind: 'held', owner: now };
    place.disk.rename(place.path, `${place.path}.broken-${token}`);
    return { kind: 'broken', owner: holder };
  } finally {
    unlessCode(['ENOENT'], () => place.disk.removeFile(guard.path));
  }
}

function guardPath(path: string, token: string): string {
  return `${path}.break-${token}`;
}
