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
import { importsOf } from './facts/find-constructions.ts';
import { isConstantOfLibrary } from './facts/judge-writers.ts';
import { counterpartOf } from './import-map.ts';
import { NEW_MODULE, WRITE_OPTIONS } from './names.ts';

/** The options of a client's writers as the constructor takes them; undefined for a client that has no writer. */
export function writeOptionsOf(context: FixContext<CallSite>, client: Client): PyFragment | undefined {
  const [writer] = client.writers;
  if (writer === undefined) return undefined;
  const make = localName(context, 'influxdb_client_3.write_client_options');
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

/** A short expression over several lines on one, so that the constructor call can be laid out anew. */
function onOneLine(source: string, node: SyntaxNode): string {
  const isPlain = !/[#\\]|"""|'''/.test(source) && node.kind === 'call';
  const line = source
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1');
  return isPlain && line.length < 200 ? line : source;
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

/** How a name of the library is written at the site: as an import brings it that moves along, or by a new one. */
export function localName({ file, edit }: FixContext<CallSite>, name: string): string {
  const to = counterpartOf(name) ?? name;
  const member = to.slice(to.lastIndexOf('.') + 1);
  const imported = importedAs(file, name);
  if (imported !== undefined) return imported;
  const hasModule = importsOf(file).some(
    (statement) =>
      statement.kind === 'import_statement' && statement.children.some((node) => node.text === 'influxdb_client'),
  );
  return edit.imports.use(NEW_MODULE, member, hasModule ? 'module' : undefined);
}

/** The plain name under which an import of the file brings something of the library. */
function importedAs(file: FileView, name: string): string | undefined {
  for (const statement of file.root.children) {
    if (statement.kind !== 'import_from_statement') continue;
    for (const node of statement.children) {
      if (node === statement.field('module_name') || !file.resolve(node).candidates.some((one) => one.name === name))
        continue;
      return (node.kind === 'aliased_import' ? node.field('alias') : node)?.text;
    }
  }
  return undefined;
}
