import { hashBytes } from '../disk/hash-bytes.ts';
import type { ChangeSet, FileChange } from './change-set.ts';
import type { DriftedFile, RefusedFile } from './commit-outcome.ts';
import { type FileImage, type FileState, readState } from './file-image.ts';
import { findDrift } from './find-drift.ts';
import { locateTarget, toNative } from './locate-target.ts';
import type { Tree } from './tree.ts';

/** A planned file with what is there now and what shall be. */
export interface Target {
  readonly path: string;
  /** Relative to the root, free of links. */
  readonly target: string;
  readonly before: FileImage | undefined;
  readonly after: FileImage | undefined;
  readonly bytesBefore: Uint8Array | undefined;
  readonly bytesAfter: Uint8Array | undefined;
}

export type Inspection =
  | { readonly kind: 'ready'; readonly targets: readonly Target[] }
  | { readonly kind: 'unchanged'; readonly files: readonly string[] }
  | { readonly kind: 'drifted'; readonly files: readonly DriftedFile[] }
  | { readonly kind: 'refused'; readonly files: readonly RefusedFile[] };

export interface InspectOptions {
  /** Write to a file with several names; it then parts from the others. Refused when left out. */
  readonly allowHardLinks?: boolean;
}

/** Compares every planned file with the tree, without changing anything. */
export function inspectChangeSet(tree: Tree, set: ChangeSet, options: InspectOptions = {}): Inspection {
  const refused: RefusedFile[] = [];
  const located: { readonly change: FileChange; readonly target: string }[] = [];
  const seen = new Set<string>();
  for (const change of set.files) {
    const location = locateForWriting(tree, change, options, seen);
    if (location.kind === 'refused') refused.push({ path: change.path, reason: location.reason });
    else located.push({ change, target: location.target });
  }
  if (refused.length > 0) return { kind: 'refused', files: refused };
  const found = located.map((file) => ({ ...file, state: readState(tree, file.target) }));
  if (found.every(({ change, state }) => isDone(change, state))) {
    return { kind: 'unchanged', files: found.map(({ change }) => change.path) };
  }
  const drifted = found.flatMap(({ change, state }): DriftedFile[] => {
    const reason = findPlanDrift(change, state);
    return reason === undefined ? [] : [{ path: change.path, reason }];
  });
  if (drifted.length > 0) return { kind: 'drifted', files: drifted };
  return { kind: 'ready', targets: found.map(({ change, target, state }) => makeTarget(tree, change, target, state)) };
}

function locateForWriting(tree: Tree, change: FileChange, options: InspectOptions, seen: Set<string>) {
  const location = locateTarget(tree, change.path);
  if (location.kind === 'refused') return location;
  const status = tree.disk.status(toNative(tree, location.target));
  // Removing the file behind a link would leave the link broken, and removing the link would not be what was reviewed.
  if (
    change.kind === 'delete' &&
    location.target !== change.path &&
    tree.disk.status(toNative(tree, change.path))?.kind === 'link'
  ) {
    return { kind: 'refused', reason: 'link' } as const;
  }
  if (seen.has(location.target) || (status !== undefined && seen.has(status.identity))) {
    return { kind: 'refused', reason: 'same-file' } as const;
  }
  seen.add(location.target);
  if (status !== undefined) seen.add(status.identity);
  const isShared = status?.kind === 'file' && status.links > 1;
  return isShared && options.allowHardLinks !== true ? ({ kind: 'refused', reason: 'hard-link' } as const) : location;
}

function isDone(change: FileChange, state: FileState): boolean {
  if (change.kind === 'delete') return state.kind === 'absent';
  if (state.kind !== 'file') return false;
  const isMode = change.mode === undefined || change.mode === state.image.mode;
  return isMode && state.image.hash === hashBytes(change.after);
}

function findPlanDrift(change: FileChange, state: FileState) {
  if (change.kind === 'create') return findDrift(state, undefined);
  // The plan knows no mode from before, so the mode it finds is the right one.
  const mode = state.kind === 'file' ? state.image.mode : 0;
  return findDrift(state, { hash: change.beforeHash, mode });
}

const CREATED_MODE = 0o644;

function makeTarget(tree: Tree, change: FileChange, target: string, state: FileState): Target {
  const before = state.kind === 'file' ? state : undefined;
  const bytesAfter = change.kind === 'delete' ? undefined : change.after;
  return {
    path: change.path,
    target,
    before: before?.image,
    bytesBefore: before?.bytes,
    bytesAfter,
    after: bytesAfter === undefined ? undefined : makeImage(tree, bytesAfter, change, before?.image),
  };
}

function makeImage(tree: Tree, bytes: Uint8Array, change: FileChange, before: FileImage | undefined): FileImage {
  const wanted = change.kind === 'delete' ? undefined : change.mode;
  const root = tree.disk.status(tree.root);
  return {
    hash: hashBytes(bytes),
    mode: wanted ?? before?.mode ?? CREATED_MODE,
    owner: before?.owner ?? root?.owner ?? 0,
    group: before?.group ?? root?.group ?? 0,
  };
}
