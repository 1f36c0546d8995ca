import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isBound } from '../facts/same-value.ts';
import { readFrame } from './read-frame.ts';
import { readRecordClause, readRecordLoop, readTableClause, readTableLoop } from './read-loops.ts';
import { openReading, quote, type Reading, refuseReading } from './reading.ts';
import { readTables } from './read-tables.ts';

/** What a query is asked with, as far as its answer has a counterpart. */
export type QueryMethod = 'query' | 'query_stream' | 'query_data_frame';

/** Follows the answer of a query through the code that reads it. `queries` are the calls of the same client. */
export function readAnswer(
  file: FileView,
  call: SyntaxNode,
  method: QueryMethod,
  queries: ReadonlySet<SyntaxNode>,
): Reading {
  const reading = openReading();
  const answer = outOfParentheses(call);
  const parent = answer.parent;
  const target = parent?.kind === 'assignment' ? parent.field('left') : undefined;
  if (parent?.kind === 'expression_statement') return reading;
  if (parent?.kind === 'assignment' && target !== undefined) readAssignment(file, reading, { parent, target, method, queries });
  else readUse(file, reading, { node: answer, method, name: undefined });
  return reading;
}

interface Assigned {
  readonly parent: SyntaxNode;
  readonly target: SyntaxNode;
  readonly method: QueryMethod;
  readonly queries: ReadonlySet<SyntaxNode>;
}

function readAssignment(file: FileView, reading: Reading, { parent, target, method, queries }: Assigned): void {
  const isPlain = target.kind === 'identifier' && parent.field('type') === undefined;
  if (!isPlain || parent.parent?.kind !== 'expression_statement')
    return refuseReading(reading, parent, `its answer is kept in ${quote(target)}, where its readers cannot be followed`);
  const isInClass = file.enclosingFunction(target) === undefined && file.enclosingClass(target) !== undefined;
  if (isInClass) return refuseReading(reading, target, 'its answer is kept by a class');
  const names = file.uses(target);
  const bindings = names.filter(isBound);
  const other = bindings.find((name) => !isAnswer(name, queries));
  if (other !== undefined)
    return refuseReading(reading, other, `${quote(other)} holds other things than its answer (line ${other.line})`);
  const [home] = names;
  const free = target.text === 'tables' && method === 'query' && !file.mentions('rows') ? 'rows' : undefined;
  for (const name of names) {
    if (free !== undefined) reading.edits.push({ kind: 'write', node: name, source: free });
    if (isBound(name)) continue;
    if (home !== undefined && name.parent?.kind === 'global_statement') refuseReading(reading, name, 'it is global');
    readUse(file, reading, { node: name, method, name: { written: free ?? name.text, isBoundOnce: bindings.length === 1 } });
  }
}

/** `name = api.query(…)`, or nothing yet: `name = []`. */
function isAnswer(name: SyntaxNode, queries: ReadonlySet<SyntaxNode>): boolean {
  const assignment = name.parent;
  if (assignment?.kind !== 'assignment' || assignment.field('left') !== name) return false;
  const value = assignment.field('right');
  return value !== undefined && queries.has(insideParentheses(value));
}

/** One place that reads an answer: the call itself, or a variable that holds it. */
export interface AnswerUse {
  readonly node: SyntaxNode;
  readonly method: QueryMethod;
  /** How the variable is called afterwards; undefined for the call itself. */
  readonly name: { readonly written: string; readonly isBoundOnce: boolean } | undefined;
}

function readUse(file: FileView, reading: Reading, use: AnswerUse): void {
  const { node, method } = use;
  const { parent } = node;
  if (method === 'query_data_frame') return readFrame(file, reading, use);
  if (parent?.kind === 'for_statement' && parent.field('right') === node)
    return method === 'query' ? readTableLoop(file, reading, parent) : readStream(file, reading, use, parent);
  if (parent?.kind === 'for_in_clause' && parent.field('right') === node)
    return method === 'query' ? readTableClause(file, reading, parent) : readStream(file, reading, use, parent);
  if (method === 'query') return readTables(file, reading, use);
  refuseReading(reading, node, `${quote(parent ?? node)} takes records as they come, which a list of rows does not do`);
}

/** Records that come one after the other can be read once, so only a call in the head of a loop is followed. */
function readStream(file: FileView, reading: Reading, { node, name }: AnswerUse, loop: SyntaxNode): void {
  if (name !== undefined) return refuseReading(reading, node, 'its records come one after the other and can be read once');
  if (loop.kind === 'for_statement') readRecordLoop(file, reading, loop);
  else readRecordClause(file, reading, loop);
}

export function outOfParentheses(node: SyntaxNode): SyntaxNode {
  return node.parent?.kind === 'parenthesized_expression' ? outOfParentheses(node.parent) : node;
}

function insideParentheses(node: SyntaxNode): SyntaxNode {
  const [inner] = node.children.filter(({ kind }) => kind !== 'comment');
  return node.kind === 'parenthesized_expression' && inner !== undefined ? insideParentheses(inner) : node;
}
