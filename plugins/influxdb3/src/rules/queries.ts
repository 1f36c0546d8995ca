import { anyOf, type CallSite, callTo, defineRule, type ReferenceSite, referenceTo } from '@moult/plugin-api';
import { ASYNC_CLIENT, CLIENT, QUERY_API } from '../names.ts';

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
    flag(site.node, workOrder(site));
  },
});

function isCalled({ node }: ReferenceSite): boolean {
  return node.parent?.kind === 'call' && node.parent.field('function') === node;
}

const COUNTERPARTS: Readonly<Record<string, string>> = {
  query: 'table = client.query(sql, database=bucket)\nfor row in table.to_pylist():\n    …',
  query_stream:
    'for batch in client.query(sql, database=bucket, mode="reader"):\n    for row in batch.to_pylist():\n        …',
  query_data_frame: 'frame = client.query(sql, database=bucket, mode="pandas")',
  query_data_frame_stream: 'frame = client.query(sql, database=bucket, mode="pandas")',
  query_csv: 'pyarrow.csv.write_csv(client.query(sql, database=bucket), sink)',
  query_raw: 'pyarrow.csv.write_csv(client.query(sql, database=bucket), sink)',
};

function workOrder(site: QuerySite) {
  const method = site.name.slice(site.name.lastIndexOf('.') + 1);
  return {
    message: `\`${site.kind === 'call' ? site.call.callee.text : site.node.text}\` asks in Flux, which InfluxDB 3 does not understand`,
    why: 'The result changes with the language: rows instead of tables and records, times without a time zone, and an error where a table or column does not exist yet',
    todo: 'Write the query in SQL, read rows where records are read, and catch InfluxDB3ClientError',
    suggestion: COUNTERPARTS[method] ?? 'table = client.query(sql, database=bucket)',
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
