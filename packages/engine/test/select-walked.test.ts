import { callTo, defineRule } from '@moult/plugin-api';
import { openSource } from '@moult/python';
import { indexFinders } from '../src/find/finder-index.ts';
import { selectWalked } from '../src/find/select-walked.ts';
import { tellRelevance } from '../src/prefilter/tell-relevance.ts';
import { pluginOf, serviceOf } from './service-of.ts';

/** Paths of the files that are walked, and of those that were parsed to know it. */
function select(texts: Readonly<Record<string, string>>): { walked: readonly string[]; parsed: readonly string[] } {
  const rule = defineRule({
    name: 'found',
    summary: 'found',
    grade: 'safe',
    find: callTo('oldlib.send', 'oldlib.Client.post'),
    fix: () => {},
  });
  const plugins = [{ plugin: pluginOf([rule]), options: {} }];
  const files = Object.entries(texts).map(([path, text]) => ({ path, tree: openSource(text) }));
  const relevance = tellRelevance({ service: serviceOf(texts), plugins, grade: 'safe' });
  const selected = selectWalked(files, indexFinders(plugins), relevance);
  return {
    walked: files.filter(({ path }) => selected.plugins.get(path)?.length !== 0).map(({ path }) => path),
    parsed: files.filter(({ tree }) => tree.isParsed).map(({ path }) => path),
  };
}

describe('a file that only imports a file that names the library', () => {
  const named = 'from oldlib import send\nother = 1\n';

  test('is neither walked nor parsed when it holds no word that leads to the library', () => {
    const texts = { 'svc/a.py': named, 'svc/b.py': 'from a import other\nprint(other)\n' };
    expect(select(texts)).toEqual({ walked: ['svc/a.py'], parsed: ['svc/a.py'] });
  });

  test.each([
    ['it takes the name', named, 'from a import send\nsend()\n'],
    ['it calls a method that is looked for', named, 'from a import other\nother.post()\n'],
    ['it takes another name that was given', 'import oldlib\nship = oldlib.send\n', 'from a import ship\nship()\n'],
    ['it takes what is made of it', 'import oldlib\nship = wrap(oldlib.send)\n', 'from a import ship\nship()\n'],
    [
      'it takes what a function gives',
      'import oldlib\ndef ship():\n    return oldlib.send\n',
      'import a\na.ship()()\n',
    ],
    [
      'its function is given the name',
      'import b, oldlib\nb.run(oldlib.send)\n',
      'import a\ndef run(act):\n    act()\n',
    ],
    ['a star import may have brought anything', 'from oldlib import *\n', 'from a import other\n'],
  ])('is walked when %s', (_why, first, second) => {
    expect(select({ 'svc/a.py': first, 'svc/b.py': second }).walked).toEqual(['svc/a.py', 'svc/b.py']);
  });

  test('is walked when the name comes to it over a third file under a new name', () => {
    const texts = {
      'svc/a.py': 'from oldlib import send\n',
      'svc/b.py': 'from a import send as ship\n',
      'svc/c.py': 'from b import ship\nship()\n',
    };
    expect(select(texts).walked).toEqual(['svc/a.py', 'svc/b.py', 'svc/c.py']);
  });
});
