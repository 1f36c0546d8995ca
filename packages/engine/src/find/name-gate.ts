import { isVariableName, type SyntaxTree, type TreeNode, viewImport } from '@moult/python';

/**
 * Cheap tests that tell which names need no resolution, because they cannot refer to anything a rule looks for. They may say yes too
 * often, never no wrongly.
 */
export interface NameGate {
  /** Whether a name or chain could refer to one of the wanted names by way of an import. */
  couldRefer(node: TreeNode): boolean;
  /** Whether an attribute could be a member that is looked for, of whatever object. */
  couldBeMember(node: TreeNode): boolean;
}

/** Names that can stand for something else anywhere in a service: `import a as b`, and `b = a.c` or `self.b = a.c`. */
export function collectAliases(trees: readonly SyntaxTree[]): ReadonlySet<string> {
  const aliases = new Set<string>();
  for (const tree of trees) {
    for (const { alias } of importsOf(tree)) if (alias !== undefined) aliases.add(alias);
    for (const target of chainTargets(tree)) aliases.add(lastIdentifier(target));
  }
  return aliases;
}

/** Opens the gate of one file. */
export function openGate(tree: SyntaxTree, aliases: ReadonlySet<string>, lastParts: ReadonlySet<string>): NameGate {
  const imported = importsOf(tree);
  const hasStar = imported.some(({ member }) => member === '*');
  const roots = new Set(imported.flatMap(({ local }) => (local === undefined ? [] : [local])));
  for (const target of chainTargets(tree)) roots.add(lastIdentifier(target));
  const isMember = (name: string): boolean => lastParts.has(name) || lastParts.has('*') || aliases.has(name);
  return {
    couldRefer: (node) => {
      const root = rootIdentifier(node);
      return hasStar || (root !== undefined && roots.has(root.text));
    },
    couldBeMember: (node) => node.kind === 'attribute' && isMember(lastIdentifier(node)),
  };
}

function importsOf(tree: SyntaxTree) {
  return [...tree.nodes('import_statement'), ...tree.nodes('import_from_statement')].flatMap(viewImport);
}

/** Targets of assignments whose value holds no call: the target may be another name of what the value names. */
function chainTargets(tree: SyntaxTree): readonly TreeNode[] {
  return ['assignment', 'named_expression', 'keyword_argument', 'default_parameter', 'typed_default_parameter'].flatMap(
    (kind) =>
      tree.nodes(kind).flatMap((node) => {
        const target = node.field('left') ?? node.field('name');
        const value = node.field('right') ?? node.field('value');
        if (target === undefined || value === undefined || value.kind === 'call') return [];
        return targetNames(target);
      }),
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
