import type { PyFragment } from './fragment.ts';
import type { Grade } from './grade.ts';
import type { ManifestChange } from './manifest-change.ts';
import type { QualifiedName } from './resolution.ts';
import type { SyntaxNode } from './syntax-node.ts';
import type { CallView, ClassView, FunctionView } from './views.ts';

/**
 * Collects the change of one site. Everything issued here stands or falls together. Edits are against nodes of the file of the site;
 * commas, comments, parentheses, indentation, empty blocks, semicolons and line breaks are the engine's work.
 */
export interface Edit {
  /** Puts a fragment in the place of a node. */
  replace(node: SyntaxNode, fragment: PyFragment): void;
  /**
   * Takes out a statement, decorator, argument, list element or one of several `for` clauses of a comprehension, with what separates it. An emptied
   * block gets `pass`. Comments stay.
   */
  remove(node: SyntaxNode): void;
  /** Puts statements before a statement, at its indentation. */
  insertBefore(statement: SyntaxNode, ...statements: readonly PyFragment[]): void;
  insertAfter(statement: SyntaxNode, ...statements: readonly PyFragment[]): void;
  /** Puts statements at the head of a body (`block` node), after a docstring. */
  insertFirst(block: SyntaxNode, ...statements: readonly PyFragment[]): void;
  /** Replaces a compound statement (`with`, `if`, `for`, `try` without clauses) by its body, moved out one level. */
  unwrap(statement: SyntaxNode): void;
  /** Puts a header such as `` py`if ${test}` `` around all statements of a block, moved in one level. The colon is the engine's. */
  wrapBody(block: SyntaxNode, header: PyFragment): void;
  /** Replaces the part of a compound statement before its colon: `` py`async for ${name} in ${client}.messages` ``. */
  replaceHeader(statement: SyntaxNode, header: PyFragment): void;
  arguments(call: CallView | SyntaxNode): ArgumentsEdit;
  decorators(definition: FunctionView | ClassView): DecoratorsEdit;
  parameters(definition: FunctionView): ParametersEdit;
  /**
   * Makes a reference, an imported name or a dotted string mean another qualified name, in the style it is written in: `a.B` stays an attribute of a
   * module, an imported `B` stays a plain name. Imports follow by intent.
   */
  rename(node: SyntaxNode, to: QualifiedName): void;
  readonly imports: ImportsEdit;
  /** Ties a change of a requirement or configuration file to this change. */
  needs(change: ManifestChange): void;
  /** Makes this change part of a unit: all its changes, across files and manifests, are accepted, graded, refused and undone together. */
  unit(id: string): void;
  /** Lowers the grade of this change and says why. */
  lower(to: Grade, why: string): void;
  /** Adds a fact that a reviewer should see beside the change. */
  evidence(fact: string, at?: SyntaxNode): void;
  /** Says what this change does where that differs from the rule's summary. */
  describe(message: string): void;
}

/** Edits the arguments of one call. */
export interface ArgumentsEdit {
  /** Adds a keyword argument at the end (before `**kwargs`), in the style of the call: one line stays one line where it fits. */
  add(keyword: string, value: PyFragment): ArgumentsEdit;
  /** Puts a positional argument at an index, from 0. */
  insertPositional(index: number, value: PyFragment): ArgumentsEdit;
  renameKeyword(from: string, to: string): ArgumentsEdit;
  /** Turns the nth positional argument into a keyword argument. */
  nameKeyword(index: number, keyword: string): ArgumentsEdit;
  /** Takes out a keyword argument by name or a positional one by index, with its comma. */
  remove(argument: string | number): ArgumentsEdit;
  /** Puts another value in a keyword argument by name or a positional one by index. */
  replaceValue(argument: string | number, value: PyFragment): ArgumentsEdit;
}

/** Edits the decorators of one definition. */
export interface DecoratorsEdit {
  /** Adds `@fragment` on a line of its own; `outermost` is the first line. */
  add(fragment: PyFragment, position?: 'outermost' | 'innermost'): DecoratorsEdit;
  replace(decorator: SyntaxNode, fragment: PyFragment): DecoratorsEdit;
  remove(decorator: SyntaxNode): DecoratorsEdit;
}

/** Edits the parameters of one function. */
export interface ParametersEdit {
  remove(name: string): ParametersEdit;
  rename(from: string, to: string): ParametersEdit;
}

/** Wishes about imports; they are settled once, after the last pass. */
export interface ImportsEdit {
  /**
   * The local name under which `module`, or `member` of it, can be written at the site. An import that exists is used in its own style; otherwise one is added.
   * @param style how to write a new import: `member` gives `from module import member`, `module` gives `import module` and a dotted local name.
   */
  use(module: QualifiedName, member?: string, style?: 'member' | 'module'): string;
  /** Lets the imports of `name` (a module or a member of one) go once nothing refers to them any more. */
  mayDrop(name: QualifiedName): void;
}
