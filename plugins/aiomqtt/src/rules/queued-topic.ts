import { defineRule, py, query } from '@moult/plugin-api';
import { messageQueues } from '../facts/message-queues.ts';
import { UNIT } from '../names.ts';
import { whyTopicStays } from '../topic-reads.ts';

/** The topic of a message that went through a queue. */
export const queuedTopic = defineRule({
  name: 'queued-topic',
  summary: 'the topic of a message that is taken from a queue is a Topic; its text is `topic.value`',
  source: 'https://aiomqtt.bo3hm.com/subscribing-to-a-topic.html',
  grade: 'review',
  find: query('(attribute object: (identifier) @message attribute: (identifier) @topic (#eq? @topic "topic")) @site'),
  fix({ site, file, facts, edit, flag, leave }) {
    const message = site.node.field('object');
    if (message === undefined || file.resolve(message).candidates.length > 0)
      return leave('it is known what it is the topic of');
    const contents = facts(messageQueues).contentsBehind(file, message);
    if (contents === undefined) return leave('it is not known to be a message');
    const reason = whyTopicStays(site.node);
    if (reason !== undefined) return leave(reason);
    if (contents === 'mixed') return flag(site.node, mixed(message.text));
    edit.replace(site.node, py`${site.node}.value`);
    edit.unit(UNIT);
    edit.evidence('nothing but messages of asyncio-mqtt is seen to be put into the queue', message);
  },
});

function mixed(name: string) {
  return {
    message: `\`${name}\` may be a message of aiomqtt, whose topic is a Topic`,
    why: 'Messages and other things are put into the queue that it is taken from; a Topic is never equal to a string and has none of the methods of one',
    todo: `Write \`${name}.topic.value\` where it is a message`,
  };
}
