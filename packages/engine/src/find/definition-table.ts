import type { ClassView, FunctionView, SyntaxNode } from '@moult/plugin-api';
import type { ParsedFile } from './found-site.ts';

/** The functions and classes of a file by their nodes. */
export interface DefinitionTable {
  functionAt(node: SyntaxNode): FunctionView | undefined;
  classAt(node: SyntaxNode): ClassView | undefined;
}

/** Opens the table; it is filled on first use. */
export function tabulateDefinitions({ view }: ParsedFile): DefinitionTable {
  let functions: ReadonlyMap<SyntaxNode, FunctionView> | undefined;
  let classes: ReadonlyMap<SyntaxNode, ClassView> | undefined;
  return {
    functionAt: (node) => {
      functions ??= new Map(view.functions.map((each) => [each.node, each]));
      return functions.get(node);
    },
    classAt: (node) => {
      classes ??= new Map(view.classes.map((each) => [each.node, each]));
      return classes.get(node);
    },
  };
}
