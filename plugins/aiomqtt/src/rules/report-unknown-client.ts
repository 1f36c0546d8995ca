import { anyOf, defineRule, type QuerySite, query } from '@moult/plugin-api';
import { oldLibrary } from '../facts/old-library.ts';
import { MESSAGE_ITERATORS } from '../names.ts';

const callOf = (method: string) =>
  query(`(call function: (attribute attribute: (identifier) @name) (#eq? @name "${method}")) @site`);

/** Iterators that are opened on something that cannot be followed to a client, but can hardly be anything else. */
export const reportUnknownClient = defineRule<QuerySite>({
  name: 'report-unknown-client',
  summary: 'filtered_messages and unfiltered_messages are gone, also on what cannot be followed to a client',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'manual',
  find: anyOf(callOf('filtered_messages'), callOf('unfiltered_messages')),
  fix({ site, file, facts, flag, leave }) {
    const callee = site.node.field('function');
    if (callee === undefined || !facts(oldLibrary)) return leave('the service does not use asyncio-mqtt');
    if (file.refersTo(callee, ...MESSAGE_ITERATORS)) return leave('the client is known, and `message-loop` sees to it');
    if (file.definitionOf(callee) !== undefined) return leave('it is a method of the service');
    const client = callee.field('object')?.text ?? 'client';
    flag(site.node, {
      message: `\`${callee.text}()\` has no counterpart in aiomqtt 2`,
      why: `What \`${client}\` is cannot be told here; a client of aiomqtt has one iterator, \`messages\`, for all its messages`,
      todo: `Read the messages in one loop over \`${client}.messages\`, and compare \`message.topic.value\` where the topic was a string`,
      suggestion: `async for message in ${client}.messages:\n    …`,
    });
  },
});
