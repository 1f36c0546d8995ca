import type { LibraryTypes, QualifiedName } from '@moult/plugin-api';
import { ADMINISTRATION, ASYNC_CLIENT, CLIENT, FACTORIES, QUERY_API, WRITE_API } from './names.ts';

const MOVED_UP: Readonly<Record<string, readonly string[]>> = {
  'influxdb_client.client.influxdb_client': [
    'InfluxDBClient',
    'WriteApi',
    'WriteOptions',
    'PointSettings',
    'QueryApi',
    'QueryOptions',
  ],
  'influxdb_client.client.influxdb_client_async': ['InfluxDBClientAsync'],
  'influxdb_client.client.write_api': [
    'WriteApi',
    'WriteOptions',
    'WriteType',
    'PointSettings',
    'SYNCHRONOUS',
    'ASYNCHRONOUS',
    'Point',
    'WritePrecision',
    'DEFAULT_WRITE_PRECISION',
  ],
  'influxdb_client.client.write_api_async': ['Point', 'PointSettings', 'WritePrecision'],
  'influxdb_client.client.query_api': ['QueryApi', 'QueryOptions'],
  'influxdb_client.client.flux_table': ['FluxTable', 'FluxRecord', 'TableList'],
  'influxdb_client.client.write.point': ['Point', 'WritePrecision', 'DEFAULT_WRITE_PRECISION'],
  'influxdb_client.domain': ['WritePrecision'],
  'influxdb_client.domain.write_precision': ['WritePrecision'],
  'influxdb_client.client.exceptions': ['InfluxDBError'],
  'influxdb_client.client.write.retry': ['InfluxDBError'],
  'influxdb_client.rest': ['ApiException', 'InfluxDBError'],
};

const SAME: Readonly<Record<QualifiedName, QualifiedName>> = Object.fromEntries(
  Object.entries(MOVED_UP).flatMap(([module, names]) =>
    names.map((name) => [`${module}.${name}`, `influxdb_client.${name}`]),
  ),
);

/** The name rules use for a name of the library. */
export function canonicalName(name: QualifiedName): QualifiedName {
  const known = Object.keys(SAME).find((written) => name === written || name.startsWith(`${written}.`));
  return known === undefined ? name : `${SAME[known]}${name.slice(known.length)}`;
}

/** The API of influxdb-client 1.x as far as values travel through it. */
export const INFLUXDB_CLIENT_TYPES: LibraryTypes = {
  same: SAME,
  returns: {
    [`${CLIENT}.write_api`]: WRITE_API,
    [`${CLIENT}.query_api`]: QUERY_API,
    ...Object.fromEntries(FACTORIES.map((name) => [`${CLIENT}.${name}`, CLIENT])),
    ...Object.fromEntries(ADMINISTRATION.map((name) => [`${CLIENT}.${name}`, `influxdb_client.${name}`])),
    [`${ASYNC_CLIENT}.write_api`]: 'influxdb_client.WriteApiAsync',
    [`${ASYNC_CLIENT}.query_api`]: 'influxdb_client.QueryApiAsync',
    [`${QUERY_API}.query`]: 'influxdb_client.TableList',
    [`${QUERY_API}.query_stream`]: 'influxdb_client.FluxRecords',
  },
  yields: {
    'influxdb_client.TableList': 'influxdb_client.FluxTable',
    'influxdb_client.FluxTable': 'influxdb_client.FluxRecord',
    'influxdb_client.FluxRecords': 'influxdb_client.FluxRecord',
    'influxdb_client.FluxTable.records': 'influxdb_client.FluxRecord',
  },
};
