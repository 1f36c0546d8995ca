/** Escapes that mean the same in Go and in Rust: punctuation, and the usual control characters. */
const ESCAPE = /^\\[.+*?()|[\]{}^$\\/\-#&~ntr]/;
const REPEAT = /^\{\d{1,3}(?:,\d{0,3})?\}/;
/** A class without anything that only one of the two dialects knows. */
const CLASS = /^\[\^?(?:[\w .,:;@#%/!=+*?()|$-]|\\[.\-\]\\/+*?()|^$])+\]/;
const GROUP = /^\((?:\?:)?/;
const SINGLE = /^[^\\{}[\]()]/;
/** Longer ones are not checked. */
const LONGEST = 500;

/**
 * Says why a regular expression of Flux (RE2) may mean something else in SQL (Rust's regex), or that it matches an empty text, which for Flux is a tag
 * that is absent; undefined when it means the same.
 */
export function findRegexDifference(pattern: string): string | undefined {
  if (pattern.length > LONGEST) return `a regular expression of more than ${LONGEST} characters is not checked`;
  const body = pattern.replace(/^\(\?i\)/, '');
  const odd = findOddPart(body);
  if (odd !== undefined) return `\`${odd}\` may mean something else in the regular expressions of SQL`;
  return matchesEmpty(body);
}

function findOddPart(body: string): string | undefined {
  let rest = body;
  while (rest !== '') {
    const part = [ESCAPE, REPEAT, CLASS, GROUP, SINGLE]
      .map((one) => one.exec(rest)?.[0])
      .find((one) => one !== undefined);
    if (part !== undefined) rest = rest.slice(part.length);
    else if (rest.startsWith(')')) rest = rest.slice(1);
    else return rest.slice(0, rest.startsWith('\\') ? 2 : 1);
    if (/^[*+?}]$/.test(part?.at(-1) ?? '') && part !== '\\}' && /^(?:[*+]|\{)/.test(rest)) return rest.slice(0, 1);
  }
  return undefined;
}

/** What is left of the dialect means the same in JavaScript. */
function matchesEmpty(body: string): string | undefined {
  try {
    return new RegExp(body).test('')
      ? 'it matches an empty text, and to Flux an absent tag is an empty text'
      : undefined;
  } catch {
    return 'it is not a regular expression';
  }
}
