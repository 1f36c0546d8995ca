import { callTo, defineRule } from '@moult/plugin-api';
import { CLIENT } from '../names.ts';

/** A URL as host name never worked, in neither library. */
export const reportUrlHostname = defineRule({
  name: 'report-url-hostname',
  summary: 'hostname is a host name, not a URL',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/aiomqtt/client.py',
  grade: 'manual',
  find: callTo(CLIENT),
  fix({ site, file, flag, leave }) {
    const value = (site.call.keyword('hostname') ?? site.call.positional(0))?.value;
    const text = value === undefined ? undefined : file.stringValue(value);
    if (value === undefined || text === undefined || !text.includes('://'))
      return leave('the host is not a literal URL');
    flag(value, {
      message: `The host name "${text}" is a URL`,
      why: 'It is passed to the socket as it is, in both libraries',
      todo: 'Give the host alone, and the port and TLS settings by their keywords',
    });
  },
});
