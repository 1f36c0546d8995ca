import { defineFacts, type FileView, type FunctionView, type SyntaxNode } from '@moult/plugin-api';
import { RETRY_ERROR } from '../names.ts';

/** A place that looks for `RetryError`. */
export interface Catcher {
  readonly path: string;
  readonly line: number;
}

/** Who in the service would notice that `RetryError` is no longer raised. */
export interface RetryErrorCatchers {
  /** The catcher that sees what `node` raises: around it, or up to two calls away. */
  catcherOf(file: FileView, node: SyntaxNode): Catcher | undefined;
}

/** Calls between a catcher and what it catches that are followed. */
const MAX_CALLS = 2;

interface Region {
  readonly file: FileView;
  readonly block: SyntaxNode;
  readonly catcher: Catcher;
}

/**
 * Finds every `except RetryError`, `pytest.raises(RetryError)` and the like, and the functions that run inside. A use of the class that is tied to no
 * block, such as an exception handler registered with a framework, catches everything.
 */
export const retryErrorCatchers = defineFacts('retry-error-catchers', (context): RetryErrorCatchers => {
  const regions: Region[] = [];
  const anywhere: Catcher[] = [];
  for (const file of filesThatMayCatch(context.service.files)) {
    for (const reference of referencesToRetryError(file)) {
      const blocks = guardedBlocks(file, reference);
      const catcher = { path: file.path, line: reference.line };
      if (blocks === undefined) anywhere.push(catcher);
      for (const block of blocks ?? []) regions.push({ file, block, catcher });
    }
  }
  const reached = reachedFunctions(regions);
  return {
    catcherOf: (file, node) => anywhere[0] ?? regionAround(regions, node) ?? catcherOfFunctions(reached, file, node),
  };
});

/** The files that mention the class, or another name that one of them gives to it. */
function filesThatMayCatch(files: readonly FileView[]): readonly FileView[] {
  const names = new Set(['RetryError', 'last_attempt']);
  for (let count = 0; count !== names.size; ) {
    count = names.size;
    for (const file of files) if (file.mentions(...names)) for (const name of namesGiven(file, names)) names.add(name);
  }
  return files.filter((file) => file.mentions(...names));
}

function namesGiven(file: FileView, names: ReadonlySet<string>): readonly string[] {
  const given = [...file.nodes('aliased_import'), ...file.nodes('assignment')].map((node) => ({
    name: lastName(node.field('alias') ?? node.field('left')),
    value: lastName(node.field('name') ?? node.field('right')),
  }));
  return given.flatMap(({ name, value }) => (name !== '' && names.has(value) ? [name] : []));
}

function lastName(node: SyntaxNode | undefined): string {
  return /(\w+)$/.exec(node?.text ?? '')?.[1] ?? '';
}

function* referencesToRetryError(file: FileView): Iterable<SyntaxNode> {
  for (const kind of ['identifier', 'attribute']) {
    for (const node of file.nodes(kind)) {
      const isName = kind === 'identifier' ? !isPartOfAttribute(node) && !isImported(node) : !isPartOfAttribute(node);
      if (isName && file.refersTo(node, RETRY_ERROR) && !isInstance(file, node)) yield node;
      else if (
        kind === 'attribute' &&
        node.field('attribute')?.text === 'last_attempt' &&
        enclosing(node, 'except_clause')
      )
        yield node;
    }
  }
}

/** A caught error that is passed on or named as a parameter: whoever looks for the class has been seen already. */
function isInstance(file: FileView, node: SyntaxNode): boolean {
  return file.resolve(node).candidates.every(({ kind }) => kind === 'instance');
}

function isPartOfAttribute(node: SyntaxNode): boolean {
  return node.parent?.kind === 'attribute';
}

function isImported(node: SyntaxNode): boolean {
  return enclosing(node, 'import_from_statement') !== undefined || enclosing(node, 'import_statement') !== undefined;
}

/** The blocks whose exceptions a reference looks at; undefined when it is tied to none. */
function guardedBlocks(file: FileView, reference: SyntaxNode, depth = 0): readonly SyntaxNode[] | undefined {
  const clause = enclosing(reference, 'except_clause') ?? enclosing(reference, 'except_group_clause');
  if (clause !== undefined) return bodyOf(clause.parent);
  const statement = enclosing(reference, 'with_statement');
  if (statement !== undefined && !contains(statement.field('body'), reference)) return bodyOf(statement);
  if (isAnnotation(reference) || isRaised(reference) || isMade(reference)) return [];
  const call = enclosing(reference, 'call');
  if (call !== undefined && /(?:^|\.)retry_(?:if|unless)\w*$/.test(call.field('function')?.text ?? ''))
    return retriedBlock(call);
  if (call !== undefined && /(?:^|\.)(?:raises|assertRaises\w*)$/.test(call.field('function')?.text ?? ''))
    return [call];
  const target = enclosing(reference, 'assignment')?.field('left');
  if (target?.kind !== 'identifier' || depth > 0) return undefined;
  const uses = file.uses(target).filter((use) => use !== target && use.line !== target.line);
  return uses.flatMap((use) => guardedBlocks(file, use, depth + 1) ?? []);
}

function bodyOf(statement: SyntaxNode | undefined): readonly SyntaxNode[] {
  const body = statement?.field('body');
  return body === undefined ? [] : [body];
}

/** What an outer retry runs that tries again after `RetryError`: the function it decorates, or the one it stands in. */
function retriedBlock(condition: SyntaxNode): readonly SyntaxNode[] | undefined {
  const decorated = enclosing(condition, 'decorator') && enclosing(condition, 'decorated_definition');
  const definition = decorated?.field('definition') ?? enclosing(condition, 'function_definition');
  return definition === undefined ? undefined : bodyOf(definition);
}

function isAnnotation(node: SyntaxNode): boolean {
  return enclosing(node, 'type') !== undefined;
}

function isRaised(node: SyntaxNode): boolean {
  return enclosing(node, 'raise_statement') !== undefined;
}

/** An error that is made, or handed to a mock to raise, is caught by somebody who looks for the class as well. */
function isMade(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'call') return parent.field('function') === node;
  return (
    parent?.kind === 'keyword_argument' &&
    /^(?:side_effect|retry_error_cls|spec)$/.test(parent.field('name')?.text ?? '')
  );
}

interface Reached {
  readonly functions: ReadonlyMap<SyntaxNode, Catcher>;
  /** Names called on receivers that could not be resolved. */
  readonly names: ReadonlyMap<string, Catcher>;
  /** Names of attributes that are read; reading a property runs a function. */
  readonly attributes: ReadonlyMap<string, Catcher>;
}

function reachedFunctions(regions: readonly Region[]): Reached {
  const functions = new Map<SyntaxNode, Catcher>();
  const names = new Map<string, Catcher>();
  const attributes = new Map<string, Catcher>();
  let frontier = regions;
  for (let hop = 0; hop < MAX_CALLS && frontier.length > 0; hop += 1) {
    for (const region of frontier) readFrom(region, attributes);
    frontier = frontier.flatMap((region) => calledFrom(region, functions, names));
  }
  return { functions, names, attributes };
}

/** Records what a region calls and returns the bodies of the functions that were not known yet. */
function calledFrom(
  { file, block, catcher }: Region,
  functions: Map<SyntaxNode, Catcher>,
  names: Map<string, Catcher>,
): readonly Region[] {
  const next: Region[] = [];
  for (const call of callsIn(file, block)) {
    const callee = call.field('function');
    const definition = callee === undefined ? undefined : file.definitionOf(callee);
    if (definition?.view.kind === 'function' && !functions.has(definition.view.node)) {
      functions.set(definition.view.node, catcher);
      next.push({ file: definition.file, block: definition.view.body, catcher });
    }
    if (definition === undefined && callee?.kind === 'attribute')
      names.set(callee.field('attribute')?.text ?? '', catcher);
  }
  return next;
}

function readFrom({ file, block, catcher }: Region, attributes: Map<string, Catcher>): void {
  for (const node of file.nodes('attribute')) {
    const name = node.field('attribute')?.text ?? '';
    if (!attributes.has(name) && contains(block, node)) attributes.set(name, catcher);
  }
}

function isProperty(view: FunctionView): boolean {
  return view.decorators.some((decorator) => /(?:^|\.)(?:cached_)?property$/.test(decorator.name.text));
}

function callsIn(file: FileView, block: SyntaxNode): readonly SyntaxNode[] {
  return file.nodes('call').filter((call) => contains(block, call));
}

function regionAround(regions: readonly Region[], node: SyntaxNode): Catcher | undefined {
  return regions.find(({ block }) => contains(block, node))?.catcher;
}

function catcherOfFunctions(
  { functions, names, attributes }: Reached,
  file: FileView,
  node: SyntaxNode,
): Catcher | undefined {
  for (const view of functionsConcerned(file, node)) {
    const byName = isProperty(view) ? attributes : names;
    const catcher = functions.get(view.node) ?? (view.owner === undefined ? undefined : byName.get(view.name));
    if (catcher !== undefined) return catcher;
  }
  return undefined;
}

/** The function a decorator stands on, and the functions around a node. */
function functionsConcerned(file: FileView, node: SyntaxNode): readonly FunctionView[] {
  const found: FunctionView[] = [];
  const decorated = enclosing(node, 'decorated_definition');
  if (decorated !== undefined && enclosing(node, 'decorator') !== undefined) {
    const own = file.functions.find((view) => view.node === decorated.field('definition'));
    if (own !== undefined) found.push(own);
  }
  for (
    let view = file.enclosingFunction(node);
    view !== undefined;
    view = view.node.parent && file.enclosingFunction(view.node.parent)
  ) {
    if (!found.includes(view)) found.push(view);
  }
  return found;
}

function contains(outer: SyntaxNode | undefined, node: SyntaxNode): boolean {
  if (outer === undefined || node.line < outer.line || node.line > outer.endLine) return false;
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}

function enclosing(node: SyntaxNode, kind: string): SyntaxNode | undefined {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === kind) return current;
  }
  return undefined;
}
