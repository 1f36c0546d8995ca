import type { FluxText, Hole } from './flux-text.ts';
import type { DurationTerm, DurationUnit } from './syntax.ts';
import { isWordCharacter, type TokenResult } from './tokens.ts';

const DATE = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?/y;
const FLOAT = /\d+\.\d*|\.\d+/y;
const INTEGER = /\d+/y;
const UNIT = /ns|us|µs|μs|ms|mo|s|m|h|d|w|y/y;

/** Reads the number, duration or time that begins with a digit, a dot or a hole. */
export function readNumber(flux: FluxText, start: number): TokenResult {
  const time = matchAt(DATE, flux.text, start);
  if (time !== undefined)
    return checkEnd(flux, { kind: 'time', value: time, suffix: '', start, end: start + time.length });
  const float = matchAt(FLOAT, flux.text, start);
  if (float !== undefined) return checkEnd(flux, { kind: 'float', digits: float, start, end: start + float.length });
  const { terms, end, rest } = readTerms(flux, start);
  if (terms.length > 0 && rest === undefined) return checkEnd(flux, { kind: 'duration', terms, start, end });
  if (terms.length > 0 || rest === undefined) return glued(end);
  if (typeof rest !== 'string') return readHole(flux, start, rest);
  return checkEnd(flux, { kind: 'integer', digits: rest, start, end: start + rest.length });
}

/** Reads amounts with their units as far as they go; `rest` is an amount without a unit. */
function readTerms(flux: FluxText, start: number): { terms: DurationTerm[]; end: number; rest?: string | Hole } {
  const terms: DurationTerm[] = [];
  let end = start;
  for (;;) {
    const amount = flux.holes.get(end) ?? matchAt(INTEGER, flux.text, end);
    if (amount === undefined) return { terms, end };
    const behind = end + (typeof amount === 'string' ? amount.length : 1);
    const unit = matchAt(UNIT, flux.text, behind);
    if (unit === undefined) return { terms, end, rest: amount };
    terms.push({ amount, unit: unitOf(unit) });
    end = behind + unit.length;
  }
}

/** A hole alone, or a hole with the `Z` that makes it a time. */
function readHole(flux: FluxText, start: number, hole: Hole): TokenResult {
  const behind = start + 1;
  if (flux.text[behind] === 'Z')
    return checkEnd(flux, { kind: 'time', value: hole, suffix: 'Z', start, end: behind + 1 });
  return checkEnd(flux, { kind: 'hole', hole, start, end: behind });
}

/** Two things that touch, such as `1{n}` or `{n}days`, are one word at run time, and nobody knows which. */
function checkEnd(flux: FluxText, token: TokenResult & { readonly end: number }): TokenResult {
  const touches = flux.holes.has(token.end) || isWordCharacter(flux.text[token.end]);
  return touches ? glued(token.end) : token;
}

function glued(at: number): TokenResult {
  return {
    kind: 'invalid',
    at,
    reason: 'a number, a value of Python and letters touch, so what they mean is known only at run time',
  };
}

function unitOf(unit: string): DurationUnit {
  // The pattern lets only units through, and both ways to write a micro sign are one unit.
  return (unit === 'µs' || unit === 'μs' ? 'us' : unit) as DurationUnit;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
