import type { Disk, OpenFile } from './disk.ts';
import { makeDiskError } from './disk-error.ts';

/** What goes wrong, and at which counted call, the first being 1. */
export type Fault =
  | { readonly kind: 'none' }
  /** The process dies before the call has any effect; every later call fails too. */
  | { readonly kind: 'kill'; readonly at: number }
  /** The same, but a write leaves half of its bytes. */
  | { readonly kind: 'kill-torn'; readonly at: number }
  | {
      readonly kind: 'error';
      readonly at: number;
      readonly code: string;
      /** Every later call fails as well: all of them, or those on a path that ends so. */
      readonly lasting?: boolean | string;
    }
  /** A write takes half of its bytes and says so. */
  | { readonly kind: 'short-write'; readonly at: number }
  /** Somebody else does something just before the call. */
  | { readonly kind: 'meanwhile'; readonly at: number; readonly act: () => void };

export interface FailingDisk extends Disk {
  /** Every counted call so far, as `rename /path`. */
  readonly calls: readonly string[];
  /** Whether the fault has happened. */
  hasFailed(): boolean;
}

/** Wraps `disk` so that one fault happens at one mutating call (or, on request, at one call of any kind). */
export function failingDisk(disk: Disk, fault: Fault, counted: 'mutating' | 'every' = 'mutating'): FailingDisk {
  const meter = new FaultMeter(fault, counted);
  return {
    calls: meter.calls,
    hasFailed: () => meter.hasFailed,
    readFile: meter.looking('readFile', (path) => disk.readFile(path)),
    readFolder: meter.looking('readFolder', (path) => disk.readFolder(path)),
    status: meter.looking('status', (path) => disk.status(path)),
    realPath: meter.looking('realPath', (path) => disk.realPath(path)),
    createFile: meter.opening('createFile', (path, mode: number) => disk.createFile(path, mode)),
    openForAppend: meter.opening('openForAppend', (path) => disk.openForAppend(path)),
    write: (file, bytes) => meter.write(disk, file, bytes),
    syncFile: (file) => meter.sync(disk, file),
    // A dead process closes its files too, so this neither counts nor fails.
    closeFile: (file) => disk.closeFile(file),
    truncate: meter.changing('truncate', (path, length: number) => disk.truncate(path, length)),
    rename: meter.changing('rename', (from, to: string) => disk.rename(from, to)),
    link: meter.changing('link', (existing, added: string) => disk.link(existing, added)),
    removeFile: meter.changing('removeFile', (path) => disk.removeFile(path)),
    makeFolder: meter.changing('makeFolder', (path, mode: number) => disk.makeFolder(path, mode)),
    removeFolder: meter.changing('removeFolder', (path) => disk.removeFolder(path)),
    syncFolder: meter.changing('syncFolder', (path) => disk.syncFolder(path)),
    changeMode: meter.changing('changeMode', (path, mode: number) => disk.changeMode(path, mode)),
    changeOwner: meter.changing('changeOwner', (path, owner: number, group: number) =>
      disk.changeOwner(path, owner, group),
    ),
  };
}

/** Whether `error` is the death of the process by a failing disk: no code may catch it and go on. */
export function isKill(error: unknown): boolean {
  return error instanceof Error && error.name === 'Killed';
}

/** Counts the calls and lets the fault happen when its turn comes. */
class FaultMeter {
  readonly calls: string[] = [];
  hasFailed = false;
  readonly #fault: Fault;
  readonly #counted: 'mutating' | 'every';
  readonly #paths = new Map<OpenFile, string>();
  #isDead = false;

  constructor(fault: Fault, counted: 'mutating' | 'every') {
    this.#fault = fault;
    this.#counted = counted;
  }

  changing<A extends readonly unknown[], R>(call: string, act: (path: string, ...rest: A) => R) {
    return (path: string, ...rest: A): R => {
      this.#meet(call, path);
      return act(path, ...rest);
    };
  }

  looking<R>(call: string, act: (path: string) => R) {
    return (path: string): R => {
      if (this.#isDead) throw makeKill(call, path);
      if (this.#counted === 'every') this.#meet(call, path);
      return act(path);
    };
  }

  opening<A extends readonly unknown[]>(call: string, act: (path: string, ...rest: A) => OpenFile) {
    return this.changing<A, OpenFile>(call, (path, ...rest) => {
      const file = act(path, ...rest);
      this.#paths.set(file, path);
      return file;
    });
  }

  write(disk: Disk, file: OpenFile, bytes: Uint8Array): number {
    const path = this.#paths.get(file) ?? '';
    const share = this.#meet('write', path);
    if (share === 'whole') return disk.write(file, bytes);
    const written = disk.write(file, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    if (share === 'half-then-die') throw makeKill('write', path);
    return written;
  }

  sync(disk: Disk, file: OpenFile): void {
    this.#meet('syncFile', this.#paths.get(file) ?? '');
    disk.syncFile(file);
  }

  /** Counts one call; returns how much of its bytes a write may take. */
  #meet(call: string, path: string): 'whole' | 'half' | 'half-then-die' {
    if (this.#isDead) throw makeKill(call, path);
    this.calls.push(`${call} ${path}`);
    const fault = this.#fault;
    if (fault.kind === 'none') return 'whole';
    if (this.calls.length !== fault.at && !isAfterwards(fault, this.calls.length, path)) return 'whole';
    this.hasFailed = true;
    switch (fault.kind) {
      case 'error':
        throw makeDiskError(fault.code, call, path);
      case 'meanwhile':
        fault.act();
        return 'whole';
      case 'short-write':
        return 'half';
      case 'kill-torn':
        this.#isDead = true;
        if (call === 'write') return 'half-then-die';
        throw makeKill(call, path);
      case 'kill':
        this.#isDead = true;
        throw makeKill(call, path);
    }
  }
}

function isAfterwards(fault: Fault, count: number, path: string): boolean {
  if (fault.kind !== 'error' || count <= fault.at || fault.lasting === undefined) return false;
  return fault.lasting === true || (typeof fault.lasting === 'string' && path.endsWith(fault.lasting));
}

function makeKill(call: string, path: string): Error {
  return Object.assign(new Error(`killed at ${call} ${path}`), { name: 'Killed' });
}
