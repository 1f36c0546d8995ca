import { nearestName } from './nearest-name.ts';

/** What a selector can ask of a service. */
export interface Selectable {
  readonly name: string;
  readonly owner: string | undefined;
  readonly priority: string;
  readonly phase: string | undefined;
  readonly plugins: readonly string[];
  /** State in an earlier run; `undefined` when there is none. */
  readonly status: string | undefined;
}

export interface Selection {
  /** A service is taken when one of these fits; with none, all are. */
  readonly only: readonly string[];
  /** A service is left out when one of these fits. */
  readonly exclude: readonly string[];
}

export type SelectionResult<T> =
  | { readonly kind: 'selected'; readonly services: readonly T[] }
  | { readonly kind: 'problem'; readonly message: string };

const KEYS = ['owner', 'priority', 'phase', 'plugin', 'status'] as const;

/**
 * Selects services by name, by name with `*`, or by `owner:`, `priority:`, `phase:`, `plugin:` and `status:`. A selector that fits no
 * service at all is a problem, so that a slip of the pen does not run everything or nothing.
 */
export function selectServices<T extends Selectable>(services: readonly T[], selection: Selection): SelectionResult<T> {
  for (const selector of [...selection.only, ...selection.exclude]) {
    const message = whyUseless(selector, services);
    if (message !== undefined) return { kind: 'problem', message };
  }
  const isWanted = (service: T): boolean =>
    (selection.only.length === 0 || selection.only.some((selector) => fits(selector, service))) &&
    !selection.exclude.some((selector) => fits(selector, service));
  return { kind: 'selected', services: services.filter(isWanted) };
}

function whyUseless(selector: string, services: readonly Selectable[]): string | undefined {
  const key = keyOf(selector);
  if (key !== undefined && !KEYS.some((known) => known === key)) {
    return `"${key}:" is not a selector. ${hintFor(key, KEYS, 'Known are')}`;
  }
  // After a good run nothing has failed, which is an answer and not a slip.
  if (key === 'status' || services.some((service) => fits(selector, service))) return undefined;
  const values =
    key === undefined ? services.map((service) => service.name) : services.flatMap((one) => valuesOf(key, one));
  const wanted = key === undefined ? selector : selector.slice(key.length + 1);
  return `"${selector}" fits no service. ${hintFor(wanted, [...new Set(values)], 'There are')}`;
}

function hintFor(wanted: string, known: readonly string[], intro: string): string {
  const nearest = nearestName(wanted, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  const shown = known.slice(0, 6).join(', ');
  return known.length > 6 ? `${intro} ${shown} and ${known.length - 6} more.` : `${intro} ${shown}.`;
}

function keyOf(selector: string): string | undefined {
  const colon = selector.indexOf(':');
  return colon === -1 ? undefined : selector.slice(0, colon);
}

function fits(selector: string, service: Selectable): boolean {
  const key = keyOf(selector);
  if (key === undefined) return fitsPattern(selector, service.name);
  return valuesOf(key, service).some((value) => fitsPattern(selector.slice(key.length + 1), value));
}

function valuesOf(key: string, service: Selectable): readonly string[] {
  const value = { owner: service.owner, priority: service.priority, phase: service.phase, status: service.status };
  if (key === 'plugin') return service.plugins;
  return Object.entries(value).flatMap(([name, text]) => (name === key && text !== undefined ? [text] : []));
}

function fitsPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern.toLowerCase() === text.toLowerCase();
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(text);
}
