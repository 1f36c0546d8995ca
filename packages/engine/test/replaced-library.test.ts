import {
  callTo,
  definePlugin,
  defineRule,
  type Plugin,
  type Rule,
  referenceTo,
  renameModule,
  replaceRequirement,
} from '@moult/plugin-api';
import { rewrite, statuses, textOf } from './service-of.ts';

function move(rules: readonly Rule[] = [], more: Partial<Plugin> = {}): Plugin {
  return definePlugin({
    name: 'newlib',
    title: 'oldlib → newlib',
    upgrade: { from: 'oldlib', to: 'newlib', version: '==2.0.0' },
    detects: { distributions: ['oldlib'], modules: ['oldlib'] },
    // The rule finds imports, references and strings; the engine hands each rule the sites of its own finder.
    rules: [renameModule('oldlib', 'newlib', { except: ['oldlib.gone'] }) as unknown as Rule, ...rules],
    manifest: () => [replaceRequirement('oldlib', 'newlib', { version: '2.0.0', pin: 'exact' })],
    residue: { strings: true },
    ...more,
  });
}

const TEXTS = {
  'svc/a.py': 'import oldlib\n\nclient = oldlib.Client()\n',
  'svc/b.py': 'from oldlib import Client as C\n\nc = C()\nprint(c.messages, "oldlib.Client")\n',
  'svc/requirements.txt': 'oldlib==1.0.0\n',
};

describe('a plugin that puts one distribution in the place of another', () => {
  test('moves imports, references, strings and the requirement together', () => {
    const result = rewrite(TEXTS, move());
    expect(textOf(result, 'svc/a.py')).toBe('import newlib\n\nclient = newlib.Client()\n');
    expect(textOf(result, 'svc/b.py')).toBe(
      'from newlib import Client as C\n\nc = C()\nprint(c.messages, "newlib.Client")\n',
    );
    expect(textOf(result, 'svc/requirements.txt')).toBe('newlib==2.0.0\n');
    expect(new Set(result.changes.map(({ unit }) => unit))).toEqual(new Set(['requirement:newlib']));
    expect(result.residue).toEqual([]);
  });

  test('changes nothing when one use has to stay, and says where', () => {
    const result = rewrite({ ...TEXTS, 'svc/c.py': 'from oldlib import gone\n\ngone()\n' }, move());
    expect(result.texts).toEqual([]);
    expect(new Set(result.changes.map(({ status }) => status))).toEqual(new Set(['held']));
    expect(result.changes[0]?.reason).toContain('oldlib is still used at svc/c.py:1');
  });

  test('changes nothing when a rule meets a form it does not know', () => {
    const odd = defineRule({
      name: 'odd',
      summary: 'odd.',
      grade: 'safe',
      find: callTo('oldlib.Client'),
      fix: ({ unsupported }) => unsupported('a client without a name'),
    }) as unknown as Rule;
    const result = rewrite(TEXTS, move([odd]));
    expect(result.texts).toEqual([]);
    expect(result.findings.filter(({ kind }) => kind === 'unsupported')).toHaveLength(2);
  });

  test('is held as a whole by a rule that says so', () => {
    const hold = defineRule({
      name: 'hold',
      summary: 'hold.',
      grade: 'safe',
      find: referenceTo('oldlib.Client'),
      fix: ({ hold }) => hold('requirement:newlib', 'the broker is too old'),
    }) as unknown as Rule;
    const result = rewrite(TEXTS, move([hold]));
    expect(result.texts).toEqual([]);
    expect(result.changes.every(({ status, reason }) => status === 'held' && reason === 'the broker is too old')).toBe(
      true,
    );
    expect(result.findings.map(({ message }) => message)).toContain('the broker is too old');
  });

  test('leaves a module of the service with the same name alone', () => {
    const result = rewrite(
      { 'svc/oldlib.py': 'class Client: ...\n', 'svc/a.py': 'import oldlib\n\noldlib.Client()\n' },
      move(),
    );
    expect(result.texts).toEqual([]);
    expect(result.changes).toEqual([]);
  });

  test('offers all of it when one part is only for review', () => {
    const lookUp = 'import importlib\nmodule = importlib.import_module("oldlib")\n';
    const result = rewrite({ ...TEXTS, 'svc/d.py': lookUp }, move(), { grade: 'safe' });
    expect(result.texts).toEqual([]);
    expect(new Set(result.changes.map(({ status }) => status))).toEqual(new Set(['offered']));
    expect(result.changes.filter(({ grade }) => grade === 'review')).toMatchObject([{ path: 'svc/d.py', line: 2 }]);
  });

  test('is suppressed as a whole by one comment', () => {
    const result = rewrite(
      {
        ...TEXTS,
        'svc/a.py': 'import oldlib\n\nclient = oldlib.Client()  # moult: ignore[newlib/rename-module] legacy\n',
      },
      move(),
    );
    expect(result.texts).toEqual([]);
    expect(new Set(result.changes.map(({ status }) => status))).toEqual(new Set(['suppressed']));
    expect(result.suppressions).toMatchObject([{ path: 'svc/a.py', line: 3, reason: 'legacy', used: 1 }]);
    expect(result.changes[0]?.reason).toContain('svc/a.py:3');
  });

  test('reports what still points at the old library, each with its reason', () => {
    const result = rewrite(
      {
        ...TEXTS,
        'svc/e.py': '# uses oldlib\nimport importlib\nimportlib.import_module("oldlib.plugins.x y")\n',
        'svc/Dockerfile': 'FROM python\nRUN pip install oldlib==1.0.0\n',
      },
      move(),
    );
    expect(result.residue.map(({ path, line, kind }) => `${path}:${line} ${kind}`)).toEqual([
      'svc/Dockerfile:2 dockerfile',
      'svc/e.py:1 comment',
      'svc/e.py:3 string',
    ]);
    expect(result.residue.map(({ unexplained }) => unexplained)).toEqual([false, false, true]);
  });
});

test('the sites of a held service add up', () => {
  const result = rewrite({ ...TEXTS, 'svc/c.py': 'from oldlib import gone\n\ngone()\n' }, move());
  const { found, left, unaffected } = result.service.sites;
  expect(left + unaffected).toBe(found);
  expect(statuses(result)).toHaveLength(left);
});
