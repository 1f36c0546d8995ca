import type { Evidence, Origin, QualifiedName } from '@moult/plugin-api';
import type { ImportIntent } from '../edits/import-intent.ts';
import type { LibraryApi } from './library-api.ts';
import type { LibraryValue, ValueSet } from './value.ts';
import { setOf, UNKNOWN } from './value.ts';

/** A module or member of a library under the name rules use. */
export function libraryValue(
  api: LibraryApi,
  kind: 'module' | 'member',
  name: QualifiedName,
  known: {
    readonly evidence: readonly Evidence[];
    readonly origin?: Origin | undefined;
    readonly also?: readonly QualifiedName[];
  },
): LibraryValue {
  const canonical = api.canonical(name);
  const also = canonical === name ? (known.also ?? []) : [...(known.also ?? []), name];
  return { kind, name: canonical, also, origin: known.origin, evidence: known.evidence };
}

/** The names of one thing while renames of the file are accepted but not settled: the old one, and the new one beside it. */
export function renamedName(
  name: QualifiedName,
  pending: readonly ImportIntent[],
): { readonly name: QualifiedName; readonly also: readonly QualifiedName[] } {
  for (const intent of pending) {
    if (intent.kind !== 'rename') continue;
    if (isBelow(name, intent.from)) return { name, also: [intent.to + name.slice(intent.from.length)] };
    if (isBelow(name, intent.to)) return { name: intent.from + name.slice(intent.to.length), also: [name] };
  }
  return { name, also: [] };
}

/** Whether a dotted name is another one or lies below it. */
export function isBelow(name: QualifiedName, prefix: QualifiedName): boolean {
  return name.startsWith(prefix) && (name.length === prefix.length || name[prefix.length] === '.');
}

/** Reads an attribute of something of a library. */
export function libraryAttribute(api: LibraryApi, value: LibraryValue, name: string): ValueSet {
  const member = libraryValue(api, 'member', `${value.name}.${name}`, {
    evidence: value.evidence,
    origin: value.origin,
    also: value.also.map((other) => `${other}.${name}`),
  });
  const type = api.attributes.get(member.name);
  return setOf(type === undefined ? member : instanceOf(api, type, member));
}

/** An object of a class of a library; it comes from where `from` comes from. */
export function instanceOf(
  api: LibraryApi,
  type: QualifiedName,
  from: { readonly origin: Origin | undefined; readonly evidence: readonly Evidence[] },
): LibraryValue {
  return { kind: 'instance', name: api.canonical(type), also: [], origin: from.origin, evidence: from.evidence };
}

/** Calls something of a library. Unknown when nothing says what the call gives. */
export function callLibrary(api: LibraryApi, value: LibraryValue, origin: Origin, made: Evidence): ValueSet {
  const callee = value.kind === 'instance' ? `${value.name}.__call__` : value.name;
  const evidence = [...value.evidence, made];
  const type = api.returns.get(callee);
  if (type !== undefined) return setOf(instanceOf(api, type, { origin, evidence }));
  if (value.kind !== 'member' || !isClassName(value.name)) return UNKNOWN;
  return setOf({ kind: 'instance', name: value.name, also: value.also, origin, evidence });
}

function isClassName(name: QualifiedName): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1).replace(/^_+/, '');
  const isConstant = last.length > 1 && last === last.toUpperCase() && last.includes('_');
  return /^\p{Lu}/u.test(last) && !isConstant;
}
