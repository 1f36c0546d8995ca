import { workOrders } from '@moult/engine';
import type { MigrationOutcome } from '@moult/fleet';
import type { PlanSlice } from './plan-slices.ts';

/** What each migration did in a service, counted from what the plan says of it. */
export function migrationOutcomes(
  plugins: readonly string[],
  slice: PlanSlice,
  ending: 'written' | 'failed' | 'not-written',
): readonly MigrationOutcome[] {
  return plugins.map((plugin) => {
    const changes = slice.changes.filter((change) => change.plugin === plugin);
    const count = (status: string): number => changes.filter((change) => change.status === status).length;
    const findings = workOrders(slice.findings).filter((finding) => finding.plugin === plugin);
    const unsupported = findings.filter((finding) => finding.kind === 'unsupported').length;
    const counts = {
      changed: count('selected'),
      suppressed: count('suppressed'),
      conflicting: count('conflicted'),
      refused: count('refused'),
      manual: findings.length - unsupported + count('held'),
      unsupported,
    };
    return { plugin, outcome: outcomeOf(counts, ending), ...counts };
  });
}

function outcomeOf(
  counts: Omit<MigrationOutcome, 'plugin' | 'outcome'>,
  ending: 'written' | 'failed' | 'not-written',
): MigrationOutcome['outcome'] {
  if (ending === 'failed') return 'failed';
  if (ending === 'not-written' || counts.changed === 0) return 'nothing';
  const left = counts.conflicting + counts.refused + counts.manual + counts.unsupported;
  return left > 0 ? 'partial' : 'done';
}
