import { importsOf, type SyntaxTree, type TreeNode, viewParameters } from '@moult/python';
import { chainAssignments } from './name-gate.ts';

/** One way a thing can come to another name: whoever is known by one of `from` may be known by `to` as well. */
export interface NameFlow {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What a file says about names without any of them being resolved. */
export interface FileFlows {
  readonly flows: readonly NameFlow[];
  /** Names that imports bring in, with the first name of the module they are taken from; a star import has no name. */
  readonly imported: readonly { readonly top: string; readonly name: string | undefined }[];
}

/** Stands for "is passed to something called so": the parameters of such a function may hold what is passed. */
export function passedTo(callee: string): string {
  return `(${callee}`;
}

const known = new WeakMap<SyntaxTree, FileFlows>();

/** Reads the flows of a file; they are kept as long as its tree. */
export function readFlows(tree: SyntaxTree): FileFlows {
  const flows = known.get(tree) ?? collectFlows(tree);
  known.set(tree, flows);
  return flows;
}

function collectFlows(tree: SyntaxTree): FileFlows {
  const imports = importsOf(tree);
  return {
    imported: imports.map(({ level, module, member, local }) => ({
      top: level > 0 ? '' : (module.split('.', 1)[0] ?? module),
      name: member === '*' ? undefined : local,
    })),
    flows: [
      ...imports.map(({ module, member, local }) => ({
        from: [member ?? module.slice(module.lastIndexOf('.') + 1)],
        to: local === undefined ? [] : [local],
      })),
      ...chainAssignments(tree).map(({ targets, value }) => ({ from: identifiersIn(value), to: targets })),
      ...tree.nodes('assignment').flatMap(flowOfMade),
      ...[...tree.nodes('for_statement'), ...tree.nodes('for_in_clause')].flatMap(flowOfElements),
      ...tree.nodes('call').flatMap(flowOfCall),
      ...tree.nodes('function_definition').flatMap(flowOfParameters),
      ...tree.nodes('lambda').flatMap(flowOfParameters),
      ...[...tree.nodes('return_statement'), ...tree.nodes('yield')].flatMap(flowOfResult),
    ].filter(({ from, to }) => from.length > 0 && to.length > 0),
  };
}

function identifiersIn(node: TreeNode): readonly string[] {
  if (node.kind === 'identifier') return [node.text];
  return node.tree.subtree(node).flatMap((inner) => (inner.kind === 'identifier' ? inner.text : []));
}

/** `patient = partial(retry, …)` and `client = Client(…)`: what is called, and what is passed to it. A container is known by what it holds. */
function flowOfMade(assignment: TreeNode): readonly NameFlow[] {
  const value = assignment.field('right');
  const target = assignment.field('left');
  if (value === undefined || target === undefined) return [];
  const to = target.kind === 'identifier' || target.kind === 'attribute' ? [lastName(target)] : identifiersIn(target);
  if (HOLDING.has(value.kind)) return [{ from: identifiersIn(value), to }];
  if (value.kind !== 'call') return [];
  const callee = value.field('function');
  const name = callee === undefined ? '' : lastName(callee);
  const imported = IMPORTING.has(name) ? wordsIn(value.field('arguments')) : [];
  return [{ from: [...(callee === undefined ? [] : [name]), ...passedNames(value), ...imported], to }];
}

const HOLDING: ReadonlySet<string> = new Set([
  'dictionary',
  'set',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
]);

/** Calls that give the module a string names. */
const IMPORTING: ReadonlySet<string> = new Set(['import_module', 'importorskip', '__import__']);

function wordsIn(node: TreeNode | undefined): readonly string[] {
  return node?.text.match(/\w+/g) ?? [];
}

/** `for decorator in (retry, other)`: an element is known by the container. */
function flowOfElements(loop: TreeNode): readonly NameFlow[] {
  const target = loop.field('left');
  const iterable = loop.field('right');
  if (target === undefined || iterable === undefined) return [];
  return [{ from: identifiersIn(iterable), to: identifiersIn(target) }];
}

/** What is passed by name; a value that is made on the spot is no thing that is looked for. */
function flowOfCall(call: TreeNode): readonly NameFlow[] {
  const callee = call.field('function');
  const name = callee === undefined ? '' : lastName(callee);
  return name === '' ? [] : [{ from: passedNames(call), to: [passedTo(name)] }];
}

function passedNames(call: TreeNode): readonly string[] {
  const values = call.field('arguments')?.children ?? [];
  return values.flatMap((argument) => {
    const value = argument.kind === 'keyword_argument' ? argument.field('value') : argument;
    return (value !== undefined && lastName(value)) || [];
  });
}

/** A constructor is called by the name of its class. */
function flowOfParameters(definition: TreeNode): readonly NameFlow[] {
  const parameters = viewParameters(definition);
  const name = definition.field('name')?.text;
  const owner = name === '__init__' ? classAround(definition)?.field('name')?.text : name;
  const all = parameters.map((parameter) => parameter.name);
  return [
    { from: owner === undefined ? [] : [passedTo(owner)], to: all },
    ...parameters.flatMap(({ name: parameter, annotation }) =>
      annotation === undefined ? [] : [{ from: identifiersIn(annotation), to: [parameter] }],
    ),
  ];
}

/** A fixture is known by its name as what it gives. */
function flowOfResult(statement: TreeNode): readonly NameFlow[] {
  const [value] = statement.children;
  let around = statement.parent;
  while (around !== undefined && around.kind !== 'function_definition') around = around.parent;
  const name = around?.field('name')?.text;
  return value === undefined || name === undefined ? [] : [{ from: identifiersIn(value), to: [name] }];
}

function classAround(node: TreeNode): TreeNode | undefined {
  let around = node.parent;
  while (around !== undefined && around.kind !== 'class_definition') around = around.parent;
  return around;
}

function lastName(node: TreeNode): string {
  const name = node.kind === 'attribute' ? node.field('attribute') : node;
  return name?.kind === 'identifier' ? name.text : '';
}
