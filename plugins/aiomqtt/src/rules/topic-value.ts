import { defineRule, py, referenceTo } from '@moult/plugin-api';
import { pahoMessages } from '../facts/paho-messages.ts';
import { PAHO_MESSAGE, UNIT } from '../names.ts';
import { whyTopicStays } from '../topic-reads.ts';

/** The topic of a message was a string and is a `Topic`. */
export const topicValue = defineRule({
  name: 'topic-value',
  summary: 'the topic of a message is a Topic; its text is `topic.value`',
  source: 'https://aiomqtt.bo3hm.com/subscribing-to-a-topic.html',
  grade: 'safe',
  find: referenceTo(`${PAHO_MESSAGE}.topic`),
  fix({ site, file, edit, leave, facts }) {
    if (site.node.kind !== 'attribute') return leave('it is a name that was given the topic, whose text it then is');
    if (site.node.field('attribute')?.text !== 'topic') {
      return leave('it is a value that was taken from a message before, and is text already');
    }
    const message = site.node.field('object');
    if (message === undefined || !file.refersTo(message, PAHO_MESSAGE))
      return leave('it is an attribute of something else, which was given the text of the topic');
    if (!facts(pahoMessages).include(file, message))
      return leave('it is a message of a paho client, which keeps its topic');
    const reason = site.isTarget ? 'it is written to, not read' : whyTopicStays(site.node);
    if (reason !== undefined) return leave(reason);
    edit.replace(site.node, py`${site.node}.value`);
    edit.unit(UNIT);
    edit.evidence('a Topic is never equal to a string and has none of the methods of one');
  },
});
