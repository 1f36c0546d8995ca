import { callTo, defineRule, py } from '@moult/plugin-api';
import { CLIENT, UNIT } from '../names.ts';

/** `timeout=None` waited for ever and now means the client's default of ten seconds. */
export const infiniteTimeout = defineRule({
  name: 'infinite-timeout',
  summary: "an infinite timeout is `math.inf`; None is the client's default of ten seconds",
  source: 'https://github.com/empicano/aiomqtt/blob/v1.0.0/CHANGELOG.md',
  grade: 'safe',
  find: callTo(...['publish', 'subscribe', 'unsubscribe'].map((method) => `${CLIENT}.${method}`)).withKeyword(
    'timeout',
  ),
  fix({ site, edit, leave }) {
    if (site.call.keyword('timeout')?.value.text !== 'None') return leave('the timeout is stated');
    edit.arguments(site.call).replaceValue('timeout', py`${edit.imports.use('math', undefined, 'module')}.inf`);
    edit.unit(UNIT);
  },
});
