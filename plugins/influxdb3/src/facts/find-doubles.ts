import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { ORDER_FOR_DOUBLE } from '../work-orders.ts';
import type { Blocker, Client } from './client.ts';
import { importsFile } from './is-confined.ts';

/** Places in tests that put a double where a client or its writer is kept: `patch("app.store.writer")`, `monkeypatch.setattr(store, "_client", …)`. */
export function findDoubles(service: ServiceView, client: Client): readonly Blocker[] {
  const names = namesOf(client);
  if (names.size === 0) return [];
  return service.files
    .filter((file) => file.mentions('patch', 'setattr', 'spy'))
    .flatMap((file) =>
      file
        .nodes('string')
        .filter((node) => isPatched(file, node) && names.has(lastPart(file, node)) && isOf(file, node, client))
        .map((node) => ({
          rule: 'report-shared-client' as const,
          file,
          node,
          reason: 'a test puts a double in its place, which has the methods of the old library',
          ...ORDER_FOR_DOUBLE,
        })),
    );
}

/** Variables and attributes that hold the client or one of its writers. */
function namesOf({ node, writers }: Client): ReadonlySet<string> {
  const made = [node, ...writers.map(({ call }) => call.node)];
  return new Set(made.flatMap((one) => nameOfHolder(one) ?? []));
}

function nameOfHolder({ parent }: SyntaxNode): string | undefined {
  const target = parent?.kind === 'assignment' ? parent.field('left') : undefined;
  if (target?.kind === 'identifier') return target.text;
  return target?.kind === 'attribute' ? target.field('attribute')?.text : undefined;
}

/** Whether a string is an argument of `patch`, `patch.object`, `setattr` or `spy`. */
export function isPatched(file: FileView, node: SyntaxNode): boolean {
  const call = node.parent?.kind === 'argument_list' ? node.parent.parent?.field('function')?.text : undefined;
  return call !== undefined && /(^|\.)(patch|object|setattr|spy)$/.test(call) && file.stringValue(node) !== undefined;
}

function lastPart(file: FileView, node: SyntaxNode): string {
  const value = file.stringValue(node) ?? '';
  return value.slice(value.lastIndexOf('.') + 1);
}

/** Whether the name is one of the client's file: by its dotted path, or because the test imports the file. */
function isOf(file: FileView, node: SyntaxNode, client: Client): boolean {
  const value = file.stringValue(node) ?? '';
  if (value.includes('.')) return client.file.modules.some((module) => value.startsWith(`${module}.`));
  return file === client.file || importsFile(file, client.file);
}
