import type { QualifiedName } from '@moult/plugin-api';
import { NEW_CLIENT, NEW_MODULE } from './names.ts';
import { canonicalName } from './types.ts';

/** Where the names of influxdb_client are in influxdb_client_3, by the name rules use. */
const MEMBERS: Readonly<Record<QualifiedName, QualifiedName>> = {
  'influxdb_client.InfluxDBClient': `${NEW_MODULE}.${NEW_CLIENT}`,
  'influxdb_client.WriteApi': `${NEW_MODULE}.${NEW_CLIENT}`,
  'influxdb_client.Point': `${NEW_MODULE}.Point`,
  'influxdb_client.WritePrecision': `${NEW_MODULE}.WritePrecision`,
  'influxdb_client.WriteOptions': `${NEW_MODULE}.WriteOptions`,
  'influxdb_client.WriteType': `${NEW_MODULE}.WriteType`,
  'influxdb_client.PointSettings': `${NEW_MODULE}.PointSettings`,
  'influxdb_client.DEFAULT_WRITE_PRECISION': `${NEW_MODULE}.write_client.client.write.point.DEFAULT_WRITE_PRECISION`,
  'influxdb_client.SYNCHRONOUS': `${NEW_MODULE}.SYNCHRONOUS`,
  'influxdb_client.ASYNCHRONOUS': `${NEW_MODULE}.ASYNCHRONOUS`,
  'influxdb_client.InfluxDBError': `${NEW_MODULE}.exceptions.InfluxDBError`,
  'influxdb_client.ApiException': `${NEW_MODULE}.write_client.rest.ApiException`,
};

/** Modules that are imported as such. What stands below one moves with it. */
const MODULES: Readonly<Record<QualifiedName, QualifiedName>> = {
  influxdb_client: NEW_MODULE,
  'influxdb_client.client': NEW_MODULE,
  'influxdb_client.client.influxdb_client': NEW_MODULE,
  'influxdb_client.client.write_api': NEW_MODULE,
  'influxdb_client.client.write.point': NEW_MODULE,
  'influxdb_client.domain.write_precision': NEW_MODULE,
  'influxdb_client.client.exceptions': `${NEW_MODULE}.exceptions`,
  'influxdb_client.rest': `${NEW_MODULE}.write_client.rest`,
};

/** Modules whose members keep their names, in `influxdb_client_3.write_client.client`. */
const SAME_TAIL = [
  'influxdb_client.client.util.date_utils',
  'influxdb_client.client.util.date_utils_pandas',
  'influxdb_client.client.util.multiprocessing_helper',
  'influxdb_client.client.write.dataframe_serializer',
  'influxdb_client.client.write.point',
  'influxdb_client.client.write.retry',
];

/** The new name of something of influxdb_client; undefined where it has no counterpart. */
export function counterpartOf(written: QualifiedName): QualifiedName | undefined {
  const name = canonicalName(written);
  const known = MEMBERS[name] ?? MODULES[name];
  if (known !== undefined) return known;
  const inMember = Object.keys(MEMBERS).find((member) => name.startsWith(`${member}.`));
  if (inMember !== undefined) return `${MEMBERS[inMember]}${name.slice(inMember.length)}`;
  const module = SAME_TAIL.find((one) => name === one || name.startsWith(`${one}.`));
  return module === undefined
    ? undefined
    : name.replace('influxdb_client.client.', `${NEW_MODULE}.write_client.client.`);
}

/** Whether a name is one of the modules of influxdb_client that are imported as such. */
export function isModuleName(name: QualifiedName): boolean {
  return name in MODULES;
}
