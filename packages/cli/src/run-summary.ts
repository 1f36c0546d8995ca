import {
  countServices,
  describeBudget,
  listNames,
  type OutcomeTally,
  PRIORITIES,
  type RunState,
  type ServiceRecord,
  servicesNeedingAttention,
} from '@moult/fleet';
import { printable, type Terminal, type Tone, tint } from '@moult/report';

/** The summary of a run for a person: the verdict first, what failed last, so that it is what the eye meets. */
export function runSummary(run: RunState, terminal: Terminal): string {
  const attention = servicesNeedingAttention(run);
  const failures = attention.filter((service) => !WAITING.has(service.state));
  const waiting = attention.filter((service) => WAITING.has(service.state));
  const unverified = run.services.filter(isUnproven);
  return [
    `\n${tint(terminal, toneOf(run), verdict(run))}\n`,
    safetyBand(run, terminal),
    `\n${phaseTable(run)}`,
    tallyTables(run, terminal),
    list('Without tests that prove them', byReason(unverified), terminal, unverified.length),
    list('Waiting for a person', waiting.map(serviceLine), terminal),
    list('Failed', failures.map(serviceLine), terminal),
    `\n${nextSteps(
      run,
      failures.some((service) => service.changed),
    )
      .map((line) => `→ ${line}\n`)
      .join('')}`,
  ]
    .map((part) => (terminal.unicode ? part : part.replaceAll('→', '->')))
    .join('');
}

/** Changed, standing, and with no tests that say so. */
function isUnproven(service: ServiceRecord): boolean {
  return service.reasonCode === 'unverified' && service.state === service.outcome;
}

const WAITING: ReadonlySet<string> = new Set(['held', 'awaiting-work']);

function verdict(run: RunState): string {
  const { all } = countServices(run);
  const counts = [
    `${all.good} of ${all.total} services done`,
    ...(all.waiting > 0 ? [`${all.waiting} waiting for a person`] : []),
    ...(all.failed > 0 ? [`${all.failed} failed`] : []),
  ];
  return `Run ${run.runId}: ${run.state}. ${counts.join(', ')}. ${printable(run.reason)}`;
}

function toneOf(run: RunState): Tone {
  if (run.state === 'succeeded') return 'green';
  return run.state === 'failed' || run.state === 'aborted' ? 'red' : 'yellow';
}

function safetyBand(run: RunState, terminal: Terminal): string {
  return [...run.safety, ...run.incidents].map((line) => `${tint(terminal, 'red', '!')} ${printable(line)}\n`).join('');
}

function phaseTable(run: RunState): string {
  const counts = countServices(run).byPhase;
  const rows = run.phases.map((phase) => {
    const tally = counts[phase.id];
    const cells = [tally?.total, tally?.good, tally?.waiting, tally?.failed, tally?.other].map((count) =>
      String(count ?? 0).padStart(8),
    );
    return `  ${phase.title.padEnd(14)}${cells.join('')}   ${phase.state}; ${describeBudget(run, phase.id)}\n`;
  });
  return `  ${'phase'.padEnd(14)}${['services', 'done', 'waiting', 'failed', 'other'].map((word) => word.padStart(8)).join('')}\n${rows.join('')}`;
}

function tallyTables(run: RunState, terminal: Terminal): string {
  const { byMigration, byPriority } = countServices(run);
  const urgentFirst = [...PRIORITIES].reverse().flatMap((priority) => {
    const tally = byPriority[priority];
    return tally === undefined ? [] : [[priority, tally] as const];
  });
  return `\n${tallyTable('upgrade', Object.entries(byMigration), terminal)}\n${tallyTable('priority', urgentFirst, terminal)}`;
}

function tallyTable(title: string, rows: readonly (readonly [string, OutcomeTally])[], terminal: Terminal): string {
  const width = Math.max(18, ...rows.map(([name]) => name.length));
  const lines = rows.map(([name, { good, total, waiting, failed }]) => {
    const rest = [...(waiting > 0 ? [`${waiting} waiting`] : []), ...(failed > 0 ? [`${failed} failed`] : [])];
    return `  ${name.padEnd(width)} ${[`${good} of ${total} done`, ...rest].join(', ')}\n`;
  });
  return `  ${tint(terminal, 'bold', title)}\n${lines.join('')}`;
}

/** Services with the same reason in one line: the reason first, then who they are. */
function byReason(services: readonly ServiceRecord[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, reason } of services) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].map(
    ([reason, all]) => `${all.length} ${all.length === 1 ? 'service' : 'services'}: ${reason} (${listNames(all)})`,
  );
}

function list(title: string, lines: readonly string[], terminal: Terminal, count = lines.length): string {
  if (lines.length === 0) return '';
  return `\n${tint(terminal, 'bold', `${title} (${count})`)}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function serviceLine(service: ServiceRecord): string {
  const owner = service.owner === undefined ? 'no owner' : service.owner;
  return `${service.name} (${owner}): ${service.state}. ${whyNow(service)}`;
}

/** Why a service failed stays the first thing to say when it was taken back; why it could not be comes before that. */
function whyNow({ state, reason, rollbackReason }: ServiceRecord): string {
  if (rollbackReason === '') return reason;
  return state === 'rolled-back' ? `${reason} Taken back: ${rollbackReason}` : `${rollbackReason} Before: ${reason}`;
}

function nextSteps(run: RunState, hasWrittenFailures: boolean): readonly string[] {
  const steps: string[] = [];
  const open = run.checkpoints.find((checkpoint) => checkpoint.state === 'open');
  if (open !== undefined) {
    steps.push(`moult approve ${open.checkpoint} --reason "…"   or   moult reject ${open.checkpoint} --reason "…"`);
  } else if (run.state === 'paused') steps.push('moult resume   goes on where it stopped');
  if (run.phases.some((phase) => phase.state === 'aborted' || phase.state === 'failed')) {
    steps.push('moult resume --retry failed   tries again when the cause is repaired');
  }
  if (hasWrittenFailures) steps.push('moult undo --failed   takes back what failed');
  steps.push(
    `moult report ${run.runId}   writes the reports`,
    ...(run.services.some((service) => service.changed) ? [`moult undo ${run.runId}   takes everything back`] : []),
  );
  return steps;
}
