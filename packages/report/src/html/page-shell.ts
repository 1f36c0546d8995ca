import { sha256 } from '@moult/engine';
import { escapeHtml, inertJson, type Markup } from './markup.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.ts';
import type { PageData } from './page-data.ts';

/** What differs between pages. */
export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  readonly data: PageData;
}

/**
 * One HTML document that needs nothing besides itself. Its content policy allows exactly the style and the script in it, by their hashes,
 * and no request to anywhere.
 */
export function pageShell({ title, body, data }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src '${sourceHash(PAGE_STYLE)}'`,
    `script-src '${sourceHash(PAGE_SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${body.html}
<script type="application/json" id="page-data">${inertJson(data)}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** The hash of an inline block as a content policy writes it. */
export function sourceHash(text: string): string {
  const bytes = (sha256(text).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return `sha256-${base64(bytes)}`;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const signs = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63));
    text += signs
      .slice(0, c === undefined ? (b === undefined ? 2 : 3) : 4)
      .join('')
      .padEnd(4, '=');
  }
  return text;
}
