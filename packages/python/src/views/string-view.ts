import type { TreeNode } from '../syntax/tree-node.ts';
import { decodeEscapes } from './decode-escapes.ts';

/** One string literal. */
export interface StringLiteral {
  /** The `string` node. */
  readonly node: TreeNode;
  /** Prefix in lower case, such as `rb`; empty for none. */
  readonly prefix: string;
  /** `'`, `"` or three of one. */
  readonly quote: string;
  readonly isRaw: boolean;
  readonly isBytes: boolean;
  /** True for f-strings and t-strings. */
  readonly isFormatted: boolean;
  /** The text between the quotes as written. */
  readonly body: string;
  /** Where the body begins, in UTF-16 units of the file. */
  readonly bodyStart: number;
  /** The value; undefined for bytes, and for a formatted string with replacement fields. */
  readonly value: string | undefined;
}

/** The literals of a `string` or `concatenated_string` node, in source order; empty for any other node. */
export function viewStrings(node: TreeNode): readonly StringLiteral[] {
  if (node.kind === 'concatenated_string') return node.children.flatMap(viewStrings);
  const opening = node.children[0];
  if (node.kind !== 'string' || opening?.kind !== 'string_start') return [];
  const closing = node.children.at(-1);
  const match = /^([A-Za-z]*)(.*)$/s.exec(opening.text);
  const prefix = (match?.[1] ?? '').toLowerCase();
  const bodyStart = opening.end;
  const body = node.tree.text.slice(bodyStart, closing?.kind === 'string_end' ? closing.start : node.end);
  const isRaw = prefix.includes('r');
  const isBytes = prefix.includes('b');
  const isFormatted = prefix.includes('f') || prefix.includes('t');
  const hasFields = node.children.some((child) => child.kind === 'interpolation');
  return [
    {
      node,
      prefix,
      quote: match?.[2] ?? '',
      isRaw,
      isBytes,
      isFormatted,
      body,
      bodyStart,
      value: isBytes || hasFields ? undefined : valueOfBody(body, isRaw, isFormatted),
    },
  ];
}

/** The value of a string literal, adjacent literals joined and parentheses ignored; undefined when it has replacement fields, is bytes or no string. */
export function stringValueOf(node: TreeNode): string | undefined {
  let inner = node;
  while (inner.kind === 'parenthesized_expression') {
    const content = inner.children.find((child) => child.kind !== 'comment');
    if (content === undefined) return undefined;
    inner = content;
  }
  const literals = viewStrings(inner);
  const values = literals.flatMap((literal) => literal.value ?? []);
  return literals.length > 0 && values.length === literals.length ? values.join('') : undefined;
}

function valueOfBody(body: string, isRaw: boolean, isFormatted: boolean): string {
  const text = body.replace(/\r\n?/g, '\n');
  const braces = isFormatted ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  return isRaw ? braces : decodeEscapes(braces);
}
