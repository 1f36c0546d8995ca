/** A piece of HTML that is safe to put into a page. */
export interface Markup {
  readonly html: string;
}

export type MarkupPart = string | number | Markup | undefined | readonly MarkupPart[];

/** Builds HTML from a template: texts in holes are escaped, pieces of markup are not. */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return { html: strings.map((text, index) => text + render(parts[index])).join('') };
}

/** Makes a text inert between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replaceAll(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A sentence in which `code` is set as code. */
export function prose(text: string): Markup {
  const parts = text.split(/(`[^`\n]+`)/).filter((part) => part !== '');
  return markup`${parts.map((part) => (/^`.+`$/.test(part) ? markup`<code>${part.slice(1, -1)}</code>` : part))}`;
}

/** JSON for a data block inside a document: no text in it can end the block or be read as markup. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function render(part: MarkupPart): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(render).join('');
  return part.html;
}

function isList(part: Markup | readonly MarkupPart[]): part is readonly MarkupPart[] {
  return Array.isArray(part);
}

/** Characters that would break the document or turn the reading direction are shown by their code. */
function visible(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (sign) => `⟨${sign.charCodeAt(0).toString(16).padStart(4, '0')}⟩`,
  );
}
