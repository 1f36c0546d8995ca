import { createLineMap, type TextRange } from '@moult/text';
import { isMap, isScalar, isSeq, parse, parseDocument } from 'yaml';
import type { BrokenDocument } from './toml-document.ts';

/** A scalar of a YAML list. */
export interface YamlItem {
  readonly value: string;
  /** As written, quotes included. */
  readonly range: TextRange;
  /** Inside the quotes; undefined where escapes or folding make what is written differ from what is meant. */
  readonly content: TextRange | undefined;
  readonly line: number;
}

/** A list of scalars under a key. */
export interface YamlList {
  /** Keys from the root; list indices are left out. */
  readonly path: readonly string[];
  readonly items: readonly YamlItem[];
}

/** Every list of a YAML file with its scalars; undefined entries and nested tables are followed, not listed. */
export function readYamlLists(
  text: string,
): { readonly kind: 'lists'; readonly lists: readonly YamlList[] } | BrokenDocument {
  const document = parseDocument(text);
  const map = createLineMap(text);
  const fault = document.errors[0];
  if (fault !== undefined) {
    return { kind: 'broken', line: map.lineAt(fault.pos[0]), reason: fault.message.split('\n', 1)[0] ?? fault.message };
  }
  const lists: YamlList[] = [];
  const pending: { readonly node: unknown; readonly path: readonly string[] }[] = [
    { node: document.contents, path: [] },
  ];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { node, path } = next;
    if (isMap(node)) {
      for (const pair of node.items)
        pending.push({ node: pair.value, path: [...path, isScalar(pair.key) ? String(pair.key.value) : ''] });
    } else if (isSeq(node)) {
      lists.push({ path, items: node.items.flatMap((item) => readItem(text, item, map.lineAt)) });
      pending.push(...node.items.map((item) => ({ node: item, path })));
    }
  }
  return { kind: 'lists', lists };
}

function readItem(text: string, item: unknown, lineAt: (offset: number) => number): readonly YamlItem[] {
  if (!isScalar(item) || typeof item.value !== 'string' || !item.range) return [];
  const [start, end] = item.range;
  const quotes = item.type === 'QUOTE_DOUBLE' || item.type === 'QUOTE_SINGLE' ? 1 : 0;
  const content = { start: start + quotes, end: end - quotes };
  const isPlain = text.slice(content.start, content.end) === item.value;
  return [{ value: item.value, range: { start, end }, content: isPlain ? content : undefined, line: lineAt(start) }];
}

/** The data of a YAML file. Throws the parser's error, whose message has the line. */
export function readYaml(text: string): unknown {
  return parse(text);
}
