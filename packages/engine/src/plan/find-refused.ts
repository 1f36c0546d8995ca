import type { Exclusions } from '../rewrite/exclusion.ts';
import type { ServiceRewrite } from '../rewrite/service-rewrite.ts';
import { halveUnits } from '../verify/halve-units.ts';

/** A check outside the engine that refuses the new text of a file. */
export interface OutsideCheck {
  readonly rewrite: Pick<ServiceRewrite, 'files' | 'changes' | 'excluded'>;
  readonly path: string;
  /** Why it refuses, for the report. */
  readonly reason: string;
  /** Computes the service anew with more units out. */
  again(excluded: Exclusions): ServiceRewrite;
  /** Whether it refuses the file in another rewrite of the service. */
  isRefused(rewrite: ServiceRewrite): boolean;
}

/**
 * The unit because of which an outside check, such as the Python compiler, refuses a file; found by halving the units with a part in that file.
 * The answer is for `RewriteInput.excluded`, together with what is excluded already.
 */
export function findRefused({ rewrite, path, reason, again, isRefused }: OutsideCheck): Exclusions {
  const owners = rewrite.files.find((file) => file.path === path)?.edits?.flatMap(({ changes }) => changes) ?? [];
  const units = [...new Set(owners.flatMap((id) => rewrite.changes.find((change) => change.id === id)?.unit ?? []))];
  const guilty = halveUnits(units, (count) => {
    const excluded = new Map(rewrite.excluded);
    for (const unit of units.slice(count)) excluded.set(unit, { status: 'refused', reason: 'tried without' });
    return isRefused(again(excluded));
  });
  return new Map(guilty.map((unit) => [unit, { status: 'refused', reason: `in ${path} ${reason}` }]));
}
