import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedFiles, isPlanIntact, type PlanDocument, type PlanFile, plannedWrite } from '@moult/engine';
import { MoultError } from '@moult/errors';
import { decodeSource } from '@moult/text';
import { hashBytes } from '../disk/hash-bytes.ts';
import type { ChangeSet, FileChange } from '../transaction/change-set.ts';
import { commitChangeSet } from '../transaction/commit-change-set.ts';
import type { CommitOutcome } from '../transaction/commit-outcome.ts';
import { type Run, type StartOutcome, startRun } from '../transaction/run.ts';
import type { Tree } from '../transaction/tree.ts';
import { listDirtyFiles } from './dirty-files.ts';

/** What became of one service of a plan. */
export interface AppliedService {
  readonly service: string;
  readonly outcome: CommitOutcome;
}

/** What became of a plan. */
export type ApplyOutcome =
  | { readonly kind: 'applied'; readonly runId: string; readonly services: readonly AppliedService[] }
  /** These files are not what the plan was made from; nothing was written. */
  | { readonly kind: 'stale'; readonly files: readonly string[] }
  /** These files have uncommitted changes; nothing was written. */
  | { readonly kind: 'dirty'; readonly files: readonly string[] }
  | { readonly kind: 'empty' }
  | Exclude<StartOutcome, { kind: 'started' }>;

export interface ApplyPlanOptions {
  readonly tree: Tree;
  readonly plan: PlanDocument;
  readonly command: string;
  readonly allowDirty: boolean;
}

/**
 * Writes exactly the bytes a plan was reviewed with, one transaction per service, or refuses and says which files moved since.
 * Throws `E-PLAN` when the plan was changed after it was frozen.
 */
export function applyPlan({ tree, plan, command, allowDirty }: ApplyPlanOptions): ApplyOutcome {
  if (!isPlanIntact(plan)) {
    throw new MoultError('E-PLAN', 'The plan was changed after it was made: its digest does not fit its content.', {
      hint: 'Plan again; take changes out with --without instead of editing the file.',
    });
  }
  const files = changedFiles(plan).map((file) => file.path);
  if (files.length === 0) return { kind: 'empty' };
  const dirty = allowDirty ? [] : listDirtyFiles(tree.root, files);
  if (dirty.length > 0) return { kind: 'dirty', files: dirty };
  // The start recovers what a crash left open, so the files are compared only after it.
  const started = startRun(tree, { command, header: { plan: plan.digest, version: plan.run.version } });
  if (started.kind !== 'started') return started;
  const sets = changeSetsOf(tree.root, plan);
  if (sets.kind === 'stale') {
    closeRun(started.run, []);
    return sets;
  }
  const services = sets.sets.map(
    (set): AppliedService => ({ service: set.service, outcome: commitChangeSet(started.run, set) }),
  );
  closeRun(started.run, services);
  return { kind: 'applied', runId: started.run.runId, services };
}

function closeRun(run: Run, services: readonly AppliedService[]): void {
  run.append('run.finished', {
    services: services.map(({ service, outcome }) => ({ service, outcome: outcome.kind })),
  });
  run.close();
}

type ChangeSets =
  | { readonly kind: 'sets'; readonly sets: readonly ChangeSet[] }
  | { readonly kind: 'stale'; readonly files: readonly string[] };

/** The change sets of a plan from the files as they are now. All files are compared before the first is written. */
export function changeSetsOf(root: string, plan: PlanDocument): ChangeSets {
  const byService = new Map<string, FileChange[]>();
  const stale: string[] = [];
  for (const file of changedFiles(plan)) {
    const look = lookAt(root, file);
    if (look.kind === 'stale') stale.push(file.path);
    if (look.kind === 'change') byService.set(file.service, [...(byService.get(file.service) ?? []), look.change]);
  }
  if (stale.length > 0) return { kind: 'stale', files: stale };
  return { kind: 'sets', sets: [...byService].map(([service, files]) => ({ service, files })) };
}

type Look =
  | { readonly kind: 'stale' }
  | { readonly kind: 'done' }
  | { readonly kind: 'change'; readonly change: FileChange };

/** Compares a planned file with what is there now. */
function lookAt(root: string, file: PlanFile): Look {
  const bytes = readIfThere(join(root, file.path));
  if (bytes === undefined || file.before === undefined || file.after === undefined) return { kind: 'stale' };
  const hash = hashBytes(bytes);
  if (hash === file.after) return { kind: 'done' };
  const source = hash === file.before ? decodeSource(bytes, isPython(file.path) ? 'python' : 'none') : undefined;
  if (source?.kind !== 'decoded') return { kind: 'stale' };
  const { path, before, after } = file;
  const change: FileChange = {
    kind: 'modify',
    path,
    beforeHash: before,
    after: plannedWrite(file, source).bytes,
    afterHash: after,
  };
  return { kind: 'change', change };
}

function isPython(path: string): boolean {
  return path.endsWith('.py') || path.endsWith('.pyi');
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
