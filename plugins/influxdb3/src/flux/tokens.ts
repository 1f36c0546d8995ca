import type { Hole, TextPart } from './flux-text.ts';
import type { DurationTerm, StringPiece } from './syntax.ts';

/** A word of a query. `start` and `end` are offsets in the flat text. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'float'; readonly digits: string }
  | { readonly kind: 'duration'; readonly terms: readonly DurationTerm[] }
  | { readonly kind: 'time'; readonly value: string | Hole; readonly suffix: string }
  | { readonly kind: 'hole'; readonly hole: Hole }
  | { readonly kind: 'string'; readonly pieces: readonly StringPiece[] }
  | { readonly kind: 'regex'; readonly pieces: readonly TextPart[] }
  | { readonly kind: 'end' }
);

/** What reading one token gives: the token, or why there is none. */
export type TokenResult = Token | { readonly kind: 'invalid'; readonly at: number; readonly reason: string };

/** Whether a character can be inside an identifier. */
export function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{Nd}_]/u.test(character);
}
