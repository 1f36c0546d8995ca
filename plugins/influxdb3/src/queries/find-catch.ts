import type { FileView, SyntaxNode } from '@moult/plugin-api';

/** What a query of the new client raises is none of these, and neither is the answer of a row that lacks a column. */
const CAUGHT = /^(?:influxdb_client|urllib3|requests|http|socket|ssl)\b/;
const CAUGHT_BUILTINS: ReadonlySet<string> = new Set([
  'ConnectionError',
  'ConnectionRefusedError',
  'ConnectionResetError',
  'EnvironmentError',
  'IOError',
  'KeyError',
  'LookupError',
  'OSError',
  'TimeoutError',
]);

/** An `except` clause around a query that catches what the query does not raise any more. */
export function findCatch(file: FileView, query: SyntaxNode): string | undefined {
  let current = query;
  for (let parent = current.parent; parent !== undefined; current = parent, parent = parent.parent) {
    if (/^(function_definition|lambda)$/.test(parent.kind)) return undefined;
    if (parent.kind !== 'try_statement' || parent.field('body') !== current) continue;
    for (const clause of parent.children) {
      const name = clause.kind === 'except_clause' ? caughtName(file, clause) : undefined;
      if (name !== undefined)
        return `\`except ${name}\` around it (line ${clause.line}) catches errors that the new client does not raise`;
    }
  }
  return undefined;
}

function caughtName(file: FileView, clause: SyntaxNode): string | undefined {
  const [exception] = clause.children.filter(({ kind }) => kind !== 'block' && kind !== 'comment');
  return exception === undefined ? undefined : namesIn(exception).find((node) => isCaught(file, node))?.text;
}

function namesIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.kind === 'identifier' || node.kind === 'attribute') return [node];
  if (node.kind === 'as_pattern') return node.children.slice(0, 1).flatMap(namesIn);
  return node.children.flatMap(namesIn);
}

function isCaught(file: FileView, node: SyntaxNode): boolean {
  const { candidates } = file.resolve(node);
  if (CAUGHT_BUILTINS.has(node.text)) return true;
  return candidates.some(({ kind, name }) => (kind === 'member' || kind === 'module') && CAUGHT.test(name));
}

/** Whether an `except` clause names an error of the old library, or of the new one: another client may have moved and taken its errors along. */
export function catchesOldErrors(file: FileView, clause: SyntaxNode): boolean {
  const [exception] = clause.children.filter(({ kind }) => kind !== 'block' && kind !== 'comment');
  return exception !== undefined && namesIn(exception).some((node) => isOfLibrary(file, node));
}

function isOfLibrary(file: FileView, node: SyntaxNode): boolean {
  return file.resolve(node).candidates.some(({ name }) => /^influxdb_client(?:_3)?\b/.test(name));
}
