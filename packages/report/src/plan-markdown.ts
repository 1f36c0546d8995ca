import type { PlanChange, PlanDocument, PlanFinding, SiteColumns } from '@moult/engine';
import { notes, workOrders } from '@moult/engine';

/** A plan for a pull request: totals, a table of services, what is left for people, conflicts and residue. */
export function planMarkdown(plan: PlanDocument): string {
  const sections = [
    `# Migration plan\n\n${headline(plan)}\n\nPlan digest \`${plan.digest}\`.`,
    section('Plugins', pluginTable(plan)),
    section('Services', serviceTable(plan)),
    section('Changes', changeTable(plan.changes.filter((change) => change.status === 'selected'))),
    section('Offered, not selected', changeTable(plan.changes.filter((change) => change.status === 'offered'))),
    section('Left for a person', workOrders(plan.findings).map(workOrder).join('\n')),
    section('Notes, which nobody has to act on', notes(plan.findings).map(note).join('\n')),
    section(
      'Conflicts',
      plan.conflicts.map((conflict) => `- ${place(conflict)}: ${inert(conflict.reason)}`).join('\n'),
    ),
    section(
      'Still pointing at an old library',
      plan.residue.map((item) => `- ${place(item)} (${item.plugin}, ${item.kind}): ${inert(item.reason)}`).join('\n'),
    ),
    section('Skipped files', plan.skipped.map((item) => `- \`${item.path}\`: ${inert(item.reason)}`).join('\n')),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function headline({ totals }: PlanDocument): string {
  const { files, sites } = totals;
  return (
    `${totals.servicesChanged} of ${totals.services} services change, in ${files.changed} Python files and ${files.manifestsChanged} ` +
    `requirement and configuration files. Of ${sites.found} places that were looked at, ${sites.changed} are changed, ${sites.offered} are offered, ` +
    `${sites.left + sites.unsupported} are left for a person, and ${sites.unaffected} are right as they are.`
  );
}

function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

function pluginTable({ totals, run }: PlanDocument): string {
  const rows = totals.plugins.map((columns) => {
    const title = run.plugins.find((plugin) => plugin.name === columns.plugin)?.title ?? columns.plugin;
    return [columns.plugin, title, ...counts(columns)];
  });
  return table(['plugin', 'upgrade', 'sites', 'changed', 'offered', 'left', 'unaffected'], rows);
}

function serviceTable(plan: PlanDocument): string {
  const rows = plan.services
    .filter((service) => service.plugins.length > 0)
    .map((service) => [`\`${service.name}\``, service.plugins.join(', '), ...counts(service.sites)]);
  return table(['service', 'plugins', 'sites', 'changed', 'offered', 'left', 'unaffected'], rows);
}

function counts(columns: SiteColumns): readonly string[] {
  return [columns.found, columns.changed, columns.offered, columns.left + columns.unsupported, columns.unaffected].map(
    String,
  );
}

function changeTable(changes: readonly PlanChange[]): string {
  const rows = changes.map((change) => [
    place(change),
    `${change.plugin}/${change.rule}`,
    change.unitGrade,
    inert(change.message),
  ]);
  return table(['place', 'rule', 'grade', 'what'], rows);
}

function workOrder(finding: PlanFinding): string {
  const suggestion =
    finding.suggestion === undefined ? '' : `\n\n  \`\`\`python\n${indent(finding.suggestion)}\n  \`\`\``;
  return `- [ ] ${place(finding)} (${finding.plugin}/${finding.rule}): ${inert(finding.message)}. ${inert(finding.why)}. **To do:** ${inert(finding.todo)}.${suggestion}`;
}

function note(finding: PlanFinding): string {
  return `- ${place(finding)} (${finding.plugin}/${finding.rule}): ${inert(finding.message)}. ${inert(finding.why)}. ${inert(finding.todo)}.`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function place({ path, line }: { readonly path: string; readonly line: number }): string {
  return `\`${path}:${line}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** Keeps text from being read as markup. */
function inert(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
