import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { ADMINISTRATION, ASYNC_CLIENT, CLIENT, WRITE_API } from '../names.ts';
import { ORDER_FOR_DOUBLE } from '../work-orders.ts';
import type { Blocker, Client } from './client.ts';
import { isPatched } from './find-doubles.ts';
import { isConfined } from './is-confined.ts';

const MAKERS: ReadonlySet<string> = new Set(['write_api', 'query_api', ...ADMINISTRATION]);

/** Uses that may be uses of any client of the service: nothing says where the object behind them was made. */
export function findHiddenUses(service: ServiceView): readonly Blocker[] {
  return service.files.flatMap((file) => [
    ...file.nodes('wildcard_import').flatMap((node) => starImport(file, node) ?? []),
    ...file.nodes('attribute').flatMap((node) => hiddenMember(file, node) ?? []),
    ...file.nodes('string').flatMap((node) => patchedName(file, node) ?? namedModule(file, node) ?? []),
  ]);
}

function hiddenMember(file: FileView, node: SyntaxNode): Blocker | undefined {
  const name = node.field('attribute')?.text ?? '';
  const object = node.field('object');
  if (object === undefined || (!MAKERS.has(name) && name !== 'write')) return undefined;
  const known = knownMember(file, node, name);
  if (known !== undefined) {
    const { rule, what, hasOrigin } = known;
    if (hasOrigin) return undefined;
    const reason = `where the ${what} behind it is made is not seen`;
    const todo = `Make the ${what} in this service, or pass it by an annotated parameter from where it is made, then plan again`;
    return { rule, file, node, reason, todo };
  }
  if (name === 'write' && !writesToBucket(file, node)) return undefined;
  if (!isUnknown(file, object)) return undefined;
  const reason = `\`${firstLine(object.text)}\` may be one of its uses, and nothing says what it is`;
  const isDouble = file.resolve(object).candidates.length > 0;
  const order = isDouble
    ? ORDER_FOR_DOUBLE
    : { todo: 'Annotate it with its type, `InfluxDBClient` where it is a client, then plan again' };
  return { rule: 'report-shared-client', file, node, reason, ...order };
}

interface KnownMember {
  readonly rule: Blocker['rule'];
  readonly what: string;
  readonly hasOrigin: boolean;
}

function knownMember(file: FileView, node: SyntaxNode, name: string): KnownMember | undefined {
  const members = name === 'write' ? [`${WRITE_API}.write`] : [`${CLIENT}.${name}`, `${ASYNC_CLIENT}.${name}`];
  const own = file.resolve(node).candidates.find((one) => members.includes(one.name));
  if (own === undefined) return undefined;
  const hasOrigin = own.origin !== undefined;
  if (name === 'write') return { rule: 'write-call', what: 'writer', hasOrigin };
  if (name === 'write_api') return { rule: 'write-api', what: 'client', hasOrigin };
  return { rule: name === 'query_api' ? 'queries' : 'report-administration', what: 'client', hasOrigin };
}

function writesToBucket(file: FileView, node: SyntaxNode): boolean {
  const call = node.parent?.kind === 'call' ? file.callView(node.parent) : undefined;
  return call?.keyword('bucket') !== undefined;
}

/** Whether a hidden use may be one of this client. */
export function mayBeUseOf(service: ServiceView, client: Client, { node, file }: Blocker): boolean {
  const patched = node.kind === 'string' ? file.stringValue(node) : undefined;
  if (node.kind === 'wildcard_import') return true;
  if (patched === undefined) return !isConfined(client);
  const module = patched.slice(0, Math.max(0, patched.lastIndexOf('.InfluxDBClient')));
  const path = `/${module.replaceAll('.', '/')}.py`;
  const holders = service.files.filter((one) => one.modules.includes(module) || `/${one.path}`.endsWith(path));
  return holders.length === 0 || holders.includes(client.file);
}

/** Nothing is known of an object, or it is a mock. */
function isUnknown(file: FileView, object: SyntaxNode): boolean {
  const { candidates } = file.resolve(object);
  return candidates.every(({ name }) => /^unittest\.mock\.|^pytest_mock\./.test(name));
}

/** `patch("app.db.InfluxDBClient")`, `monkeypatch.setattr(db, "InfluxDBClient", …)`. */
function patchedName(file: FileView, node: SyntaxNode): Blocker | undefined {
  if (!node.text.includes('InfluxDBClient')) return undefined;
  const value = file.stringValue(node) ?? '';
  const isPatch = isPatched(file, node);
  if (!isPatch || !/(^|\.)InfluxDBClient(Async)?(\.|$)/.test(value) || value.startsWith('influxdb.')) return undefined;
  return {
    rule: 'report-shared-client',
    file,
    node,
    reason: 'a test puts a double in its place, which has the methods of the old client',
    ...ORDER_FOR_DOUBLE,
  };
}

/** `sys.modules["influxdb_client"]`, `find_spec("influxdb_client")`: the library is asked for, or replaced, by its name. */
function namedModule(file: FileView, node: SyntaxNode): Blocker | undefined {
  if (!node.text.includes('influxdb_client')) return undefined;
  const isName = /^influxdb_client(\.\w+)*$/.test(file.stringValue(node) ?? '');
  if (!isName || !isAskedFor(node)) return undefined;
  const reason = 'the library is looked up, or replaced by a double, under its old name';
  const todo =
    'Name `influxdb_client_3` here and change the clients by hand with it: what stands here decides which library they find';
  return { rule: 'report-shared-client', file, node, reason, todo };
}

function isAskedFor(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'subscript') return parent.field('value')?.text === 'sys.modules';
  const list = parent?.kind === 'pair' ? parent.parent?.parent : parent;
  const call = list?.kind === 'argument_list' ? list.parent : undefined;
  if (call === undefined) return false;
  const callee = call.field('function')?.text ?? '';
  return (
    /(^|\.)(find_spec|importorskip|import_module|__import__|patch|setattr)$/.test(callee) ||
    call.text.includes('sys.modules')
  );
}

function starImport(file: FileView, node: SyntaxNode): Blocker | undefined {
  const module = node.parent?.field('module_name')?.text ?? '';
  if (!/^influxdb_client(\.|$)/.test(module)) return undefined;
  return { rule: 'rename-imports', file, node, reason: `what \`from ${module} import *\` brings is not known` };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
