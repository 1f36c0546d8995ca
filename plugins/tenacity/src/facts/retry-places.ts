import type { FileView, FunctionView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { contains, enclosing, lastName } from './syntax-ancestors.ts';

/** A node of the service and its file. */
export interface Place {
  readonly file: FileView;
  readonly node: SyntaxNode;
}

/** Functions between the one that makes a retry and the one that uses it that are followed. */
const MAX_FACTORIES = 2;

/**
 * Where a retry takes effect: where it is made, wherever the name it was given is used, and wherever a function that hands it out is called
 * or decorates another one.
 */
export function placesOf(service: ServiceView, file: FileView, made: SyntaxNode, depth = 0): readonly Place[] {
  const target = targetOf(made);
  const places = [{ file, node: made }, ...(target === undefined ? [] : usesOfTarget(service, file, target))];
  if (depth >= MAX_FACTORIES) return places;
  const factories = factoriesAround(file, made, target);
  return [
    ...places,
    ...factories.flatMap((factory) =>
      referencesTo(service, file, factory).flatMap((place) => placesOf(service, place.file, place.node, depth + 1)),
    ),
  ];
}

/** What an expression is assigned to, calls of it included: `x = retry(…)(f)`. */
function targetOf(made: SyntaxNode): SyntaxNode | undefined {
  let value = made;
  while (
    value.parent !== undefined &&
    /^(?:call|attribute|parenthesized_expression|await|boolean_operator|conditional_expression)$/.test(
      value.parent.kind,
    )
  )
    value = value.parent;
  const { parent } = value;
  return parent?.kind === 'assignment' && parent.field('right') === value ? parent.field('left') : undefined;
}

function usesOfTarget(service: ServiceView, file: FileView, target: SyntaxNode): readonly Place[] {
  const name = lastName(target);
  const own = target.kind === 'identifier' ? file.uses(target).filter((node) => node !== target) : [];
  const places = own.map((node) => ({ file, node }));
  const isLocal = target.kind === 'identifier' && file.enclosingFunction(target) !== undefined;
  if (name === '' || isLocal) return places;
  for (const other of service.files) {
    if (!other.mentions(name)) continue;
    for (const node of other.nodes('attribute'))
      if (node.field('attribute')?.text === name) places.push({ file: other, node });
    if (other !== file && target.kind === 'identifier') places.push(...importedUses(other, name));
  }
  return places;
}

/** Uses of a name that a file imports from elsewhere. */
function importedUses(file: FileView, name: string): readonly Place[] {
  const imported = file
    .nodes('import_from_statement')
    .flatMap((statement) => statement.fields('name'))
    .find((node) => lastName(node.field('name') ?? node) === name);
  const local = imported === undefined ? undefined : lastName(imported.field('alias') ?? imported);
  return file
    .nodes('identifier')
    .filter((node) => node.text === local && enclosing(node, 'import_from_statement') === undefined)
    .map((node) => ({ file, node }));
}

/** The functions around a node that return what is made there, or a function around it. */
function factoriesAround(file: FileView, made: SyntaxNode, target: SyntaxNode | undefined): readonly FunctionView[] {
  const found: FunctionView[] = [];
  const decorated = enclosing(made, 'decorator') && enclosing(made, 'decorated_definition')?.field('definition');
  let names = [lastName(target), decorated?.field('name')?.text ?? ''];
  for (
    let view = file.enclosingFunction(made);
    view !== undefined;
    view = view.node.parent && file.enclosingFunction(view.node.parent)
  ) {
    if (returns(file, view, made, names)) found.push(view);
    names = [view.name];
  }
  return found;
}

function returns(file: FileView, view: FunctionView, made: SyntaxNode, names: readonly string[]): boolean {
  return file
    .nodes('return_statement')
    .filter((statement) => file.enclosingFunction(statement)?.node === view.node)
    .some((statement) => contains(statement, made) || wordsOf(statement).some((word) => names.includes(word)));
}

function wordsOf(node: SyntaxNode): readonly string[] {
  return node.text.match(/\w+/g) ?? [];
}

/** Calls of a function, and where it decorates another one. */
function referencesTo(service: ServiceView, home: FileView, factory: FunctionView): readonly Place[] {
  return service.files
    .filter((file) => file.mentions(factory.name))
    .flatMap((file) => callsIn(file).filter(({ callee }) => mayName(file, home, callee, factory)))
    .map(({ file, node }) => ({ file, node }));
}

function callsIn(file: FileView): readonly (Place & { readonly callee: SyntaxNode })[] {
  const calls = file.nodes('call').map((node) => ({ node, callee: node.field('function') ?? node }));
  const bare = file.nodes('decorator').flatMap((node) => node.children.slice(0, 1));
  return [...calls, ...bare.map((node) => ({ node, callee: node }))].map((call) => ({ file, ...call }));
}

/** Whether a callee is the function, or an attribute of that name on something that could not be resolved. */
function mayName(file: FileView, home: FileView, callee: SyntaxNode, { name, node }: FunctionView): boolean {
  if (lastName(callee) !== name) return false;
  const found = file.definitionOf(callee);
  return found === undefined ? callee.kind === 'attribute' || file === home : found.view.node === node;
}
