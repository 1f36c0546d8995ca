import { defineRule, referenceTo } from '@moult/plugin-api';
import { clientClasses } from '../facts/client-classes.ts';
import { pahoMessages } from '../facts/paho-messages.ts';
import { CLIENT, PAHO_MESSAGE } from '../names.ts';

const MESSAGE = ['timestamp', 'dup', 'info', 'state'].map((name) => `${PAHO_MESSAGE}.${name}`);

/** Values whose meaning changed where a rewrite cannot know what the code wants. */
export const reportChangedValues = defineRule({
  name: 'report-changed-values',
  summary: 'messages, reason codes and the inner paho client changed',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'manual',
  find: referenceTo(...MESSAGE, 'asyncio_mqtt.MqttCodeError.rc', `${CLIENT}._client`),
  fix({ site, file, flag, leave, facts }) {
    const object = site.node.field('object');
    const isKnown =
      object !== undefined &&
      (file.refersTo(object, PAHO_MESSAGE, 'asyncio_mqtt.MqttCodeError') ||
        facts(clientClasses).hasClient(file, object));
    if (!isKnown) return leave('it is a name or an attribute of something else, which was given the value');
    if (site.name.endsWith('.rc')) return flag(site.node, REASON_CODE);
    if (site.name.endsWith('._client')) return flag(site.node, INNER_CLIENT);
    if (!facts(pahoMessages).include(file, object)) return leave('it is a message of a paho client, which keeps it');
    flag(site.node, {
      message: `\`${site.node.text}\` is an attribute of paho's message`,
      why: 'aiomqtt messages have topic, payload, qos, retain, mid and properties only',
      todo: 'Do without it; take the time of arrival yourself where a timestamp is needed',
    });
  },
});

const REASON_CODE = {
  message: 'The reason code of an MQTT error is read',
  why: 'It is a ReasonCode now, with MQTT 5 numbers for MQTT 3.1.1 too: "not authorised" was 5 and is 135',
  todo: 'Compare names instead of numbers, as in `str(error.rc) == "Not authorized"`',
};

const INNER_CLIENT = {
  message: 'The paho client inside is used',
  why: 'It is a paho 2 client with the second callback API, whose callbacks take other arguments',
  todo: "Use the public API of aiomqtt, or give the callbacks the signatures of paho's CallbackAPIVersion.VERSION2",
};
