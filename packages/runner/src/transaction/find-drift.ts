import type { DriftReason } from './commit-outcome.ts';
import type { FileImage, FileState } from './file-image.ts';

/** How `state` differs from `expected`; `undefined` when it does not. The owner of a file is never compared. */
export function findDrift(
  state: FileState,
  expected: Pick<FileImage, 'hash' | 'mode'> | undefined,
): DriftReason | undefined {
  if (state.kind === 'other') return 'replaced';
  if (state.kind === 'absent') return expected === undefined ? undefined : 'missing';
  if (expected === undefined) return 'exists';
  if (state.image.hash !== expected.hash) return 'content';
  return state.image.mode === expected.mode ? undefined : 'mode';
}
