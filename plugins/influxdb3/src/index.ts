import { definePlugin } from '@moult/plugin-api';
import { ADMINISTRATION } from './names.ts';
import { acknowledgeServer, comment, pin, queryMode, tagKeys } from './options.ts';
import { clientClose } from './rules/client-close.ts';
import { clientConstruction } from './rules/client-construction.ts';
import { ping } from './rules/ping.ts';
import { queries } from './rules/queries.ts';
import { renameImports } from './rules/rename-imports.ts';
import { reportAdministration } from './rules/report-administration.ts';
import { reportSharedClient } from './rules/report-shared-client.ts';
import { writeApi } from './rules/write-api.ts';
import { writeCall } from './rules/write-call.ts';
import { writeContext } from './rules/write-context.ts';
import { INFLUXDB_CLIENT_TYPES } from './types.ts';

export default definePlugin({
  name: 'influxdb3',
  title: 'influxdb-client → influxdb3-python 0.17.0',
  upgrade: { from: 'influxdb-client', to: 'influxdb3-python', version: '0.17.0' },
  detects: {
    distributions: ['influxdb-client'],
    modules: ['influxdb_client'],
    literals: ['write_api', 'query_api', ...ADMINISTRATION],
  },
  types: INFLUXDB_CLIENT_TYPES,
  options: [queryMode, acknowledgeServer, tagKeys, pin, comment],
  rules: [
    clientConstruction,
    writeApi,
    writeContext,
    writeCall,
    clientClose,
    ping,
    renameImports,
    queries,
    reportAdministration,
    reportSharedClient,
  ],
  residue: { modules: ['influxdb_client'], strings: true },
});
