import { type CallView, callTo, defineRule } from '@moult/plugin-api';
import { oldLibrary } from '../facts/old-library.ts';

/** aiomqtt needs paho-mqtt 2.1, which concerns code that uses paho directly. */
export const reportPahoClient = defineRule({
  name: 'report-paho-client',
  summary: 'paho-mqtt 2 wants the version of its callbacks first',
  source: 'https://eclipse.dev/paho/files/paho.mqtt.python/html/migrations.html',
  grade: 'manual',
  find: callTo('paho.mqtt.client.Client'),
  fix({ site, facts, flag, leave }) {
    if (!facts(oldLibrary)) return leave('the service does not use asyncio-mqtt, so its paho-mqtt stays');
    if (site.call.arguments[0]?.value.text.includes('CallbackAPIVersion'))
      return leave('the version of the callbacks is stated');
    flag(site.node, {
      message: 'A paho client is made without the version of its callbacks',
      why: 'aiomqtt 2.4.0 needs paho-mqtt 2.1 or newer, where the first argument is a CallbackAPIVersion: a positional client id raises ValueError',
      todo: 'Give `mqtt.CallbackAPIVersion.VERSION1` first to keep the old callbacks',
      suggestion: withVersion(site.call),
    });
  },
});

function withVersion({ callee, arguments: given }: CallView): string {
  const module = callee.field('object')?.text ?? 'mqtt';
  const values = [`${module}.CallbackAPIVersion.VERSION1`, ...given.map(({ node }) => node.text)];
  return `${callee.text}(${values.join(', ')})`;
}
