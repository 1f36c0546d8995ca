import { defineRule, pySource, referenceTo } from '@moult/plugin-api';
import { clientClasses } from '../facts/client-classes.ts';
import { CLIENT, UNIT } from '../names.ts';

const RENAMED: Readonly<Record<string, string>> = {
  id: 'identifier',
  _pending_calls_threshold: 'pending_calls_threshold',
};

/** `client.id` is `client.identifier`. */
export const clientAttributes = defineRule({
  name: 'client-attributes',
  summary: 'attributes of a client have other names',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/CHANGELOG.md',
  grade: 'safe',
  find: referenceTo(...Object.keys(RENAMED).map((name) => `${CLIENT}.${name}`)),
  fix({ site, file, edit, leave, facts }) {
    const attribute = site.node.field('attribute');
    const name = attribute === undefined ? undefined : RENAMED[attribute.text];
    const client = site.node.field('object');
    if (
      attribute === undefined ||
      name === undefined ||
      client === undefined ||
      !facts(clientClasses).hasClient(file, client)
    )
      return leave('it is a name or an attribute of something else, which was given the value');
    edit.replace(attribute, pySource(name));
    edit.unit(UNIT);
  },
});
