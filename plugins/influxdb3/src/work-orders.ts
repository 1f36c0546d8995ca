import type { CallSite, FindingText } from '@moult/plugin-api';

/** What to do about a client that is made in a way that has no counterpart. */
export function orderForClient({ call, name }: CallSite, reason: string): FindingText {
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
      todo: 'Set the variables where the service is deployed and call `from_env`, or pass the values to the constructor',
      suggestion: 'client = InfluxDBClient3.from_env()',
    };
  }
  return {
    message: `${made} stays on influxdb-client`,
    why: `It cannot be moved here: ${reason}`,
    todo: 'Write the call with the keywords of InfluxDBClient3, then plan again',
    suggestion: 'InfluxDBClient3(host=url, token=token, org=org, database=bucket)',
  };
}
