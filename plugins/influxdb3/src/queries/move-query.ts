import { type Edit, type FileView, type FixContext, py, pySource, type Site, type SyntaxNode } from '@moult/plugin-api';
import type { Client } from '../facts/client.ts';
import type { Migration } from '../facts/migration.ts';
import { clientInPlaceOf } from '../receiver.ts';
import type { QueryPlan } from './query-plan.ts';
import { type SqlIndent, writeName, writeSql } from './write-sql.ts';

type MoveContext = Pick<FixContext<Site>, 'edit' | 'file' | 'unsupported'>;

/** Makes a query one of the client in SQL, and what reads its answer read rows. */
export function moveQuery(context: MoveContext, known: Migration, plan: QueryPlan, clients: readonly Client[]): void {
  const { edit, file, unsupported } = context;
  const { flux, call, isInline, translation, method } = plan;
  const sql = writeSql(translation.sql, indentOf(file, flux.node));
  if (sql === undefined) {
    unsupported('the SQL has three quotes in a row');
    return;
  }
  moveCallee(edit, file, plan);
  if (!isInline) edit.replace(flux.node, pySource(sql));
  moveArguments(edit, plan, {
    sql: isInline ? sql : undefined,
    database: hasDatabase(known, plan, clients) ? undefined : writeName(translation.database),
  });
  if (method !== 'query_data_frame') edit.replace(call.node, py`${call.node}.to_pylist()`);
  moveReading(edit, plan);
  tellEvidence(edit, plan);
}

/** What the call has to say: the text where it stands in the call, and the database where the client has none of its own. */
interface NewArguments {
  readonly sql: string | undefined;
  readonly database: string | undefined;
}

function moveArguments(edit: Edit, { call, method, translation }: QueryPlan, { sql, database }: NewArguments): void {
  const list = edit.arguments(call);
  if (sql !== undefined) list.replaceValue(call.keyword('query') === undefined ? 0 : 'query', pySource(sql));
  if (call.positional(1) !== undefined) list.remove(1);
  else if (call.keyword('org') !== undefined) list.remove('org');
  if (method === 'query_data_frame') list.add('mode', pySource('"pandas"'));
  if (database !== undefined) list.add('database', pySource(database));
  const pairs = translation.parameters.map(({ name, python }) => `"${name}": ${python}`);
  if (pairs.length > 0) list.add('query_parameters', pySource(`{${pairs.join(', ')}}`));
}

function moveReading(edit: Edit, { reading }: QueryPlan): void {
  for (const one of reading.edits) {
    if (one.kind === 'write') edit.replace(one.node, pySource(one.source));
    else if (one.kind === 'unwrap') edit.unwrap(one.node);
    else edit.remove(one.node);
  }
}

function moveCallee(edit: Edit, file: FileView, { call, querier }: QueryPlan): void {
  const receiver = call.callee.field('object');
  if (receiver === undefined) return;
  const isDirect = receiver === querier.call.node;
  const client = isDirect ? querier.owner.text : (clientInPlaceOf(file, receiver, querier) ?? receiver.text);
  edit.replace(call.callee, pySource(`${client}.query`));
}

/** Whether the client is made with the database of a query. */
function hasDatabase(known: Migration, { translation }: QueryPlan, clients: readonly Client[]): boolean {
  const [only, ...more] = translation.database;
  if (typeof only !== 'string' || more.length > 0) return false;
  return clients.every((client) => {
    const { database } = known.planOf(client);
    return database !== undefined && client.file.stringValue(database) === only;
  });
}

function tellEvidence(edit: Edit, { translation }: QueryPlan): void {
  edit.evidence('a table or column that does not exist is an error in SQL, where Flux found nothing');
  if (translation.columns.includes('_time'))
    edit.evidence('times are cast to microseconds in UTC, as the old client gave them');
  if (translation.tagColumns.length > 0)
    edit.evidence('a row without a tag has None in its column, where Flux could have no such column');
  for (const note of translation.notes) edit.evidence(note.replace(/\.$/, ''));
}

/** A text that begins its line stands at its indentation; any other one step further in than the statement. */
function indentOf(file: FileView, node: SyntaxNode): SqlIndent {
  const line = file.root.text.split('\n')[node.line - file.root.line] ?? '';
  const end = /^[ \t]*/.exec(line)?.[0] ?? '';
  const isOnItsOwn = node.column === end.length + 1;
  return { lines: isOnItsOwn ? end : `${end}${end.includes('\t') ? '\t' : '    '}`, end };
}
