import type { CallSite, FixContext, SyntaxNode } from '@moult/plugin-api';
import type { Client, Writer } from './facts/client.ts';
import { topOf } from './facts/find-mentions.ts';
import { isImported } from './facts/imported-name.ts';
import { constantOfLibrary } from './facts/library-constant.ts';
import { counterpartOf } from './import-map.ts';
import { isImportedAlways, localName } from './local-name.ts';
import { WRITE_OPTIONS } from './names.ts';
import { canonicalName } from './types.ts';

/** The options of a client's writers as the constructor takes them. */
export interface NewOptions {
  /** What makes them: `write_client_options`, or `dict`. */
  readonly make: string;
  readonly keywords: readonly NewOption[];
}

/** One keyword of the options. */
export interface NewOption {
  readonly name: string;
  readonly source: string;
  /** Sources of the arguments where the value is a call. */
  readonly arguments: readonly string[];
}

/** The options of a client's writers; undefined for a client that has no writer. */
export function writeOptionsOf(context: FixContext<CallSite>, client: Client): NewOptions | undefined {
  const [writer] = client.writers;
  if (writer === undefined) return undefined;
  const make = isImportedAlways(context.file) ? localName(context, 'influxdb_client_3.write_client_options') : 'dict';
  const { writeOptions, others } = writer.options;
  const first: NewOption =
    writeOptions === undefined
      ? { name: 'write_options', source: `${localName(context, WRITE_OPTIONS)}()`, arguments: [] }
      : readOption(context, writer, 'write_options', writeOptions);
  return { make, keywords: [first, ...others.map(({ name, value }) => readOption(context, writer, name, value))] };
}

/** The call that makes the options, on one line. */
export function optionsCall({ make, keywords }: NewOptions): string {
  return `${make}(${keywords.map(({ name, source }) => `${name}=${source}`).join(', ')})`;
}

/** A keyword on a line of its own, its value over several lines where it is long. */
export function spreadOut({ name, source, arguments: inner }: NewOption): string {
  const line = `${name}=${source}`;
  if (line.length <= LONG || inner.length < 2) return line;
  const callee = source.slice(0, source.indexOf('('));
  return `${name}=${callee}(\n${inner.map((one) => `            ${one},\n`).join('')}        )`;
}

const LONG = 72;

function readOption(context: FixContext<CallSite>, writer: Writer, name: string, value: SyntaxNode): NewOption {
  const source = written(context, writer, value);
  const list = value.kind === 'call' ? value.field('arguments') : undefined;
  const inner = (list?.children ?? []).filter(({ kind }) => kind !== 'comment');
  return { name, source, arguments: inner.map((child) => withNewNames(context, child)) };
}

function written(context: FixContext<CallSite>, writer: Writer, value: SyntaxNode): string {
  const constant = constantOfLibrary(writer.file, value);
  if (constant !== undefined && (writer.file !== context.file || !isImported(context.file, value)))
    return localName(context, constant);
  return onOneLine(withNewNames(context, value), value);
}

/** A short call over several lines on one, so that the constructor call can be laid out anew. Comments stay where the call was. */
function onOneLine(source: string, node: SyntaxNode): string {
  if (!source.includes('\n') || node.kind !== 'call' || /["'\\]/.test(source) || hasTuple(node)) return source;
  const line = source
    .replace(/[ \t]*#.*$/gm, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1');
  return line.length < 200 ? line : source;
}

/** The last comma of a tuple has a meaning. */
function hasTuple(node: SyntaxNode): boolean {
  return node.kind === 'tuple' || node.children.some(hasTuple);
}

/** The source of an expression, with dotted names of the library as they are called now. */
function withNewNames(context: FixContext<CallSite>, node: SyntaxNode): string {
  const { file } = context;
  if (node.kind === 'attribute') {
    const [candidate] = file.resolve(node).candidates;
    const isOfLibrary =
      candidate?.kind === 'member' && candidate.origin === undefined && counterpartOf(candidate.name) !== undefined;
    if (!isOfLibrary || candidate === undefined) return node.text;
    // `WritePrecision.NS` is below what an import can bring.
    const name = canonicalName(candidate.name);
    const top = topOf(name);
    return localName(context, top) + name.slice(top.length);
  }
  let text = node.text;
  for (const child of node.children) {
    const renamed = withNewNames(context, child);
    if (renamed !== child.text) text = text.replace(child.text, renamed);
  }
  return text;
}
