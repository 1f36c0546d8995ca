import { INVENTORY_FIELDS, SERVICE_FIELDS } from '@moult/fleet';
import type { AnalysedService, FleetAnalysis } from './fleet-analysis.ts';
import { isMap, isSeq, openYaml, yamlScalar } from './yaml-text.ts';

/**
 * The inventory of an analysed fleet, meant to be reviewed and edited. Of an inventory that is there already every declaration, comment and blank line
 * stays; services that it lacks are added, and what is proposed says so.
 */
export function inventoryText(analysis: FleetAnalysis, existing: string | undefined): string {
  return existing === undefined ? newInventory(analysis) : extendedInventory(analysis, existing);
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
      `  - path: ${yamlScalar(node.path)}\n    usedBy: [${node.usedBy.map((name) => yamlScalar(named.get(name) ?? name)).join(', ')}]\n    runsOnBoth: ${node.runsOnBoth}\n`,
  );
  const tail = shared.length === 0 ? [] : [`\n# ${INVENTORY_FIELDS.shared}\nshared:\n${shared.join('')}`];
  return `${head.join('\n')}\n${services.join('')}${tail.join('')}`;
}

function serviceBlock(service: AnalysedService, names: ReadonlyMap<string, string>): string {
  const needs = service.dependsOn.map((name) => yamlScalar(names.get(name) ?? name));
  const lines = [
    '',
    ...(service.mismatches.length === 0 ? [] : service.mismatches.map((text) => `  # It ${text}.`)),
    `  - name: ${yamlScalar(names.get(service.name) ?? service.name)}`,
    `    path: ${yamlScalar(service.path)}`,
    `    priority: ${service.priority}   # proposed: ${service.dependents.length} services depend on it`,
    service.needsUpdate
      ? `    phase: ${service.phase}   # proposed: ${[...service.breaking, ...service.requirementOnly].join(', ')}`
      : '    # no phase: nothing in it needs an upgrade now',
    '    # owner: who looks at its findings',
    service.testFiles > 0 ? '    tests: python -m pytest -q' : '    # tests: none were found',
    ...(service.python === undefined ? [] : [`    python: ${yamlScalar(service.python, true)}`]),
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

function extendedInventory(analysis: FleetAnalysis, existing: string): string {
  const document = openYaml(existing);
  const list = document.get('services');
  if (!isSeq(list)) return newInventory(analysis);
  const known = new Set<string>();
  for (const item of list.items) {
    if (!isMap(item)) continue;
    const service = analysis.services.find((one) => one.name === item.get('name'));
    known.add(String(item.get('name')));
    if (service === undefined || !service.needsUpdate) continue;
    for (const [key, value] of [
      ['priority', service.priority],
      ['phase', service.phase],
    ] as const) {
      if (item.has(key)) continue;
      const node = document.createNode(value);
      node.comment = ' proposed';
      item.set(key, node);
    }
  }
  for (const service of analysis.services.filter((one) => !known.has(one.name))) {
    const node = document.createNode({
      name: service.name,
      path: service.path,
      priority: service.priority,
      phase: service.phase,
    });
    node.commentBefore = ' found by `moult analyze`, not declared yet';
    list.add(node);
  }
  return document.toString({ lineWidth: 0 });
}
