import { type CallSite, callTo, defineRule, type FindingText } from '@moult/plugin-api';
import { ADMINISTRATION, CLIENT, SERVER_QUESTIONS } from '../names.ts';

/** What administrates a server of version 2 has no counterpart, and neither have most questions about its state. */
export const reportAdministration = defineRule({
  name: 'report-administration',
  summary: 'the new client writes and queries; it does not administrate the server',
  source: 'https://docs.influxdata.com/influxdb3/core/admin/',
  grade: 'manual',
  find: callTo(...[...ADMINISTRATION, ...SERVER_QUESTIONS].map((name) => `${CLIENT}.${name}`)),
  fix({ site, flag }) {
    flag(site.node, workOrder(site));
  },
});

const QUESTION = {
  why: 'Of `health`, `ready`, `version` and `build` only the version is left: `get_server_version()`, which raises when the server does not answer',
  todo: 'Ask for the version inside a `try`, or GET /health yourself; on InfluxDB 3 Core that request needs a token',
  suggestion: 'try:\n    client.get_server_version()\nexcept Exception:\n    …',
};

const ORDERS: Readonly<Record<string, Omit<FindingText, 'message'>>> = {
  delete_api: {
    why: 'InfluxDB 3 Core deletes no rows at all, and InfluxDB 3 Enterprise only from its command line, by tags',
    todo: 'Let data expire by the retention period of its database or table, or delete the table',
    suggestion: 'influxdb3 create database --retention-period 30d NAME',
  },
  buckets_api: {
    why: 'Buckets are databases now; they are listed and made with the command line or over HTTP',
    todo: 'Make the database where the service is deployed, not in its code',
    suggestion: 'influxdb3 create database --retention-period 30d NAME',
  },
  tasks_api: {
    why: 'Flux tasks have no equivalent; the processing engine runs Python plugins on the server',
    todo: 'Write the task as a plugin of the processing engine, or run it as a job of your own',
  },
};

const OTHERS = {
  why: 'Users, organisations, labels, authorizations and scripts are not part of the API of InfluxDB 3',
  todo: 'Use the command line or the HTTP API of the server',
};

function workOrder({ call, name }: CallSite): FindingText {
  const method = name.slice(name.lastIndexOf('.') + 1);
  const isQuestion = SERVER_QUESTIONS.some((one) => one === method);
  return {
    message: `\`${call.callee.text}()\` has no counterpart in influxdb3-python`,
    ...(isQuestion ? QUESTION : (ORDERS[method] ?? OTHERS)),
  };
}
