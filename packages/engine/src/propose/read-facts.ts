import type { Facts, FactsReader, OptionReader, ServiceView } from '@moult/plugin-api';

/** Reads facts of a plugin, gathering each once in a pass. What fails once fails for every reader in the same words. */
export function openFacts(service: ServiceView, option: OptionReader): FactsReader {
  const gathered = new Map<Facts<unknown>, { readonly value: unknown } | { readonly error: unknown }>();
  return <T>(facts: Facts<T>): T => {
    let entry = gathered.get(facts);
    if (entry === undefined) {
      try {
        entry = { value: facts.gather({ service, option }) };
      } catch (error) {
        entry = { error };
      }
      gathered.set(facts, entry);
    }
    if ('error' in entry) throw entry.error;
    // The value under this key came from `gather` of the same `facts`.
    return entry.value as T;
  };
}
