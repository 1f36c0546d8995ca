import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { WRITE_API } from '../names.ts';
import { type Client, memberOf } from './client.ts';
import { readWrite, type WriteCall } from './read-write.ts';
import { hasSameValue, storesOf } from './same-value.ts';

/** What the constructor of a moving client gets, and what its writes still have to say. */
export interface ClientPlan {
  /** The bucket of every write, where it can be written at the constructor. */
  readonly database: SyntaxNode | undefined;
  /** Whether `org` of a write is the one the client has anyway. */
  hasOrg(write: WriteCall): boolean;
}

/** Decides where the bucket and the organisation of a client's writes are written. `shared` tells whether other clients write through the same places. */
export function planClient(service: ServiceView, client: Client, isShared: boolean): ClientPlan {
  const writes = writesOf(client);
  return {
    database: isShared ? undefined : commonBucket(service, client, writes),
    hasOrg: (write) => write.org !== undefined && isSameOrg(service, client, { ...write, org: write.org.value }),
  };
}

/** The uses of `write` of all writers of a client that can be read. */
export function writesOf(client: Client): readonly WriteCall[] {
  return client.writers
    .flatMap(({ uses }) => uses)
    .filter((use) => memberOf(use, WRITE_API) === 'write')
    .flatMap((use) => {
      const write = readWrite(use);
      return 'reason' in write ? [] : [write];
    });
}

function commonBucket(service: ServiceView, client: Client, writes: readonly WriteCall[]): SyntaxNode | undefined {
  const to = client.call?.node;
  const first = writes[0]?.bucket?.value;
  if (to === undefined || first === undefined) return undefined;
  const literal = writes[0]?.file.stringValue(first);
  if (literal !== undefined) {
    return writes.every(({ file, bucket }) => bucket !== undefined && file.stringValue(bucket.value) === literal)
      ? first
      : undefined;
  }
  const isCommon = writes.every(
    ({ file, bucket, callee }) =>
      file === client.file &&
      bucket?.value.text === first.text &&
      hasSameValue({ service, file, from: callee, to }, bucket.value),
  );
  return isCommon && isName(first) ? first : undefined;
}

function isName(node: SyntaxNode): boolean {
  return node.kind === 'identifier' || node.kind === 'attribute';
}

/** Whether an organisation named at a call is the one its client has anyway. */
export function isSameOrg(
  service: ServiceView,
  client: Pick<Client, 'file' | 'call'>,
  { file, org, callee }: { readonly file: FileView; readonly org: SyntaxNode; readonly callee: SyntaxNode },
): boolean {
  const own = (client.call?.positional(5) ?? client.call?.keyword('org'))?.value;
  const to = client.call?.node;
  if (own === undefined || to === undefined) return false;
  const literal = constantText(file, org);
  if (literal !== undefined && constantText(client.file, own) === literal) return true;
  if (file !== client.file) return false;
  if (org.text === own.text) return hasSameValue({ service, file, from: callee, to }, org);
  return isCopyOf(service, client.file, org, own, callee, to);
}

/** The value of a string, or of a name that is given one once. */
function constantText(file: FileView, node: SyntaxNode): string | undefined {
  const constant = file.constant(node);
  return (constant?.file ?? file).stringValue(constant?.node ?? node);
}

/** `self._org`, stored once as `self._org = config.org` beside `InfluxDBClient(org=config.org)`. */
function isCopyOf(
  service: ServiceView,
  file: FileView,
  node: SyntaxNode,
  own: SyntaxNode,
  from: SyntaxNode,
  to: SyntaxNode,
): boolean {
  const name = node.kind === 'attribute' ? node.field('attribute')?.text : undefined;
  if (name === undefined || !hasSameValue({ service, file, from, to }, node)) return false;
  const [store, ...others] = storesOf(service, name);
  const value = store?.node.parent?.field('right');
  if (others.length > 0 || store?.file !== file || value === undefined || value.text !== own.text) return false;
  return file.enclosingFunction(store.node)?.node === file.enclosingFunction(to)?.node;
}
