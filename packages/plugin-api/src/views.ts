import type { ManifestView } from './manifest-view.ts';
import type { Resolution } from './resolution.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** One argument of a call. */
export interface ArgumentView {
  /** `star` is `*value`, `double-star` is `**value`. */
  readonly kind: 'positional' | 'keyword' | 'star' | 'double-star';
  /** Keyword name; undefined unless `kind` is `keyword`. */
  readonly name: string | undefined;
  readonly value: SyntaxNode;
  /** The whole argument, keyword included. */
  readonly node: SyntaxNode;
}

/** A call and its arguments. */
export interface CallView {
  readonly node: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly arguments: readonly ArgumentView[];
  readonly hasStar: boolean;
  readonly hasDoubleStar: boolean;
  keyword(name: string): ArgumentView | undefined;
  /** The nth positional argument, from 0; undefined when a star argument comes first. */
  positional(index: number): ArgumentView | undefined;
}

/** A decorator: `@name` (no call) or `@name(…)`. */
export interface DecoratorView {
  readonly node: SyntaxNode;
  /** The expression behind the `@`. */
  readonly expression: SyntaxNode;
  /** What is named: the expression itself, or the callee where it is a call. */
  readonly name: SyntaxNode;
  readonly call: CallView | undefined;
}

/** One parameter of a function. */
export interface ParameterView {
  readonly kind: 'plain' | 'star' | 'double-star';
  readonly name: string;
  readonly node: SyntaxNode;
  readonly annotation: SyntaxNode | undefined;
  readonly default: SyntaxNode | undefined;
}

/** A function or method definition. */
export interface FunctionView {
  readonly kind: 'function';
  /** The `function_definition` node. */
  readonly node: SyntaxNode;
  readonly name: string;
  /** Name with its enclosing classes and functions, such as `Collector.start`. */
  readonly qualifiedName: string;
  readonly isAsync: boolean;
  readonly decorators: readonly DecoratorView[];
  readonly parameters: readonly ParameterView[];
  /** The class this is a method of. */
  readonly owner: ClassView | undefined;
  /** True when it stands inside another function. */
  readonly isNested: boolean;
  /** The `block` node. */
  readonly body: SyntaxNode;
}

/** A class definition. */
export interface ClassView {
  readonly kind: 'class';
  /** The `class_definition` node. */
  readonly node: SyntaxNode;
  readonly name: string;
  readonly qualifiedName: string;
  readonly decorators: readonly DecoratorView[];
  /** Base class expressions, keyword arguments such as `metaclass=` left out. */
  readonly bases: readonly SyntaxNode[];
  readonly methods: readonly FunctionView[];
  readonly body: SyntaxNode;
}

/** One Python file of a service as a plugin sees it. Everything is computed on demand and kept for the pass. */
export interface FileView {
  /** Path relative to the root, with `/`. */
  readonly path: string;
  /** Dotted names under which the service can import this file, longest first (`src.db`, `db`). */
  readonly modules: readonly string[];
  readonly root: SyntaxNode;
  readonly functions: readonly FunctionView[];
  readonly classes: readonly ClassView[];
  /** All nodes of one kind, in source order. */
  nodes(kind: string): readonly SyntaxNode[];
  /**
   * Whether one of the words occurs anywhere in the text. Costs next to nothing, while everything else here needs the file parsed, so facts over
   * all files of a service ask this first.
   */
  mentions(...words: readonly string[]): boolean;
  /** What an expression (name, attribute, call, subscript, await …) refers to or evaluates to. */
  resolve(node: SyntaxNode): Resolution;
  /** True when `node` resolves, with certainty or not, to one of these qualified names. */
  refersTo(node: SyntaxNode, ...names: readonly string[]): boolean;
  /** All names in this file bound to the same variable as the identifier `node`, definitions and uses, in source order. */
  uses(node: SyntaxNode): readonly SyntaxNode[];
  /** The function or class in the service that an expression names; also across files. */
  definitionOf(node: SyntaxNode): { readonly file: FileView; readonly view: FunctionView | ClassView } | undefined;
  callView(node: SyntaxNode): CallView | undefined;
  /** The innermost function around a node. */
  enclosingFunction(node: SyntaxNode): FunctionView | undefined;
  enclosingClass(node: SyntaxNode): ClassView | undefined;
  /** Value of a string literal without replacement fields, adjacent literals joined; undefined for anything else. */
  stringValue(node: SyntaxNode): string | undefined;
  /** The expression that defines a constant: follows one name to its only assignment, in this file or across the service. */
  constant(node: SyntaxNode): { readonly file: FileView; readonly node: SyntaxNode } | undefined;
  /** True when a name is bound to something else at `node` (so writing it there would not mean the import). */
  isShadowed(name: string, at: SyntaxNode): boolean;
}

/** The service a plugin works on. */
export interface ServiceView {
  readonly name: string;
  /** Folder relative to the root; `.` for the root itself. */
  readonly path: string;
  /** The files that passed the prefilter, by path. */
  readonly files: readonly FileView[];
  readonly manifests: readonly ManifestView[];
  /** What lies around the service and inside it and belongs to other services. */
  readonly neighbours: NeighbourView;
  file(path: string): FileView | undefined;
  /** Files (by `FileView`) that contain a use of what `origin` made; the reverse of a resolution. */
  usesOf(origin: { readonly path: string; readonly line: number; readonly column: number }): readonly ObjectUse[];
}

/** Files of other services that decide about this one, or that it decides about. They are only read. */
export interface NeighbourView {
  /** Configuration of tools in the folders around the service, the nearest first. */
  readonly outerManifests: readonly ManifestView[];
  /** Configuration of tools in services whose folders lie inside that of the service. */
  readonly innerManifests: readonly ManifestView[];
  /** Paths of the Python files of services whose folders lie inside that of the service, as far as they name something a plugin looks for. */
  readonly innerFiles: readonly string[];
}

/** One place that uses an object made elsewhere in the service. */
export interface ObjectUse {
  readonly file: FileView;
  /** The longest attribute chain or name that refers to the object or a member of it. */
  readonly node: SyntaxNode;
  readonly resolution: Resolution;
}
