import { type CallSite, callTo, defineRule, type FixContext, py } from '@moult/plugin-api';
import { CLIENT, UNIT } from '../names.ts';
import { connect as connectOption } from '../options.ts';

/** `connect` and `disconnect` are gone: a client is connected while it is entered. */
export const connect = defineRule({
  name: 'connect',
  summary: 'a client is connected while it is entered; connect and disconnect are gone',
  source: 'https://aiomqtt.bo3hm.com/migration-guide-v2.html',
  grade: 'review',
  find: callTo(`${CLIENT}.connect`, `${CLIENT}.disconnect`, `${CLIENT}.force_disconnect`),
  fix(context) {
    const { site, edit, option, flag } = context;
    const canEnter =
      option(connectOption) === 'enter' && site.call.arguments.length === 0 && !site.name.endsWith('.force_disconnect');
    const client = site.call.callee.field('object');
    if (!canEnter || client === undefined) return flag(site.node, workOrder(context));
    edit.replace(
      site.node,
      site.name.endsWith('.connect') ? py`${client}.__aenter__()` : py`${client}.__aexit__(None, None, None)`,
    );
    edit.unit(UNIT);
  },
});

function workOrder({ site }: FixContext<CallSite>) {
  const client = site.call.callee.field('object')?.text ?? 'client';
  const isConnect = site.name.endsWith('.connect');
  return {
    message: `\`${site.call.callee.text}()\` has no counterpart in aiomqtt 2`,
    why: 'Connecting and disconnecting belong to `async with`; leaving it disconnects, by force where a clean disconnect fails',
    todo: isConnect
      ? 'Put the code that needs the connection into `async with`; a `timeout` goes to the constructor'
      : 'Leave the `async with` block instead',
    suggestion: isConnect
      ? `async with ${client}:\n    …\n# or, in a class with its own start and stop:\nawait ${client}.__aenter__()`
      : `await ${client}.__aexit__(None, None, None)`,
  };
}
