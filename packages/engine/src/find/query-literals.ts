const EQUALS = /#eq\?\s+@[\w.-]+\s+"((?:[^"\\]|\\.)*)"/g;

/**
 * Words without which a text can hold no match of a raw query, so that a text without them need not be parsed again for it. Only where that is
 * sure: one pattern, every part of it required, compared with plain words.
 */
export function requiredLiterals(source: string): readonly string[] {
  const plain = source.replace(/;[^\n]*/g, '');
  const isRequired = !/[*[\]]|\?(?!\s+@)|\)\s*\?/.test(plain.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  if (!isRequired || countPatterns(plain) !== 1) return [];
  return [...plain.matchAll(EQUALS)].flatMap(([, literal = '']) => (literal.includes('\\') ? [] : literal));
}

function countPatterns(source: string): number {
  let depth = 0;
  let patterns = 0;
  for (const [token] of source.matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
    if (token === '(' && depth++ === 0) patterns++;
    if (token === ')') depth--;
  }
  return patterns;
}
