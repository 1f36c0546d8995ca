import { nearestName } from '@moult/fleet';

/** A sentence that suggests the nearest name, or lists all of them. */
export function suggestName(wanted: string, names: readonly string[]): string {
  const nearest = nearestName(wanted, names);
  return nearest === undefined ? `Known names: ${[...names].sort().join(', ')}.` : `Did you mean "${nearest}"?`;
}
