import { PRIORITIES } from '@moult/fleet';
import type { Priority } from '@moult/plugin-api';
import type { AnalysedService, FleetAnalysis } from './fleet-analysis.ts';

/** The dependency analysis and the risk matrix of a fleet, for reading and reviewing. */
export function analysisMarkdown(analysis: FleetAnalysis): string {
  const { services, toUpdate, rules } = analysis;
  return [
    '# Dependency analysis\n',
    `${services.length} services analysed, ${toUpdate} to update.\n`,
    section('Phases', phaseTable(analysis)),
    section('Services by breaking change and priority', matrix(services)),
    section('Services with several breaking changes', several(services)),
    section('Risk matrix', riskMatrix(services)),
    section('Critical path', criticalPath(analysis)),
    section(
      'Code that services share',
      analysis.shared.map((node) => `- ${node.note}`),
    ),
    section(
      'Declared and used',
      services.flatMap((service) => service.mismatches.map((text) => `- ${service.name} ${text}.`)),
    ),
    section(
      'Where a declaration differs from the rule',
      services.flatMap((service) =>
        service.differences.map(
          (one) => `- ${service.name}: ${one.field} is declared ${one.declared}, the rule gives ${one.proposed}`,
        ),
      ),
    ),
    section(
      'Rules',
      rules.map((rule) => `- ${rule}`),
    ),
    section('Services', serviceTable(services)),
    section(
      'Problems',
      analysis.problems.map((problem) => `- ${problem}`),
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function phaseTable({ phases }: FleetAnalysis): readonly string[] {
  return table(
    ['phase', 'services', 'declared', 'proposed by the rule'],
    phases.map((phase) => [
      phase.id.toUpperCase(),
      String(phase.declared.length + phase.proposed.length),
      `${phase.declared.length}: ${phase.declared.join(', ') || 'none'}`,
      `${phase.proposed.length}: ${phase.proposed.join(', ') || 'none'}`,
    ]),
  );
}

function matrix(services: readonly AnalysedService[]): readonly string[] {
  const updated = services.filter((service) => service.needsUpdate);
  const plugins = [...new Set(updated.flatMap((service) => [...service.breaking, ...service.requirementOnly]))].sort();
  return table(
    ['change', ...[...PRIORITIES].reverse(), 'all'],
    plugins.map((plugin) => {
      const members = updated.filter((service) => [...service.breaking, ...service.requirementOnly].includes(plugin));
      const cell = (priority: Priority): string =>
        String(members.filter((service) => service.priority === priority).length);
      return [plugin, ...[...PRIORITIES].reverse().map(cell), String(members.length)];
    }),
  );
}

function several(services: readonly AnalysedService[]): readonly string[] {
  const many = services
    .filter((service) => service.breaking.length > 1)
    .sort((a, b) => b.breaking.length - a.breaking.length || (a.name < b.name ? -1 : 1));
  return many.map((service) => `- ${service.name} (${service.priority}): ${service.breaking.join(', ')}`);
}

function riskMatrix(services: readonly AnalysedService[]): readonly string[] {
  const updated = services.filter((service) => service.needsUpdate);
  return table(
    ['priority', 'no breaking change', '1', '2', '3 or more'],
    [...PRIORITIES].reverse().map((priority) => {
      const members = updated.filter((service) => service.priority === priority);
      const cells = [0, 1, 2, 3].map((count) => {
        const inCell = members.filter((service) => Math.min(3, service.breaking.length) === count);
        return inCell.length === 0 ? '' : `${inCell.length} ${inCell[0]?.risk ?? ''}`;
      });
      return [priority, ...cells];
    }),
  );
}

function criticalPath({ graph }: FleetAnalysis): readonly string[] {
  const path = graph.criticalPath.length < 2 ? [] : [`The longest chain: ${graph.criticalPath.join(' ← ')}`];
  const cycles = graph.cycles.map((cycle) => `- They depend on each other: ${[...cycle, cycle[0] ?? ''].join(' → ')}`);
  return [...path, ...(cycles.length > 0 ? ['', ...cycles] : [])];
}

function serviceTable(services: readonly AnalysedService[]): readonly string[] {
  return table(
    ['service', 'owner', 'priority', 'risk', 'phase', 'changes', 'for a person', 'tests', 'Python', 'depends on'],
    services.map((service) => [
      service.name,
      service.owner ?? '',
      service.priority,
      service.needsUpdate ? service.risk : '',
      service.needsUpdate ? `${service.phase}${service.isPhaseDeclared ? '' : ' (proposed)'}` : '',
      [...service.breaking, ...service.requirementOnly].join(', '),
      service.findings === 0 ? '' : String(service.findings),
      service.testFiles === 0 ? 'none' : `${service.testFiles} files`,
      service.python ?? '',
      service.dependsOn.join(', '),
    ]),
  );
}
