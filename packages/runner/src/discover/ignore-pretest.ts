/**
 * A test that a path has to pass before any pattern of an ignore file can say something about it: files have hundreds of patterns, and most paths match
 * none. It errs on the side of passing: a wildcard stands for anything, slashes included. Undefined where the text holds what is not understood here;
 * then every pattern has to be asked.
 */
export function compilePretest(ignoreText: string): ((path: string) => boolean) | undefined {
  if (/[^\t\n\r -[\]-~]/.test(ignoreText)) return undefined;
  const sources = ignoreText
    .toLowerCase()
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(sourceOf);
  const anchored = sources.filter((source) => !source.startsWith(ANYTHING));
  // What begins with a wildcard may begin anywhere; to write that down as well would only cost time.
  const floating = sources
    .filter((source) => source.startsWith(ANYTHING))
    .map((source) => source.slice(ANYTHING.length));
  // An expression that ignores case takes V8 five times as long to compile as letters made small beforehand.
  const expression = new RegExp(`(?:(?:^|/)${oneOf(anchored)}|${oneOf(floating)})\\s*(?:/|$)`);
  return (path) => expression.test(path.toLowerCase());
}

const ANYTHING = '[^]*';

function sourceOf(pattern: string): string {
  const body = pattern
    .replace(/^!?\/?/, '')
    .trimEnd()
    .replace(/\/$/, '');
  const parts = withoutClasses(body).split(/(\/?\*[*/]*|\?)/);
  // Expressions with many wildcards in a row take time that grows with each, so what stands behind the second may be anything.
  const read = parts.length <= MOST_PARTS ? parts : [...parts.slice(0, MOST_PARTS), '*'];
  return read.map((part, index) => (index % 2 === 0 ? literal(part) : part === '?' ? '[^]' : ANYTHING)).join('');
}

/** Three literal parts and two wildcards. */
const MOST_PARTS = 5;

/** A class of letters and digits is one character; behind any other bracket there may be anything. */
function withoutClasses(body: string): string {
  const [before = '', ...rest] = body.replace(/\[!?\w[\w-]*\]/g, '?').split('[');
  return rest.length === 0 ? before : `${before}*`;
}

function literal(text: string): string {
  return text.replace(/[$()+.\]^{|}]/g, '\\$&');
}

function oneOf(sources: readonly string[]): string {
  return sources.length === 0 ? '(?!)' : `(?:${[...new Set(sources)].join('|')})`;
}
