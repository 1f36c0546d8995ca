import type { SyntaxNode } from './syntax-node.ts';

/**
 * What a hole of a `py` fragment takes: a node (its source travels along, with comments and the edits other changes make inside it), another
 * fragment, or a plain string of source such as a local name from `edit.imports.use`.
 */
export type FragmentHole = SyntaxNode | PyFragment | string;

/** A piece of Python: strings of the plugin with holes between them. The engine parses it before it is used. */
export interface PyFragment {
  readonly kind: 'py-fragment';
  /** One more than there are holes. */
  readonly strings: readonly string[];
  readonly holes: readonly FragmentHole[];
}

/** Writes a piece of Python with holes: `` py`${client}.messages` ``. */
export function py(strings: TemplateStringsArray, ...holes: readonly FragmentHole[]): PyFragment {
  return { kind: 'py-fragment', strings: [...strings], holes };
}

/** A fragment from plain source, for text that is computed. */
export function pySource(source: string): PyFragment {
  return { kind: 'py-fragment', strings: [source], holes: [] };
}
