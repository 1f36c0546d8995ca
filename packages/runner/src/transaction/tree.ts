import { randomBytes } from 'node:crypto';
import type { Disk } from '../disk/disk.ts';
import { explainingRefusal } from '../disk/explaining-refusal.ts';
import { realDisk } from '../disk/real-disk.ts';
import type { LockOwner } from '../lock/lock-owner.ts';
import { type ProcessTable, realProcessTable } from '../lock/process-table.ts';

/** A root folder and all that work on it needs from outside. */
export interface Tree {
  /** Absolute, with every link followed. */
  readonly root: string;
  readonly disk: Disk;
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  readonly processes: ProcessTable;
  /** A new word of hex digits that nobody else has. */
  readonly makeToken: () => string;
}

export type TreeOptions = { readonly root: string } & Partial<Omit<Tree, 'root'>>;

/** The tree at `root`; what is not given is the real thing. Throws `E-READ` where there is no such folder. */
export function openTree(options: TreeOptions): Tree {
  const disk = options.disk ?? realDisk();
  const hint = 'Name a folder that exists and that you may read.';
  const refusal = { code: 'E-READ', what: `The root ${options.root} cannot be entered`, hint } as const;
  return {
    root: explainingRefusal(refusal, () => disk.realPath(options.root)),
    disk,
    now: options.now ?? Date.now,
    processes: options.processes ?? realProcessTable(),
    makeToken: options.makeToken ?? (() => randomBytes(8).toString('hex')),
  };
}

/** Who this process is to a lock of this tree. */
export function describeOwner(tree: Tree, command: string): LockOwner {
  const taken = new Date(tree.now()).toISOString();
  return { ...tree.processes.self(), token: tree.makeToken(), command, taken };
}
