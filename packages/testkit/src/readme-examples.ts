/** A pair of blocks of a README: `python before` with `python after`, or `python unchanged` alone. */
export interface ReadmeExample {
  /** The heading above the blocks. */
  readonly heading: string;
  readonly before: string;
  /** The same as `before` for `unchanged`. */
  readonly after: string;
}

const BLOCK = /^(#{1,6}) (.+)$|^```python (before|after|unchanged)\n([\s\S]*?)^```$/gm;

/** Reads the examples of a README in order. A `before` without an `after` is an example without a result, and is left out. */
export function readReadmeExamples(markdown: string): readonly ReadmeExample[] {
  const examples: ReadmeExample[] = [];
  let heading = '';
  let before: string | undefined;
  for (const [, , title, kind, code = ''] of markdown.matchAll(BLOCK)) {
    if (title !== undefined) heading = title;
    else if (kind === 'before') before = code;
    else if (kind === 'unchanged') examples.push({ heading, before: code, after: code });
    else if (before !== undefined) {
      examples.push({ heading, before, after: code });
      before = undefined;
    }
  }
  return examples;
}
