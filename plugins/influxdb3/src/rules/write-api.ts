import { type CallSite, callTo, defineRule, type FixContext, py, type SyntaxNode } from '@moult/plugin-api';
import type { Blocker, Writer } from '../facts/client.ts';
import { migration } from '../facts/migration.ts';
import { CLIENT } from '../names.ts';

/** Writing belongs to the client: `write_api()` gives nothing that the client is not itself. */
export const writeApi = defineRule({
  name: 'write-api',
  summary: 'a client writes by itself; write_api is gone and its options are those of the client',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: callTo(`${CLIENT}.write_api`),
  fix(context) {
    const { site, edit, facts, flag, leave } = context;
    const known = facts(migration);
    const blockers = [...known.blockersAt(site.node), ...known.blockersAt(site.call.callee)];
    const [blocker] = blockers.filter(({ rule }) => rule === 'write-api');
    if (blocker !== undefined) return flag(site.node, workOrder(site, blocker));
    const stand = known.standAt(site.call.callee);
    if (stand.kind === 'stays') return leave(stand.reason);
    const [made] = known.writersAt(site.node);
    if (made === undefined) return leave('it is no call of the old library');
    if (made.writer.form.kind === 'entered') return leave('the `with` statement around it is dissolved');
    takeOut(context, made.writer);
    edit.unit(stand.unit);
    if (made.writer.options.isBatching)
      edit.evidence(
        'writes stay batched: the options are explicit at the constructor, whose default is to write at once',
      );
  },
});

function takeOut({ site, edit, file }: FixContext<CallSite>, { form, owner }: Writer): void {
  if (form.kind === 'folded') {
    edit.remove(form.statement);
    const names = form.target.kind === 'identifier' ? file.uses(form.target) : [];
    for (const name of names) if (name !== form.target && isPassed(name)) edit.replace(name, py`${owner.text}`);
    edit.describe(`\`${form.target.text}\` is \`${owner.text}\` itself`);
    return;
  }
  edit.replace(site.node, py`${owner}`);
}

/** A name that is handed on; where something is called on it, the rule of that call writes the client. */
function isPassed(name: SyntaxNode): boolean {
  return name.parent?.kind !== 'attribute';
}

function workOrder(site: CallSite, { reason, todo }: Blocker) {
  const options = site.call.arguments.map(({ node }) => node.text).join(', ');
  return {
    message: `\`${site.call.callee.text}(…)\` has no counterpart in influxdb3-python`,
    why: `The client stays on influxdb-client: ${reason}`,
    todo: todo ?? 'Write with the client itself, and give its constructor the options of the writer',
    suggestion: `InfluxDBClient3(host=url, token=token, org=org, write_client_options=write_client_options(${options}))`,
  };
}
