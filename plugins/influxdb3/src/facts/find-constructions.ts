import type { CallView, FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { ASYNC_CLIENT, CLIENT, FACTORIES, NEW_CLIENT } from '../names.ts';
import { otherSource } from './imported-name.ts';

/** A place where a client is made, and how. */
export interface Construction {
  readonly kind: 'client' | 'async-client' | 'factory' | 'subclass';
  /** What the class may be as well: a stand-in of the service where the library is missing, or a class of another library. */
  readonly standIn?: string;
  readonly file: FileView;
  readonly node: SyntaxNode;
  readonly call: CallView | undefined;
}

/** All places of a service that make a client: calls of the class under any name, of its factories, and subclasses of it. */
export function findConstructions(service: ServiceView): readonly Construction[] {
  if (!usesLibrary(service)) return [];
  const names = namesOfClients(service);
  return service.files.flatMap((file) => [
    ...file.nodes('call').flatMap((node) => constructionAt(file, node, names) ?? []),
    ...file.classes.flatMap((view) =>
      view.bases.some((base) => file.refersTo(base, CLIENT, ASYNC_CLIENT))
        ? [{ kind: 'subclass' as const, file, node: view.node, call: undefined }]
        : [],
    ),
  ]);
}

/** Whether any file of a service imports the library. */
export function usesLibrary(service: ServiceView): boolean {
  return service.files.some(importsLibrary);
}

/** Whether a file imports the library, or a module of its own that is named like it. */
export function importsLibrary(file: FileView): boolean {
  return importsOf(file).some(({ text }) => /\binfluxdb_client\b/.test(text));
}

/** The import statements of a file. */
export function importsOf(file: FileView): readonly SyntaxNode[] {
  return [...file.nodes('import_statement'), ...file.nodes('import_from_statement')];
}

/** Last names a client may be made by: its own, those of its factories, aliases of imports, and variables that hold the class. */
function namesOfClients(service: ServiceView): ReadonlySet<string> {
  const names = new Set<string>(['InfluxDBClient', NEW_CLIENT, 'InfluxDBClientAsync', ...FACTORIES]);
  for (const file of service.files) {
    for (const node of file.nodes('aliased_import')) {
      const alias = node.field('alias')?.text;
      if (alias !== undefined && names.has(lastPart(node.field('name')?.text ?? ''))) names.add(alias);
    }
    for (const node of file.nodes('assignment')) {
      const left = node.field('left');
      if (left !== undefined && names.has(lastPart(node.field('right')?.text ?? ''))) names.add(lastPart(left.text));
    }
  }
  return names;
}

function constructionAt(file: FileView, node: SyntaxNode, names: ReadonlySet<string>): Construction | undefined {
  const callee = node.field('function');
  const call = callee && names.has(lastPart(callee.text)) ? file.callView(node) : undefined;
  if (callee === undefined || call === undefined) return undefined;
  const { candidates } = file.resolve(callee);
  const classes = candidates
    .filter(({ kind, origin }) => kind === 'member' && origin === undefined)
    .map(({ name }) => name);
  const standIn = candidates.find(({ kind }) => kind === 'local')?.name ?? otherSource(file, callee);
  const made = { file, node, call, ...(standIn === undefined ? {} : { standIn }) };
  if (classes.includes(CLIENT)) return { kind: 'client', ...made };
  if (classes.includes(ASYNC_CLIENT)) return { kind: 'async-client', ...made };
  const isFactory = FACTORIES.some((name) =>
    [CLIENT, ASYNC_CLIENT].some((type) => classes.includes(`${type}.${name}`)),
  );
  return isFactory ? { kind: 'factory', ...made } : undefined;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
