import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { sourceHash } from '../src/html/page-shell.ts';
import { planHtml } from '../src/html/plan-html.ts';
import { planOf } from './plan-of.ts';

const { plan, texts } = planOf({ 'one/a.py': 'import oldlib\noldlib.send()\n' });
const html = planHtml(plan, { texts, planFile: 'plan.json', owners: new Map() });
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

describe('the content policy of a page', () => {
  test('forbids everything but the one style and the one script, whose hashes fit', () => {
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [style = ''] = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1]);
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? '');
    expect(scripts).toHaveLength(1);
    expect(policy).toBe(
      `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(scripts[0] ?? '')}; base-uri 'none'; form-action 'none'`,
    );
  });

  test.each(['', 'a', 'ab', 'abc', 'ä😀'])('has the hash that a browser computes of %p', (text) => {
    expect(sourceHash(text)).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  });
});

describe('a page', () => {
  test('has no style attribute, no inline handler and no address to load from', () => {
    const [shell = ''] = html.replaceAll(/<style>.*?<\/style>|<script.*?<\/script>/gs, '').split('</html>');
    expect(shell).not.toMatch(/\sstyle=|\son\w+=|<link|<img|src=|@import|url\(/);
    expect(html).not.toMatch(/@import|url\(/);
  });

  test('has the style and the script that its sources make', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build-page.mjs', '--check'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
