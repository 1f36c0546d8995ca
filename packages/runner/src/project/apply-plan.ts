import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedFiles, isPlanIntact, type PlanDocument, plannedWrite } from '@moult/engine';
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
  const sets = changeSetsOf(tree.root, plan);
  if (sets.kind === 'stale') return sets;
  const started = startRun(tree, { command, header: { plan: plan.digest, version: plan.run.version } });
  if (started.kind !== 'started') return started;
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
    const bytes = readIfThere(join(root, file.path));
    const isDone = bytes !== undefined && hashBytes(bytes) === file.after;
    if (bytes === undefined || file.before === undefined || (hashBytes(bytes) !== file.before && !isDone)) {
      stale.push(file.path);
      continue;
    }
    if (isDone) continue;
    const source = decodeSource(bytes, file.path.endsWith('.py') || file.path.endsWith('.pyi') ? 'python' : 'none');
    if (source.kind !== 'decoded') {
      stale.push(file.path);
      continue;
    }
    const change: FileChange = {
      kind: 'modify',
      path: file.path,
      beforeHash: file.before,
      after: plannedWrite(file, source).bytes,
    };
    byService.set(file.service, [...(byService.get(file.service) ?? []), change]);
  }
  if (stale.length > 0) return { kind: 'stale', files: stale };
  return { kind: 'sets', sets: [...byService].map(([service, files]) => ({ service, files })) };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
