import type { PlanDocument } from '@moult/engine';
import type { PageNote } from './page-data.ts';

/** Everything a plan says of places besides changes and findings: conflicts, failing rules, residue, ignore comments, skipped files. */
export function describeNotes(plan: PlanDocument, serviceOf: (name: string) => number): readonly PageNote[] {
  return [
    ...plan.conflicts.map((conflict) => ({
      kind: 'conflict' as const,
      service: serviceOf(conflict.service),
      plugin: conflict.refused.plugin,
      path: conflict.path,
      line: conflict.line,
      title: conflictTitle(conflict),
      reason: conflict.reason,
      code: conflictCode(conflict),
      isUrgent: true,
    })),
    ...plan.failures.map((failure) => ({
      kind: 'failure' as const,
      service: serviceOf(failure.service),
      plugin: failure.plugin,
      path: failure.path,
      line: failure.line,
      title: `${failure.plugin}/${failure.rule} ${failure.kind === 'timed-out' ? 'ran too long' : failure.kind === 'crashed' ? 'crashed' : 'returned what it may not'} here`,
      reason: failure.message,
      isUrgent: true,
    })),
    ...plan.residue.map((item) => ({
      kind: 'residue' as const,
      service: serviceOf(item.service),
      plugin: item.plugin,
      path: item.path,
      line: item.line,
      title: `${item.plugin}: ${item.kind}`,
      reason: item.reason,
      code: item.text,
      isUrgent: item.unexplained,
    })),
    ...plan.suppressions.map((item) => ({
      kind: 'suppression' as const,
      service: serviceOf(item.service),
      plugin: '',
      path: item.path,
      line: item.line,
      title: item.used === 0 ? `ignores ${item.rules.join(', ')}, and is not used` : `ignores ${item.rules.join(', ')}`,
      reason: item.reason,
      isUrgent: item.used === 0,
    })),
    ...plan.skipped.map((item) => ({
      kind: 'skipped' as const,
      service: serviceOf(item.service),
      plugin: '',
      path: item.path,
      title: 'not read or not parsed',
      reason: item.reason,
      isUrgent: false,
    })),
  ];
}

type Conflict = PlanDocument['conflicts'][number];

function conflictTitle({ refused, kept }: Conflict): string {
  const name = `${refused.plugin}/${refused.rule}`;
  return kept === undefined ? `${name} is not made` : `${name} gives way to ${kept.plugin}/${kept.rule}`;
}

function conflictCode({ refused, kept }: Conflict): string {
  const made = kept === undefined ? '' : `# made: ${kept.plugin}/${kept.rule}\n${kept.text}\n\n`;
  return `${made}# not made: ${refused.plugin}/${refused.rule}\n${refused.text}`;
}
