import type { CallView, FileView, ObjectUse, OptionReader, ServiceView, SyntaxNode } from '@moult/plugin-api';
import type { FluxOptions } from '../flux/translation.ts';
import { CLIENT, QUERY_API } from '../names.ts';
import { acknowledgeServer, queryMode, tagKeys } from '../options.ts';
import { planQuery } from '../queries/plan-query.ts';
import type { Querier, QueryPlan } from '../queries/query-plan.ts';
import type { QueryMethod } from '../queries/read-answer.ts';
import { readTags } from '../queries/read-tags.ts';
import { type Blocker, callOf, isObject, memberOf } from './client.ts';
import { findEscape } from './find-escape.ts';
import { isSameOrg } from './plan-client.ts';
import { chooseForm } from './read-writer.ts';

/** Whether queries are rewritten, and what is known of the database. */
export type QuerySettings =
  | { readonly kind: 'rewrite'; readonly tags: FluxOptions['tags'] }
  /** They are left to a person; `reason` ends the sentence "the client stays on influxdb-client, because …". */
  | { readonly kind: 'leave'; readonly tags: FluxOptions['tags']; readonly reason: string };

/** Reads the options about queries. */
export function readSettings(option: OptionReader): QuerySettings {
  const tags = readTags(option(tagKeys));
  const leave = (reason: string): QuerySettings => ({ kind: 'leave', tags, reason });
  if (option(queryMode) === 'flag') return leave('it is queried in Flux, which InfluxDB 3 does not understand');
  if (option(acknowledgeServer) !== 'influxdb3')
    return leave('queries are rewritten only when the option `acknowledgeServer` says `influxdb3`');
  if (tags === undefined) return leave('the option `tags` is not written as `measurement=tag,tag; …`');
  return { kind: 'rewrite', tags };
}

/** The queries of a client, and what of them keeps it on the old library. */
export interface JudgedQueries {
  readonly queriers: readonly Querier[];
  readonly queries: readonly QueryPlan[];
  readonly blockers: readonly Blocker[];
}

interface Asked {
  readonly file: FileView;
  readonly call: CallView | undefined;
  readonly uses: readonly ObjectUse[];
}

const METHODS: ReadonlySet<string> = new Set(['query', 'query_stream', 'query_data_frame']);

/** Reads everything that is asked with a client. */
export function judgeQueries(service: ServiceView, client: Asked, settings: QuerySettings): JudgedQueries {
  const makers = client.uses.filter((use) => memberOf(use, CLIENT)?.split('.')[0] === 'query_api');
  if (settings.kind === 'leave')
    return { queriers: [], queries: [], blockers: makers.map((use) => block(use, settings.reason)) };
  const queriers: Querier[] = [];
  const blockers: Blocker[] = [];
  for (const use of makers) {
    const querier = readQuerier(service, use);
    if (querier === undefined) blockers.push(block(use, 'its `query_api` is not asked for in a plain call'));
    else queriers.push(querier);
  }
  const planned = queriers.map((querier) => judgeQuerier(service, client, { querier, queriers, tags: settings.tags }));
  return {
    queriers,
    queries: planned.flatMap(({ queries }) => queries),
    blockers: [...blockers, ...planned.flatMap((one) => one.blockers)],
  };
}

function block({ file, node }: Pick<ObjectUse, 'file' | 'node'>, reason: string): Blocker {
  return { rule: 'queries', file, node, reason };
}

interface OneOfQueriers {
  readonly querier: Querier;
  readonly queriers: readonly Querier[];
  readonly tags: FluxOptions['tags'];
}

/** Plans all that is asked with one query API. */
function judgeQuerier(
  service: ServiceView,
  client: Asked,
  { querier, queriers, tags }: OneOfQueriers,
): Omit<JudgedQueries, 'queriers'> {
  const calls = new Map(queriers.flatMap(({ uses }) => uses.flatMap(callsAt)));
  const queries: QueryPlan[] = [];
  const blockers: Blocker[] = [...escapesOf(querier)];
  if (!querier.uses.some((use) => memberOf(use, QUERY_API) !== undefined))
    blockers.push(block({ ...querier, node: querier.call.node }, 'what is asked with its query API is not seen'));
  for (const use of querier.uses) {
    const planned = planUse(service, client, { use, querier, calls, tags });
    if (typeof planned === 'string') blockers.push(block(use, planned));
    else if (planned !== undefined) queries.push(planned);
  }
  return { queries, blockers };
}

/** Reads a `query_api()` call; undefined for any other use of a client. */
export function readQuerier(service: ServiceView, use: ObjectUse): Querier | undefined {
  const { file, node } = use;
  const call = memberOf(use, CLIENT) === 'query_api' ? callOf(file, node) : undefined;
  const owner = call?.callee.field('object');
  if (call === undefined || owner === undefined || call.arguments.length > 0) return undefined;
  const { line, column } = call.node;
  const draft = { file, call, owner, uses: service.usesOf({ path: file.path, line, column }) };
  return { ...draft, form: chooseForm(service, draft, QUERY_API) };
}

function callsAt(use: ObjectUse): readonly (readonly [SyntaxNode, string])[] {
  const member = memberOf(use, QUERY_API);
  const call = callOf(use.file, use.node);
  return member === undefined || call === undefined ? [] : [[call.node, member]];
}

function escapesOf({ file, call, uses }: Querier): readonly Blocker[] {
  const made = { file, node: call.node, resolution: file.resolve(call.node) };
  return [made, ...uses.filter((use) => isObject(use, QUERY_API))].flatMap((use): readonly Blocker[] => {
    const reason = findEscape(use);
    return reason === undefined ? [] : [{ rule: 'report-shared-client', file: use.file, node: use.node, reason }];
  });
}

interface QueryUse {
  readonly use: ObjectUse;
  readonly querier: Querier;
  readonly calls: ReadonlyMap<SyntaxNode, string>;
  readonly tags: FluxOptions['tags'];
}

/** The plan of a query, or why there is none; undefined for a use of the query API that is no query. */
function planUse(
  service: ServiceView,
  client: Asked,
  { use, querier, calls, tags }: QueryUse,
): QueryPlan | string | undefined {
  const member = memberOf(use, QUERY_API);
  // What a query gives is a use of the query API too; it is followed with the query.
  if (member === undefined) return undefined;
  if (!isMethod(member)) return `\`${member}\` has no counterpart`;
  const { file, node } = use;
  return planQuery({
    service,
    file,
    callee: node,
    method: member,
    querier,
    tags,
    queries: calls,
    hasOrg: (_call, org) => hasNoOrg(client) || isSameOrg(service, client, { file, org, callee: node }),
  });
}

function hasNoOrg({ call }: Asked): boolean {
  return call !== undefined && call.positional(5) === undefined && call.keyword('org') === undefined;
}

function isMethod(name: string): name is QueryMethod {
  return METHODS.has(name);
}
