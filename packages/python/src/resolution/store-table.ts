import type { AttributeBinding } from '../bindings/binding.ts';
import type { FileModel } from './file-model.ts';

/** A store into an attribute, `object.name = …`, and its file. */
export interface AttributeStore {
  readonly file: FileModel;
  readonly binding: AttributeBinding;
}

/** Stores into attributes of a service by attribute name. */
export type StoreTable = ReadonlyMap<string, readonly AttributeStore[]>;

/** Tabulates the stores into attributes of all files. */
export function tabulateStores(files: readonly FileModel[]): StoreTable {
  const table = new Map<string, AttributeStore[]>();
  for (const file of files) {
    for (const [name, bindings] of file.bindings.attributes) {
      const stores = bindings.map((binding) => ({ file, binding }));
      const same = table.get(name);
      if (same === undefined) table.set(name, stores);
      else same.push(...stores);
    }
  }
  return table;
}
