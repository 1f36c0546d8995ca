import { defineRule, pySource, referenceTo } from '@moult/plugin-api';
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
  fix({ site, edit, unsupported }) {
    const attribute = site.node.field('attribute');
    const name = attribute === undefined ? undefined : RENAMED[attribute.text];
    if (attribute === undefined || name === undefined) return unsupported('it is not written as an attribute');
    edit.replace(attribute, pySource(name));
    edit.unit(UNIT);
  },
});
