/** The class everything starts from, under the name rules use. */
export const CLIENT = 'influxdb_client.InfluxDBClient';

export const ASYNC_CLIENT = 'influxdb_client.InfluxDBClientAsync';

/** What `client.write_api()` and `client.query_api()` give. */
export const WRITE_API = 'influxdb_client.WriteApi';
export const QUERY_API = 'influxdb_client.QueryApi';

export const WRITE_OPTIONS = 'influxdb_client.WriteOptions';

/** The new library: its distribution, its module and its client. */
export const NEW_DISTRIBUTION = 'influxdb3-python';
export const NEW_VERSION = '0.17.0';
export const NEW_MODULE = 'influxdb_client_3';
export const NEW_CLIENT = 'InfluxDBClient3';

/** Methods of the old client whose objects administrate a server of version 2. */
export const ADMINISTRATION = [
  'delete_api',
  'buckets_api',
  'tasks_api',
  'users_api',
  'organizations_api',
  'authorizations_api',
  'labels_api',
  'invokable_scripts_api',
] as const;

/** Questions about the server that the new client does not answer. */
export const SERVER_QUESTIONS = ['health', 'ready', 'version', 'build'] as const;

/** Class methods that make a client from settings. */
export const FACTORIES = ['from_env_properties', 'from_config_file'] as const;

/** The unit of all changes of a service whose clients all move. */
export const UNIT = `requirement:${NEW_DISTRIBUTION}`;
