import { listNames, type RunResults, type ServiceResults } from '@moult/fleet';

/** A run as Markdown for a pull request: verdict, warnings, phases, what waits for people, what failed, and the criteria. */
export function runMarkdown(results: RunResults): string {
  const { counts, services } = results;
  const waiting = services.filter((service) => service.state === 'held' || service.state === 'awaiting-work');
  const bad = services.filter((service) => service.outcome !== null && BAD.has(service.outcome));
  const unverified = services.filter(
    (service) => service.reasonCode === 'unverified' && service.state === service.outcome,
  );
  return [
    `# Run ${results.runId}: ${results.outcome}\n`,
    `${counts.all.good} of ${counts.all.total} services done, ${counts.all.waiting} waiting for a person, ${counts.all.failed} failed. ${results.reason}\n`,
    list('Weakened guarantees', results.safety),
    `## Phases\n\n| phase | state | services | failed | tolerated |\n| --- | --- | --- | --- | --- |\n${results.phases.map((phase) => `| ${phase.title} | ${phase.state} | ${phase.eligible} | ${phase.failed} | ${phase.tolerated} |\n`).join('')}`,
    list('Waiting for a person', waiting.map(serviceLine), true),
    list('Without tests that prove them', byReason(unverified), false, unverified.length),
    list(
      'Checkpoints',
      results.checkpoints.map(
        (one) =>
          `${one.checkpoint}: ${one.state}${one.answers.map((answer) => ` by ${answer.by} at ${answer.at}${answer.reason === undefined ? '' : ` (${answer.reason})`}`).join(',')}`,
      ),
    ),
    `## Final criteria\n\n${results.criteria.map((one) => `${one.number}. **${one.verdict}** ${one.title}: ${cell(one.evidence)}\n`).join('')}`,
    list(
      'Success metrics',
      results.metrics.map((metric) => `${metric.title}: ${metric.value}, target ${metric.target}: ${metric.verdict}`),
    ),
    list('Failed', bad.map(serviceLine)),
    `Plan ${results.plan.digest}. To take it back: \`moult undo ${results.runId}\`\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const BAD: ReadonlySet<string> = new Set(['failed', 'timed-out', 'crashed', 'drifted', 'inconclusive']);

function list(title: string, lines: readonly string[], isChecklist = false, count = lines.length): string {
  if (lines.length === 0) return '';
  return `## ${title} (${count})\n\n${lines.map((line) => `- ${isChecklist ? '[ ] ' : ''}${cell(line)}\n`).join('')}`;
}

/** Services with the same reason in one line. */
function byReason(services: readonly ServiceResults[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, reason } of services) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].map(([reason, all]) => `${reason} ${listNames(all)}`);
}

function serviceLine(service: ServiceResults): string {
  return `${service.name} (${service.owner ?? 'no owner'}): ${service.state}. ${whyNow(service)}`;
}

function whyNow({ reason, rollback }: ServiceResults): string {
  if (rollback === null || rollback.reason === '') return reason;
  const isBack = rollback.state === 'rolled-back';
  return isBack ? `${reason} Taken back: ${rollback.reason}` : `${rollback.reason} Before: ${reason}`;
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;');
}
