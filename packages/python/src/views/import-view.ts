import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';

/** One name an import statement binds, or one star. */
export interface ImportedName {
  readonly form: 'import' | 'from';
  /** The statement node. */
  readonly statement: TreeNode;
  /** The `dotted_name`, `aliased_import` or `wildcard_import` node. */
  readonly node: TreeNode;
  /** Module as written without the leading dots; empty for `from . import x`. */
  readonly module: string;
  /** Leading dots of a relative import; 0 for an absolute one. */
  readonly level: number;
  /** Member of a `from` import, `*` for all; undefined for `import m`. */
  readonly member: string | undefined;
  readonly alias: string | undefined;
  /** The name bound in the scope; the first part of `import a.b`; undefined for a star. */
  readonly local: string | undefined;
  /** The identifier that is bound; undefined for a star. */
  readonly identifier: TreeNode | undefined;
}

const known = new WeakMap<TreeNode, readonly ImportedName[]>();

/** The names of an import statement in the order written; empty for any other node. */
export function viewImport(statement: TreeNode): readonly ImportedName[] {
  switch (statement.kind) {
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      break;
    default:
      return [];
  }
  // Bindings, finders and the flow of names all ask for the same few statements.
  const names = known.get(statement) ?? readImport(statement);
  known.set(statement, names);
  return names;
}

/** The names of all import statements of a tree, those of plain ones first. */
export function importsOf(tree: SyntaxTree): readonly ImportedName[] {
  return [...tree.nodes('import_statement'), ...tree.nodes('import_from_statement')].flatMap(viewImport);
}

function readImport(statement: TreeNode): readonly ImportedName[] {
  if (statement.kind !== 'import_statement') return fromImport(statement);
  return statement.fields('name').map((node) => plainImport(statement, node));
}

function plainImport(statement: TreeNode, node: TreeNode): ImportedName {
  const alias = node.field('alias');
  const path = alias === undefined ? node : node.field('name');
  const module = dottedText(path);
  const identifier = alias ?? path?.children[0];
  return {
    form: 'import',
    statement,
    node,
    module,
    level: 0,
    member: undefined,
    alias: alias?.text,
    local: identifier?.text,
    identifier,
  };
}

function fromImport(statement: TreeNode): readonly ImportedName[] {
  const source = statement.field('module_name');
  const prefix = source?.kind === 'relative_import' ? source.children[0] : undefined;
  const path = source?.kind === 'relative_import' ? source.children.find(isDottedName) : source;
  const shared = {
    form: 'from',
    statement,
    module: statement.kind === 'future_import_statement' ? '__future__' : dottedText(path),
    level: prefix === undefined ? 0 : [...prefix.text].filter((unit) => unit === '.').length,
  } as const;
  const star = statement.children.find((child) => child.kind === 'wildcard_import');
  if (star !== undefined) {
    return [{ ...shared, node: star, member: '*', alias: undefined, local: undefined, identifier: undefined }];
  }
  return statement.fields('name').map((node) => {
    const alias = node.field('alias');
    const name = alias === undefined ? node : (node.field('name') ?? node);
    const identifier = alias ?? name.children[0] ?? name;
    return { ...shared, node, member: dottedText(name), alias: alias?.text, local: identifier.text, identifier };
  });
}

function isDottedName(node: TreeNode): boolean {
  return node.kind === 'dotted_name';
}

/** A dotted name without the white space and comments Python allows around its dots. */
function dottedText(node: TreeNode | undefined): string {
  if (node === undefined) return '';
  if (!isDottedName(node)) return node.text;
  return node.children
    .filter((child) => child.kind === 'identifier')
    .map((child) => child.text)
    .join('.');
}
