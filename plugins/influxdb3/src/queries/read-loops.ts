import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isWithin } from '../facts/read-writer.ts';
import { isBound } from '../facts/same-value.ts';
import { isReboundAround, readRecords } from './read-record.ts';
import { quote, type Reading, refuseReading } from './reading.ts';

/** `for table in tables:` with nothing in it but `for record in table.records:` becomes one loop over rows. */
export function readTableLoop(file: FileView, reading: Reading, loop: SyntaxNode): undefined {
  const table = plainTarget(reading, loop);
  if (table === undefined) return;
  const [inner, ...more] = statementsOf(loop.field('body'));
  if (inner?.kind !== 'for_statement' || more.length > 0)
    return refuseReading(reading, loop, `the loop over tables does more than go through the records of each`);
  const records = inner.field('right');
  if (records === undefined || !readsRecordsOf(records, table))
    return refuseReading(reading, inner, `${quote(inner)} does not go through the records of \`${table.text}\``);
  const record = plainTarget(reading, inner);
  if (record === undefined) return;
  checkTable(file, reading, { table, records, scope: loop });
  if (isBrokenOff(inner.field('body'))) reading.oneTable ??= 'a loop over records that is left by `break`';
  reading.edits.push({ kind: 'write', node: table, source: record.text }, { kind: 'unwrap', node: inner });
  readRecords(file, reading, record, inner);
}

/** `for record in api.query_stream(…):` and `for record in tables[0].records:`. */
export function readRecordLoop(file: FileView, reading: Reading, loop: SyntaxNode): undefined {
  const record = plainTarget(reading, loop);
  if (record !== undefined) readRecords(file, reading, record, loop);
}

/** `for table in tables for record in table.records` of a comprehension becomes one clause. */
export function readTableClause(file: FileView, reading: Reading, clause: SyntaxNode): undefined {
  const table = plainTarget(reading, clause);
  const comprehension = clause.parent;
  if (table === undefined || comprehension === undefined) return;
  const clauses = comprehension.children.filter(({ kind }) => kind !== 'comment');
  const inner = clauses[clauses.indexOf(clause) + 1];
  const records = inner?.kind === 'for_in_clause' ? inner.field('right') : undefined;
  if (inner === undefined || records === undefined || !readsRecordsOf(records, table))
    return refuseReading(
      reading,
      comprehension,
      'the comprehension over tables does more than go through the records of each',
    );
  const record = plainTarget(reading, inner);
  if (record === undefined) return;
  checkTable(file, reading, { table, records, scope: comprehension });
  reading.edits.push({ kind: 'write', node: table, source: record.text }, { kind: 'remove', node: inner });
  readRecords(file, reading, record, comprehension);
}

export function readRecordClause(file: FileView, reading: Reading, clause: SyntaxNode): undefined {
  const record = plainTarget(reading, clause);
  if (record !== undefined && clause.parent !== undefined) readRecords(file, reading, record, clause.parent);
}

/** The variable of a loop or clause; refused for several ones, an `else` and `async for`. */
function plainTarget(reading: Reading, loop: SyntaxNode): SyntaxNode | undefined {
  const target = loop.field('left');
  const isPlain =
    target?.kind === 'identifier' && !/^async\b/.test(loop.text) && loop.field('alternative') === undefined;
  if (isPlain) return target;
  refuseReading(reading, loop, `${quote(loop)} is a form of loop that is not known`);
  return undefined;
}

function readsRecordsOf(node: SyntaxNode, table: SyntaxNode): boolean {
  return node.text === table.text || node.text === `${table.text}.records`;
}

/** A table may be used for its records alone. */
function checkTable(
  file: FileView,
  reading: Reading,
  { table, records, scope }: { table: SyntaxNode; records: SyntaxNode; scope: SyntaxNode },
): undefined {
  for (const name of file.uses(table)) {
    if (name === table || isWithin(name, records)) continue;
    if (isWithin(name, scope) || (!isBound(name) && !isReboundAround(name)))
      refuseReading(reading, name, `the table ${quote(name)} is used for more than its records`);
  }
}

function statementsOf(block: SyntaxNode | undefined): readonly SyntaxNode[] {
  return block?.children.filter(({ kind }) => kind !== 'comment') ?? [];
}

/** Whether the body of a loop leaves that loop. */
function isBrokenOff(node: SyntaxNode | undefined): boolean {
  if (node === undefined || /^(function_definition|class_definition)$/.test(node.kind)) return false;
  if (/^(for_statement|while_statement)$/.test(node.kind)) return isBrokenOff(node.field('alternative'));
  return node.kind === 'break_statement' || node.children.some(isBrokenOff);
}
