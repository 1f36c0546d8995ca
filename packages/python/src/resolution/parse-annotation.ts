/** An annotation as far as types are read from it. */
export type AnnotationType =
  | { readonly kind: 'name'; readonly path: readonly string[]; readonly arguments: readonly AnnotationType[] }
  | { readonly kind: 'union'; readonly members: readonly AnnotationType[] }
  /** Anything else, such as a literal, a call or a list of parameters. */
  | { readonly kind: 'other' };

const TOKEN = /\s*(?:([\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*)|(\[|\]|,|\|)|(["'])|(\S))/uy;

const ENDINGS: ReadonlySet<string> = new Set([',', '|', ']']);
const OPENING: ReadonlySet<string> = new Set(['[', '(', '{']);
const CLOSING: ReadonlySet<string> = new Set([']', ')', '}']);

/** Reads the text of an annotation, quotes around it or inside it included. */
export function parseAnnotation(text: string): AnnotationType {
  const tokens = tokenize(text);
  let position = 0;

  const parseUnion = (depth: number): AnnotationType => {
    const members = [parsePart(depth)];
    while (tokens[position] === '|') {
      position++;
      members.push(parsePart(depth));
    }
    const [only] = members;
    return members.length === 1 && only !== undefined ? only : { kind: 'union', members };
  };

  const parsePart = (depth: number): AnnotationType => {
    const token = tokens[position];
    if (token === undefined || !/^[\p{L}_]/u.test(token)) {
      skipUnreadable();
      return { kind: 'other' };
    }
    position++;
    const path = token.split('.').map((part) => part.trim());
    return { kind: 'name', path, arguments: tokens[position] === '[' && depth < 20 ? parseArguments(depth) : [] };
  };

  const parseArguments = (depth: number): readonly AnnotationType[] => {
    const found: AnnotationType[] = [];
    position++;
    while (position < tokens.length && tokens[position] !== ']') {
      found.push(parseUnion(depth + 1));
      while (position < tokens.length && tokens[position] !== ',' && tokens[position] !== ']') position++;
      if (tokens[position] === ',') position++;
    }
    position++;
    return found;
  };

  const skipUnreadable = (): void => {
    let open = 0;
    while (position < tokens.length) {
      const token = tokens[position] ?? '';
      if (open === 0 && ENDINGS.has(token)) return;
      open += OPENING.has(token) ? 1 : 0;
      open -= CLOSING.has(token) ? 1 : 0;
      position++;
    }
  };

  return parseUnion(0);
}

/** Names, brackets, commas and bars; quotes are dropped, since what they hold is an annotation again. */
function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const token = match[1] ?? match[2] ?? match[4];
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}
