import { INVENTORY_FIELDS, SERVICE_FIELDS } from '@moult/fleet';
import { addToInventory } from './add-to-inventory.ts';
import type { AnalysedService, FleetAnalysis } from './fleet-analysis.ts';
import { yamlWord } from './yaml-word.ts';

/**
 * The inventory of an analysed fleet, meant to be reviewed and edited. Of an inventory that is there already every declaration, comment and blank line
 * stays; services that it lacks are added, and what is proposed says so.
 */
export function inventoryText(analysis: FleetAnalysis, existing: string | undefined): string {
  return existing === undefined ? newInventory(analysis) : addToInventory(analysis.services, existing);
}

function newInventory(analysis: FleetAnalysis): string {
  const fields = Object.entries(SERVICE_FIELDS).map(([name, field]) => `#   ${name.padEnd(12)} ${field.help}`);
  const head = [
    '# The inventory of this fleet, proposed by `moult analyze`. Look at it, correct it and keep it under version control: what is',
    '# declared here is never overwritten.',
    '#',
    ...fields,
    '#',
    ...analysis.rules.map((rule) => `# ${rule}`),
    'version: 1',
    'services:',
  ];
  const named = uniqueNames(analysis.services);
  const services = analysis.services.map((service) => serviceBlock(service, named));
  const shared = analysis.shared.map(
    (node) =>
      `  - path: ${yamlWord(node.path)}\n    usedBy: [${node.usedBy.map((name) => yamlWord(named.get(name) ?? name)).join(', ')}]\n    runsOnBoth: ${node.runsOnBoth}\n`,
  );
  const tail = shared.length === 0 ? [] : [`\n# ${INVENTORY_FIELDS.shared}\nshared:\n${shared.join('')}`];
  return `${head.join('\n')}\n${services.join('')}${tail.join('')}`;
}

function serviceBlock(service: AnalysedService, names: ReadonlyMap<string, string>): string {
  const needs = service.dependsOn.map((name) => yamlWord(names.get(name) ?? name));
  const lines = [
    '',
    ...(service.mismatches.length === 0 ? [] : service.mismatches.map((text) => `  # It ${text}.`)),
    `  - name: ${yamlWord(names.get(service.name) ?? service.name)}`,
    `    path: ${yamlWord(service.path)}`,
    `    priority: ${service.priority}   # proposed: ${service.dependents.length} services depend on it`,
    service.needsUpdate
      ? `    phase: ${service.phase}   # proposed: ${[...service.breaking, ...service.requirementOnly].join(', ')}`
      : '    # no phase: nothing in it needs an upgrade now',
    '    # owner: who looks at its findings',
    service.testFiles > 0 ? '    tests: python -m pytest -q' : '    # tests: none were found',
    ...(service.python === undefined ? [] : [`    python: ${JSON.stringify(service.python)}`]),
    ...(needs.length === 0 ? [] : [`    dependsOn: [${needs.join(', ')}]`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The last folder of a path names a service where that is clear, else its whole path. */
function uniqueNames(services: readonly AnalysedService[]): ReadonlyMap<string, string> {
  const short = (name: string): string => name.split('/').at(-1) ?? name;
  const counts = new Map<string, number>();
  for (const { name } of services) counts.set(short(name), (counts.get(short(name)) ?? 0) + 1);
  return new Map(services.map(({ name }) => [name, counts.get(short(name)) === 1 ? short(name) : name]));
}
