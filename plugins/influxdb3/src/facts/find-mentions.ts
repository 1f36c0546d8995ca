import type { FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { counterpartOf } from '../import-map.ts';
import { canonicalName } from '../types.ts';
import { importsOf } from './find-constructions.ts';

/** A name of the library that a file uses beside the clients themselves. */
export interface Mention {
  readonly file: FileView;
  /** The module, or the member of it, without attributes: `influxdb_client.Point`. */
  readonly name: string;
  readonly node: SyntaxNode;
}

/** Every use of a name of the library in the service, imports included. */
export function findMentions(service: ServiceView): readonly Mention[] {
  return service.files.flatMap((file) => {
    const wanted = namesIn(file);
    if (wanted.size === 0) return [];
    return file
      .nodes('identifier')
      .filter((node) => wanted.has(node.text) && !isAttributeName(node))
      .flatMap((node) => mentionAt(file, node) ?? []);
  });
}

/** Names under which a file may know something of the library. */
function namesIn(file: FileView): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of importsOf(file)) {
    for (const node of statement.children) {
      if (node === statement.field('module_name')) continue;
      const local = node.kind === 'aliased_import' ? node.field('alias') : node;
      const named = local?.text.split('.')[0];
      if (named !== undefined) names.add(named);
    }
  }
  const isNear = importsOf(file).some((node) => node.text.includes('influxdb_client'));
  return isNear || file.root.text.includes('InfluxDB') || file.root.text.includes('Point') ? names : new Set();
}

function isAttributeName(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'attribute') return parent.field('object') !== node;
  if (parent?.kind === 'keyword_argument') return parent.field('name') === node;
  return parent?.kind === 'dotted_name' && parent.children[0] !== node;
}

function mentionAt(file: FileView, node: SyntaxNode): Mention | undefined {
  for (const chain of chainsFrom(node)) {
    const named = file
      .resolve(chain)
      .candidates.find(
        ({ kind, name, origin }) =>
          (kind === 'member' || kind === 'module') && origin === undefined && /^influxdb_client(\.|$)/.test(name),
      );
    if (named !== undefined) return { file, name: topOf(canonicalName(named.name)), node: chain };
  }
  return undefined;
}

/** The chains of attributes that begin with a name, the longest first. */
function chainsFrom(node: SyntaxNode): readonly SyntaxNode[] {
  const { parent } = node;
  const isObject = parent?.kind === 'attribute' && parent.field('object') === node;
  return isObject ? [...chainsFrom(parent), node] : [node];
}

/** The part of a name that an import can bring: `influxdb_client.WritePrecision` of `influxdb_client.WritePrecision.S`. */
export function topOf(name: string): string {
  const parts = name.split('.');
  const capital = parts.findIndex((part) => /^[A-Z]/.test(part));
  const top = capital < 0 ? name : parts.slice(0, capital + 1).join('.');
  return counterpartOf(top) === undefined ? name : top;
}
