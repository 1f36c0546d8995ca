import type { Exclusion } from '../rewrite/exclusion.ts';
import type { PlanDocument } from './plan-document.ts';

/** What has to be computed again so that a plan loses some changes. */
export interface TakenOut {
  /** By path of the service: the units to leave out, for `RewriteInput.excluded`. */
  readonly excluded: ReadonlyMap<string, ReadonlyMap<string, Exclusion>>;
  /** Ids that are in no selected change of the plan. */
  readonly unknown: readonly string[];
}

/**
 * Finds the units of changes that a person takes out of a plan by id or by the beginning of one. What they leave behind follows only from
 * rewriting their services once more with these units excluded, since other changes may rest on them.
 */
export function withoutChanges(plan: PlanDocument, ids: readonly string[]): TakenOut {
  const paths = new Map(plan.services.map(({ name, path }) => [name, path]));
  const excluded = new Map<string, Map<string, Exclusion>>();
  const unknown: string[] = [];
  for (const id of ids) {
    const changes = plan.changes.filter((change) => change.status === 'selected' && isNamed(change.id, id));
    if (changes.length === 0) unknown.push(id);
    for (const { service, unit } of changes) {
      const path = paths.get(service) ?? service;
      const units = excluded.get(path) ?? new Map<string, Exclusion>();
      excluded.set(path, units.set(unit, { status: 'offered', reason: `taken out by hand (${id})` }));
    }
  }
  return { excluded, unknown };
}

/** Units that a check of the runner refused, for `RewriteInput.excluded`: those with a part in the files it names. */
export function refuseFiles(
  plan: Pick<PlanDocument, 'changes' | 'files'>,
  verdicts: ReadonlyMap<string, string>,
): ReadonlyMap<string, Exclusion> {
  const excluded = new Map<string, Exclusion>();
  for (const file of plan.files) {
    const reason = verdicts.get(file.path);
    if (reason === undefined) continue;
    const ids = new Set(file.edits?.flatMap(({ changes }) => changes) ?? []);
    for (const { id, unit } of plan.changes) if (ids.has(id)) excluded.set(unit, { status: 'refused', reason });
  }
  return excluded;
}

function isNamed(id: string, wanted: string): boolean {
  return wanted.length >= 4 && id.startsWith(wanted.toLowerCase());
}
