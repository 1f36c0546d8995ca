import type { SyntaxNode } from '@moult/plugin-api';
import type { Client } from './client.ts';
import { importsOf } from './find-constructions.ts';

/** A client in a variable on which things are only called: nobody else can have it. */
export function isConfined({ file, node, uses, writers }: Client): boolean {
  const isLocal = isNamed(node) && writers.every(({ call }) => call.node.parent?.kind === 'attribute' || isNamed(call.node));
  const all = [...uses, ...writers.flatMap((writer) => writer.uses)];
  return isLocal && all.every((use) => use.file === file && use.node.kind === 'attribute');
}

/** Whether a call is given a plain name, by an assignment or a `with` statement. */
function isNamed({ parent }: SyntaxNode): boolean {
  if (parent?.kind === 'as_pattern') return true;
  return parent?.kind === 'assignment' && parent.field('left')?.kind === 'identifier';
}

/** A confined client in a file that imports nothing of the service, so that nothing of the library comes to it from elsewhere. */
export function isAlone(client: Client): boolean {
  return isConfined(client) && !importsOf(client.file).some((statement) => importsLocally(client, statement));
}

function importsLocally({ file }: Client, statement: SyntaxNode): boolean {
  return statement.children.some((node) => {
    if (node.kind === 'relative_import') return true;
    return node.kind !== 'comment' && file.resolve(node).candidates.some(({ kind }) => kind === 'local');
  });
}
