import { defineRule, type FixContext, py, type SyntaxNode, type WithSite, withItem } from '@moult/plugin-api';
import { memberOf, type Writer, type WriterForm } from '../facts/client.ts';
import { migration } from '../facts/migration.ts';
import { isWithin } from '../facts/read-writer.ts';
import { moveClose, moveWrite } from '../move-write.ts';
import { CLIENT, WRITE_API } from '../names.ts';

/** `with client.write_api() as writer` is dissolved; where its end wrote what was waiting, the client is flushed. */
export const writeContext = defineRule({
  name: 'write-context',
  summary: 'there is no writer to enter; the end of its block wrote what was waiting',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: withItem(`${CLIENT}.write_api`),
  fix(context) {
    const { site, edit, facts, leave } = context;
    const known = facts(migration);
    const [made] = known.writersAt(site.context);
    const form = made?.writer.form;
    if (made === undefined || form?.kind !== 'entered') return leave('the call in it is looked at by itself');
    const stand = known.standOf(made.client);
    if (stand.kind === 'stays') return leave(stand.reason);
    dissolve(context, made.writer, form);
    edit.unit(stand.unit);
  },
});

type Entered = Extract<WriterForm, { kind: 'entered' }>;

function dissolve(context: FixContext<WithSite>, { owner, options }: Writer, form: Entered): void {
  const { site, edit, file } = context;
  if (form.target?.kind === 'identifier') {
    for (const name of file.uses(form.target)) if (isPassed(name, form)) edit.replace(name, py`${owner.text}`);
  }
  moveInside(context, form);
  if (form.items > 1) edit.remove(form.item);
  else edit.unwrap(form.statement);
  const last = lastStatement(form.statement);
  if (options.isBatching && form.items === 1 && last !== undefined && !isFlush(last, form)) {
    edit.insertAfter(last, py`${owner.text}.flush()`);
    edit.evidence(
      'where the block fails, what is waiting is now written in the background, or when the client is closed',
    );
  }
  edit.evidence(`the target of the statement is \`${site.target?.text ?? owner.text}\``);
}

/** `writer.flush()` or `writer.close()`, which becomes the flush of the client. */
function isFlush(statement: SyntaxNode, { target }: Entered): boolean {
  const callee = statement.children[0]?.field('function');
  const method = callee?.field('attribute')?.text ?? '';
  return /^(flush|close)$/.test(method) && target !== undefined && callee?.field('object')?.text === target.text;
}

/** What is written or closed inside is indented anew with the statement, so it changes with it. */
function moveInside({ edit, file, facts }: FixContext<WithSite>, { statement }: Entered): void {
  const known = facts(migration);
  const uses = known.clients.flatMap(({ writers }) =>
    writers.flatMap((writer) => writer.uses.map((use) => ({ use, writer }))),
  );
  for (const { use, writer } of uses.filter(
    ({ use }, index) => uses.findIndex((one) => one.use.node === use.node) === index,
  )) {
    if (use.file !== file || !isWithin(use.node, statement)) continue;
    const member = memberOf(use, WRITE_API);
    if (member === 'write') moveWrite(edit, file, known, use.node);
    else if (member !== undefined && /^(flush|close|__del__)$/.test(member)) moveClose(edit, file, use.node, writer);
  }
}

/** A name that is handed on; where something is called on it, the rule of that call writes the client. */
function isPassed(name: SyntaxNode, { statement, target }: Entered): boolean {
  return name !== target && name.parent?.kind !== 'attribute' && isWithin(name, statement);
}

function lastStatement(statement: SyntaxNode): SyntaxNode | undefined {
  return statement
    .field('body')
    ?.children.filter(({ kind }) => kind !== 'comment')
    .at(-1);
}
