import { escapeHtml, inertJson, markup, prose } from '../src/html/markup.ts';

describe('markup', () => {
  test('escapes texts in holes and leaves markup as it is', () => {
    const inner = markup`<b>${'a < b & "c"'}</b>`;
    expect(markup`<p title="${`"'`}">${[inner, 7, undefined]}</p>`.html).toBe(
      '<p title="&#34;&#39;"><b>a &#60; b &#38; &#34;c&#34;</b>7</p>',
    );
  });

  test('shows characters that hide or turn the reading direction', () => {
    expect(escapeHtml('a\u202eb\u0000c')).toBe('a⟨202e⟩b⟨0000⟩c');
    expect(escapeHtml('tab\tand\nline')).toBe('tab\tand\nline');
  });

  test('keeps pairs of surrogates and shows halves of them', () => {
    expect(escapeHtml('😀')).toBe('😀');
    expect(escapeHtml('\ud83d!')).toBe('⟨d83d⟩!');
  });

  test('sets code in a sentence as code', () => {
    expect(prose('add `a<b` here').html).toBe('add <code>a&#60;b</code> here');
    expect(prose('a lone ` stays').html).toBe('a lone &#96; stays');
  });
});

describe('JSON in a page', () => {
  test('cannot end its block or begin a comment, and reads back the same', () => {
    const value = { text: '</script><!-- \u2028 ]]> &amp; <script>' };
    const json = inertJson(value);
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)).toEqual(value);
  });
});
