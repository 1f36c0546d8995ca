import { defineRule, pySource, referenceTo } from '@moult/plugin-api';
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
    if (file.resolve(node).candidates.some(({ kind }) => kind !== 'member'))
      return leave('it is a message, not the class');
    if (!facts(pahoMessages).areAllOurs) return leave('nothing says that it can only mean messages of asyncio-mqtt');
    if (node.parent?.kind === 'call' && node.parent.field('function') === node) return flag(node.parent, MADE_BY_HAND);
    edit.replace(node, pySource(edit.imports.use('aiomqtt', 'Message')));
    edit.imports.mayDrop(PAHO_MESSAGE);
    edit.unit(UNIT);
    edit.evidence('nothing in the service has to do with a client of paho, so its messages come from asyncio-mqtt');
  },
});

const MADE_BY_HAND = {
  message: 'A message of paho is made by hand',
  why: 'Messages of aiomqtt are objects of another class, whose topic is a Topic and not a string',
  todo: 'Make an `aiomqtt.Message(topic, payload, qos, retain, mid, properties)` instead',
};
