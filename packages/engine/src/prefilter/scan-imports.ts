/** One module that an import line could mean, as segments; `level` counts the leading dots of a relative import. */
export interface ScannedImport {
  readonly level: number;
  readonly segments: readonly string[];
}

const FROM = /(?:^|[;:])[ \t]*from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:[^\n\\;#]|\\\r?\n)*)/gm;
const PLAIN = /(?:^|[;:])[ \t]*import[ \t]+((?:[^\n\\;#(]|\\\r?\n)*)/gm;

/**
 * Reads import lines without parsing. It errs on the side of too many: text in a docstring that looks like an import counts, and each name after
 * `from m import` is taken as a member and as a submodule of `m`.
 */
export function scanImports(text: string): readonly ScannedImport[] {
  const found: ScannedImport[] = [];
  for (const [, dots = '', module = '', names = ''] of text.matchAll(FROM)) {
    const base = module.split('.').filter((segment) => segment !== '');
    found.push({ level: dots.length, segments: base });
    for (const name of namesIn(names)) found.push({ level: dots.length, segments: [...base, name] });
  }
  for (const [, names = ''] of text.matchAll(PLAIN)) {
    for (const name of namesIn(names)) found.push({ level: 0, segments: name.split('.') });
  }
  return found;
}

function namesIn(list: string): readonly string[] {
  return list
    .replace(/#[^\n]*/g, '')
    .split(',')
    .map((item) => /[\w.]+/.exec(item)?.[0])
    .filter((name) => name !== undefined);
}
