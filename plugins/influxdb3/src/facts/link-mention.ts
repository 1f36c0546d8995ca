import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import type { Client } from './client.ts';
import type { Mention } from './find-mentions.ts';
import { importsFile, isAlone, isScript } from './is-confined.ts';
import { writesOwnRecords } from './own-records.ts';
import { isWithin } from './read-writer.ts';

const POINT = 'influxdb_client.Point';

const EXCEPTIONS: ReadonlySet<string> = new Set(['influxdb_client.InfluxDBError', 'influxdb_client.ApiException']);

/** Names that have to do with any client, whether it writes or not. */
const OF_ANY: ReadonlySet<string> = new Set(['influxdb_client', 'influxdb_client.InfluxDBClient']);

/** The clients that a name of the library has to move with. One that is imported and not used goes with what is made in its file. */
export function linkMention(
  service: ServiceView,
  { file, name, node }: Mention,
  clients: readonly Client[],
  isUsed: boolean,
): readonly Client[] {
  const own = clients.filter((client) => client.file === file);
  if (!isUsed && own.length > 0 && !service.files.some((other) => other !== file && importsFile(other, file)))
    return own;
  if (EXCEPTIONS.has(name)) return linkException(service, file, node, clients);
  const writing = OF_ANY.has(name) ? clients : clients.filter(writes);
  const near = writing.filter((client) => isUsedIn(client, file) || (name === POINT && mayGoTo(client, file)));
  return near.length > 0 ? near : writing.filter((client) => !isAlone(service, client));
}

/** Whether points of a file may be written by a client of another file: it imports that file, and the client writes what it is given. */
function mayGoTo(client: Client, file: FileView): boolean {
  return client.file !== file && importsFile(file, client.file) && !writesOwnRecords(client);
}

/** A client that only reads has nothing to do with points and write options. */
function writes(client: Client): boolean {
  return (
    client.writers.length > 0 ||
    client.isMoved ||
    client.call === undefined ||
    client.blockers.some(({ rule }) => /^write|client-construction/.test(rule))
  );
}

/** An exception comes from the clients of its `try` block, else from those of its file, else from any. */
function linkException(
  service: ServiceView,
  file: FileView,
  node: SyntaxNode,
  clients: readonly Client[],
): readonly Client[] {
  const body = triedBody(node);
  const inside =
    body === undefined ? [] : clients.filter((client) => usesIn(client, file).some((use) => isWithin(use, body)));
  if (inside.length > 0) return inside;
  const near = clients.filter((client) => isUsedIn(client, file));
  return near.length > 0 ? near : clients.filter((client) => !isScript(service, client));
}

function triedBody(node: SyntaxNode): SyntaxNode | undefined {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === 'block') return undefined;
    if (current.kind === 'except_clause') return current.parent?.field('body');
  }
  return undefined;
}

function isUsedIn(client: Client, file: FileView): boolean {
  return client.file === file || usesIn(client, file).length > 0;
}

function usesIn({ uses, writers, queriers }: Client, file: FileView): readonly SyntaxNode[] {
  return [...uses, ...[...writers, ...queriers].flatMap((one) => one.uses)].flatMap((use) =>
    use.file === file ? [use.node] : [],
  );
}
