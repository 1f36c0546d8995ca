import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { WRITE_API } from '../names.ts';
import { type Client, memberOf } from './client.ts';
import { rootOf } from './imported-name.ts';
import { readWrite } from './read-write.ts';
import { isBound } from './same-value.ts';

/** Whether everything a client writes is made in its own file: no point comes in by a parameter, an attribute or a queue. */
export function writesOwnRecords({ writers }: Client): boolean {
  const uses = writers.flatMap((writer) => writer.uses).filter((use) => memberOf(use, WRITE_API) === 'write');
  return uses.every((use) => {
    const write = readWrite(use);
    const record = 'reason' in write ? undefined : write.record?.value;
    return record !== undefined && isOwn(use.file, record, DEPTH);
  });
}

/** How many names are followed. */
const DEPTH = 8;

function isOwn(file: FileView, node: SyntaxNode, depth: number): boolean {
  if (depth === 0) return false;
  const own = (child: SyntaxNode | undefined): boolean => child !== undefined && isOwn(file, child, depth - 1);
  switch (node.kind) {
    case 'string':
    case 'concatenated_string':
    case 'dictionary':
    case 'binary_operator':
      return true;
    case 'identifier':
      return isOwnName(file, node, depth);
    case 'subscript':
      return own(node.field('value'));
    case 'call':
      return isOwnCall(file, node, depth);
    case 'list_comprehension':
    case 'generator_expression':
      return own(node.field('body'));
    case 'parenthesized_expression':
    case 'await':
    case 'list':
    case 'tuple':
    case 'conditional_expression':
      return node.children.filter(({ kind }) => kind !== 'comment').every(own);
    default:
      return false;
  }
}

function isOwnName(file: FileView, node: SyntaxNode, depth: number): boolean {
  const uses = file.uses(node);
  const values = uses.filter(isBound).map(boundValue);
  const added = uses.flatMap((use) => addedTo(file, use));
  return (
    values.length > 0 && [...values, ...added].every((value) => value !== undefined && isOwn(file, value, depth - 1))
  );
}

/** What a binding of a name takes its value from; undefined for a parameter and whatever else comes from outside. */
function boundValue({ parent }: SyntaxNode): SyntaxNode | undefined {
  const isValue =
    parent !== undefined && /^(assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.kind);
  return isValue ? parent.field('right') : undefined;
}

/** What `points.append(…)` and `points.extend(…)` put into a list. */
function addedTo(file: FileView, use: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const method = use.parent?.kind === 'attribute' ? use.parent.field('attribute')?.text : undefined;
  const call = use.parent?.parent?.kind === 'call' ? file.callView(use.parent.parent) : undefined;
  return method !== undefined && /^(append|extend|insert)$/.test(method) && call !== undefined
    ? [call.arguments.at(-1)?.value]
    : [];
}

/** `Point("power").field(…)`, a function of the file, or a method that makes something new of its object. */
function isOwnCall(file: FileView, node: SyntaxNode, depth: number): boolean {
  const callee = node.field('function');
  if (callee === undefined) return false;
  if (file.definitionOf(callee)?.file === file) return true;
  const maker = innermostCall(callee) ?? node;
  const made = maker.field('function');
  if (made !== undefined && file.refersTo(made, 'influxdb_client.Point', 'influxdb_client.Point.from_dict'))
    return true;
  if (callee.kind === 'attribute') return isOwn(file, rootOf(callee), depth - 1);
  const [first] = file.callView(node)?.arguments ?? [];
  return first === undefined || isOwn(file, first.value, depth - 1);
}

/** The call a chain of methods begins with. */
function innermostCall(node: SyntaxNode): SyntaxNode | undefined {
  const object = node.kind === 'attribute' ? node.field('object') : undefined;
  if (object === undefined) return undefined;
  if (object.kind === 'call') {
    const callee = object.field('function');
    return (callee && innermostCall(callee)) ?? object;
  }
  return innermostCall(object);
}
