import type { CallView, FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { isBefore } from '../facts/client.ts';
import { importsFile } from '../facts/is-confined.ts';
import type { WrittenFlux } from '../facts/read-flux.ts';
import { isWithin } from '../facts/read-writer.ts';
import { isBound, isStored } from '../facts/same-value.ts';

/** A query whose text is given a name before it is asked. */
interface NamedText {
  readonly flux: WrittenFlux;
  readonly call: CallView;
  /** The argument of the call. */
  readonly text: SyntaxNode | undefined;
}

/** Why a text with a name cannot be rewritten where it is written; undefined where it can. */
export function findMoved(service: ServiceView, file: FileView, { flux, call, text }: NamedText): string | undefined {
  if (flux.file !== file || text?.kind !== 'identifier')
    return 'its Flux is written in another file, or kept in an attribute';
  const names = file.uses(text);
  const [binding, ...others] = names.filter(isBound);
  if (binding === undefined || others.length > 0) return `\`${text.text}\` is given several values`;
  if (binding.parent?.kind !== 'assignment' || isListed(file, text.text))
    return `\`${text.text}\` is used elsewhere too`;
  const other = names.find((name) => name !== binding && name !== text && !isLogged(name));
  if (other !== undefined) return `\`${text.text}\` is used for more than this query (line ${other.line})`;
  const isOfModule = file.enclosingFunction(binding) === undefined;
  if (isOfModule && service.files.some((one) => one !== file && one.mentions(text.text) && importsFile(one, file)))
    return `\`${text.text}\` may be used in other files`;
  if (flux.holes.length === 0) return undefined;
  if (file.enclosingFunction(binding)?.node !== file.enclosingFunction(call.node)?.node)
    return 'its Flux is filled in another function than it is asked in';
  return findChange(file, flux, { from: binding, to: call.node });
}

/** The values must be the same where the query is asked as where its text is written. */
function findChange(
  file: FileView,
  flux: WrittenFlux,
  { from, to }: { from: SyntaxNode; to: SyntaxNode },
): string | undefined {
  const between = (node: SyntaxNode): boolean =>
    isBefore(from, node) && isBefore(node, to) && !isWithin(node, flux.node);
  const names = new Set(flux.holes.flatMap(identifiersIn).map(({ text }) => text));
  const changed = file
    .nodes('identifier')
    .find((node) => names.has(node.text) && between(node) && (isBound(node) || isStored(node)));
  if (changed !== undefined)
    return `\`${changed.text}\` changes between the text of the query and the query (line ${changed.line})`;
  const isPlain = flux.holes.every((hole) => !/\.|\[/.test(hole.text));
  const call = isPlain
    ? undefined
    : file
        .nodes('call')
        .find((node) => between(node) && !isWithin(to, node) && !isHarmless(node) && !isRunForEach(node, to));
  return call === undefined
    ? undefined
    : `\`${call.field('function')?.text ?? ''}()\` runs between the text of the query and the query (line ${call.line})`;
}

/** What a comprehension makes of the answer stands before the query and runs after it. */
function isRunForEach(node: SyntaxNode, query: SyntaxNode): boolean {
  for (let current = node.parent; current !== undefined; current = current.parent) {
    const first = current.children.find(({ kind }) => kind === 'for_in_clause');
    if (first !== undefined && isWithin(query, first)) return !isWithin(node, first);
    if (/_statement$|^block$/.test(current.kind)) return false;
  }
  return false;
}

function identifiersIn(node: SyntaxNode): readonly SyntaxNode[] {
  return node.kind === 'identifier' ? [node] : node.children.flatMap(identifiersIn);
}

function isLogged(name: SyntaxNode): boolean {
  for (let current = name.parent; current !== undefined; current = current.parent) {
    if (current.kind === 'call') return isLogging(current);
    if (/_statement$|^block$/.test(current.kind)) return false;
  }
  return false;
}

/** A call that changes nothing a query is filled with. */
function isHarmless(call: SyntaxNode): boolean {
  return isLogging(call) || /(?:^|\.)(?:InfluxDBClient|query_api)$/.test(call.field('function')?.text ?? '');
}

function isLogging(call: SyntaxNode): boolean {
  return /^(?:print|(?:[\w.]*\.)?_?log(?:ger|ging)?\.\w+)$/i.test(call.field('function')?.text ?? '');
}

function isListed(file: FileView, name: string): boolean {
  return file
    .nodes('assignment')
    .some((node) => node.field('left')?.text === '__all__' && new RegExp(`["']${name}["']`).test(node.text));
}
