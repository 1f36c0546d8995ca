import type { QualifiedName } from './resolution.ts';
import type {
  CallSite,
  ClassSite,
  DecoratorSite,
  ExceptSite,
  FileSite,
  FunctionSite,
  ImportSite,
  QuerySite,
  ReferenceSite,
  Site,
  StringSite,
  WithSite,
} from './site.ts';

/** What a rule looks for, as data: it can be indexed, explained and prefiltered. */
export type FinderSpec =
  | {
      readonly kind: 'call';
      readonly names: readonly QualifiedName[];
      /** Keywords the call must have. */
      readonly keywords: readonly string[];
      /** Keywords the call must not have. */
      readonly withoutKeywords: readonly string[];
    }
  /** A decorator by name, called or bare. */
  | { readonly kind: 'decorator'; readonly names: readonly QualifiedName[]; readonly form: 'any' | 'bare' | 'called' }
  /** One imported name or module of an import statement, of the module or of anything below it. */
  | { readonly kind: 'import'; readonly modules: readonly QualifiedName[] }
  /** The longest name or attribute chain that refers to one of the names; `a.b.*` stands for everything below `a.b`. Imports are left out. */
  | { readonly kind: 'reference'; readonly names: readonly QualifiedName[] }
  | {
      readonly kind: 'function';
      readonly async?: boolean;
      readonly name?: RegExp;
      readonly decoratedWith?: readonly QualifiedName[];
    }
  | { readonly kind: 'class'; readonly name?: RegExp; readonly bases?: readonly QualifiedName[] }
  /** One item of a `with` statement whose expression evaluates to, or calls, one of the names. */
  | { readonly kind: 'with'; readonly names: readonly QualifiedName[] }
  /** An `except` clause that names one of the exceptions, alone or in a tuple. */
  | { readonly kind: 'except'; readonly names: readonly QualifiedName[] }
  /** A string literal whose whole value is one of the dotted names or lies below one, such as `patch("asyncio_mqtt.Client")`. */
  | { readonly kind: 'string'; readonly names: readonly QualifiedName[] }
  /** Once per relevant file. */
  | { readonly kind: 'file' }
  /** A raw tree-sitter query; the capture `@site` (or the first) is the site. */
  | { readonly kind: 'query'; readonly source: string }
  | { readonly kind: 'any-of'; readonly finders: readonly FinderSpec[] };

/** A finder: its data, and (for the compiler alone) the type of the sites it finds. */
export interface Finder<S extends Site> {
  readonly spec: FinderSpec;
  /** Never present; carries the site type. */
  readonly sites?: S;
}

/** Finder of calls, which can be narrowed by keyword. */
export interface CallFinder extends Finder<CallSite> {
  withKeyword(...keywords: readonly string[]): CallFinder;
  withoutKeyword(...keywords: readonly string[]): CallFinder;
}

/** Calls of one of the names, methods of instances included (`asyncio_mqtt.Client.messages`). */
export function callTo(...names: readonly QualifiedName[]): CallFinder {
  return callFinder(names, [], []);
}

function callFinder(
  names: readonly QualifiedName[],
  keywords: readonly string[],
  withoutKeywords: readonly string[],
): CallFinder {
  return {
    spec: { kind: 'call', names, keywords, withoutKeywords },
    withKeyword: (...more) => callFinder(names, [...keywords, ...more], withoutKeywords),
    withoutKeyword: (...more) => callFinder(names, keywords, [...withoutKeywords, ...more]),
  };
}

/** Decorators by name; `bare` is `@name`, `called` is `@name(…)`. */
export function decoratorNamed(
  names: QualifiedName | readonly QualifiedName[],
  form: 'any' | 'bare' | 'called' = 'any',
): Finder<DecoratorSite> {
  return { spec: { kind: 'decorator', names: typeof names === 'string' ? [names] : names, form } };
}

/** Imported names and modules, one site per name of an import statement. */
export function importOf(...modules: readonly QualifiedName[]): Finder<ImportSite> {
  return { spec: { kind: 'import', modules } };
}

/** Names and attribute chains that refer to one of the names. */
export function referenceTo(...names: readonly QualifiedName[]): Finder<ReferenceSite> {
  return { spec: { kind: 'reference', names } };
}

/** Function and method definitions. */
export function functionDefinition(
  condition: {
    readonly async?: boolean;
    readonly name?: RegExp;
    readonly decoratedWith?: readonly QualifiedName[];
  } = {},
): Finder<FunctionSite> {
  return { spec: { kind: 'function', ...condition } };
}

/** Class definitions. */
export function classDefinition(
  condition: { readonly name?: RegExp; readonly bases?: readonly QualifiedName[] } = {},
): Finder<ClassSite> {
  return { spec: { kind: 'class', ...condition } };
}

/** Items of `with` statements. */
export function withItem(...names: readonly QualifiedName[]): Finder<WithSite> {
  return { spec: { kind: 'with', names } };
}

/** `except` clauses. */
export function exceptClause(...names: readonly QualifiedName[]): Finder<ExceptSite> {
  return { spec: { kind: 'except', names } };
}

/** String literals that name something by its dotted path. */
export function stringNaming(...names: readonly QualifiedName[]): Finder<StringSite> {
  return { spec: { kind: 'string', names } };
}

/** Each relevant file once. */
export function eachFile(): Finder<FileSite> {
  return { spec: { kind: 'file' } };
}

/** A raw tree-sitter query. Names are not resolved; prefer the other finders. */
export function query(source: string): Finder<QuerySite> {
  return { spec: { kind: 'query', source } };
}

/** Sites of any of the finders; a node found twice is one site. */
export function anyOf<S extends Site>(...finders: readonly Finder<S>[]): Finder<S> {
  return { spec: { kind: 'any-of', finders: finders.map((finder) => finder.spec) } };
}
