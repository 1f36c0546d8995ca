import type { CallView, FileView, SyntaxNode } from '@moult/plugin-api';
import type { FluxSource, Hole, TextPart } from '../flux/flux-text.ts';
import { isBound } from './same-value.ts';
import { textOfString } from './string-text.ts';

/** A Flux query as it is written out: the string, the file it stands in, and its text with holes where Python fills it. */
export interface WrittenFlux {
  readonly file: FileView;
  readonly node: SyntaxNode;
  readonly source: FluxSource;
  /** The expressions of the holes. */
  readonly holes: readonly SyntaxNode[];
}

/** The Flux text of a query call; undefined where it is not written out. */
export function readFlux(file: FileView, call: CallView): WrittenFlux | undefined {
  const written = (call.keyword('query') ?? call.positional(0))?.value;
  const constant = written === undefined ? undefined : file.constant(written);
  if (constant === undefined) return undefined;
  const parts: TextPart[] = [];
  const holes: SyntaxNode[] = [];
  const isRead = readParts(constant.file, constant.node, { parts, holes });
  return isRead ? { ...constant, source: { parts }, holes } : undefined;
}

interface Found {
  readonly parts: TextPart[];
  readonly holes: SyntaxNode[];
}

function readParts(file: FileView, node: SyntaxNode, found: Found): boolean {
  if (node.kind === 'concatenated_string' || node.kind === 'parenthesized_expression')
    return node.children.every((child) => child.kind === 'comment' || readParts(file, child, found));
  if (node.kind !== 'string') return false;
  const prefix = /^[a-z]*/i.exec(node.text)?.[0].toLowerCase() ?? '';
  if (prefix.includes('b')) return false;
  for (const child of node.children) {
    if (child.kind === 'interpolation') readHole(file, child, found);
    if (child.kind !== 'string_content') continue;
    const text = textOfString(child.text, prefix);
    if (text === undefined) return false;
    found.parts.push(text);
  }
  return true;
}

function readHole(file: FileView, node: SyntaxNode, { parts, holes }: Found): void {
  const [expression] = node.children;
  const text = expression?.text ?? '';
  const format = node.text.slice(1, -1).trimStart().slice(text.length).trim();
  const type = expression === undefined ? undefined : typeOf(file, expression);
  parts.push({
    hole: holes.length,
    text,
    ...(format === '' ? {} : { format }),
    ...(type === undefined ? {} : { type }),
  });
  if (expression !== undefined) holes.push(expression);
}

const TYPES: Readonly<Record<string, Hole['type']>> = { int: 'int', float: 'float', str: 'str' };

/** The type a parameter is annotated with, where it is not given another value. */
function typeOf(file: FileView, node: SyntaxNode): Hole['type'] {
  if (node.kind !== 'identifier' || file.uses(node).filter(isBound).length !== 1) return undefined;
  const parameter = file.enclosingFunction(node)?.parameters.find(({ name }) => name === node.text);
  return TYPES[parameter?.annotation?.text ?? ''];
}
