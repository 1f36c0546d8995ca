import type { CallView, FileView, SyntaxNode } from '@moult/plugin-api';
import type { FluxSource, TextPart } from '../flux/flux-text.ts';

/** The Flux text of a query call, with holes where Python fills it; undefined where it is not written out. */
export function readFlux(file: FileView, call: CallView): FluxSource | undefined {
  const written = (call.keyword('query') ?? call.positional(0))?.value;
  const constant = written === undefined ? undefined : file.constant(written);
  if (constant === undefined) return undefined;
  const parts = textParts(constant.node, []);
  return parts === undefined ? undefined : { parts };
}

function textParts(node: SyntaxNode, parts: TextPart[]): readonly TextPart[] | undefined {
  if (node.kind === 'concatenated_string' || node.kind === 'parenthesized_expression') {
    const strings = node.children.filter((child) => child.kind !== 'comment');
    return strings.every((child) => textParts(child, parts) !== undefined) ? parts : undefined;
  }
  if (node.kind !== 'string') return undefined;
  const prefix = /^[a-z]*/i.exec(node.text)?.[0].toLowerCase() ?? '';
  if (prefix.includes('b')) return undefined;
  for (const child of node.children) {
    if (child.kind === 'string_content') parts.push(contentText(child.text, prefix));
    else if (child.kind === 'interpolation') parts.push(holeOf(child, parts));
  }
  return parts;
}

function holeOf(node: SyntaxNode, parts: readonly TextPart[]): TextPart {
  const hole = parts.filter((part) => typeof part !== 'string').length;
  const [expression, ...rest] = node.children;
  const format = rest.map((child) => child.text).join('');
  return { hole, text: expression?.text ?? '', ...(format === '' ? {} : { format }) };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** What a piece of a string literal means. */
function contentText(text: string, prefix: string): string {
  const plain = prefix.includes('f') ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  return prefix.includes('r') ? plain : plain.replaceAll(/\\([\s\S])/g, (_, sign: string) => ESCAPES[sign] ?? sign);
}
