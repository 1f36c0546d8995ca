/**
 * A pair of blocks of a README: `python before` with `python after`, or `python unchanged` alone. Words behind `before` and `unchanged` are options, as in
 * `python before reraise=keep`.
 */
export interface ReadmeExample {
  /** The heading above the blocks. */
  readonly heading: string;
  readonly before: string;
  /** The same as `before` for `unchanged`. */
  readonly after: string;
  readonly options: Readonly<Record<string, string>>;
}

const BLOCK = /^(#{1,6}) (.+)$|^```python (before|after|unchanged)((?: \w+=\S+)*)\n([\s\S]*?)^```$/gm;

/** Reads the examples of a README in order. A `before` without an `after` is an example without a result, and is left out. */
export function readReadmeExamples(markdown: string): readonly ReadmeExample[] {
  const examples: ReadmeExample[] = [];
  let heading = '';
  let before: Pick<ReadmeExample, 'before' | 'options'> | undefined;
  for (const [, , title, kind, words = '', code = ''] of markdown.matchAll(BLOCK)) {
    const options = readOptions(words);
    if (title !== undefined) heading = title;
    else if (kind === 'before') before = { before: code, options };
    else if (kind === 'unchanged') examples.push({ heading, before: code, after: code, options });
    else if (before !== undefined) {
      examples.push({ heading, ...before, after: code });
      before = undefined;
    }
  }
  return examples;
}

function readOptions(words: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...words.matchAll(/ (\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
}
