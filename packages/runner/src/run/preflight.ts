import { MoultError } from '@moult/errors';
import type { CheckResult } from '@moult/fleet';
import { changeSetsOf } from '../project/apply-plan.ts';
import { listDirtyFiles } from '../project/dirty-files.ts';
import type { ChangeSet } from '../transaction/change-set.ts';
import { inspectChangeSet } from '../transaction/inspect-change-set.ts';
import type { Tree } from '../transaction/tree.ts';
import { hasRoomFor } from './disk-room.ts';
import type { PlanSlices } from './plan-slices.ts';

/** What a preflight looks at. */
export interface PreflightPlace {
  readonly tree: Tree;
  readonly slices: PlanSlices;
  readonly allowDirty: boolean;
}

/** What the first look at a service says. */
export type Preflight =
  | { readonly kind: 'ready'; readonly set: ChangeSet | undefined; readonly checks: readonly CheckResult[] }
  | { readonly kind: 'drifted' | 'blocked'; readonly reason: string; readonly checks: readonly CheckResult[] };

/** V1 for one service: nothing is written, and every reason not to begin is found here. */
export function checkBefore(place: PreflightPlace, service: string): Preflight {
  const { slices, tree, allowDirty } = place;
  const sets = changeSetsOf(tree.root, slices.planOf(service));
  if (sets.kind === 'stale') {
    const reason = `Changed since it was planned: ${sets.files.join(', ')}.`;
    return { kind: 'drifted', reason, checks: [{ check: 'plan-fresh', verdict: 'fail', evidence: reason }] };
  }
  const [set] = sets.sets;
  const checks: CheckResult[] = [
    { check: 'plan-fresh', verdict: 'pass', evidence: 'Every planned file has the content that was planned.' },
    parseCheck(slices, service),
  ];
  if (set === undefined) return { kind: 'ready', set, checks };
  const paths = set.files.map((file) => file.path);
  const dirty = allowDirty ? [] : listDirtyFiles(tree.root, paths);
  const room = hasRoomFor(tree.root, set);
  checks.push(
    dirty.length === 0
      ? {
          check: 'tree-clean',
          verdict: 'pass',
          evidence: 'No planned file has uncommitted changes, or that is allowed.',
        }
      : {
          check: 'tree-clean',
          verdict: 'fail',
          evidence: `Not committed: ${dirty.join(', ')}. Commit them or give --allow-dirty.`,
        },
    room,
  );
  const failed = checks.find((check) => check.verdict === 'fail');
  if (failed !== undefined) return { kind: 'blocked', reason: failed.evidence, checks };
  const inspection = inspectChangeSet(tree, set);
  if (inspection.kind === 'refused') {
    const reason = `May not be written: ${inspection.files.map((file) => `${file.path} (${file.reason})`).join(', ')}.`;
    return { kind: 'blocked', reason, checks };
  }
  if (inspection.kind === 'drifted') {
    return {
      kind: 'drifted',
      reason: `Changed since it was planned: ${inspection.files.map((file) => file.path).join(', ')}.`,
      checks,
    };
  }
  return { kind: 'ready', set, checks };
}

function parseCheck(slices: PlanSlices, service: string): CheckResult {
  const failed = slices.of(service).files.filter((file) => file.checks?.syntax === 'failed');
  return failed.length === 0
    ? { check: 'sources-parse', verdict: 'pass', evidence: 'Every planned file was parsed for the plan.' }
    : {
        check: 'sources-parse',
        verdict: 'fail',
        evidence: `Do not parse: ${failed.map((file) => file.path).join(', ')}.`,
      };
}

/** Throws `E-DIRTY` before the first write of a run when files that it would write have uncommitted changes. */
export function refuseDirty(root: string, slices: PlanSlices, services: readonly string[]): void {
  const dirty = listDirtyFiles(
    root,
    services.flatMap((service) => slices.writtenPaths(service)),
  );
  if (dirty.length === 0) return;
  throw new MoultError('E-DIRTY', `These files have uncommitted changes, so nothing was begun: ${dirty.join(', ')}`, {
    where: dirty[0] ?? root,
    hint: 'Commit or stash them, or give --allow-dirty.',
  });
}

/** Throws `E-DRIFT` before the first write of a run when files of any of its services moved since they were planned. */
export function refuseDrift(root: string, slices: PlanSlices, services: readonly string[]): void {
  const stale = services.flatMap((service) => {
    const sets = changeSetsOf(root, slices.planOf(service));
    return sets.kind === 'stale' ? sets.files : [];
  });
  if (stale.length === 0) return;
  throw new MoultError(
    'E-DRIFT',
    `These files changed since they were planned, so nothing was begun: ${stale.join(', ')}`,
    {
      where: stale[0] ?? root,
      hint: 'Plan again and review the new plan.',
    },
  );
}
