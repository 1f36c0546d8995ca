import {
  type CallSite,
  type FileView,
  type FixContext,
  type PyFragment,
  py,
  pySource,
  type SyntaxNode,
} from '@moult/plugin-api';
import type { Client, Writer } from './facts/client.ts';
import { isConstantOfLibrary } from './facts/judge-writers.ts';
import { counterpartOf } from './import-map.ts';
import { isImportedAlways, localName } from './local-name.ts';
import { WRITE_OPTIONS } from './names.ts';

/** The options of a client's writers as the constructor takes them; undefined for a client that has no writer. */
export function writeOptionsOf(context: FixContext<CallSite>, client: Client): PyFragment | undefined {
  const [writer] = client.writers;
  if (writer === undefined) return undefined;
  const make = isImportedAlways(context.file) ? localName(context, 'influxdb_client_3.write_client_options') : 'dict';
  const { writeOptions, others } = writer.options;
  const first =
    writeOptions === undefined ? py`${localName(context, WRITE_OPTIONS)}()` : written(context, writer, writeOptions);
  const rest = others.map(({ name, value }) => py`, ${name}=${written(context, writer, value)}`);
  const all = rest.reduce((before, one) => py`${before}${one}`, py`write_options=${first}`);
  return py`${make}(${all})`;
}

function written(context: FixContext<CallSite>, writer: Writer, value: SyntaxNode): PyFragment {
  if (writer.file !== context.file || isDottedConstant(writer.file, value)) {
    const name = writer.file.resolve(value).candidates[0]?.name ?? '';
    return pySource(localName(context, name));
  }
  return pySource(onOneLine(withNewNames(context, value), value));
}

/** A short call over several lines on one, so that the constructor call can be laid out anew. */
function onOneLine(source: string, node: SyntaxNode): string {
  if (!source.includes('\n') || node.kind !== 'call' || /["'#\\]/.test(source) || hasTuple(node)) return source;
  const line = source
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1');
  return line.length < 200 ? line : source;
}

/** The last comma of a tuple has a meaning. */
function hasTuple(node: SyntaxNode): boolean {
  return node.kind === 'tuple' || node.children.some(hasTuple);
}

function isDottedConstant(file: FileView, value: SyntaxNode): boolean {
  return value.kind === 'attribute' && isConstantOfLibrary(file, value);
}

/** The source of an expression, with dotted names of the library as they are called now. */
function withNewNames(context: FixContext<CallSite>, node: SyntaxNode): string {
  const { file } = context;
  if (node.kind === 'attribute') {
    const [candidate] = file.resolve(node).candidates;
    const isOfLibrary =
      candidate?.kind === 'member' && candidate.origin === undefined && counterpartOf(candidate.name) !== undefined;
    if (isOfLibrary && candidate !== undefined) return localName(context, candidate.name);
    return node.text;
  }
  let text = node.text;
  for (const child of node.children) {
    const renamed = withNewNames(context, child);
    if (renamed !== child.text) text = text.replace(child.text, renamed);
  }
  return text;
}
