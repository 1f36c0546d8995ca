import type { TextRange } from '@moult/text';
import type { RequirementList, WrittenRequirement } from '../manifest.ts';
import type { ParsedRequirement } from './parse-requirement.ts';

/** Where a requirement that was read by PEP 508 stands. */
export interface RequirementPlace {
  readonly group: string | undefined;
  readonly line: number;
  readonly element: TextRange;
  readonly comment: TextRange | undefined;
  readonly list: RequirementList;
  readonly obstacle: string | undefined;
}

/** Joins what was read with where it stands. */
export function placeRequirement(text: string, parsed: ParsedRequirement, place: RequirementPlace): WrittenRequirement {
  const slice = (range: TextRange | undefined): string | undefined => range && text.slice(range.start, range.end);
  return {
    distribution: parsed.distribution,
    text: slice(parsed.range) ?? '',
    specifier: slice(parsed.specifier) ?? '',
    extras: parsed.extras,
    marker: slice(parsed.marker),
    range: parsed.range,
    syntax: { kind: 'pep508', parsed },
    ...place,
    obstacle: place.obstacle ?? (parsed.url === undefined ? undefined : 'it is taken from a URL'),
  };
}
