import { isMoultError } from '@moult/errors';
import { loadGrammar } from '../../src/syntax/native-grammar.ts';
import { parseNative } from '../../src/syntax/parse-native.ts';

const SHORT = 'x = 1\n';
const LONG = 'y = 2\n'.repeat(3000);

/** What the pinned pair of parser and grammar does that the code around it has to know. A new pair has to be looked at anew where one fails. */
describe('the pinned parser', () => {
  test('mixes a text with the one before when a parse failed halfway, until it is reset', () => {
    const { parser } = loadGrammar();
    let reads = 0;
    const failing = (offset: number): string => {
      reads++;
      if (reads > 2) throw new Error('read failed');
      return LONG.slice(offset, offset + 100);
    };
    expect(() => parser.parse(failing)).toThrow('read failed');
    expect(parser.parse(SHORT).rootNode.endIndex).not.toBe(SHORT.length);
    parser.reset();
    expect(parser.parse(SHORT).rootNode.endIndex).toBe(SHORT.length);
  });

  test('reads a text in chunks whose edges do not matter', () => {
    for (const size of [16_383, 16_384, 16_385, 32_767, 32_768, 32_769]) {
      const text = `${'x'.repeat(size - 1)}\n`;
      expect(parseNative(text).rootNode.endIndex).toBe(size);
    }
  });

  test('halves the start index of a query but not the end, so queries run over whole trees', () => {
    const { language, Query } = loadGrammar();
    const query = new Query(language, '\n(call) @c');
    const { rootNode } = parseNative('a()\n'.repeat(10));
    expect(query.matches(rootNode, { startIndex: 0, endIndex: 20 })).toHaveLength(5);
    expect(query.matches(rootNode, { startIndex: 20, endIndex: 40 })).not.toHaveLength(5);
  });

  test('gives the kinds and fields that the views rely on', () => {
    const { rootNode } = parseNative('async def f(): pass\nwith (a() as b): pass\nf(x for x in y)\n(a) = 1\n');
    expect(rootNode.namedChildren.map((node) => node.type)).toEqual([
      'function_definition',
      'with_statement',
      'expression_statement',
      'expression_statement',
    ]);
    expect(rootNode.descendantsOfType('with_item')[0]?.childForFieldName('value')?.type).toBe(
      'parenthesized_expression',
    );
    expect(rootNode.descendantsOfType('call')[1]?.childForFieldName('arguments')?.type).toBe('generator_expression');
    expect(rootNode.descendantsOfType('tuple_pattern')).toHaveLength(1);
  });

  test('a failure of the parser is an error with a code', () => {
    let caught: unknown;
    try {
      // What is no string cannot be sliced; nothing else is known to make the parser fail.
      parseNative({ length: 1 } as string);
    } catch (error) {
      caught = error;
    }
    expect(isMoultError(caught, 'E-PARSE')).toBe(true);
    expect(parseNative(SHORT).rootNode.endIndex).toBe(SHORT.length);
  });
});
