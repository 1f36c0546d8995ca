import { callTo, defineRule, py } from '@moult/plugin-api';
import { migration } from '../facts/migration.ts';
import { dissolvedAround, moveClose } from '../move-write.ts';
import { CLIENT, WRITE_API } from '../names.ts';

/** A writer is not closed by itself: closing the client writes what is waiting, and so does `flush()`. */
export const clientClose = defineRule({
  name: 'client-close',
  summary: 'there is no writer to close or flush; closing the client writes what is waiting',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: callTo(`${WRITE_API}.close`, `${WRITE_API}.flush`, `${WRITE_API}.__del__`, `${CLIENT}.__del__`),
  fix(context) {
    const { site, file, edit, facts, leave } = context;
    const known = facts(migration);
    const { callee } = site.call;
    const stand = known.standAt(callee);
    if (stand.kind === 'stays') return leave(stand.reason);
    if (dissolvedAround(known.clients, site.node) !== undefined)
      return leave('it changes with the `with` statement around it');
    const receiver = callee.field('object');
    const [made] = known.writersAt(callee);
    if (made !== undefined) moveClose(edit, file, callee, made.writer);
    else if (receiver !== undefined) edit.replace(callee, py`${receiver}.close`);
    edit.unit(stand.unit);
  },
});
