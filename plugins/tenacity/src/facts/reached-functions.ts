import type { FileView, FunctionView, SyntaxNode } from '@moult/plugin-api';
import { isRaisesCall } from './guarded-blocks.ts';
import { contains, enclosing } from './syntax-ancestors.ts';

/** A place that looks for an error. */
export interface Catcher {
  readonly path: string;
  readonly line: number;
}

/** A block, and who looks at the exceptions that leave it. */
export interface Region {
  readonly file: FileView;
  readonly block: SyntaxNode;
  readonly catcher: Catcher;
}

/** What runs inside the regions. */
export interface Reached {
  readonly functions: ReadonlyMap<SyntaxNode, Catcher>;
  /** Names called on receivers that could not be resolved. */
  readonly names: ReadonlyMap<string, Catcher>;
  /** Names of attributes that are read; reading a property runs a function. */
  readonly attributes: ReadonlyMap<string, Catcher>;
}

/** Calls between a catcher and what it catches that are followed. */
const MAX_CALLS = 2;

/** The functions that run inside the regions, up to two calls away. */
export function reachedFunctions(regions: readonly Region[]): Reached {
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

/** Who sees what is raised at `node`, where the node stands in a region or in a function that one reaches. */
export function catcherAround(
  regions: readonly Region[],
  { functions, names, attributes }: Reached,
  file: FileView,
  node: SyntaxNode,
): Catcher | undefined {
  const direct = regions.find(({ block }) => contains(block, node));
  if (direct !== undefined) return direct.catcher;
  for (const view of functionsConcerned(file, node)) {
    const byName = isProperty(view) ? attributes : names;
    const catcher = functions.get(view.node) ?? (view.owner === undefined ? undefined : byName.get(view.name));
    if (catcher !== undefined) return catcher;
  }
  return undefined;
}

/** Records what a region calls and returns the bodies of the functions that were not known yet. */
function calledFrom(
  { file, block, catcher }: Region,
  functions: Map<SyntaxNode, Catcher>,
  names: Map<string, Catcher>,
): readonly Region[] {
  const next: Region[] = [];
  for (const { callee, isSure } of calleesIn(file, block)) {
    const definition = file.definitionOf(callee);
    if (definition?.view.kind === 'function' && !functions.has(definition.view.node)) {
      functions.set(definition.view.node, catcher);
      next.push({ file: definition.file, block: definition.view.body, catcher });
    }
    if (definition === undefined && isSure && callee.kind === 'attribute')
      names.set(callee.field('attribute')?.text ?? '', catcher);
  }
  return next;
}

/** What is called, and what is handed over to be called: an argument of `raises` is called for sure. */
function* calleesIn(file: FileView, block: SyntaxNode): Iterable<{ callee: SyntaxNode; isSure: boolean }> {
  for (const call of file.nodes('call')) {
    if (!contains(block, call)) continue;
    const callee = call.field('function');
    if (callee !== undefined) yield { callee, isSure: true };
    for (const argument of call.field('arguments')?.children ?? []) {
      const value = argument.kind === 'keyword_argument' ? argument.field('value') : argument;
      if (value?.kind === 'identifier' || value?.kind === 'attribute')
        yield { callee: value, isSure: isRaisesCall(call) };
    }
  }
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
