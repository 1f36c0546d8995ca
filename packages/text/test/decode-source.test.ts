import fc from 'fast-check';
import { type DecodedSource, decodeSource } from '../src/decode-source.ts';
import { encodeSource } from '../src/encode-source.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytesOf = (...parts: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])));

function decoded(bytes: Uint8Array): DecodedSource {
  const source = decodeSource(bytes);
  if (source.kind === 'refused') throw new Error(source.reason);
  return source;
}

describe('decodeSource', () => {
  test.each<[string, Uint8Array, Partial<DecodedSource>]>([
    [
      'plain text',
      utf8('a = "é🦀"\n'),
      { text: 'a = "é🦀"\n', encoding: 'utf-8', bom: false, eol: 'lf', finalNewline: true },
    ],
    ['an empty file', utf8(''), { text: '', eol: 'none', finalNewline: true }],
    ['no final line end', utf8('a'), { eol: 'none', finalNewline: false }],
    ['carriage returns with line feeds', utf8('a\r\nb\r\n'), { eol: 'crlf', finalNewline: true }],
    ['lone carriage returns', utf8('a\rb'), { eol: 'cr', finalNewline: false }],
    ['mixed line ends', utf8('a\r\nb\n'), { eol: 'mixed' }],
    ['a byte order mark', bytesOf(0xef, 0xbb, 0xbf, 'a\n'), { text: 'a\n', bom: true }],
    [
      'a byte order mark and a UTF-8 cookie',
      bytesOf(0xef, 0xbb, 0xbf, '# coding: utf-8\n'),
      { bom: true, encoding: 'utf-8' },
    ],
    [
      'a latin-1 cookie',
      bytesOf('# -*- coding: latin-1 -*-\n# ', 0xe9),
      { encoding: 'iso-8859-1', text: '# -*- coding: latin-1 -*-\n# é' },
    ],
    [
      'a cookie on the second line',
      bytesOf('#!/usr/bin/python\n# vim: set fileencoding=iso_8859_1 :\n', 0xff),
      { encoding: 'iso-8859-1' },
    ],
    [
      'a cookie after a blank line',
      bytesOf('\n# coding=cp1252\n', 0x80),
      { encoding: 'windows-1252', text: '\n# coding=cp1252\n€' },
    ],
    ['an ascii cookie', utf8('# coding: us-ascii\n'), { encoding: 'ascii' }],
    ['an editor variant of UTF-8', utf8('# coding: utf-8-unix\n'), { encoding: 'utf-8' }],
    ['a cookie on the third line, which is none', utf8('#\n#\n# coding: latin-1\né'), { encoding: 'utf-8' }],
    ['a cookie after code, which is none', utf8('import a\n# coding: koi8-r\n'), { encoding: 'utf-8' }],
    ['a cookie in a string, which is none', utf8('s = "# coding: koi8-r"\n'), { encoding: 'utf-8' }],
  ])('%s is read', (_, bytes, expected) => {
    expect(decodeSource(bytes)).toMatchObject({ kind: 'decoded', ...expected });
  });

  test.each<[string, Uint8Array, string]>([
    ['UTF-16 with a byte order mark', bytesOf(0xff, 0xfe, 'a', 0), 'UTF-16'],
    ['a NUL byte', bytesOf('a', 0, 'b'), 'NUL byte at byte 1'],
    ['bytes that are not UTF-8 without a cookie', bytesOf('# ', 0xe9), 'no other encoding is declared'],
    ['an overlong UTF-8 sequence', bytesOf(0xc0, 0xaf), 'not utf-8'],
    ['an encoded surrogate', bytesOf(0xed, 0xa0, 0x80), 'not utf-8'],
    ['an encoding Moult does not know', utf8('# coding: koi8-r\n'), '"koi8-r"'],
    ['a name that only an object has', utf8('# coding: constructor\n'), '"constructor"'],
    ['an ascii cookie over other bytes', utf8('# coding: ascii\n# é'), 'not ascii as declared'],
    ['a byte that windows-1252 leaves undefined', bytesOf('# coding: cp1252\n', 0x81), 'not windows-1252'],
    ['a byte order mark with another cookie', bytesOf(0xef, 0xbb, 0xbf, '# coding: latin-1\n'), 'byte order mark'],
  ])('%s is refused', (_, bytes, reason) => {
    const source = decodeSource(bytes);
    expect(source).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  test('a cookie means nothing in a file that cannot declare its encoding', () => {
    expect(decodeSource(utf8('# coding: koi8-r\n'), 'none')).toMatchObject({ kind: 'decoded', encoding: 'utf-8' });
  });
});

describe('encodeSource', () => {
  test('every file that can be read is written back byte for byte', () => {
    const heads = ['', '# coding: latin-1\n', '# coding: cp1252\r\n', '# coding: ascii\n'].map((head) => [
      ...utf8(head),
    ]);
    const body = fc.oneof(
      fc.array(fc.nat(255)),
      fc.string({ unit: 'binary' }).map((text) => [...utf8(text)]),
    );
    fc.assert(
      fc.property(fc.constantFrom([], [0xef, 0xbb, 0xbf]), fc.constantFrom(...heads), body, (mark, head, rest) => {
        const bytes = Uint8Array.from([...mark, ...head, ...rest]);
        const source = decodeSource(bytes);
        if (source.kind === 'refused') return;
        expect(encodeSource(source.text, source)).toEqual({ kind: 'encoded', bytes });
      }),
      { numRuns: 500 },
    );
  });

  test('all bytes of windows-1252 that have a character come back', () => {
    const defined = [...Array(256).keys()].filter((byte) => byte > 0 && ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
    const bytes = bytesOf('# coding: cp1252\n', ...defined);
    const source = decoded(bytes);
    expect(encodeSource(source.text, source)).toEqual({ kind: 'encoded', bytes });
  });

  test.each<[string, Uint8Array, (text: string) => string, string]>([
    ['a character the encoding lacks', utf8('# coding: latin-1\n'), (text) => `${text}# →`, 'cannot write'],
    ['half a surrogate pair', utf8('a'), (text) => `${text}\ud83e`, 'cannot write'],
    [
      'a cookie pushed to the third line',
      bytesOf('# coding: latin-1\n# ', 0xe9),
      (text) => `import a\nimport b\n${text}`,
      'cannot be read back',
    ],
    ['a cookie that names another encoding', utf8('a\n'), (text) => `# coding: latin-1\n${text}`, 'differently'],
    ['a byte order mark that is new', utf8('a\n'), (text) => `\ufeff${text}`, 'differently'],
    ['a NUL', utf8('a\n'), (text) => `${text}\0`, 'NUL'],
  ])('a text is refused with %s', (_, bytes, change, reason) => {
    const source = decoded(bytes);
    expect(encodeSource(change(source.text), source)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  test('a character the encoding has is written', () => {
    const source = decoded(bytesOf('# coding: latin-1\n'));
    expect(encodeSource(`${source.text}é`, source)).toEqual({
      kind: 'encoded',
      bytes: bytesOf('# coding: latin-1\n', 0xe9),
    });
  });
});
