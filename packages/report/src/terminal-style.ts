/** What a terminal can show. */
export interface Terminal {
  readonly colour: boolean;
  /** False: plain ASCII. */
  readonly unicode: boolean;
  /** Columns to fill. */
  readonly width: number;
}

/** A terminal that shows plain text. */
export const PLAIN_TERMINAL: Terminal = { colour: false, unicode: false, width: 100 };

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Colours a piece of text where the terminal shows colours. */
export function tint(terminal: Terminal, tone: Tone, text: string): string {
  if (!terminal.colour || text === '') return text;
  const [on, off] = CODES[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}

/** Replaces the few signs we use by ASCII ones where the terminal is not UTF-8. */
export function signs(terminal: Terminal, text: string): string {
  if (terminal.unicode) return text;
  return text
    .replaceAll('→', '->')
    .replaceAll('·', '-')
    .replaceAll('…', '...')
    .replaceAll('×', 'x')
    .replaceAll('–', '-');
}

/** Takes control characters out of text that comes from files, so that it cannot steer the terminal. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
