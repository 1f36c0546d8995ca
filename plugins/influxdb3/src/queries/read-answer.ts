import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isBefore } from '../facts/client.ts';
import { isBound } from '../facts/same-value.ts';
import { readFrame } from './read-frame.ts';
import { readRecordClause, readRecordLoop, readTableClause, readTableLoop } from './read-loops.ts';
import { readTables } from './read-tables.ts';
import { openReading, quote, type Reading, refuseReading } from './reading.ts';

/** What a query is asked with, as far as its answer has a counterpart. */
export type QueryMethod = 'query' | 'query_stream' | 'query_data_frame';

/** Follows the answer of a query through the code that reads it. `queries` are the calls of the same client, with their methods. */
export function readAnswer(
  file: FileView,
  call: SyntaxNode,
  method: QueryMethod,
  queries: ReadonlyMap<SyntaxNode, string>,
): Reading {
  const reading = openReading();
  const answer = outOfParentheses(call);
  const parent = answer.parent;
  const target = parent?.kind === 'assignment' ? parent.field('left') : undefined;
  if (parent?.kind === 'expression_statement') return reading;
  if (parent?.kind === 'assignment' && target !== undefined)
    readAssignment(file, reading, { parent, target, method, queries });
  else readUse(file, reading, { node: answer, method, name: undefined });
  return reading;
}

interface Assigned {
  readonly parent: SyntaxNode;
  readonly target: SyntaxNode;
  readonly method: QueryMethod;
  readonly queries: ReadonlyMap<SyntaxNode, string>;
}

function readAssignment(file: FileView, reading: Reading, { parent, target, method, queries }: Assigned): undefined {
  const isPlain = target.kind === 'identifier' && parent.field('type') === undefined;
  if (!isPlain || parent.parent?.kind !== 'expression_statement')
    return refuseReading(
      reading,
      parent,
      `its answer is kept in ${quote(target)}, where its readers cannot be followed`,
    );
  const isInClass = file.enclosingFunction(target) === undefined && file.enclosingClass(target) !== undefined;
  if (isInClass) return refuseReading(reading, target, 'its answer is kept by a class');
  const names = file.uses(target);
  const bindings = names.filter(isBound);
  const other = bindings.find((name) => !isAnswer(name, method, queries));
  if (other !== undefined)
    return refuseReading(reading, other, `${quote(other)} holds other things than its answer (line ${other.line})`);
  const free = target.text === 'tables' && method === 'query' && !file.mentions('rows') ? 'rows' : undefined;
  const isBoundOnce = bindings.length === 1;
  if (free !== undefined) for (const name of names) reading.edits.push({ kind: 'write', node: name, source: free });
  for (const name of usesOfBinding(names, target)) {
    readUse(file, reading, { node: name, method, name: { written: free ?? name.text, isBoundOnce } });
  }
}

/**
 * The uses of a variable that see what one assignment gave it. Assignments that stand in one block share them out by their order; otherwise any use may see
 * any of them.
 */
function usesOfBinding(names: readonly SyntaxNode[], target: SyntaxNode): readonly SyntaxNode[] {
  const uses = names.filter((name) => !isBound(name));
  const bindings = names.filter(isBound);
  const block = blockOf(target);
  const first = bindings[0];
  const isShared = bindings.every((binding) => blockOf(binding) === block) && first !== undefined;
  const isOrdered = uses.every((use) => first !== undefined && isBefore(first, use) && isRunInPlace(use, block));
  if (!isShared || !isOrdered) return uses;
  const next = bindings[bindings.indexOf(target) + 1];
  return uses.filter((use) => isBefore(target, use) && (next === undefined || isBefore(use, next)));
}

/** The block whose statement an assignment is. */
function blockOf(target: SyntaxNode): SyntaxNode | undefined {
  return target.parent?.parent?.parent;
}

/** Whether a use stands in a block, and not in a function that is called later. */
function isRunInPlace(use: SyntaxNode, block: SyntaxNode | undefined): boolean {
  for (let current = use.parent; current !== undefined; current = current.parent) {
    if (current === block) return true;
    if (/^(function_definition|lambda|generator_expression)$/.test(current.kind)) return false;
  }
  return false;
}

/** `name = api.query(…)`. */
function isAnswer(name: SyntaxNode, method: QueryMethod, queries: ReadonlyMap<SyntaxNode, string>): boolean {
  const assignment = name.parent;
  if (assignment?.kind !== 'assignment' || assignment.field('left') !== name) return false;
  const value = assignment.field('right');
  return value !== undefined && queries.get(insideParentheses(value)) === method;
}

/** One place that reads an answer: the call itself, or a variable that holds it. */
export interface AnswerUse {
  readonly node: SyntaxNode;
  readonly method: QueryMethod;
  /** How the variable is called afterwards; undefined for the call itself. */
  readonly name: { readonly written: string; readonly isBoundOnce: boolean } | undefined;
}

function readUse(file: FileView, reading: Reading, use: AnswerUse): undefined {
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
function readStream(file: FileView, reading: Reading, { node, name }: AnswerUse, loop: SyntaxNode): undefined {
  if (name !== undefined)
    return refuseReading(reading, node, 'its records come one after the other and can be read once');
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
