import type { PlanDocument } from '@moult/engine';
import { notes } from '@moult/engine';
import type { PageNote } from './page-data.ts';

/** Everything a plan says of places besides changes and work orders: conflicts, failing rules, residue, notes, ignore comments, skipped files. */
export function describeNotes(plan: PlanDocument, serviceOf: (name: string) => number): readonly PageNote[] {
  const told = [
    ...plan.conflicts.map(describeConflict),
    ...plan.failures.map(describeFailure),
    ...plan.residue.map(describeResidue),
    ...notes(plan.findings).map(describeNote),
    ...plan.suppressions.map(describeSuppression),
    ...plan.skipped.map(describeSkipped),
  ];
  return told.map(({ serviceName, ...note }) => ({ ...note, service: serviceOf(serviceName) }));
}

type Told = Omit<PageNote, 'service'> & { readonly serviceName: string };

function describeConflict(conflict: Conflict): Told {
  return {
    kind: 'conflict',
    serviceName: conflict.service,
    plugin: conflict.refused.plugin,
    path: conflict.path,
    line: conflict.line,
    title: conflictTitle(conflict),
    reason: conflict.reason,
    code: conflictCode(conflict),
    isUrgent: true,
  };
}

function describeFailure(failure: PlanDocument['failures'][number]): Told {
  const ending = { crashed: 'crashed', 'timed-out': 'ran too long', 'bad-return': 'returned what it may not' };
  return {
    kind: 'failure',
    serviceName: failure.service,
    plugin: failure.plugin,
    path: failure.path,
    line: failure.line,
    title: `${failure.plugin}/${failure.rule} ${ending[failure.kind]} here`,
    reason: failure.message,
    isUrgent: true,
  };
}

function describeResidue(item: PlanDocument['residue'][number]): Told {
  return {
    kind: 'residue',
    serviceName: item.service,
    plugin: item.plugin,
    path: item.path,
    line: item.line,
    title: `${item.plugin}: ${item.kind}`,
    reason: item.reason,
    code: item.text,
    isUrgent: item.unexplained,
  };
}

function describeNote(finding: PlanDocument['findings'][number]): Told {
  return {
    kind: 'note',
    serviceName: finding.service,
    plugin: finding.plugin,
    path: finding.path,
    line: finding.line,
    title: finding.message,
    reason: `${finding.why}. ${finding.todo}`,
    isUrgent: false,
  };
}

function describeSuppression(item: PlanDocument['suppressions'][number]): Told {
  const what = `ignores ${item.rules.join(', ')}`;
  return {
    kind: 'suppression',
    serviceName: item.service,
    plugin: '',
    path: item.path,
    line: item.line,
    title: item.used === 0 ? `${what}, and is not used` : what,
    reason: item.reason,
    isUrgent: item.used === 0,
  };
}

function describeSkipped(item: PlanDocument['skipped'][number]): Told {
  return {
    kind: 'skipped',
    serviceName: item.service,
    plugin: '',
    path: item.path,
    title: 'not read or not parsed',
    reason: item.reason,
    isUrgent: false,
  };
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
