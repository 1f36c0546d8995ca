import { importsOf, isVariableName, type SyntaxTree, type TreeNode } from '@moult/python';
import type { ParsedFile } from './found-site.ts';
import type { ReachingNames, WalkedFiles } from './select-walked.ts';

/**
 * Cheap tests that tell which names need no resolution, because they cannot refer to anything that is looked for. They say yes too often
 * rather than no wrongly; only a module that is handed over as an argument is not followed.
 */
export interface NameGate {
  /** Whether a name or chain could refer to one of the wanted names by way of an import. */
  couldRefer(node: TreeNode): boolean;
  /** Whether an attribute could be a member that is looked for, of whatever object. */
  couldBeMember(node: TreeNode): boolean;
}

/** Names of a service by which something imported can be reached. */
export interface ServiceNames {
  /** Names one of which a name or chain holds when it refers to something that is looked for. */
  readonly reaching: ReachingNames;
  /** Names that can stand for something else: `import a as b`, and `b = a.c` or `self.b = a.c`. */
  readonly aliases: ReadonlySet<string>;
  /** Names of the parsed files and of the folders around them: an import of another top module leads out of the service. */
  readonly modules: ReadonlySet<string>;
}

/** What is looked for: the first parts of all names, and the last ones. */
export interface WantedNames {
  readonly tops: ReadonlySet<string>;
  readonly lastParts: ReadonlySet<string>;
  /** Last parts of what everything below is looked for. */
  readonly wholes: ReadonlySet<string>;
}

/** Takes wanted names apart. */
export function wantedNames(names: readonly string[]): WantedNames {
  return {
    tops: new Set(names.map((name) => name.split('.', 1)[0] ?? name)),
    lastParts: new Set(names.map(lastPart)),
    wholes: new Set(names.flatMap((name) => (name.endsWith('.*') ? lastPart(name.slice(0, -2)) : []))),
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Collects the names of a service: modules of all its files, aliases of those that are walked; in the others nothing that is looked for has a name. */
export function collectNames(
  files: readonly Pick<ParsedFile, 'path' | 'tree'>[],
  { plugins, reaching }: WalkedFiles,
): ServiceNames {
  const aliases = new Set<string>();
  const modules = new Set<string>();
  for (const { path, tree } of files) {
    for (const part of path.replace(/\.py$/, '').split('/')) modules.add(part);
    if (plugins.get(path)?.length === 0) continue;
    for (const { alias } of importsOf(tree)) if (alias !== undefined) aliases.add(alias);
    for (const target of givenNames(tree).targets) aliases.add(target);
  }
  return { aliases, modules, reaching };
}

/** Opens the gate of one file. */
export function openGate(
  tree: SyntaxTree,
  { aliases, modules, reaching }: ServiceNames,
  { tops, lastParts }: WantedNames,
): NameGate {
  const libraries = importsOf(tree).filter(({ level, module }) => level === 0 && tops.has(topOf(module)));
  const locals = importsOf(tree).filter(({ level, module }) => level > 0 || modules.has(topOf(module)));
  const hasStar = [...libraries, ...locals].some(({ member }) => member === '*');
  const roots = new Set(libraries.flatMap(({ local }) => local ?? []));
  const { targets, parameters } = givenNames(tree);
  // What comes from elsewhere in the service, or has got another name, holds one of the names by which the thing is reached.
  const passedOn = new Set(locals.flatMap(({ local }) => local ?? []));
  const isReached = (name: string): boolean => reaching === 'any' || reaching.has(name);
  const holdsReached = (node: TreeNode): boolean => chainsOf(node).some((part) => isReached(lastIdentifier(part)));
  return {
    couldRefer: (node) => {
      const root = rootIdentifier(node)?.text;
      if (root === undefined) return false;
      if (hasStar || roots.has(root)) return true;
      if (passedOn.has(root) || targets.has(root)) return holdsReached(node);
      return node.kind === 'identifier' && parameters.has(root) && isReached(root);
    },
    couldBeMember: (node) => {
      if (node.kind !== 'attribute') return false;
      const name = lastIdentifier(node);
      return lastParts.has(name) || (aliases.has(name) && holdsReached(node));
    },
  };
}

function topOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

/** Names a tree gives to things that have another name already. */
interface GivenNames {
  /** Last names of what is assigned a name or chain. */
  readonly targets: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
}

const given = new WeakMap<SyntaxTree, GivenNames>();

function givenNames(tree: SyntaxTree): GivenNames {
  const names = given.get(tree) ?? {
    targets: new Set(chainAssignments(tree).flatMap(({ targets }) => targets)),
    parameters: new Set(parameterNames(tree)),
  };
  given.set(tree, names);
  return names;
}

/** An assignment, or what works like one, whose value can be a name: the targets may be other names of what the value refers to. */
interface ChainAssignment {
  /** Last names of the targets. */
  readonly targets: readonly string[];
  readonly value: TreeNode;
}

/** The assignments of a file whose value can be a name. */
export function chainAssignments(tree: SyntaxTree): readonly ChainAssignment[] {
  return ['assignment', 'named_expression', 'keyword_argument', 'default_parameter', 'typed_default_parameter'].flatMap(
    (kind) =>
      tree.nodes(kind).flatMap((node) => {
        const target = node.field('left') ?? node.field('name');
        const value = node.field('right') ?? node.field('value');
        if (target === undefined || value === undefined || MAKING.has(value.kind)) return [];
        return [{ targets: targetNames(target).map(lastIdentifier), value }];
      }),
  );
}

/** Expressions that make a new object, which is no name of anything. */
const MAKING: ReadonlySet<string> = new Set([
  'call',
  'string',
  'concatenated_string',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'dictionary',
  'set',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'binary_operator',
  'comparison_operator',
  'not_operator',
  'unary_operator',
]);

function parameterNames(tree: SyntaxTree): readonly string[] {
  return [...tree.nodes('parameters'), ...tree.nodes('lambda_parameters')].flatMap(({ children }) =>
    children.flatMap(
      (child) => (child.kind === 'identifier' ? child : (child.field('name') ?? child.children[0]))?.text ?? [],
    ),
  );
}

function targetNames(target: TreeNode): readonly TreeNode[] {
  if (target.kind === 'identifier' || target.kind === 'attribute') return [target];
  return target.children.flatMap(targetNames);
}

/** The identifier a chain of attributes begins with. */
export function rootIdentifier(node: TreeNode): TreeNode | undefined {
  let current: TreeNode | undefined = node;
  while (current?.kind === 'attribute') current = current.field('object');
  return current?.kind === 'identifier' ? current : undefined;
}

/** The last name of a chain. */
export function lastIdentifier(node: TreeNode): string {
  return (node.kind === 'attribute' ? node.field('attribute') : node)?.text ?? '';
}

/** The node and its objects, from the longest chain to the first name. */
export function chainsOf(node: TreeNode): readonly TreeNode[] {
  const chains: TreeNode[] = [];
  let current: TreeNode | undefined = node;
  while (current !== undefined && (current.kind === 'attribute' || current.kind === 'identifier')) {
    chains.push(current);
    current = current.kind === 'attribute' ? current.field('object') : undefined;
  }
  return chains;
}

/** Whether a node is a name or chain that is not the object of a longer one. */
export function isLongestChain(node: TreeNode): boolean {
  if (node.parent?.kind === 'attribute' && node.fieldName === 'object') return false;
  if (node.parent?.kind === 'aliased_import' || node.parent?.kind === 'dotted_name') return false;
  return node.kind === 'attribute' || (node.kind === 'identifier' && isVariableName(node) && !isBoundHere(node));
}

/** Whether an identifier is given a value here, so that it names something and refers to nothing. */
function isBoundHere({ parent, fieldName }: TreeNode): boolean {
  switch (parent?.kind) {
    case 'assignment':
    case 'for_statement':
    case 'for_in_clause':
      return fieldName === 'left';
    case 'named_expression':
    case 'default_parameter':
    case 'typed_default_parameter':
      return fieldName === 'name';
    case 'typed_parameter':
      return fieldName === undefined;
    case 'as_pattern_target':
    case 'list_pattern':
    case 'list_splat_pattern':
    case 'parameters':
    case 'lambda_parameters':
    case 'pattern_list':
    case 'tuple_pattern':
      return true;
    default:
      return false;
  }
}
