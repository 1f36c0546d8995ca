import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isWithin } from '../facts/read-writer.ts';
import { isBound, isStored } from '../facts/same-value.ts';
import { quote, type Reading, refuseReading } from './reading.ts';

const ACCESSORS: Readonly<Record<string, string>> = {
  get_value: '_value',
  get_time: '_time',
  get_field: '_field',
  get_measurement: '_measurement',
  get_start: '_start',
  get_stop: '_stop',
};

/** Follows a variable that holds records one after the other, inside the loop or comprehension that binds it. */
export function readRecords(file: FileView, reading: Reading, variable: SyntaxNode, scope: SyntaxNode): undefined {
  for (const name of file.uses(variable)) {
    if (name === variable) continue;
    if (isWithin(name, scope)) {
      if (isBound(name)) refuseReading(reading, name, `${quote(name)} is given another value in the loop`);
      else readRecord(file, reading, name, name.text);
    } else if (!isBound(name) && !isReboundAround(name)) {
      refuseReading(reading, name, `the record ${quote(name)} is read outside of its loop`);
    }
  }
}

/** Whether a loop or comprehension around a name binds it anew. */
export function isReboundAround(name: SyntaxNode): boolean {
  for (let current = name.parent; current !== undefined; current = current.parent) {
    const isLoop = current.kind === 'for_statement' && current.field('left')?.text === name.text;
    const isClause = current.children.some(
      (child) => child.kind === 'for_in_clause' && child.field('left')?.text === name.text,
    );
    if (isLoop || isClause) return true;
    if (current.kind === 'function_definition') return false;
  }
  return false;
}

/** Reads one use of a record. `written` is how the row is written in its place. */
export function readRecord(file: FileView, reading: Reading, record: SyntaxNode, written: string): undefined {
  const parent = record.parent;
  if (parent?.kind === 'subscript' && parent.field('value') === record)
    return readItem(file, reading, { item: parent, object: record, written });
  if (parent?.kind === 'attribute' && parent.field('object') === record)
    return readMember(file, reading, parent, written);
  refuseReading(reading, record, `the record ${quote(record)} is handed on as a whole`);
}

function readMember(file: FileView, reading: Reading, member: SyntaxNode, written: string): undefined {
  const name = member.field('attribute')?.text ?? '';
  const parent = member.parent;
  const call = parent?.kind === 'call' && parent.field('function') === member ? file.callView(parent) : undefined;
  const column = ACCESSORS[name];
  if (column !== undefined && call?.arguments.length === 0)
    return writeItem(reading, { node: call.node, written, column });
  if (name === 'values' && parent?.kind === 'subscript' && parent.field('value') === member)
    return readItem(file, reading, { item: parent, object: member, written });
  if (name === 'values' && parent?.kind === 'attribute' && parent.field('attribute')?.text === 'get')
    return readGet(file, reading, { get: parent, values: member, written });
  const reason =
    name === 'values'
      ? `${quote(member)} is read as a whole, with columns that SQL does not give`
      : `${quote(member)} has no counterpart in a row`;
  refuseReading(reading, member, reason);
}

/** `record["x"]` and `record.values["x"]`. */
function readItem(
  file: FileView,
  reading: Reading,
  { item, object, written }: { item: SyntaxNode; object: SyntaxNode; written: string },
): undefined {
  const column = nameIn(file, item);
  if (column === undefined)
    return refuseReading(reading, item, `which column ${quote(item)} reads is known only at run time`);
  if (isStored(item) || item.parent?.kind === 'delete_statement')
    return refuseReading(reading, item, `${quote(item)} is written to`);
  reading.columns.add(column);
  if (object.text !== written) reading.edits.push({ kind: 'write', node: object, source: written });
}

function nameIn(file: FileView, item: SyntaxNode): string | undefined {
  const [key, ...more] = item.fields('subscript');
  return key === undefined || more.length > 0 ? undefined : file.stringValue(key);
}

/** `record.values.get("x")`, with a default where the column cannot be empty. */
function readGet(
  file: FileView,
  reading: Reading,
  { get, values, written }: { get: SyntaxNode; values: SyntaxNode; written: string },
): undefined {
  const node = get.parent;
  const call = node?.kind === 'call' && node.field('function') === get ? file.callView(node) : undefined;
  const key = call?.positional(0)?.value;
  const column = key === undefined ? undefined : file.stringValue(key);
  const count = call?.arguments.length ?? 0;
  if (call === undefined || column === undefined || call.hasStar || call.hasDoubleStar || count > 2)
    return refuseReading(reading, get, `which column ${quote(node ?? get)} reads is known only at run time`);
  reading.columns.add(column);
  if (count === 2) reading.filled.add(column);
  reading.edits.push({ kind: 'write', node: values, source: written });
}

function writeItem(
  reading: Reading,
  { node, written, column }: { node: SyntaxNode; written: string; column: string },
): undefined {
  const sign = quoteSign(node);
  if (sign === undefined)
    return refuseReading(reading, node, `${quote(node)} stands in a string in which no further quotes fit`);
  reading.columns.add(column);
  reading.edits.push({ kind: 'write', node, source: `${written}[${sign}${column}${sign}]` });
}

/** The quote for a string at a place: older Pythons want another one in an f-string than around it. */
function quoteSign(node: SyntaxNode): string | undefined {
  const taken = new Set<string>();
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === 'string') taken.add(/["']/.exec(current.text)?.[0] ?? '');
  }
  return ['"', "'"].find((sign) => !taken.has(sign));
}
