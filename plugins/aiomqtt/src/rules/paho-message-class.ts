import { defineRule, referenceTo } from '@moult/plugin-api';
import { oldLibrary } from '../facts/old-library.ts';
import { pahoMessages } from '../facts/paho-messages.ts';
import { PAHO_MESSAGE, UNIT } from '../names.ts';

/** `filtered_messages` and `unfiltered_messages` gave paho's messages; aiomqtt has a class of its own. */
export const pahoMessageClass = defineRule({
  name: 'paho-message-class',
  summary: 'messages are objects of `aiomqtt.Message`, not of paho',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'review',
  find: referenceTo(PAHO_MESSAGE),
  fix({ site, file, edit, facts, flag, leave }) {
    const { node } = site;
    if (!facts(oldLibrary)) return leave('the service does not use asyncio-mqtt');
    if (file.resolve(node).candidates.some(({ kind }) => kind !== 'member'))
      return leave('it is a message, not the class');
    if (!facts(pahoMessages).areAllOurs) return leave('the service has a paho client too, whose messages it may mean');
    if (node.parent?.kind === 'call' && node.parent.field('function') === node) return flag(node.parent, MADE_BY_HAND);
    edit.rename(node, 'aiomqtt.Message');
    edit.unit(UNIT);
    edit.evidence('no paho client is made in the service, so its messages can only come from asyncio-mqtt');
  },
});

const MADE_BY_HAND = {
  message: 'A message of paho is made by hand',
  why: 'Messages of aiomqtt are objects of another class, whose topic is a Topic and not a string',
  todo: 'Make an `aiomqtt.Message(topic, payload, qos, retain, mid, properties)` instead',
};
