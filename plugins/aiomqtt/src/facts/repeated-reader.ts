import type { FileView, FunctionView, ServiceView, SyntaxNode } from '@moult/plugin-api';

/** Calls that are followed up to the place where the client is made. */
const MAX_CALLS = 3;

const COMPREHENSION = /^(?:list|set|dictionary)_comprehension$|^generator_expression$/;
const TEST_FILE = /(?:^|\/)(?:tests?\/|test_[^/]*$|conftest\.py$|[^/]*_test\.py$)/;

/**
 * Why a function that reads messages may run several times on one client at once, so that its runs would split the messages of the one queue;
 * undefined when each run has a client of its own, or nothing runs it twice.
 */
export function repeatedReader(
  service: ServiceView,
  file: FileView,
  client: SyntaxNode,
  filter: SyntaxNode | undefined,
): string | undefined {
  const reader = file.enclosingFunction(client);
  if (reader === undefined || makesClient(file, reader, client)) return undefined;
  const callers = callersOf(service, file, reader);
  if (callers.length === 0 && filter !== undefined && rootsOf(filter).some((root) => isParameter(reader, root.text)))
    return `\`${reader.name}\` reads the topic that it is given, and may be given several for one client`;
  const closedOver = reader.isNested ? rootsOf(client).filter((root) => !isParameter(reader, root.text)) : [];
  return repeatedCall(service, reader, callers, { depth: 1, closedOver });
}

/** How far the calls were followed, and the names that the reader takes from the function around it. */
interface Trail {
  readonly depth: number;
  readonly closedOver: readonly SyntaxNode[];
}

interface Caller {
  readonly file: FileView;
  /** The name of the function where it is used. */
  readonly name: SyntaxNode;
}

function repeatedCall(
  service: ServiceView,
  reader: FunctionView,
  callers: readonly Caller[],
  { depth, closedOver }: Trail,
): string | undefined {
  if (callers.length > 1) {
    const places = callers.map(({ file, name }) => `${file.path}:${name.line}`).join(', ');
    return `\`${reader.name}\` is used in several places (${places}), which may share the client`;
  }
  const [caller] = callers;
  if (caller === undefined) return undefined;
  const call = callOf(caller.name);
  if (call === undefined) return `\`${reader.name}\` is passed on at ${caller.file.path}:${caller.name.line}`;
  if (isRepeated(caller.file, call, closedOver))
    return `\`${reader.name}\` is called repeatedly at ${caller.file.path}:${call.line}, for one client`;
  const outer = caller.file.enclosingFunction(call);
  const passed = argumentsOf(call).filter((argument) => argument.kind === 'identifier');
  if (outer === undefined || depth >= MAX_CALLS || !passed.some(({ text }) => isParameter(outer, text)))
    return undefined;
  const trail = { depth: depth + 1, closedOver: [] };
  return repeatedCall(service, outer, callersOf(service, caller.file, outer), trail);
}

/** Whether a call stands in a comprehension, or in a loop that does not wait for it and does not make the client anew. */
function isRepeated(file: FileView, call: SyntaxNode, closedOver: readonly SyntaxNode[]): boolean {
  const isAwaited = call.parent?.kind === 'await';
  for (let node = call.parent; node !== undefined && node.kind !== 'function_definition'; node = node.parent) {
    if (COMPREHENSION.test(node.kind)) return true;
    if (!/^(?:for|while)_statement$/.test(node.kind) || isAwaited) continue;
    const loop = node;
    const given = [...argumentsOf(call), call.field('function')];
    const roots = [...given.flatMap((value) => (value ? rootsOf(value) : [])), ...closedOver];
    const isMadeInside = roots.some((root) => file.uses(root).some((use) => isBinding(use) && isInside(use, loop)));
    if (!isMadeInside) return true;
  }
  return false;
}

/** Uses that are known to mean the function; where there are none, methods of that name on objects that are not known. */
function callersOf(service: ServiceView, file: FileView, reader: FunctionView): readonly Caller[] {
  const named = service.files
    .filter((other) => other.path === file.path || !TEST_FILE.test(other.path))
    .flatMap((other) =>
      other
        .nodes('identifier')
        .filter((name) => name.text === reader.name && isUse(name))
        .map((name) => ({ file: other, name, meaning: meaningOf(other, name, reader) })),
    );
  const known = named.filter(({ meaning }) => meaning === 'this');
  return known.length > 0 ? known : named.filter(({ meaning }) => meaning === 'perhaps');
}

function isUse(name: SyntaxNode): boolean {
  const { parent } = name;
  if (parent?.kind === 'keyword_argument') return parent.field('value') === name;
  return parent !== undefined && !/^(?:function_definition|dotted_name|.*parameter.*)$/.test(parent.kind);
}

function meaningOf(file: FileView, name: SyntaxNode, reader: FunctionView): 'this' | 'perhaps' | 'another' {
  const { parent } = name;
  const whole = parent?.kind === 'attribute' && parent.field('attribute') === name ? parent : name;
  const definition = file.definitionOf(whole);
  if (definition !== undefined) return definition.view.node === reader.node ? 'this' : 'another';
  const [root] = rootsOf(whole);
  const isImported = root !== undefined && file.uses(root).some((use) => use.parent?.kind === 'dotted_name');
  return whole === name || reader.owner === undefined || isImported ? 'another' : 'perhaps';
}

function callOf(name: SyntaxNode): SyntaxNode | undefined {
  const callee = name.parent?.kind === 'attribute' ? name.parent : name;
  const call = callee.parent;
  return call?.kind === 'call' && call.field('function') === callee ? call : undefined;
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  return (call.field('arguments')?.children ?? []).map((argument) =>
    argument.kind === 'keyword_argument' ? (argument.field('value') ?? argument) : argument,
  );
}

/** Whether a function makes the client itself, so that every run of it has its own. */
function makesClient(file: FileView, reader: FunctionView, client: SyntaxNode): boolean {
  if (client.kind !== 'identifier' || isParameter(reader, client.text)) return false;
  return file.uses(client).some((use) => isBinding(use) && isInside(use, reader.body));
}

function isBinding(name: SyntaxNode): boolean {
  const { parent } = name;
  return parent?.kind === 'as_pattern_target' || (parent?.kind === 'assignment' && parent.field('left') === name);
}

function isParameter({ parameters }: FunctionView, name: string): boolean {
  return parameters.some((parameter) => parameter.name === name && name !== 'self' && name !== 'cls');
}

/** The names an expression begins with, those in the fields of a string included. */
function rootsOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'identifier') return [node];
  const object = node.field('object');
  if (object !== undefined) return rootsOf(object);
  return node.kind === 'string' || node.kind === 'interpolation' ? node.children.flatMap(rootsOf) : [];
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}
