type Child = Node | string | number | undefined | false;

/** What an element is made with: attributes by name, listeners by `on` and the event, and whether it is ticked. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** Makes an element. Texts become text nodes: nothing from a file is ever read as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  for (const child of children.flat())
    if (child !== undefined && child !== false)
      made.append(String(child) === child ? shown(child) : (child as Node | string));
  return made;
}

/** A sentence in which `code` is set as code. */
export function prose(text: string): readonly Node[] {
  return text
    .split(/(`[^`\n]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^`.+`$/.test(part) ? element('code', {}, part.slice(1, -1)) : document.createTextNode(shown(part)),
    );
}

/** Finds an element that the document always has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/** A number as people read it: 12 345. */
export function thousands(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

/** `1 service`, `2 services`. */
export function plural(count: number, word: string): string {
  return `${thousands(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** Characters that hide or turn the reading direction are shown by their code. */
export function shown(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show
    /[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (sign) => `⟨${sign.charCodeAt(0).toString(16).padStart(4, '0')}⟩`,
  );
}
