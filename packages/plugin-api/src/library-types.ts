import type { QualifiedName } from './resolution.ts';

/**
 * What a plugin knows of the API of its library, as data for name resolution. Calling a name whose last part starts with a capital letter gives an
 * instance of it, and entering an instance gives the instance itself; only what differs has to be stated.
 */
export interface LibraryTypes {
  /** Names that are one thing: other name → the name rules use (`asyncio_mqtt.client.Client` → `asyncio_mqtt.Client`). */
  readonly same?: Readonly<Record<QualifiedName, QualifiedName>>;
  /** Calling the key gives an instance of the value (`influxdb_client.InfluxDBClient.write_api` → `influxdb_client.WriteApi`). */
  readonly returns?: Readonly<Record<QualifiedName, QualifiedName>>;
  /** `with KEY as name`: the target is an instance of the value. */
  readonly enters?: Readonly<Record<QualifiedName, QualifiedName>>;
  /** `for name in KEY`: the target is an instance of the value. */
  readonly yields?: Readonly<Record<QualifiedName, QualifiedName>>;
  /** Reading the attribute KEY gives an instance of the value. */
  readonly attributes?: Readonly<Record<QualifiedName, QualifiedName>>;
}
