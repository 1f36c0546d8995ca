import { findCycles } from './dependency-graph.ts';
import type {
  Command,
  Inventory,
  InventoryProblem,
  InventoryResult,
  InventoryService,
  InventoryShared,
} from './inventory.ts';
import { INVENTORY_FIELDS, SERVICE_FIELDS, SHARED_FIELDS } from './inventory-fields.ts';
import { nearestName } from './nearest-name.ts';
import { isCommand, isMapping, type PlainMapping, readFields, unknownKeys } from './read-fields.ts';

/** Checks an inventory as a YAML or JSON parser gives it. All problems are reported at once, each with its place. */
export function validateInventory(value: unknown): InventoryResult {
  if (!isMapping(value)) return problems([{ where: '', message: 'The inventory is not a mapping with "services".' }]);
  const services = readServices(value['services']);
  const shared = readShared(value['shared']);
  const integration = readIntegration(value['integration']);
  const inventory: Inventory = {
    version: 1,
    services: services.items,
    shared: shared.items,
    integration: integration.items,
  };
  const found = [
    ...unknownKeys(value, Object.keys(INVENTORY_FIELDS), ''),
    ...checkVersion(value),
    ...services.problems,
    ...shared.problems,
    ...integration.problems,
    ...checkNames(inventory),
    ...checkReferences(inventory),
    ...checkCycles(inventory.services),
  ];
  return found.length > 0 ? problems(found) : { kind: 'inventory', inventory };
}

interface Items<T> {
  readonly items: readonly T[];
  readonly problems: readonly InventoryProblem[];
}

function problems(found: readonly InventoryProblem[]): InventoryResult {
  return { kind: 'problems', problems: found };
}

function checkVersion(value: PlainMapping): readonly InventoryProblem[] {
  if (value['version'] === undefined || value['version'] === 1) return [];
  const message = `Version ${JSON.stringify(value['version'])} is not known. This Moult reads version 1.`;
  return [{ where: 'version', message }];
}

function readServices(value: unknown): Items<InventoryService> {
  if (!Array.isArray(value)) {
    return { items: [], problems: [{ where: 'services', message: 'Expected a list of services.' }] };
  }
  return readItems(value, 'services', readService);
}

function readShared(value: unknown): Items<InventoryShared> {
  if (value === undefined || value === null) return { items: [], problems: [] };
  if (!Array.isArray(value)) {
    return { items: [], problems: [{ where: 'shared', message: 'Expected a list of shared paths.' }] };
  }
  return readItems(value, 'shared', readOneShared);
}

function readIntegration(value: unknown): Items<Command> {
  if (value === undefined || value === null) return { items: [], problems: [] };
  const commands: readonly unknown[] = Array.isArray(value) ? value : [value];
  const message = 'Expected a command: a line, or a list of words.';
  return {
    items: commands.filter(isCommand),
    problems: commands.flatMap((command, i) => (isCommand(command) ? [] : [{ where: `integration[${i}]`, message }])),
  };
}

function readItems<T>(
  list: readonly unknown[],
  name: string,
  read: (value: PlainMapping, where: string) => { readonly item: T; readonly problems: readonly InventoryProblem[] },
): Items<T> {
  const items: T[] = [];
  const found: InventoryProblem[] = [];
  list.forEach((value, i) => {
    const where = `${name}[${i}]`;
    if (!isMapping(value)) {
      found.push({ where, message: 'Expected a mapping.' });
      return;
    }
    const result = read(value, where);
    items.push(result.item);
    found.push(...result.problems);
  });
  return { items, problems: found };
}

function readService(value: PlainMapping, where: string) {
  const { values, problems: found } = readFields(value, SERVICE_FIELDS, where);
  const get = <K extends keyof InventoryService>(key: K): InventoryService[K] | undefined =>
    // `readFields` has checked the value against the field of this key.
    values.get(key) as InventoryService[K] | undefined;
  const item: InventoryService = {
    name: get('name') ?? '',
    path: trimSlashes(get('path') ?? ''),
    priority: get('priority'),
    phase: get('phase'),
    owner: get('owner'),
    tests: get('tests'),
    health: get('health'),
    python: get('python'),
    dependsOn: get('dependsOn') ?? [],
    migrations: get('migrations'),
    skip: get('skip'),
    environment: get('environment') ?? [],
  };
  return { item, problems: found };
}

function readOneShared(value: PlainMapping, where: string) {
  const { values, problems: found } = readFields(value, SHARED_FIELDS, where);
  // `readFields` has checked the values against their fields.
  const path = (values.get('path') as string | undefined) ?? '';
  const usedBy = (values.get('usedBy') as readonly string[] | undefined) ?? [];
  const item: InventoryShared = { path: trimSlashes(path), usedBy, runsOnBoth: values.get('runsOnBoth') === true };
  return { item, problems: found };
}

function trimSlashes(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '');
}

function checkNames(inventory: Inventory): readonly InventoryProblem[] {
  const found: InventoryProblem[] = [];
  for (const key of ['name', 'path'] as const) {
    const first = new Map<string, number>();
    inventory.services.forEach((service, i) => {
      const text = service[key];
      const earlier = first.get(text);
      if (text === '') return;
      if (earlier === undefined) first.set(text, i);
      else found.push({ where: `services[${i}].${key}`, message: `"${text}" is services[${earlier}] already.` });
    });
  }
  return found;
}

function checkReferences(inventory: Inventory): readonly InventoryProblem[] {
  const names = inventory.services.map((service) => service.name).filter((name) => name !== '');
  const check = (where: string, references: readonly string[]): readonly InventoryProblem[] =>
    references.flatMap((name, i) => {
      if (names.includes(name)) return [];
      const nearest = nearestName(name, names);
      const hint = nearest === undefined ? 'Add it, or remove the reference.' : `Did you mean "${nearest}"?`;
      return [{ where: `${where}[${i}]`, message: `There is no service "${name}". ${hint}` }];
    });
  return [
    ...inventory.services.flatMap((service, i) => check(`services[${i}].dependsOn`, service.dependsOn)),
    ...inventory.shared.flatMap((shared, i) => check(`shared[${i}].usedBy`, shared.usedBy)),
  ];
}

function checkCycles(services: readonly InventoryService[]): readonly InventoryProblem[] {
  return findCycles(services).map((cycle) => {
    const [first = ''] = cycle;
    const index = services.findIndex((service) => service.name === first);
    const way = [...cycle, first].join(' → ');
    return {
      where: `services[${index}].dependsOn`,
      message: `Services depend on each other in a cycle: ${way}. Remove one of these dependencies.`,
    };
  });
}
