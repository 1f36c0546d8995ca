import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryTypes, Resolution } from '@moult/plugin-api';
import type { ImportIntent } from '../../src/edits/import-intent.ts';
import type { TreeFile } from '../../src/resolution/file-view.ts';
import { createServiceModel, type ServiceModel } from '../../src/resolution/service-model.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import type { TreeNode } from '../../src/syntax/tree-node.ts';

export const TYPES: LibraryTypes = {
  same: {
    'influxdb_client.client.influxdb_client': 'influxdb_client',
    'influxdb_client.client.write_api.WriteApi': 'influxdb_client.WriteApi',
    'asyncio_mqtt.client.Client': 'asyncio_mqtt.Client',
  },
  returns: {
    'influxdb_client.InfluxDBClient.write_api': 'influxdb_client.WriteApi',
    'influxdb_client.InfluxDBClient.query_api': 'influxdb_client.QueryApi',
    'influxdb_client.InfluxDBClient.from_env_properties': 'influxdb_client.InfluxDBClient',
    'tenacity.retry': 'tenacity.Wrapped',
    'influxdb_client.connect': 'influxdb_client.InfluxDBClient',
  },
  enters: {
    'asyncio_mqtt.Client.filtered_messages': 'asyncio_mqtt.Messages',
    'influxdb_client.Session': 'influxdb_client.Transaction',
  },
  yields: { 'asyncio_mqtt.Client.messages': 'asyncio_mqtt.Message', 'asyncio_mqtt.Messages': 'asyncio_mqtt.Message' },
  attributes: { 'asyncio_mqtt.Message.topic': 'asyncio_mqtt.Topic' },
};

/** A service from texts by path; its folder is `.` unless said otherwise. */
export function serviceOf(
  sources: Readonly<Record<string, string>>,
  {
    unparsed = [],
    pending = {},
    path = '.',
  }: { unparsed?: readonly string[]; pending?: Readonly<Record<string, readonly ImportIntent[]>>; path?: string } = {},
): ServiceModel {
  const files = Object.entries(sources).map(([file, text]) => ({
    path: file,
    tree: parseSource(text),
    pending: pending[file] ?? [],
  }));
  return createServiceModel({
    path,
    name: 'service',
    files,
    modulesOfService: [...Object.keys(sources), ...unparsed],
    types: [TYPES],
    libraries: ['aiomqtt', 'tenacity'],
  });
}

/** A service from a folder of fixtures. */
export function readService(folder: string): ServiceModel {
  const root = join(import.meta.dirname, '../fixtures', folder);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
  return serviceOf(Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')])));
}

export interface Expectation {
  readonly place: string;
  readonly file: TreeFile;
  readonly node: TreeNode | undefined;
  readonly expected: string;
}

/**
 * The expectations written behind lines of the fixtures as `#? expression => answer`. An answer is `kind name`, with `@line` or `@path:line`
 * where something was made, several joined by ` | `, with ` ?` behind it when it is not certain; `unknown` for none.
 */
export function expectationsOf(service: ServiceModel): readonly Expectation[] {
  return service.files.flatMap((file) =>
    file.nodes('comment').flatMap((comment) => {
      const written = /^#\? (.*?) => (.*)$/.exec(comment.text);
      const [, text, expected] = written ?? [];
      if (text === undefined || expected === undefined) return [];
      const node = file.tree.all.find(
        (one) => one.line === comment.line && one.text === text && one.kind !== 'expression_statement',
      );
      return [{ place: `${file.path}:${comment.line} ${text}`, file, node, expected: expected.trim() }];
    }),
  );
}

/** A resolution in the words of the fixtures. */
export function spell(resolution: Resolution, home: string): string {
  const { candidates, certain } = resolution;
  if (candidates.length === 0) return 'unknown';
  const words = candidates.map(({ kind, name, origin }) => {
    const place =
      origin === undefined || kind === 'local' ? '' : `@${origin.path === home ? '' : `${origin.path}:`}${origin.line}`;
    return `${kind} ${name}${place}`;
  });
  return `${words.join(' | ')}${certain ? '' : ' ?'}`;
}
