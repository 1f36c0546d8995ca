import type { FileView, ObjectUse, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { ADMINISTRATION, CLIENT, SERVER_QUESTIONS } from '../names.ts';
import { ORDER_FOR_DOUBLE } from '../work-orders.ts';
import { type Blocker, type Client, callOf, isObject, memberOf, placeOf, type Writer } from './client.ts';
import { type Construction, findConstructions } from './find-constructions.ts';
import { findEscape } from './find-escape.ts';
import { judgeQueries, type QuerySettings, readQuerier } from './judge-queries.ts';
import { readConstructor } from './read-constructor.ts';
import { readWriter } from './read-writer.ts';

/** All clients of a service with everything that is done with them, and what of it has no counterpart. */
export function findClients(service: ServiceView, settings: QuerySettings): readonly Client[] {
  return findConstructions(service).map((construction) => readClient(service, construction, settings));
}

function readClient(service: ServiceView, construction: Construction, settings: QuerySettings): Client {
  const { file, node, call } = construction;
  const isRenamed = call !== undefined && !call.callee.text.endsWith('InfluxDBClient');
  const isMoved = construction.kind === 'client' && isRenamed && call.keyword('host') !== undefined;
  const uses = service.usesOf({ path: file.path, line: node.line, column: node.column });
  const made = { place: placeOf(file, node), file, node, call, isMoved, uses };
  const calls = uses.filter((use) => memberOf(use, CLIENT) === 'write_api');
  if (isMoved) return { ...made, ...findLeftOver(service, uses, calls), queries: [], blockers: [] };
  const writers: Writer[] = [];
  const asked = judgeQueries(service, { file, call, uses }, settings);
  const blockers: Blocker[] = [
    ...constructionBlockers(construction),
    ...escapeOf(file, node),
    ...(construction.standIn === undefined ? usesBlockers(uses, asked.blockers) : []),
  ];
  for (const use of calls) {
    const writer = writerOf(service, use);
    if (writer === undefined)
      blockers.push({
        rule: 'write-api',
        file: use.file,
        node: use.node,
        reason: 'a `write_api` of it cannot be read',
      });
    else {
      writers.push(writer);
      blockers.push(...escapeOf(writer.file, writer.call.node));
    }
  }
  return { ...made, writers, queriers: asked.queriers, queries: asked.queries, blockers };
}

/** What of the uses has no counterpart, and of the queries, in the order of the uses. */
function usesBlockers(uses: readonly ObjectUse[], asked: readonly Blocker[]): readonly Blocker[] {
  return [
    ...uses.flatMap((use) => blockerOf(use, uses) ?? asked.filter(({ node }) => node === use.node)),
    ...asked.filter((blocker) => !uses.some((use) => use.node === blocker.node)),
  ];
}

/** Objects of a client that an earlier pass has moved, whose uses moved with it: only where they are made is left. */
function findLeftOver(
  service: ServiceView,
  uses: readonly ObjectUse[],
  calls: readonly ObjectUse[],
): Pick<Client, 'writers' | 'queriers'> {
  const isIdle = (made: Pick<Writer, 'uses'>): boolean => made.uses.length === 0;
  return {
    writers: calls.flatMap((use) => writerOf(service, use) ?? []).filter(isIdle),
    queriers: uses.flatMap((use) => readQuerier(service, use) ?? []).filter(isIdle),
  };
}

/** What is made may be out of sight at once: put in a dictionary, or handed to a library. */
function escapeOf(file: FileView, node: SyntaxNode): readonly Blocker[] {
  const reason = findEscape({ file, node, resolution: file.resolve(node) });
  return reason === undefined ? [] : [{ rule: 'report-shared-client', file, node, reason }];
}

function writerOf(service: ServiceView, use: ObjectUse): Writer | undefined {
  const call = callOf(use.file, use.node);
  return call === undefined ? undefined : readWriter(service, use.file, call);
}

function constructionBlockers({ kind, file, node, call, standIn }: Construction): readonly Blocker[] {
  const blocked = (reason: string, todo?: string): readonly Blocker[] => [
    { rule: 'client-construction', file, node, reason, ...(todo === undefined ? {} : { todo }) },
  ];
  if (standIn !== undefined)
    return blocked(`\`${call?.callee.text}\` may come from \`${standIn}\` too, which the new client does not replace`);
  switch (kind) {
    case 'async-client':
      return blocked('there is no asynchronous client in influxdb3-python');
    case 'factory':
      return blocked('it is made from a configuration whose names and meaning are others');
    case 'subclass':
      return blocked('a class of the service inherits from it');
    case 'client': {
      const read = call === undefined ? undefined : readConstructor(file, call);
      return read?.kind === 'unread' ? blocked(read.reason, read.todo) : [];
    }
  }
}

const KEPT: ReadonlySet<string> = new Set(['write_api', 'close', 'ping', '__enter__', '__exit__', '__del__']);

/** Members of the new client: a place that an earlier pass has written. */
const NEW: ReadonlySet<string> = new Set(['write', 'query', 'flush', 'get_server_version']);

/** Another class of the service that the object of a use may be of, as the double of a test is. */
function doubleOf({ resolution }: ObjectUse): string | undefined {
  const other = resolution.candidates.find(({ kind }) => kind === 'local')?.name;
  return other?.slice(0, other.lastIndexOf('.'));
}

/** Why a use of a client keeps it on the old library; undefined where it has a counterpart. */
export function blockerOf(use: ObjectUse, others: readonly ObjectUse[]): Blocker | undefined {
  const { file, node } = use;
  const blocked = (rule: Blocker['rule'], reason: string): Blocker => ({ rule, file, node, reason });
  const member = memberOf(use, CLIENT);
  if (member === undefined) {
    const reason = isObject(use, CLIENT) ? findEscape(use, others) : undefined;
    return reason === undefined ? undefined : blocked('report-shared-client', reason);
  }
  const [name = ''] = member.split('.');
  if (NEW.has(name)) return undefined;
  const double = doubleOf(use);
  if (double !== undefined)
    return {
      ...blocked('report-shared-client', `it may be a \`${double}\` too, which has the methods of the old client`),
      ...ORDER_FOR_DOUBLE,
    };
  // What is asked with it is judged by itself.
  if (name === 'query_api') return undefined;
  if (ADMINISTRATION.some((one) => one === name))
    return blocked('report-administration', `\`${name}\` has no counterpart`);
  if (SERVER_QUESTIONS.some((one) => one === name))
    return blocked('report-administration', `\`${name}()\` has no counterpart`);
  if (!KEPT.has(name)) return blocked('report-shared-client', `\`${name}\` of a client has no counterpart`);
  const isCalled = callOf(file, node) !== undefined;
  if (name === 'close' || name === '__exit__' || name === '__enter__' || isCalled) return undefined;
  return blocked('report-shared-client', `its \`${name}\` method is handed on, and where it is called is not seen`);
}
