import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { WRITE_API } from '../names.ts';
import { catchesOldErrors } from '../queries/find-catch.ts';
import { type Blocker, type Client, memberOf } from './client.ts';
import type { Mention } from './find-mentions.ts';
import { isWithin } from './read-writer.ts';

/** Code around the queries of a client that expects the old library: its types, its errors, and uses that may be hidden. */
export function judgeNeighbours(
  service: ServiceView,
  client: Client,
  { mentions, clients }: { readonly mentions: readonly Mention[]; readonly clients: readonly Client[] },
): readonly Blocker[] {
  if (client.queriers.length === 0) return [];
  return [
    ...namedTypes(mentions),
    ...namedErrors(mentions),
    ...caughtErrors(service, client, clients),
    ...hiddenQueries(service, client),
    ...nestedUses(client, clients),
    ...enclosedQueries(client, clients),
  ];
}

/** `QueryApi`, `FluxRecord` and other names that the new library does not have. */
function namedTypes(mentions: readonly Mention[]): readonly Blocker[] {
  return mentions
    .filter(
      ({ name, node }) =>
        /\.(?:QueryApi|QueryOptions|FluxTable|FluxRecord|TableList|Dialect)$|\.date_utils\w*(?:\.|$)/.test(name) &&
        !isImported(node),
    )
    .map(({ file, name, node }) => ({
      rule: 'queries',
      file,
      node,
      reason: `\`${name.slice(name.lastIndexOf('.') + 1)}\`, which is named here, has no counterpart for queries`,
    }));
}

function isImported(node: SyntaxNode): boolean {
  return /^import_|^aliased_import$|^dotted_name$/.test(node.parent?.kind ?? '');
}

/** Errors of the old library that are named outside of `except`, as in a list of those to try again after. */
function namedErrors(mentions: readonly Mention[]): readonly Blocker[] {
  return mentions
    .filter(({ name, node }) => /\.(?:InfluxDBError|ApiException)$/.test(name) && !isImported(node) && !isExcept(node))
    .map(({ file, node }) => ({
      rule: 'queries',
      file,
      node,
      reason: `\`${node.text}\` is looked for here, and its queries raise other errors then`,
    }));
}

function isExcept(node: SyntaxNode): boolean {
  for (let current = node.parent; current !== undefined && current.kind !== 'block'; current = current.parent) {
    if (current.kind === 'except_clause') return true;
  }
  return false;
}

/** Uses of clients inside a loop that is dissolved, whose lines would be rewritten twice at once. */
function nestedUses(client: Client, clients: readonly Client[]): readonly Blocker[] {
  const loops = client.queries.flatMap(({ reading }) =>
    reading.edits.flatMap((edit) => (edit.kind === 'unwrap' ? [edit.node] : [])),
  );
  const queries = clients.flatMap((one) => one.queries);
  const asked = queries.flatMap(({ file, call, flux }) => [
    { file, node: call.node },
    { file, node: flux.node },
  ]);
  const used = clients
    .flatMap((one) => [...one.uses, ...one.writers.flatMap(({ uses }) => uses)])
    .filter(({ node }) => node.parent !== undefined && node.parent.line !== node.parent.endLine);
  return [...asked, ...used]
    .filter(({ node }) => loops.some((loop) => isWithin(node, loop)))
    .map(({ file, node }) => ({
      rule: 'queries',
      file,
      node,
      reason: 'a client is used in a loop over its answer, and both would be rewritten at once',
    }));
}

/** Queries inside `with client.write_api()`, which is dissolved as well. */
function enclosedQueries(client: Client, clients: readonly Client[]): readonly Blocker[] {
  const blocks = clients.flatMap(({ writers }) =>
    writers.flatMap(({ form }) => (form.kind === 'entered' ? [form.statement] : [])),
  );
  return client.queries
    .filter(({ call }) => blocks.some((block) => isWithin(call.node, block)))
    .map(({ file, call }) => ({
      rule: 'queries',
      file,
      node: call.callee,
      reason: 'it is asked in the block of a writer, and both would be rewritten at once',
    }));
}

/** A query raises other errors than before, so code that catches the old ones must have to do with writing alone. */
function caughtErrors(service: ServiceView, client: Client, clients: readonly Client[]): readonly Blocker[] {
  const writes = clients.flatMap(({ writers }) =>
    writers.flatMap(({ uses }) => uses.filter((use) => memberOf(use, WRITE_API) === 'write')),
  );
  return service.files.flatMap((file) =>
    file.nodes('except_clause').flatMap((clause): readonly Blocker[] => {
      if (!catchesOldErrors(file, clause) || surroundsOnlyWrites(file, clause, client, writes)) return [];
      const reason = `code that catches errors of influxdb-client may be around its queries (${file.path}:${clause.line}), which raise others`;
      return [{ rule: 'queries', file, node: clause, reason }];
    }),
  );
}

function surroundsOnlyWrites(
  file: FileView,
  clause: SyntaxNode,
  client: Client,
  writes: readonly { readonly file: FileView; readonly node: SyntaxNode }[],
): boolean {
  const body = clause.parent?.field('body');
  if (body === undefined) return false;
  const isInside = (node: SyntaxNode): boolean => isWithin(node, body);
  const hasWrite = writes.some((use) => use.file === file && isInside(use.node));
  return hasWrite && !client.queries.some((query) => query.file === file && isInside(query.call.node));
}

/** `store.queries.query(…)` on an object of which nothing is known, by the name of an attribute that holds the query API. */
function hiddenQueries(service: ServiceView, client: Client): readonly Blocker[] {
  const known = new Set(client.queriers.flatMap(({ uses }) => uses.map(({ node }) => node)));
  const names = client.queriers.flatMap(({ call }) => {
    const target = call.node.parent?.kind === 'assignment' ? call.node.parent.field('left') : undefined;
    return target?.kind === 'attribute' ? [target.field('attribute')?.text ?? ''] : [];
  });
  return [...new Set(names)].flatMap((name) => service.files.flatMap((file) => hiddenIn(file, name, known)));
}

function hiddenIn(file: FileView, name: string, known: ReadonlySet<SyntaxNode>): readonly Blocker[] {
  return file.nodes('attribute').flatMap((node): readonly Blocker[] => {
    const object = node.field('object');
    const method = node.field('attribute')?.text ?? '';
    const isQuery = /^query(?:_stream|_data_frame|_data_frame_stream|_csv|_raw)?$/.test(method);
    if (!isQuery || object?.kind !== 'attribute' || object.field('attribute')?.text !== name || known.has(node))
      return [];
    if (file.resolve(object).candidates.length > 0) return [];
    const reason = `\`${object.text}\` may be its query API, and what is asked there is not seen`;
    return [{ rule: 'queries', file, node, reason }];
  });
}
