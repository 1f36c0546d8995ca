import {
  anyOf,
  type CallSite,
  callTo,
  defineRule,
  type FixContext,
  py,
  type ReferenceSite,
  referenceTo,
} from '@moult/plugin-api';
import { migration } from '../facts/migration.ts';
import { readFlux } from '../facts/read-flux.ts';
import { ASYNC_CLIENT, CLIENT, QUERY_API } from '../names.ts';
import { queryMode, tagKeys } from '../options.ts';
import { moveQuery } from '../queries/move-query.ts';
import type { Querier } from '../queries/query-plan.ts';
import { readTags } from '../queries/read-tags.ts';
import { adviseSql } from '../suggest-sql.ts';

type QuerySite = CallSite | ReferenceSite;
type QueryContext = FixContext<QuerySite>;

const METHODS = ['query', 'query_stream', 'query_data_frame', 'query_data_frame_stream', 'query_csv', 'query_raw'];
const QUERIES = [QUERY_API, 'influxdb_client.QueryApiAsync'].flatMap((type) =>
  METHODS.map((method) => `${type}.${method}`),
);
const MAKERS = [`${CLIENT}.query_api`, `${ASYNC_CLIENT}.query_api`];

/** InfluxDB 3 does not understand Flux: a query becomes SQL, its result a table of Arrow. */
export const queries = defineRule<QuerySite>({
  name: 'queries',
  summary: 'InfluxDB 3 is queried in SQL or InfluxQL, and answers with an Arrow table',
  source: 'https://docs.influxdata.com/influxdb3/core/query-data/sql/',
  grade: 'review',
  find: anyOf<QuerySite>(callTo(...QUERIES, ...MAKERS), referenceTo(...QUERIES)),
  fix(context) {
    const { site, flag, leave } = context;
    if (site.kind === 'reference' && isCalled(site)) return leave('the call is looked at by itself');
    if (MAKERS.includes(site.name)) return fixMaker(context);
    if (site.kind === 'call' && hasMoved(context, site)) return;
    flag(site.node, workOrder(context));
  },
});

/** Rewrites a query whose client moves; false where it stays. */
function hasMoved(context: QueryContext, { call }: CallSite): boolean {
  const known = context.facts(migration);
  const plan = known.queryAt(call.node);
  const stand = known.standAt(call.callee);
  if (plan === undefined || stand.kind === 'stays') return false;
  const clients = known.clients.filter(({ queries: own }) => own.some((query) => query.call.node === call.node));
  moveQuery(context, known, plan, clients);
  context.edit.unit(stand.unit);
  return true;
}

function fixMaker(context: QueryContext): void {
  const { site, service, file, facts, flag, leave } = context;
  const known = facts(migration);
  const querier = known.querierAt(site.node);
  const stand = site.kind === 'call' ? known.standAt(site.call.callee) : undefined;
  const { line, column } = site.node;
  if (querier !== undefined && stand?.kind === 'moves') takeOut(context, querier, stand.unit);
  else if (service.usesOf({ path: file.path, line, column }).length > 0)
    leave('the queries that are made with it are reported');
  else flag(site.node, orderForMaker(site));
}

/** Takes a query API out, or puts the client in its place. */
function takeOut({ site, file, edit, leave }: QueryContext, { form, owner }: Querier, unit: string): void {
  if (site.node.parent?.kind === 'attribute') {
    leave('it changes with the query that is asked with it');
    return;
  }
  edit.unit(unit);
  if (form.kind !== 'folded') {
    edit.replace(site.node, py`${owner}`);
    return;
  }
  edit.remove(form.statement);
  edit.describe(`\`${form.target.text}\` is \`${owner.text}\` itself`);
  const names = form.target.kind === 'identifier' ? file.uses(form.target) : [];
  for (const name of names)
    if (name !== form.target && name.parent?.kind !== 'attribute') edit.replace(name, py`${owner.text}`);
}

function isCalled({ node }: ReferenceSite): boolean {
  return node.parent?.kind === 'call' && node.parent.field('function') === node;
}

function workOrder({ site, file, facts, option }: QueryContext) {
  const method = site.name.slice(site.name.lastIndexOf('.') + 1);
  const source = site.kind === 'call' ? readFlux(file, site.call)?.source : undefined;
  const { suggestion, remark } = adviseSql(method, source, readTags(option(tagKeys)));
  const change =
    'The result changes with the language: rows instead of tables and records, times without a time zone, and an error where a table or column does not exist yet';
  const kept = option(queryMode) === 'rewrite' ? whyKept({ site, facts }) : undefined;
  const why =
    remark === undefined || kept?.includes(remark) === true ? change : `${change}. About this query: ${remark}`;
  return {
    message: `\`${site.kind === 'call' ? site.call.callee.text : site.node.text}\` asks in Flux, which InfluxDB 3 does not understand`,
    why: kept === undefined ? why : `It is not rewritten: ${kept}. ${why}`,
    todo: 'Write the query in SQL, read rows where records are read, and catch InfluxDB3ClientError',
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function whyKept({ site, facts }: Pick<QueryContext, 'site' | 'facts'>): string | undefined {
  const known = facts(migration);
  const callee = site.kind === 'call' ? site.call.callee : site.node;
  const [blocker] = known.blockersAt(callee);
  if (blocker !== undefined) return blocker.reason;
  const stand = known.standAt(callee);
  return stand.kind === 'stays' ? stand.reason : undefined;
}

function orderForMaker(site: QuerySite) {
  return {
    message: `\`${site.node.text}\` has no counterpart, and its queries are not seen here`,
    why: 'InfluxDB 3 does not understand Flux, and a client queries by itself',
    todo: 'Find the queries that are made with it, write them in SQL, and hand on the client',
    suggestion: 'table = client.query(sql, database=bucket)',
  };
}
