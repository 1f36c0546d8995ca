import type { AttributeBinding } from '../bindings/binding.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { FileModel } from './file-model.ts';

/** A store into an attribute, `object.name = …`, and its file. */
export interface AttributeStore {
  readonly file: FileModel;
  readonly binding: AttributeBinding;
}

/** Stores into attributes of a service by attribute name. */
export interface StoreTable {
  get(name: string): readonly AttributeStore[];
}

/** Opens the stores into attributes of all files. A file whose text holds no such attribute as a target is not parsed for the answer. */
export function openStores(files: readonly FileModel[]): StoreTable {
  const known = new Map<string, readonly AttributeStore[]>();
  return {
    get(name) {
      const stores = known.get(name) ?? files.flatMap((file) => storesIn(file, name));
      known.set(name, stores);
      return stores;
    },
  };
}

function storesIn(file: FileModel, name: string): readonly AttributeStore[] {
  if (!mayStore(file.tree, name)) return [];
  return (file.bindings.attributes.get(name) ?? []).map((binding) => ({ file, binding }));
}

/**
 * Behind a target stands an operator, a colon, a comma, a bracket, `in` or what was left open; a plain read is mostly followed by others. What a
 * class stores into its own `self` matters to that class alone, whose file is parsed when it is asked about.
 */
function mayStore({ isParsed, text }: SyntaxTree, name: string): boolean {
  if (isParsed || !text.includes(name)) return isParsed;
  return new RegExp(`(?<!\\bself)\\.[\\s\\\\]*${name}[\\s\\\\]*(?:#|[=,:\\])]|[-+*/%&|^@<>]{1,2}=|in\\b)`).test(text);
}
