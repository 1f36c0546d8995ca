/** One piece of an XML document. Self-closing elements come as an opening and a closing. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** Where and why a text is not the XML that a test report is made of. `offset` is in UTF-16 units. */
export interface XmlProblem {
  readonly kind: 'problem';
  readonly offset: number;
  readonly message: string;
}

const NAME = /[A-Za-z_:][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

/**
 * Splits an XML document into tokens: elements, attributes, text, CDATA and the five named and all numeric entities. Comments and
 * processing instructions are passed over. A document type is refused: a test report has none, and its entities could be made to grow without end.
 */
export function scanXml(text: string): readonly XmlToken[] | XmlProblem {
  const tokens: XmlToken[] = [];
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  while (offset < text.length) {
    const step = text[offset] === '<' ? scanMarkup(text, offset) : scanText(text, offset);
    if ('kind' in step) return step;
    tokens.push(...step.tokens);
    offset = step.end;
  }
  return tokens;
}

interface Step {
  readonly tokens: readonly XmlToken[];
  readonly end: number;
}

function scanText(text: string, offset: number): Step {
  const next = text.indexOf('<', offset);
  const end = next === -1 ? text.length : next;
  return { tokens: [{ kind: 'text', text: decodeEntities(text.slice(offset, end)) }], end };
}

function scanMarkup(text: string, offset: number): Step | XmlProblem {
  if (text.startsWith('<!--', offset)) return skipTo(text, offset, '-->', 'comment');
  if (text.startsWith('<?', offset)) return skipTo(text, offset, '?>', 'processing instruction');
  if (text.startsWith('<![CDATA[', offset)) return scanCharacterData(text, offset);
  if (text.startsWith('<!', offset)) return problem(offset, 'A document type is not accepted in a test report.');
  if (text.startsWith('</', offset)) return scanClosing(text, offset);
  return scanOpening(text, offset);
}

function skipTo(text: string, offset: number, mark: string, what: string): Step | XmlProblem {
  const end = text.indexOf(mark, offset);
  return end === -1 ? problem(offset, `The ${what} does not end.`) : { tokens: [], end: end + mark.length };
}

function scanCharacterData(text: string, offset: number): Step | XmlProblem {
  const start = offset + '<![CDATA['.length;
  const end = text.indexOf(']]>', start);
  if (end === -1) return problem(offset, 'The CDATA section does not end.');
  return { tokens: [{ kind: 'text', text: text.slice(start, end) }], end: end + 3 };
}

function scanClosing(text: string, offset: number): Step | XmlProblem {
  const name = matchAt(NAME, text, offset + 2);
  const end = text.indexOf('>', offset);
  if (name === undefined || end === -1) return problem(offset, 'The closing tag is not well formed.');
  return { tokens: [{ kind: 'close', name: name[0] }], end: end + 1 };
}

function scanOpening(text: string, offset: number): Step | XmlProblem {
  const name = matchAt(NAME, text, offset + 1)?.[0];
  if (name === undefined) return problem(offset, 'A "<" is not followed by a name.');
  const attributes = new Map<string, string>();
  let end = offset + 1 + name.length;
  for (let match = matchAt(ATTRIBUTE, text, end); match !== undefined; match = matchAt(ATTRIBUTE, text, end)) {
    attributes.set(match[1] ?? '', decodeEntities(match[2] ?? match[3] ?? ''));
    end += match[0].length;
  }
  const close = matchAt(TAG_END, text, end);
  if (close === undefined) return problem(offset, `The tag "${name}" is not well formed or does not end.`);
  const open: XmlToken = { kind: 'open', name, attributes };
  const tokens: readonly XmlToken[] = close[1] === '/' ? [open, { kind: 'close', name }] : [open];
  return { tokens, end: end + close[0].length };
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}

function problem(offset: number, message: string): XmlProblem {
  return { kind: 'problem', offset, message };
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED.get(String(name)) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
