import type { CallSite, CallView, FindingText, QualifiedName } from '@moult/plugin-api';
import type { Blocker } from './facts/client.ts';
import { CONSTRUCTOR_PARAMETERS } from './facts/read-constructor.ts';

/** What to do about a client that is made in a way that has no counterpart. */
export function orderForClient({ call, name }: CallSite, { reason, todo }: Blocker): FindingText {
  const made = `\`${call.callee.text}(…)\``;
  const isAsync = name.endsWith('InfluxDBClientAsync');
  const isFactory = /\.from_(env_properties|config_file)$/.test(name);
  if (isAsync) {
    return {
      message: `${made} has no counterpart in influxdb3-python`,
      why: 'influxdb3-python has no asynchronous client: only `query_async`, and no asynchronous write',
      todo: 'Make an InfluxDBClient3, write in a thread, and query with `query_async`',
      suggestion:
        'await asyncio.to_thread(client.write, record=points, database=bucket)\ntable = await client.query_async(sql)',
    };
  }
  if (isFactory) {
    return {
      message: `${made} reads a configuration that influxdb3-python does not know`,
      why: '`from_env` reads INFLUX_HOST, INFLUX_TOKEN and INFLUX_DATABASE, raises ValueError where one is missing, and knows no tags; there is no `from_config_file`',
      todo: 'Pass the values to the constructor, under the names they have now, then plan again',
      suggestion: name.endsWith('from_env_properties') ? FROM_ENVIRONMENT : FROM_FILE,
    };
  }
  return {
    message: `${made} stays on influxdb-client`,
    why: `It cannot be moved here: ${reason}`,
    todo: todo ?? 'Make the client of the new library beside it, where it is known which of the two is there',
    suggestion: newConstruction(call),
  };
}

const FROM_ENVIRONMENT = `client = InfluxDBClient3(
    host=os.environ["INFLUXDB_V2_URL"],
    token=os.environ["INFLUXDB_V2_TOKEN"],
    org=os.environ["INFLUXDB_V2_ORG"],
    database=bucket,
    write_timeout=int(os.getenv("INFLUXDB_V2_TIMEOUT", "10000")),
)`;

const FROM_FILE = `config = configparser.ConfigParser()
config.read(path)
client = InfluxDBClient3(
    host=config["influx2"]["url"].strip('"'),
    token=config["influx2"]["token"].strip('"'),
    org=config["influx2"]["org"].strip('"'),
    database=bucket,
)`;

const RENAMED: Readonly<Record<string, string>> = { url: 'host', timeout: 'write_timeout' };

/** The call as the new client takes it, as far as it can be read. */
function newConstruction({ arguments: given }: CallView): string {
  const written = given.map(({ kind, name, value, node }, index) => {
    const parameter = name ?? (kind === 'positional' ? CONSTRUCTOR_PARAMETERS[index] : undefined);
    return parameter === undefined ? node.text : `${RENAMED[parameter] ?? parameter}=${value.text}`;
  });
  return `InfluxDBClient3(${[...written, 'database=bucket'].join(', ')})`;
}

/** What to do about a double of the old client. */
export const ORDER_FOR_DOUBLE = {
  todo: 'Give the double the methods of InfluxDBClient3, `write(record=…, database=…)` in place of `write_api`, and change it and the client together by hand',
  suggestion:
    'double = MagicMock(spec=InfluxDBClient3)\ndouble.write.assert_called_once_with(record=point, database="bucket")',
};

/** What to do about an import of something that the new library does not have. */
export function orderForMissing(name: QualifiedName, isUsed: boolean): FindingText {
  const message = `\`${name}\` has no counterpart in influxdb3-python`;
  const known = MISSING.find(({ pattern }) => pattern.test(name)) ?? OF_ADMINISTRATION;
  if (isUsed) return { message, why: known.why, todo: known.todo };
  return { message, why: `${known.why}; nothing in this file uses it`, todo: 'Remove the import' };
}

const OF_ADMINISTRATION = {
  why: 'influxdb_client_3 writes and queries; what administrates a server of version 2 is not in it',
  todo: 'Remove what needs it, or keep influxdb-client for it',
};

const MISSING = [
  {
    pattern: /\.(InfluxDBClientAsync|WriteApiAsync|QueryApiAsync|DeleteApiAsync)$|_async$/,
    why: 'influxdb3-python has no asynchronous client: only `query_async`, and no asynchronous write',
    todo: 'Write `InfluxDBClient3` where the type is named, and change the client with it',
  },
  {
    pattern: /\.(QueryApi|QueryOptions|Dialect)$/,
    why: 'A client queries by itself, in SQL or InfluxQL, and there is no object for it',
    todo: 'Write `InfluxDBClient3` where the type is named, and change the queries with it',
  },
  {
    pattern:
      /\.(FluxTable|FluxRecord|FluxColumn|TableList|FluxStructureEncoder|FluxCsvParser|MissingPivotFunction)$|flux_/,
    why: 'A query of the new client answers with an Arrow table, so there are no Flux tables and records',
    todo: 'Read rows with `table.to_pylist()`, and change the queries with it',
  },
];
