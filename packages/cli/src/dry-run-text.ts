import { type PlanDocument, workOrders } from '@moult/engine';
import { describeTolerances } from '@moult/fleet';
import { ledgerText, type Terminal, tint } from '@moult/report';
import type { DefinedRun } from '@moult/runner';

/** What a run would do: its phases with what they tolerate, its services, and which of them would be held. */
export function dryRunText(defined: DefinedRun, plan: PlanDocument, terminal: Terminal): string {
  const { header, phases } = defined;
  const applicable = new Set(header.services.filter((service) => service.applicable).map((service) => service.name));
  const tolerances = describeTolerances(phases, applicable, header.policy);
  const blocks = phases.map((phase, index) => {
    const rows = phase.services.map((name) => serviceRow(defined, plan, name));
    const side = phase.concurrency === 1 ? 'one at a time' : `${phase.concurrency} at the same time`;
    const asks = { none: '', 'after-phase': ', approval after the phase', 'after-each': ', approval after each' }[
      phase.checkpoint
    ];
    return `${tint(terminal, 'bold', `Phase ${phase.title}`)}: ${phase.services.length} services, ${side}${asks}; ${tolerances[index] ?? ''}\n${rows.join('')}`;
  });
  const { notConcerned, outside, warnings } = defined;
  return [
    `${blocks.join('\n')}\n`,
    warnings.map((warning) => `note: ${warning.message}\n`).join(''),
    outside.length === 0
      ? ''
      : `note: ${outside.length} findings lie in no service of the run: ${outside.slice(0, 5).join(', ')}\n`,
    notConcerned.length === 0
      ? ''
      : `note: ${notConcerned.length} services have nothing to do: ${notConcerned.join(', ')}\n`,
    `\n${ledgerText(plan, terminal)}`,
    'Nothing was written: this was a dry run.\n',
  ].join('');
}

function serviceRow({ header, definition }: DefinedRun, plan: PlanDocument, name: string): string {
  const service = header.services.find((one) => one.name === name);
  const files = plan.files.filter((file) => file.service === name && file.status === 'changed').length;
  const left = workOrders(plan.findings).filter((finding) => finding.service === name).length;
  const { acceptManual } = header.policy;
  const isAccepted = acceptManual === 'all' || (acceptManual !== 'none' && acceptManual.includes(name));
  const skip = definition.services.find((one) => one.name === name)?.skip;
  const state =
    skip !== undefined
      ? `left out: ${skip}`
      : left > 0 && !isAccepted
        ? `held: ${left} ${left === 1 ? 'place' : 'places'} for a person`
        : `would change ${files} files`;
  return `  ${name.padEnd(30)} ${(service?.priority ?? '').padEnd(9)} ${(service?.risk ?? '').padEnd(10)} ${state}   ${(service?.plugins ?? []).join(', ')}\n`;
}
