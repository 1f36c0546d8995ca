import type { Command, InventoryProblem } from './inventory.ts';
import type { InventoryField } from './inventory-fields.ts';
import { nearestName } from './nearest-name.ts';

/** A mapping as a YAML or JSON parser gives it. */
export type PlainMapping = Readonly<Record<string, unknown>>;

/** The fields of one mapping that are well formed, and what is wrong with the others. */
export interface ReadFields {
  readonly values: ReadonlyMap<string, unknown>;
  readonly problems: readonly InventoryProblem[];
}

/** Whether a value is a mapping: not a list, not nothing. */
export function isMapping(value: unknown): value is PlainMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names every key that is not known, with the nearest known one. */
export function unknownKeys(value: PlainMapping, known: readonly string[], where: string): readonly InventoryProblem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const nearest = nearestName(key, known);
      const hint = nearest === undefined ? `Known keys are ${known.join(', ')}.` : `Did you mean "${nearest}"?`;
      return { where: where === '' ? key : `${where}.${key}`, message: `"${key}" is not a key here. ${hint}` };
    });
}

/** Reads a mapping by its fields. An absent field, or one without a value, is left out; words are read in any case, as small letters. */
export function readFields(
  value: PlainMapping,
  fields: Readonly<Record<string, InventoryField>>,
  where: string,
): ReadFields {
  const values = new Map<string, unknown>();
  const problems: InventoryProblem[] = [...unknownKeys(value, Object.keys(fields), where)];
  for (const [key, field] of Object.entries(fields)) {
    const given = Object.hasOwn(value, key) ? value[key] : undefined;
    if (given === undefined || given === null) {
      if (field.required) problems.push({ where: `${where}.${key}`, message: `"${key}" is missing. ${field.help}` });
      continue;
    }
    const message = whyUnfit(given, field);
    if (message === undefined) values.set(key, field.kind === 'word' ? String(given).toLowerCase() : given);
    else problems.push({ where: `${where}.${key}`, message });
  }
  return { values, problems };
}

/** Whether a value is a command: a line, or the words of a call. */
export function isCommand(value: unknown): value is Command {
  return isText(value) || (isTexts(value) && value.length > 0);
}

function whyUnfit(value: unknown, field: InventoryField): string | undefined {
  switch (field.kind) {
    case 'text':
      return isText(value) ? undefined : `Expected a text${quoteHint(value)}. ${field.help}`;
    case 'path':
      return isText(value) ? whyUnfitPath(value) : `Expected a path. ${field.help}`;
    case 'word':
      return whyUnfitWord(value, field);
    case 'command':
      return isCommand(value) ? undefined : `Expected a command: a line, or a list of words. ${field.help}`;
    case 'commands':
      return Array.isArray(value) && value.every(isCommand) ? undefined : `Expected a list of commands. ${field.help}`;
    case 'names':
      return isTexts(value) ? undefined : `Expected a list of names. ${field.help}`;
    case 'flag':
      return typeof value === 'boolean' ? undefined : `Expected true or false. ${field.help}`;
  }
}

// YAML reads 3.10 as the number 3.1, so a number is never taken for a text.
function quoteHint(value: unknown): string {
  return typeof value === 'number' ? ' in quotes' : '';
}

function whyUnfitPath(path: string): string | undefined {
  if (path.includes('\\')) return 'Expected forward slashes in a path.';
  const leavesRoot = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
  return leavesRoot ? `"${path}" leads out of the root. Give the path relative to the root.` : undefined;
}

function whyUnfitWord(value: unknown, field: InventoryField): string | undefined {
  if (typeof value === 'string' && field.words.includes(value.toLowerCase())) return undefined;
  const nearest = typeof value === 'string' ? nearestName(value, field.words) : undefined;
  const hint = nearest === undefined ? `Expected one of ${field.words.join(', ')}.` : `Did you mean "${nearest}"?`;
  return `${JSON.stringify(value)} is not possible here. ${hint}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}
