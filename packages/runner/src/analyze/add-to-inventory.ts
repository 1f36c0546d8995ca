import { readYaml } from '@moult/manifest';
import type { AnalysedService } from './fleet-analysis.ts';
import { yamlWord } from './yaml-word.ts';

/**
 * Adds to an inventory what it lacks: priority and phase of services that need an upgrade, and services that it does not name. Everything that is
 * there stays as it is, byte for byte; a text that is laid out in a way not known here is given back unchanged.
 */
export function addToInventory(services: readonly AnalysedService[], existing: string): string {
  const eol = existing.includes('\r\n') ? '\r\n' : '\n';
  const lines = existing.split(/\r?\n/);
  const declared = declaredServices(existing);
  for (const service of services) {
    const known = declared.get(service.name);
    if (known !== undefined && service.needsUpdate) addFields(lines, service, known);
  }
  const added = services.filter((service) => !declared.has(service.name));
  if (added.length > 0)
    lines.splice(endOfServices(lines), 0, ...added.flatMap((service) => entryLines(lines, service)));
  const text = lines.join(eol);
  return keepsEverything(declared, text) ? text : existing;
}

type Fields = Readonly<Record<string, unknown>>;

function declaredServices(text: string): ReadonlyMap<string, Fields> {
  const content = readYaml(text);
  const list = isFields(content) && Array.isArray(content['services']) ? content['services'] : [];
  return new Map(list.filter(isFields).map((item) => [String(item['name']), item]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields follow the name of their service, in the column of its key. */
function addFields(lines: string[], service: AnalysedService, known: Fields): void {
  const index = lines.findIndex((line) => nameIn(line) === service.name);
  if (index === -1) return;
  const column = (lines[index] ?? '').indexOf('name:');
  const fields = [
    ['priority', service.priority],
    ['phase', service.phase],
  ].filter(([key]) => known[key ?? ''] === undefined);
  lines.splice(index + 1, 0, ...fields.map(([key, value]) => `${' '.repeat(column)}${key}: ${value}   # proposed`));
}

function nameIn(line: string): string | undefined {
  return /^\s*(?:-\s+)?name:\s*["']?([^"'#]+?)["']?\s*(?:#.*)?$/.exec(line)?.[1];
}

/** The line before which the list of services has ended. */
function endOfServices(lines: readonly string[]): number {
  const start = lines.findIndex((line) => /^services:\s*(?:#.*)?$/.test(line));
  if (start === -1) return lines.length;
  const next = lines.findIndex((line, index) => index > start && /^[^\s#-]/.test(line));
  let end = next === -1 ? lines.length : next;
  // Comments and blank lines above the next key belong to it.
  while (end > start + 1 && /^(?:#.*|\s*)$/.test(lines[end - 1] ?? '')) end -= 1;
  return end;
}

function entryLines(lines: readonly string[], service: AnalysedService): readonly string[] {
  const dash = /^(\s*)- +name:/.exec(lines.find((line) => /^\s*- +name:/.test(line)) ?? '  - name:')?.[1] ?? '  ';
  const inner = `${dash}  `;
  return [
    '',
    `${dash}# Found by \`moult analyze\`, and not declared yet.`,
    `${dash}- name: ${yamlWord(service.name)}`,
    `${inner}path: ${yamlWord(service.path)}`,
    `${inner}priority: ${service.priority}   # proposed`,
    ...(service.needsUpdate ? [`${inner}phase: ${service.phase}   # proposed`] : []),
  ];
}

function keepsEverything(before: ReadonlyMap<string, Fields>, text: string): boolean {
  try {
    const after = declaredServices(text);
    return [...before].every(([name, fields]) =>
      Object.entries(fields).every(([key, value]) => JSON.stringify(after.get(name)?.[key]) === JSON.stringify(value)),
    );
  } catch {
    return false;
  }
}
