import { type CallSite, callTo, defineRule, type FixContext, pySource, type SyntaxNode } from '@moult/plugin-api';
import { migration } from '../facts/migration.ts';
import { clientName, isImportedAlways } from '../local-name.ts';
import { CLIENT } from '../names.ts';

/** `ping()` told whether the server answers; the new client has `get_server_version()`, which raises when it does not. */
export const ping = defineRule({
  name: 'ping',
  summary: 'the new client has no ping; asking for the version of the server raises when it does not answer',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: callTo(`${CLIENT}.ping`),
  fix(context) {
    const { site, file, edit, facts, leave, unsupported } = context;
    const stand = facts(migration).standAt(site.call.callee);
    if (stand.kind === 'stays') return leave(stand.reason);
    const client = site.call.callee.field('object');
    const before = firstHolder(context);
    if (client === undefined || before === undefined)
      return unsupported('there is no statement before which the helper function could stand');
    const helper = helperName(file.root.text);
    edit.replace(site.node, pySource(`${helper}(${client.text})`));
    edit.insertBefore(before, pySource(helperSource(helper, isImportedAlways(file) ? clientName(context) : undefined)));
    edit.unit(stand.unit);
    edit.evidence('on InfluxDB 3 Core the request needs a valid token, where the old one needed none');
  },
});

/** The statement of the module that holds the first ping of the file. */
function firstHolder({ file, facts }: FixContext<CallSite>): SyntaxNode | undefined {
  const known = facts(migration);
  const first = file.nodes('call').find((node) => {
    const callee = node.field('function');
    return callee?.field('attribute')?.text === 'ping' && known.standAt(callee).kind === 'moves';
  });
  return first && topStatement(first);
}

function topStatement(node: SyntaxNode): SyntaxNode | undefined {
  let current = node;
  while (current.parent !== undefined && current.parent.kind !== 'module') current = current.parent;
  return current.parent === undefined ? undefined : current;
}

function helperName(source: string): string {
  return (
    ['answers', 'server_answers', 'influxdb_server_answers']
      .map((name) => `_${name}`)
      .find((name) => !source.includes(name)) ?? '_influxdb3_answers'
  );
}

function helperSource(name: string, type: string | undefined): string {
  return [
    `def ${name}(client${type === undefined ? '' : `: ${type}`}) -> bool:`,
    '    """Whether the server answers."""',
    '    try:',
    '        client.get_server_version()',
    '    except Exception:',
    '        return False',
    '    return True',
  ].join('\n');
}
