import type { QualifiedName, Resolution } from './resolution.ts';
import type { SyntaxNode } from './syntax-node.ts';
import type { CallView, ClassView, DecoratorView, FunctionView } from './views.ts';

interface SiteBase {
  /** The node that was found. */
  readonly node: SyntaxNode;
}

interface NamedSite extends SiteBase {
  /** The finder's name that matched. */
  readonly name: QualifiedName;
  readonly resolution: Resolution;
}

export interface CallSite extends NamedSite {
  readonly kind: 'call';
  readonly call: CallView;
}

export interface DecoratorSite extends NamedSite {
  readonly kind: 'decorator';
  readonly decorator: DecoratorView;
  readonly decorated: FunctionView | ClassView;
}

export interface ImportSite extends NamedSite {
  readonly kind: 'import';
  /** `import a.b as c` or `from a import b as c`. */
  readonly form: 'import' | 'from';
  /** The module named in the statement. */
  readonly module: QualifiedName;
  /** The member of a `from` import; undefined for `import m`; `*` for a star import. */
  readonly member: string | undefined;
  /** The name it is bound to in the file; undefined for a star import. */
  readonly local: string | undefined;
  readonly statement: SyntaxNode;
}

export interface ReferenceSite extends NamedSite {
  readonly kind: 'reference';
  /** True when the value is stored to or deleted rather than read. */
  readonly isTarget: boolean;
}

export interface FunctionSite extends SiteBase {
  readonly kind: 'function';
  readonly function: FunctionView;
}

export interface ClassSite extends SiteBase {
  readonly kind: 'class';
  readonly class: ClassView;
}

export interface WithSite extends NamedSite {
  readonly kind: 'with';
  /** The `with_statement` node. */
  readonly statement: SyntaxNode;
  readonly isAsync: boolean;
  readonly context: SyntaxNode;
  /** What follows `as`. */
  readonly target: SyntaxNode | undefined;
  /** Number of items of the statement. */
  readonly items: number;
}

export interface ExceptSite extends NamedSite {
  readonly kind: 'except';
  /** The `try_statement` node. */
  readonly statement: SyntaxNode;
  /** The expression that names the exception. */
  readonly exception: SyntaxNode;
}

export interface StringSite extends NamedSite {
  readonly kind: 'string';
  /** The dotted path in the string. */
  readonly value: string;
}

export interface FileSite extends SiteBase {
  readonly kind: 'file';
}

export interface QuerySite extends SiteBase {
  readonly kind: 'query';
  readonly captures: Readonly<Record<string, readonly SyntaxNode[]>>;
}

/** One match of a rule's finder. */
export type Site =
  | CallSite
  | DecoratorSite
  | ImportSite
  | ReferenceSite
  | FunctionSite
  | ClassSite
  | WithSite
  | ExceptSite
  | StringSite
  | FileSite
  | QuerySite;
