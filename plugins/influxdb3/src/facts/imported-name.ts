import type { FileView, SyntaxNode } from '@moult/plugin-api';

/** The name a chain of attributes begins with. */
export function rootOf(node: SyntaxNode): SyntaxNode {
  const object = node.kind === 'attribute' ? node.field('object') : undefined;
  return object === undefined ? node : rootOf(object);
}

/** Whether a name is one that an import brings, be it in a `try` that binds it to `None` where the library is missing. */
export function isImported(file: FileView, node: SyntaxNode): boolean {
  return importsFor(file, node).length > 0;
}

/** A module that the same name is imported from besides influxdb_client. */
export function otherSource(file: FileView, node: SyntaxNode): string | undefined {
  return importsFor(file, rootOf(node))
    .map((statement) => statement.field('module_name')?.text ?? statement.text)
    .find((module) => !/\binfluxdb_client\b/.test(module));
}

function importsFor(file: FileView, node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind !== 'identifier') return [];
  return file.uses(node).flatMap((use) => importAround(use) ?? []);
}

function importAround({ parent }: SyntaxNode): SyntaxNode | undefined {
  if (
    parent === undefined ||
    !/^(dotted_name|aliased_import|import_statement|import_from_statement)$/.test(parent.kind)
  )
    return undefined;
  return /^import/.test(parent.kind) ? parent : importAround(parent);
}
