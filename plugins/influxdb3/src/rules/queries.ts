import {
  anyOf,
  type CallSite,
  callTo,
  defineRule,
  type FileView,
  type ReferenceSite,
  referenceTo,
} from '@moult/plugin-api';
import { readFlux } from '../facts/read-flux.ts';
import { ASYNC_CLIENT, CLIENT, QUERY_API } from '../names.ts';
import { adviseSql } from '../suggest-sql.ts';

type QuerySite = CallSite | ReferenceSite;

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
  fix({ site, service, file, flag, leave }) {
    if (site.kind === 'reference' && isCalled(site)) return leave('the call is looked at by itself');
    if (MAKERS.includes(site.name)) {
      const { line, column } = site.node;
      const hasQueries = service.usesOf({ path: file.path, line, column }).length > 0;
      return hasQueries
        ? leave('the queries that are made with it are reported')
        : flag(site.node, orderForMaker(site));
    }
    flag(site.node, workOrder(site, file));
  },
});

function isCalled({ node }: ReferenceSite): boolean {
  return node.parent?.kind === 'call' && node.parent.field('function') === node;
}

function workOrder(site: QuerySite, file: FileView) {
  const method = site.name.slice(site.name.lastIndexOf('.') + 1);
  const { suggestion, remark } = adviseSql(method, site.kind === 'call' ? readFlux(file, site.call) : undefined);
  const change =
    'The result changes with the language: rows instead of tables and records, times without a time zone, and an error where a table or column does not exist yet';
  return {
    message: `\`${site.kind === 'call' ? site.call.callee.text : site.node.text}\` asks in Flux, which InfluxDB 3 does not understand`,
    why: remark === undefined ? change : `${change}. About this query: ${remark}`,
    todo: 'Write the query in SQL, read rows where records are read, and catch InfluxDB3ClientError',
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function orderForMaker(site: QuerySite) {
  return {
    message: `\`${site.node.text}\` has no counterpart, and its queries are not seen here`,
    why: 'InfluxDB 3 does not understand Flux, and a client queries by itself',
    todo: 'Find the queries that are made with it, write them in SQL, and hand on the client',
    suggestion: 'table = client.query(sql, database=bucket)',
  };
}
