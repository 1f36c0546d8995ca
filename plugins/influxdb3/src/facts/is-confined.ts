import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import type { Client } from './client.ts';
import { importsOf } from './find-constructions.ts';
import { writesOwnRecords } from './own-records.ts';

/** A client in a variable on which things are only called: nobody else can have it. */
export function isConfined({ file, node, uses, writers, queriers }: Client): boolean {
  const made = [...writers, ...queriers];
  const isLocal =
    isNamed(node) && made.every(({ call }) => call.node.parent?.kind === 'attribute' || isNamed(call.node));
  const all = [...uses, ...made.flatMap((one) => one.uses)];
  return isLocal && all.every((use) => use.file === file && use.node.kind === 'attribute');
}

/** Whether a call is given a plain name, by an assignment or a `with` statement. */
function isNamed({ parent }: SyntaxNode): boolean {
  if (parent?.kind === 'as_pattern') return true;
  return parent?.kind === 'assignment' && parent.field('left')?.kind === 'identifier';
}

/** A confined client to which nothing of the library comes from elsewhere, neither by an import nor by whoever calls its functions. */
export function isAlone(service: ServiceView, client: Client): boolean {
  const importsNone = !importsOf(client.file).some((statement) => importsLocally(client, statement));
  return importsNone && isConfined(client) && (isScript(service, client) || writesOwnRecords(client));
}

/** A confined client in a file that no other file of the service imports, so that nothing it raises gets elsewhere. */
export function isScript(service: ServiceView, client: Client): boolean {
  return isConfined(client) && !service.files.some((file) => file !== client.file && importsFile(file, client.file));
}

/** Whether a file imports another one of the service. */
/** Whether a file imports another one, or something of it. */
export function importsFile(file: FileView, wanted: FileView): boolean {
  const names = importsOf(file)
    .filter(({ text }) => wanted.modules.some((module) => text.includes(module.slice(module.lastIndexOf('.') + 1))))
    .flatMap((statement) => statement.children)
    .filter(({ kind }) => kind !== 'comment')
    .flatMap((node) => file.resolve(node).candidates);
  return names.some(
    ({ kind, name }) =>
      kind === 'local' && wanted.modules.some((module) => name === module || name.startsWith(`${module}.`)),
  );
}

function importsLocally({ file }: Client, statement: SyntaxNode): boolean {
  return statement.children.some((node) => {
    if (node.kind === 'relative_import') return true;
    return node.kind !== 'comment' && file.resolve(node).candidates.some(({ kind }) => kind === 'local');
  });
}
