import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isImported } from './imported-name.ts';

const CONSTANTS: ReadonlySet<string> = new Set(['influxdb_client.SYNCHRONOUS', 'influxdb_client.ASYNCHRONOUS']);

/** The name of `SYNCHRONOUS` and the like, which every file can import, where a node can mean nothing else. */
export function constantOfLibrary(file: FileView, node: SyntaxNode): string | undefined {
  if (node.kind === 'call') return undefined;
  const { candidates, certain } = file.resolve(node);
  const names = [...new Set(candidates.map(({ name }) => name))];
  const [name] = names;
  const isSole = names.length === 1 && (certain || isImported(file, node));
  return isSole && name !== undefined && CONSTANTS.has(name) ? name : undefined;
}
