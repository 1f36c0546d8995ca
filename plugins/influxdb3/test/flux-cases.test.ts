import { readFileSync } from 'node:fs';
import { type FluxSource, locate } from '../src/flux/flux-text.ts';
import { translateFlux } from '../src/flux/translate-flux.ts';
import type { FluxOptions, FluxTranslation } from '../src/flux/translation.ts';
import { readHoles, writeHoles } from './flux/holes.ts';

const exact = readCases<ExactCase>('exact.json');
const refused = readCases<RefusedCase>('refused.json');

describe('what is exact in SQL', () => {
  test.each(exact)('$name', ({ flux, options, sql, columns, parameters }: ExactCase) => {
    const translation = translateFlux(readHoles(flux), options);
    if (translation.kind !== 'exact') throw new Error(translation.reason);
    expect(writeHoles(translation.sql)).toBe(sql);
    expect(translation.columns).toEqual(columns);
    expect(Object.fromEntries(translation.parameters.map(({ name, python }) => [name, python]))).toEqual(
      parameters ?? {},
    );
  });
});

describe('what is refused', () => {
  test.each(refused)('$name', ({ flux, options, reason, at, suggestion }: RefusedCase) => {
    const translation = translateFlux(readHoles(flux), options);
    expect(translation).toMatchObject({ kind: 'refused', reason, at });
    expect(suggestionOf(translation)).toBe(suggestion);
  });
});

test('the offset of a refusal is found in the parts', () => {
  const source: FluxSource = { parts: ['from(bucket: "', { hole: 0, text: 'b' }, '") |> range(start: nope)'] };
  const translation = translateFlux(source);
  if (translation.kind !== 'refused') throw new Error('was translated');
  expect(locate(source, translation.at)).toEqual({ part: 2, offset: '") |> range(start: '.length });
});

interface ExactCase {
  readonly name: string;
  readonly flux: string;
  readonly options?: FluxOptions;
  readonly sql: string;
  readonly columns: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
}

interface RefusedCase {
  readonly name: string;
  readonly flux: string;
  readonly options?: FluxOptions;
  readonly reason: string;
  readonly at: number;
  readonly suggestion?: string;
}

function readCases<Case>(name: string): readonly Case[] {
  // The files beside this test have the shape of the cases.
  return JSON.parse(readFileSync(new URL(`./flux/${name}`, import.meta.url), 'utf8')) as readonly Case[];
}

function suggestionOf(translation: FluxTranslation): string | undefined {
  if (translation.kind === 'exact' || translation.suggestion === undefined) return undefined;
  return writeHoles(translation.suggestion);
}
