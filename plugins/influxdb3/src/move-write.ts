import { type Edit, type FileView, py, type SyntaxNode } from '@moult/plugin-api';
import type { Client, Writer } from './facts/client.ts';
import type { Migration } from './facts/migration.ts';
import type { ClientPlan } from './facts/plan-client.ts';
import { readWrite, type WriteCall } from './facts/read-write.ts';
import { clientInPlaceOf } from './receiver.ts';

/** Makes a use of `writer.write` one of `client.write`. False when it is none of the old library. */
export function moveWrite(edit: Edit, file: FileView, known: Migration, callee: SyntaxNode): boolean {
  const write = readWrite({ file, node: callee });
  const made = known.writersAt(callee);
  const [first] = made;
  const receiver = callee.field('object');
  if ('reason' in write || first === undefined || receiver === undefined) return false;
  const text = clientInPlaceOf(file, receiver, first.writer);
  if (text !== undefined) edit.replace(receiver, py`${text}`);
  editArguments(edit, write, known.planOf(first.client), made.length > 1);
  return true;
}

function editArguments(edit: Edit, write: WriteCall, plan: ClientPlan, isShared: boolean): void {
  const { offset } = write;
  const call = edit.arguments(write.call);
  const name = (index: number, from: string, to: string): void => {
    if (write.call.positional(index + offset) !== undefined) call.nameKeyword(index + offset, to);
    else if (from !== to) call.renameKeyword(from, to);
  };
  const remove = (index: number, keyword: string): void => {
    call.remove(write.call.positional(index + offset) === undefined ? keyword : index + offset);
  };
  if (plan.database === undefined) name(0, 'bucket', 'database');
  else remove(0, 'bucket');
  if (write.org !== undefined) {
    if (!isShared && plan.hasOrg(write)) remove(1, 'org');
    else name(1, 'org', 'org');
  }
  if (write.record !== undefined) name(2, 'record', 'record');
  if (write.precision !== undefined) name(3, 'write_precision', 'write_precision');
  for (const keyword of write.idle) call.remove(keyword);
  if (write.idle.length > 0)
    edit.evidence(
      `influxdb-client does nothing with ${listed(write.idle)}, and the new client raises TypeError for it`,
    );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Makes `writer.close()` or `writer.flush()` what it is for the client: nothing, where nothing waits or the client is closed next, except to fill a block. */
export function moveClose(edit: Edit, file: FileView, callee: SyntaxNode, writer: Writer): void {
  const receiver = callee.field('object');
  const statement = callee.parent?.parent;
  if (receiver === undefined || statement === undefined) return;
  const client = clientInPlaceOf(file, receiver, writer);
  const isIdle = !writer.options.isBatching || (client !== undefined && closesNext(statement, client));
  if (isIdle && !isAlone(statement)) edit.remove(statement);
  else edit.replace(callee, py`${client ?? receiver.text}.flush`);
}

/** Whether a statement is all there is in its block. */
function isAlone(statement: SyntaxNode): boolean {
  const { parent } = statement;
  return parent?.kind === 'block' && parent.children.every((child) => child === statement || child.kind === 'comment');
}

/** Whether the next statement closes the client. */
function closesNext(statement: SyntaxNode, client: string): boolean {
  const siblings = statement.parent?.children.filter(({ kind }) => kind !== 'comment') ?? [];
  return siblings[siblings.indexOf(statement) + 1]?.text === `${client}.close()`;
}

/** The `with client.write_api()` statement that is dissolved around a node. */
export function dissolvedAround(clients: readonly Client[], node: SyntaxNode): SyntaxNode | undefined {
  const dissolved = new Set(
    clients.flatMap(({ writers }) => writers.flatMap(({ form }) => (form.kind === 'entered' ? [form.statement] : []))),
  );
  for (let current = node.parent; current !== undefined; current = current.parent) {
    if (dissolved.has(current)) return current;
  }
  return undefined;
}
