/** One module that an import line could mean, as segments; `level` counts the leading dots of a relative import. */
export interface ScannedImport {
  readonly level: number;
  readonly segments: readonly string[];
}

/**
 * Reads import lines without parsing. It errs on the side of too many: text in a docstring that looks like an import counts, and each name after
 * `from m import` is taken as a member and as a submodule of `m`.
 */
export function scanImports(text: string): readonly ScannedImport[] {
  const found: ScannedImport[] = [];
  let fromEnd = 0;
  let plainEnd = 0;
  // Whole services come through here: the word is looked for first, and expressions read only what stands around it.
  for (let at = text.indexOf(WORD); at >= 0; at = text.indexOf(WORD, at + WORD.length)) {
    const begin = beginOfStatement(text, at);
    if (begin === undefined) continue;
    const head = text.slice(begin, at).trimStart();
    if (head === '' && begin >= plainEnd) plainEnd = readPlain(text, at + WORD.length, found) ?? plainEnd;
    else if (head !== '' && begin >= fromEnd) fromEnd = readFrom(head, text, at + WORD.length, found) ?? fromEnd;
  }
  return found;
}

const WORD = 'import';

/** Blanks before, between and behind `from`, dots and module. */
const MOST_BLANKS = 4;

/** Where the statement begins that has the word at `at`; undefined where what stands before is no begin of an import. */
function beginOfStatement(text: string, at: number): number | undefined {
  let blanks = 0;
  for (let index = at; index > 0; index -= 1) {
    const before = text.charCodeAt(index - 1);
    if (SEPARATORS.has(before)) return index;
    if (!isBlank(before)) {
      if (index === at || !isNamePart(before)) return undefined;
      continue;
    }
    if (index === at || !isBlank(text.charCodeAt(index))) blanks += 1;
    if (blanks > MOST_BLANKS) return undefined;
  }
  return 0;
}

/** Ends of lines, `;` and `:`. */
const SEPARATORS: ReadonlySet<number> = new Set(Array.from('\n\r\u2028\u2029;:', (each) => each.charCodeAt(0)));

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Letters, digits, `_` and `.`. */
function isNamePart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 46 && code <= 57 && code !== 47) ||
    code === 95
  );
}

const FROM = /^from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+$/;
const FROM_NAMES = /[ \t]*(\([^)]*\)|(?:[^\n\\;#]|\\\r?\n)*)/y;
const PLAIN_NAMES = /[ \t]+((?:[^\n\\;#(]|\\\r?\n)*)/y;

/** Reads what follows the word in `from m import …`; answers with its end, undefined where it is none. */
function readFrom(head: string, text: string, at: number, found: ScannedImport[]): number | undefined {
  const from = FROM.exec(head);
  if (from === null) return undefined;
  const [, dots = '', module = ''] = from;
  FROM_NAMES.lastIndex = at;
  const names = FROM_NAMES.exec(text)?.[1] ?? '';
  const base = module.split('.').filter((segment) => segment !== '');
  found.push({ level: dots.length, segments: base });
  for (const name of namesIn(names)) found.push({ level: dots.length, segments: [...base, name] });
  return FROM_NAMES.lastIndex;
}

/** Reads what follows the word in `import m, n`; answers with its end, undefined where it is none. */
function readPlain(text: string, at: number, found: ScannedImport[]): number | undefined {
  PLAIN_NAMES.lastIndex = at;
  const names = PLAIN_NAMES.exec(text)?.[1];
  if (names === undefined) return undefined;
  for (const name of namesIn(names)) found.push({ level: 0, segments: name.split('.') });
  return PLAIN_NAMES.lastIndex;
}

function namesIn(list: string): readonly string[] {
  return list
    .replace(/#[^\n]*/g, '')
    .split(',')
    .map((item) => /[\w.]+/.exec(item)?.[0])
    .filter((name) => name !== undefined);
}
