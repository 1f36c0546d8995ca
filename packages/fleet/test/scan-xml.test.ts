import { scanXml } from '../src/scan-xml.ts';

function textOf(xml: string): string {
  const tokens = scanXml(xml);
  if ('kind' in tokens) throw new Error(tokens.message);
  return tokens.map((token) => (token.kind === 'text' ? token.text : '')).join('');
}

describe('the scan of XML', () => {
  test('gives elements, attributes in both quotes, and text', () => {
    const tokens = scanXml(`<a x="1" y='two "2"' ><b/>text</a >`);
    expect(tokens).toEqual([
      {
        kind: 'open',
        name: 'a',
        attributes: new Map([
          ['x', '1'],
          ['y', 'two "2"'],
        ]),
      },
      { kind: 'open', name: 'b', attributes: new Map() },
      { kind: 'close', name: 'b' },
      { kind: 'text', text: 'text' },
      { kind: 'close', name: 'a' },
    ]);
  });

  test('reads the five named and all numeric entities, and leaves others alone', () => {
    expect(textOf('&lt;&gt;&amp;&quot;&apos;&#65;&#x1F40D;&#x1f40d;')).toBe('<>&"\'A🐍🐍');
    expect(textOf('&nbsp; & &#x110000; &')).toBe('&nbsp; & &#x110000; &');
    expect(textOf('&amp;lt;')).toBe('&lt;');
  });

  test('takes CDATA as it is, and passes over comments, declarations and a byte order mark', () => {
    expect(textOf('\uFEFF<?xml version="1.0"?><!-- <a> --><a><![CDATA[<b>&lt;]]></a>')).toBe('<b>&lt;');
  });

  test.each([
    ['<!DOCTYPE lolz [<!ENTITY lol "lol">]><a/>', 0, 'document type'],
    ['<a><!-- x', 3, 'comment'],
    ['<?xml', 0, 'processing instruction'],
    ['<a><![CDATA[x', 3, 'CDATA'],
    ['<a', 0, 'does not end'],
    ['<a x=1>', 0, 'not well formed'],
    ['<a x="<">', 0, 'not well formed'],
    ['< a>', 0, 'not followed by a name'],
    ['</ >', 0, 'closing tag'],
    ['<a></a', 3, 'closing tag'],
  ])('refuses %j', (xml, offset, message) => {
    expect(scanXml(xml)).toMatchObject({ kind: 'problem', offset, message: expect.stringContaining(message) });
  });

  test('a report of a megabyte is read in one go', () => {
    const tokens = scanXml(`<a>${'<b c="d"/>'.repeat(100_000)}</a>`);
    expect(Array.isArray(tokens) && tokens.length).toBe(200_002);
  });
});
