import {
  anyOf,
  type CallSite,
  type CallView,
  callTo,
  defineRule,
  type ReferenceSite,
  referenceTo,
} from '@moult/plugin-api';
import type { Blocker } from '../facts/client.ts';
import { migration } from '../facts/migration.ts';
import { dissolvedAround, moveWrite } from '../move-write.ts';
import { WRITE_API } from '../names.ts';

type WriteSite = CallSite | ReferenceSite;

const WRITE = `${WRITE_API}.write`;

/** `write(bucket, org, record, write_precision)` is `write(record, database)` of the client, with the rest by keyword. */
export const writeCall = defineRule<WriteSite>({
  name: 'write-call',
  summary: 'a record is written by the client; the bucket is its database',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: anyOf<WriteSite>(callTo(WRITE), referenceTo(WRITE)),
  fix(context) {
    const { site, file, edit, facts, flag, leave } = context;
    const callee = site.kind === 'call' ? site.call.callee : site.node;
    if (site.kind === 'reference' && isCalled(site)) return leave('the call is looked at by itself');
    const known = facts(migration);
    const [blocker] = known.blockersAt(callee).filter(({ rule }) => rule === 'write-call');
    if (blocker !== undefined) return flag(site.node, workOrder(site, blocker));
    const stand = known.standAt(callee);
    if (stand.kind === 'stays') return leave(stand.reason);
    if (dissolvedAround(known.clients, site.node) !== undefined)
      return leave('it changes with the `with` statement around it');
    if (!moveWrite(edit, file, known, callee)) return leave('it is no call of the old library');
    edit.unit(stand.unit);
  },
});

function isCalled({ node }: ReferenceSite): boolean {
  return node.parent?.kind === 'call' && node.parent.field('function') === node;
}

function workOrder(site: WriteSite, { reason, todo }: Blocker) {
  return {
    message: `\`${site.kind === 'call' ? site.call.callee.text : site.node.text}\` cannot be moved to influxdb3-python as it is`,
    why: `The client stays on influxdb-client: ${reason}`,
    todo: todo ?? 'Write the arguments out at the call, then plan again',
    suggestion: site.kind === 'call' ? newCall(site.call) : 'client.write(record=record, database=bucket)',
  };
}

const PARAMETERS = ['bucket', 'org', 'record', 'write_precision'];

/** The call as the new client takes it, as far as it can be read. */
function newCall({ arguments: given }: CallView): string {
  const written = given.map(({ kind, name, value, node }, index) => {
    const keyword = name ?? (kind === 'positional' ? PARAMETERS[index] : undefined);
    if (keyword === undefined) return node.text;
    return `${keyword === 'bucket' ? 'database' : keyword}=${value.text}`;
  });
  return `client.write(${written.join(', ')})`;
}
