import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { WRITE_API } from '../names.ts';
import { type Blocker, type Client, callOf, isObject, memberOf, placeOf, type Writer } from './client.ts';
import { findEscape } from './find-escape.ts';
import { constantOfLibrary } from './library-constant.ts';
import { readWrite } from './read-write.ts';
import { isWithin } from './read-writer.ts';
import { hasSameValue } from './same-value.ts';

/** What of the writing of a client keeps it on the old library. */
export function judgeWriters(service: ServiceView, client: Client): readonly Blocker[] {
  const { writers } = client;
  const [first] = writers;
  if (first === undefined) return [];
  return [
    ...differentOptions(first, writers),
    ...unmovableOptions(service, client, first),
    ...nestedWriters(writers),
    ...leftBlocks(writers),
    ...writers.flatMap(judgeUses),
  ];
}

function differentOptions(first: Writer, writers: readonly Writer[]): readonly Blocker[] {
  return writers
    .filter((writer) => textOf(writer) !== textOf(first))
    .map(({ file, call }) => ({
      rule: 'write-api',
      file,
      node: call.node,
      reason: `it has writers with different options (${placeOf(first.file, first.call.node)}), and the new client takes one set at its constructor`,
      todo: 'Make one client for each set of write options, and write with the client itself',
    }));
}

function textOf({ options }: Writer): string {
  const others = options.others.map(({ name, value }) => `${name}=${value.text}`).sort();
  return [options.writeOptions?.text ?? '', ...others].join(';').replace(/\s+/g, '');
}

/** One `with client.write_api()` inside another. */
function nestedWriters(writers: readonly Writer[]): readonly Blocker[] {
  const statements = writers.flatMap(({ form }) => (form.kind === 'entered' ? [form.statement] : []));
  return writers
    .filter(({ call, form }) =>
      statements.some((outer) => isWithin(call.node, outer) && (form.kind !== 'entered' || form.statement !== outer)),
    )
    .map(({ file, call }) => ({
      rule: 'write-api',
      file,
      node: call.node,
      reason: 'it has writers inside the block of another one',
      todo: 'Use one writer in both blocks, then plan again',
    }));
}

/** A block of a batching writer that is left in the middle: what its end did would be skipped. */
function leftBlocks(writers: readonly Writer[]): readonly Blocker[] {
  return writers.flatMap(({ file, call, form, options }): readonly Blocker[] => {
    if (form.kind !== 'entered' || !options.isBatching || !isLeft(form.statement.field('body'), false)) return [];
    const reason =
      'the block of its writer is left by `return`, `break`, `continue` or `yield`, and its end writes what is waiting';
    const todo =
      'Write `client.flush()` in a `finally` around what the block holds, or leave the block at its end, then plan again';
    return [{ rule: 'write-api', file, node: call.node, reason, todo }];
  });
}

function isLeft(node: SyntaxNode | undefined, inLoop: boolean): boolean {
  if (node === undefined || /^(function_definition|class_definition|lambda)$/.test(node.kind)) return false;
  if (/^(return_statement|yield)$/.test(node.kind)) return true;
  if (/^(break_statement|continue_statement)$/.test(node.kind)) return !inLoop;
  const isLoop = /^(for_statement|while_statement)$/.test(node.kind);
  return node.children.some((child) => isLeft(child, inLoop || isLoop));
}

/** The options are written where the client is made, so they must mean the same there. */
function unmovableOptions(service: ServiceView, client: Client, writer: Writer): readonly Blocker[] {
  const values = [writer.options.writeOptions, ...writer.options.others.map(({ value }) => value)];
  const to = client.call?.node;
  const unmovable = values.find(
    (value) => value !== undefined && (to === undefined || !canMove(service, client.file, to, writer, value)),
  );
  if (unmovable === undefined) return [];
  const reason = `\`${shortened(unmovable)}\` would have to be written at its constructor (${client.place}), where it may not mean the same`;
  const todo = 'Make what the options need before the client, in the function that makes it, then plan again';
  return [{ rule: 'write-api', file: writer.file, node: writer.call.node, reason, todo }];
}

function shortened({ text }: SyntaxNode): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function canMove(service: ServiceView, file: FileView, to: SyntaxNode, writer: Writer, value: SyntaxNode): boolean {
  if (constantOfLibrary(writer.file, value) !== undefined) return true;
  return writer.file === file && hasSameValue({ service, file, from: writer.call.node, to }, value);
}

function judgeUses(writer: Writer): readonly Blocker[] {
  return writer.uses.flatMap((use): readonly Blocker[] => {
    const { file, node } = use;
    const member = memberOf(use, WRITE_API);
    if (member === undefined) {
      const reason = isObject(use, WRITE_API) ? findEscape(use) : undefined;
      return reason === undefined ? [] : [{ rule: 'report-shared-client', file, node, reason }];
    }
    if (member === 'write') return judgeWrite(writer, file, node);
    if (/^(flush|close|__del__)$/.test(member) && callOf(file, node) !== undefined && isStatement(node)) return [];
    if (/^(__enter__|__exit__)$/.test(member)) return [];
    return [
      {
        rule: 'report-shared-client',
        file,
        node,
        reason: `its \`${member}\` is used in a form that has no counterpart`,
      },
    ];
  });
}

function isStatement(callee: SyntaxNode): boolean {
  return callee.parent?.parent?.kind === 'expression_statement';
}

function judgeWrite(writer: Writer, file: FileView, node: SyntaxNode): readonly Blocker[] {
  const write = readWrite({ file, node });
  if ('reason' in write) return [{ rule: 'write-call', file, node, ...write }];
  const [shaping] = write.shaping;
  if (shaping === undefined || !writer.options.isBatching) return [];
  const reason = `a batching writer of influxdb3-python 0.17.0 loses every record that is written with \`${shaping}\``;
  const todo = 'Write at once (`write_options=SYNCHRONOUS`), or turn the records into points first; 0.18.0 mends it';
  return [{ rule: 'write-call', file, node, reason, todo }];
}
