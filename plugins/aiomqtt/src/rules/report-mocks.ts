import { anyOf, defineRule, type QuerySite, query, type StringSite, stringNaming } from '@moult/plugin-api';
import { oldLibrary } from '../facts/old-library.ts';
import { CLIENT } from '../names.ts';

/** Methods of a client that are gone. */
const GONE = ['filtered_messages', 'unfiltered_messages', 'connect', 'disconnect', 'force_disconnect'];

/** A method of a mock whose result is entered: `client.messages.return_value`. */
const resultOf = (method: string) =>
  query(
    `(attribute object: (attribute attribute: (identifier) @method) attribute: (identifier) @result (#eq? @method "${method}") (#eq? @result "return_value")) @site`,
  );

/** The second argument of `patch.object(Client, "filtered_messages")`. */
const named = (method: string) => query(`((string (string_content) @name) @site (#eq? @name "${method}"))`);

/** Tests that stand in for what a client no longer has. */
export const reportMocks = defineRule<QuerySite | StringSite>({
  name: 'report-mocks',
  summary: 'mocks of a client name methods that are gone',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'manual',
  find: anyOf<QuerySite | StringSite>(
    ...['messages', 'filtered_messages', 'unfiltered_messages'].map(resultOf),
    ...['filtered_messages', 'unfiltered_messages'].map(named),
    stringNaming(
      ...GONE.map((method) => `${CLIENT}.${method}`),
      ...GONE.map((method) => `asyncio_mqtt.client.Client.${method}`),
    ),
  ),
  fix({ site, facts, flag, leave }) {
    if (!facts(oldLibrary)) return leave('the service does not use asyncio-mqtt');
    flag(site.node, {
      message: `A mock stands in for \`${site.node.text}\``,
      why: 'A client of aiomqtt 2 is entered and has no `connect` and `disconnect`; its `messages` is an async iterator, neither called nor entered',
      todo: 'Let the mock have what the code uses now',
      suggestion: 'client.messages.__aiter__.return_value = [message]',
    });
  },
});
