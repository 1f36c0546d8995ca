import { defineFacts, type FileView, type ServiceView, type SyntaxNode } from '@moult/plugin-api';
import { counterpartOf } from '../import-map.ts';
import { UNIT } from '../names.ts';
import type { Querier, QueryPlan } from '../queries/query-plan.ts';
import { canonicalName } from '../types.ts';
import { type Blocker, type Client, placeOf, type Writer } from './client.ts';
import { findClients } from './find-clients.ts';
import { importsLibrary, importsOf, usesLibrary } from './find-constructions.ts';
import { findDoubles } from './find-doubles.ts';
import { findHiddenUses, mayBeUseOf } from './find-hidden-uses.ts';
import { findMentions, type Mention, topOf } from './find-mentions.ts';
import { groupClients } from './group-clients.ts';
import { judgeNeighbours } from './judge-neighbours.ts';
import { type QuerySettings, readSettings } from './judge-queries.ts';
import { judgeWriters } from './judge-writers.ts';
import { linkMention } from './link-mention.ts';
import { type ClientPlan, planClient } from './plan-client.ts';

/** Whether something moves with its clients. */
export type Stand =
  | { readonly kind: 'moves'; readonly unit: string }
  | { readonly kind: 'stays'; readonly reason: string };

/** Everything rules ask about the clients of a service. */
export interface Migration {
  readonly clients: readonly Client[];
  /** True when nothing of the old library is left afterwards. */
  readonly movesAll: boolean;
  /** The client a call makes. */
  clientAt(call: SyntaxNode): Client | undefined;
  /** The writers that a `write_api()` call, or a use of its object, belongs to. */
  writersAt(node: SyntaxNode): readonly { readonly client: Client; readonly writer: Writer }[];
  /** Whether the clients that a use belongs to move. */
  standAt(node: SyntaxNode): Stand;
  standOf(client: Client): Stand;
  /** Whether a name of the library moves in a file. */
  standOfName(file: FileView, name: string): Stand;
  /** Names of the library that a file uses. */
  namesIn(file: FileView): readonly string[];
  /** The query that a call asks, where it can be asked in SQL. */
  queryAt(call: SyntaxNode): QueryPlan | undefined;
  /** The query API that a `query_api()` call gives. */
  querierAt(call: SyntaxNode): Querier | undefined;
  planOf(client: Client): ClientPlan;
  blockersAt(node: SyntaxNode): readonly Blocker[];
  readonly blockers: readonly Blocker[];
}

/** Reads the whole service once: its clients, what is done with them, and which of them can move together. */
export const migration = defineFacts(
  'migration',
  ({ service, option }): Migration => readMigration(service, readSettings(option)),
);

function readMigration(service: ServiceView, settings: QuerySettings): Migration {
  const clients = findClients(service, settings).map((client) => ({
    ...client,
    blockers: [...client.blockers, ...judgeWriters(service, client)],
  }));
  const hidden = usesLibrary(service) ? findHiddenUses(service) : [];
  for (const client of clients) {
    if (client.isMoved) continue;
    client.blockers.push(...hidden.filter((use) => mayBeUseOf(service, client, use)), ...findDoubles(service, client));
  }
  const mentions = clients.length === 0 ? [] : findMentions(service);
  for (const client of clients) client.blockers.push(...judgeNeighbours(service, client, { mentions, clients }));
  const usesAt = tabulateUses(clients);
  const constructed = new Set(clients.map(({ call }) => call?.callee));
  const links = new Map<string, readonly Client[]>();
  const used = new Set(mentions.filter(({ node }) => !isInImport(node)).map(({ file, name }) => keyOf(file, name)));
  for (const mention of mentions) {
    if (constructed.has(mention.node)) continue;
    const key = keyOf(mention.file, mention.name);
    links.set(key, [...new Set([...(links.get(key) ?? []), ...linkMention(service, mention, clients, used.has(key))])]);
  }
  const groups = groupClients(clients, [...usesAt.values(), ...links.values()]);
  const standOf = openStands(clients, groups);
  return openMigration({ service, clients, mentions, usesAt, links, standOf, hidden });
}

function isInImport({ parent }: SyntaxNode): boolean {
  return (
    parent !== undefined && /^(dotted_name|aliased_import|import_from_statement|import_statement)$/.test(parent.kind)
  );
}

function keyOf(file: FileView, name: string): string {
  return `${file.path} ${name}`;
}

function tabulateUses(clients: readonly Client[]): Map<SyntaxNode, readonly Client[]> {
  const table = new Map<SyntaxNode, readonly Client[]>();
  for (const client of clients) {
    const uses = [...client.uses, ...[...client.writers, ...client.queriers].flatMap((one) => one.uses)];
    for (const { node } of uses) table.set(node, [...new Set([...(table.get(node) ?? []), client])]);
  }
  return table;
}

/** A stand that tells, besides, whether the group is all clients of the service. */
type GroupStand =
  | Extract<Stand, { kind: 'stays' }>
  | (Extract<Stand, { kind: 'moves' }> & { readonly isWhole: boolean });

interface Parts {
  readonly service: ServiceView;
  readonly clients: readonly Client[];
  readonly mentions: readonly Mention[];
  readonly usesAt: ReadonlyMap<SyntaxNode, readonly Client[]>;
  readonly links: ReadonlyMap<string, readonly Client[]>;
  readonly standOf: (clients: readonly Client[]) => GroupStand;
  /** Uses of clients that are made elsewhere. */
  readonly hidden: readonly Blocker[];
}

function openMigration({ service, clients, mentions, usesAt, links, standOf: standOfGroup, hidden }: Parts): Migration {
  const plans = new Map<Client, ClientPlan>();
  const far = clients.length > 0 ? [] : hidden.filter(({ file }) => importsLibrary(file));
  const blockers = [...new Set([...clients.flatMap((client) => client.blockers), ...far])];
  const groupOfName = (file: FileView, name: string): GroupStand => {
    const made = name === 'influxdb_client.InfluxDBClient' ? clients.filter((client) => client.file === file) : [];
    const linked = [...new Set([...(links.get(keyOf(file, name)) ?? []), ...made])];
    return linked.map((client) => standOfGroup([client])).find(({ kind }) => kind === 'stays') ?? standOfGroup(linked);
  };
  let whole: boolean | undefined;
  const movesAll = (): boolean => {
    whole ??= service.files.every((file) =>
      importedNames(file).every((name) => movesName(file, name, groupOfName, mentions)),
    );
    return whole;
  };
  // Where all clients move, the old requirement goes with the last of them, so they are one unit.
  const settle = (stand: GroupStand): Stand =>
    stand.kind === 'moves' && !stand.isWhole && movesAll() ? { kind: 'moves', unit: UNIT } : stand;
  const standOf = (wanted: readonly Client[]): Stand => settle(standOfGroup(wanted));
  return {
    clients,
    blockers,
    standOfName: (file, name) => settle(groupOfName(file, name)),
    get movesAll() {
      return movesAll();
    },
    clientAt: (call) => clients.find((client) => client.node === call),
    writersAt: (node) =>
      clients.flatMap((client) =>
        client.writers
          .filter((writer) => writer.call.node === node || writer.uses.some((use) => use.node === node))
          .map((writer) => ({ client, writer })),
      ),
    standAt: (node) => standOf(usesAt.get(node) ?? []),
    standOf: (client) => standOf([client]),
    namesIn: (file) => [...new Set(mentions.filter((mention) => mention.file === file).map(({ name }) => name))],
    queryAt: (call) => clients.flatMap(({ queries }) => queries).find((query) => query.call.node === call),
    querierAt: (call) => clients.flatMap(({ queriers }) => queriers).find((one) => one.call.node === call),
    planOf(client) {
      const known = plans.get(client) ?? planClient(service, client, isShared(client, usesAt));
      plans.set(client, known);
      return known;
    },
    blockersAt: (node) => blockers.filter((blocker) => blocker.node === node),
  };
}

function isShared(client: Client, usesAt: ReadonlyMap<SyntaxNode, readonly Client[]>): boolean {
  return client.writers.some(({ uses }) => uses.some(({ node }) => (usesAt.get(node) ?? []).length > 1));
}

/** The names of the library that the imports of a file bring. */
function importedNames(file: FileView): readonly string[] {
  return importsOf(file).flatMap((statement) =>
    statement.children
      .filter((node) => node !== statement.field('module_name'))
      .flatMap((node) => file.resolve(node).candidates)
      .filter(({ kind, name }) => (kind === 'member' || kind === 'module') && /^influxdb_client(\.|$)/.test(name))
      .map(({ name }) => canonicalName(name)),
  );
}

function movesName(
  file: FileView,
  name: string,
  standOfName: Migration['standOfName'],
  mentions: readonly Mention[],
): boolean {
  if (counterpartOf(name) === undefined) return false;
  const used = mentions.filter((mention) => mention.file === file && topOf(mention.name).startsWith(name));
  const names = used.length === 0 ? [name] : used.map((mention) => mention.name);
  return names.every((one) => counterpartOf(one) !== undefined && standOfName(file, one).kind === 'moves');
}

/** A group moves when none of its clients is held back. */
function openStands(
  clients: readonly Client[],
  groups: ReadonlyMap<Client, readonly Client[]>,
): (clients: readonly Client[]) => GroupStand {
  return (wanted) => {
    const [client] = wanted;
    if (client === undefined)
      return { kind: 'stays', reason: 'no client of InfluxDB that is made in this service goes with it' };
    const group = groups.get(client) ?? [client];
    const held = group.find((one) => one.blockers.length > 0);
    const [blocker] = held?.blockers ?? [];
    if (held !== undefined && blocker !== undefined) {
      const where = placeOf(blocker.file, blocker.node);
      return {
        kind: 'stays',
        reason: `the client of ${held.place} stays on influxdb-client: ${blocker.reason} (${where})`,
      };
    }
    return {
      kind: 'moves',
      unit: `client:${group[0]?.place ?? client.place}`,
      isWhole: group.length === clients.length,
    };
  };
}
