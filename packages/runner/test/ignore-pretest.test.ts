import fc from 'fast-check';
import { compilePretest } from '../src/discover/ignore-pretest.ts';
import { createIgnore } from '../src/discover/ignore-rules.ts';

/** What the patterns themselves say, asked one by one: a backslash in a comment switches the pretest off and changes nothing else. */
function askAll(text: string, path: string): string {
  return createIgnore('', `${text}\n# \\`).test(path, false);
}

describe('compilePretest', () => {
  test.each([
    ['*.py[cod]', 'a/b.py', false],
    ['*.py[cod]', 'a/b.pyc', true],
    ['build/', 'src/builder.py', false],
    ['build/', 'a/build/x.py', true],
    ['/dist', 'dist/x.py', true],
    ['a/**/b', 'a/b', true],
    ['# build', 'build/x.py', false],
    ['!keep.py', 'keep.py', true],
    ['*', 'anything.py', true],
  ])('%s and %s: %s', (pattern, path, could) => {
    expect(compilePretest(pattern)?.(path)).toBe(could);
  });

  test('a text with escapes or letters of other scripts is left to the patterns themselves', () => {
    expect(compilePretest('a\\ b')).toBeUndefined();
    expect(compilePretest('größe')).toBeUndefined();
  });

  test('what it refuses, no pattern says anything about', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'A',
      '.',
      '*',
      '**',
      '?',
      '/',
      '[ab]',
      '[!a]',
      '[',
      ']',
      '!',
      ' ',
      '#',
      '+',
      '(',
      '\t',
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 7 }).map((pieces) => pieces.join(''));
    const segment = fc.array(fc.constantFrom('a', 'b', 'A', '.', ' ', '[', '+'), { minLength: 1, maxLength: 4 });
    const path = fc
      .array(
        segment.map((pieces) => pieces.join('')),
        { minLength: 1, maxLength: 4 },
      )
      .filter((segments) => segments.every((each) => each !== '.' && each !== '..'))
      .map((segments) => segments.join('/'));
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), path, (patterns, candidate) => {
        const text = patterns.join('\n');
        if (compilePretest(text)?.(candidate) === false) expect(askAll(text, candidate)).toBe('silent');
      }),
      { numRuns: 3000 },
    );
  });
});
