import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isBound } from '../facts/same-value.ts';
import { isGuarded } from './is-guarded.ts';
import { isTest, isZeroLength } from './is-test.ts';
import type { AnswerUse } from './read-answer.ts';
import { readRecordClause, readRecordLoop } from './read-loops.ts';
import { readRecord } from './read-record.ts';
import { quote, type Reading, refuseReading } from './reading.ts';

/** Reads a use of a list of tables that is no loop: whether there are any, or what the first one holds. */
export function readTables(file: FileView, reading: Reading, use: AnswerUse): undefined {
  const { node, name } = use;
  const { parent } = node;
  if (isTest(node) || isZeroLength(node)) {
    reading.noEmptyTable ??= `${quote(parent?.kind === 'argument_list' ? (parent.parent ?? node) : node)}, which asks whether there is a table,`;
    return;
  }
  const first = parent?.kind === 'subscript' && parent.field('value') === node ? parent : undefined;
  if (first === undefined) return refuseReading(reading, node, whyNot(node));
  const records = first.parent;
  const isFirst =
    first
      .fields('subscript')
      .map(({ text }) => text)
      .join() === '0';
  if (!isFirst || records?.kind !== 'attribute' || records.field('attribute')?.text !== 'records')
    return refuseReading(reading, first, `${quote(first)} is a table, and there are only rows`);
  if (name === undefined)
    return refuseReading(reading, first, 'its answer is taken apart where it is asked for; give it a name first');
  reading.oneTable ??= quote(first);
  reading.noEmptyTable ??= quote(first);
  readRecordsOfFirst(file, reading, { records, original: node.text, name });
}

interface FirstTable {
  /** `tables[0].records`. */
  readonly records: SyntaxNode;
  /** What the variable is called now. */
  readonly original: string;
  readonly name: NonNullable<AnswerUse['name']>;
}

function readRecordsOfFirst(file: FileView, reading: Reading, { records, original, name }: FirstTable): undefined {
  const { parent } = records;
  if (parent?.kind === 'subscript' && parent.field('value') === records)
    return readOne(file, reading, parent, name.written);
  // Where there is no table `tables[0]` raises, and an empty list of rows does not.
  if (!name.isBoundOnce || !isGuarded(records, original, 'tables'))
    return refuseReading(reading, records, `${quote(records)} fails where there is no table, and rows would not`);
  reading.edits.push({ kind: 'write', node: records, source: name.written });
  if (isTest(records) || isZeroLength(records) || isLength(records)) return;
  if (parent?.kind === 'for_statement' && parent.field('right') === records) readRecordLoop(file, reading, parent);
  else if (parent?.kind === 'for_in_clause' && parent.field('right') === records)
    readRecordClause(file, reading, parent);
  else refuseReading(reading, records, `${quote(records)} is handed on as a whole`);
}

/** `tables[0].records[0]`, read where it stands or given a name. */
function readOne(file: FileView, reading: Reading, record: SyntaxNode, rows: string): undefined {
  const [index, ...more] = record.fields('subscript');
  if (index === undefined || more.length > 0 || !/^-?\d+$/.test(index.text))
    return refuseReading(reading, record, `${quote(record)} takes records in a way that is not known`);
  const written = `${rows}[${index.text}]`;
  const { parent } = record;
  const target = parent?.kind === 'assignment' && parent.field('right') === record ? parent.field('left') : undefined;
  if (target === undefined) return readRecord(file, reading, record, written);
  const names = target.kind === 'identifier' ? file.uses(target) : [];
  const isAlone = parent?.field('type') === undefined && names.filter(isBound).length === 1;
  if (!isAlone || parent?.parent?.kind !== 'expression_statement')
    return refuseReading(
      reading,
      record,
      `${quote(record)} is kept in ${quote(target)}, where its readers cannot be followed`,
    );
  reading.edits.push({ kind: 'write', node: record, source: written });
  for (const one of names) if (one !== target) readRecord(file, reading, one, one.text);
}

function isLength({ parent }: SyntaxNode): boolean {
  return (
    parent?.kind === 'argument_list' && parent.parent?.field('function')?.text === 'len' && parent.children.length === 1
  );
}

function whyNot(node: SyntaxNode): string {
  const { parent } = node;
  if (parent?.kind === 'return_statement') return 'its answer is returned, and who reads it then is not seen';
  if (parent?.kind === 'argument_list') {
    const call = parent.parent?.field('function')?.text ?? '';
    return call === 'len'
      ? 'the number of tables is asked for, and there are only rows'
      : `its answer is handed to \`${call}\``;
  }
  if (parent?.kind === 'attribute') return `${quote(parent)} of an answer has no counterpart`;
  return `its answer is used in ${quote(parent ?? node)}, which is not known`;
}
