import { bumpRequirement, callTo, definePlugin, defineRule, py, type Rule, renameModule } from '@moult/plugin-api';
import { pluginOf, rewrite, statuses, textOf } from './service-of.ts';

const TEXT = 'from oldlib import send\n\nsend(a, b)\n';

function ruleOf(name: string, fix: Rule['fix'], more: Partial<Rule> = {}): Rule {
  return defineRule({
    name,
    summary: `${name}.`,
    grade: 'safe',
    find: callTo('oldlib.send'),
    ...(fix && { fix }),
    ...more,
  });
}

function plugin(name: string, rules: readonly Rule[]) {
  return definePlugin({
    name,
    title: name,
    upgrade: { from: 'oldlib', to: 'oldlib', version: '==2' },
    detects: { distributions: ['oldlib'], modules: ['oldlib'] },
    rules,
  });
}

const addFlag = ruleOf('add-flag', ({ site, edit }) => {
  if (site.kind === 'call' && site.call.keyword('flag') === undefined) edit.arguments(site.call).add('flag', py`1`);
});

describe('changes of two plugins', () => {
  test('that say the same are one change with joint owners', () => {
    const result = rewrite({ 'svc/a.py': TEXT }, [plugin('alpha', [addFlag]), plugin('beta', [addFlag])]);
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\nsend(a, b, flag=1)\n');
    expect(result.changes).toMatchObject([
      { plugin: 'alpha', rule: 'add-flag', status: 'selected', jointly: [{ plugin: 'beta', rule: 'add-flag' }] },
    ]);
    expect(result.service.sites).toMatchObject({ changed: 2 });
  });

  test('at one place are made one after the other where both still apply', () => {
    const addOther = ruleOf('add-other', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.keyword('other') === undefined)
        edit.arguments(site.call).add('other', py`2`);
    });
    const result = rewrite({ 'svc/a.py': TEXT }, [plugin('alpha', [addFlag]), plugin('beta', [addOther])]);
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\nsend(a, b, flag=1, other=2)\n');
    expect(result.service.passes).toBe(3);
    expect(result.conflicts).toEqual([]);
    const [alpha, beta] = result.changes;
    expect(alpha?.edits).toEqual(beta?.edits);
  });

  test('that fight over one span are a conflict with both owners and both texts, and the first stands', () => {
    const replace = (name: string, text: string) =>
      ruleOf(name, ({ site, edit }) => edit.replace(site.node, text === 'post' ? py`post(1)` : py`mail(2)`));
    const result = rewrite({ 'svc/a.py': TEXT }, [
      plugin('alpha', [replace('to-post', 'post')]),
      plugin('beta', [replace('to-mail', 'mail')]),
    ]);
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\npost(1)\n');
    expect(statuses(result)).toEqual(['svc/a.py:3 to-post selected', 'svc/a.py:3 to-mail conflicted']);
    expect(result.conflicts).toMatchObject([
      {
        kind: 'lost',
        path: 'svc/a.py',
        line: 3,
        refused: { plugin: 'beta', rule: 'to-mail', text: 'mail(2)' },
        kept: { plugin: 'alpha', rule: 'to-post', text: 'post(1)' },
      },
    ]);
  });

  test('that fight over one span inside one plugin are a conflict too', () => {
    const result = rewrite({ 'svc/a.py': TEXT }, [
      plugin('alpha', [
        ruleOf('to-post', ({ site, edit }) => edit.replace(site.node, py`post(1)`)),
        ruleOf('to-mail', ({ site, edit }) => edit.replace(site.node, py`mail(2)`)),
      ]),
    ]);
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\npost(1)\n');
    expect(statuses(result)).toEqual(['svc/a.py:3 to-mail conflicted', 'svc/a.py:3 to-post selected']);
    expect(result.conflicts).toMatchObject([
      { kind: 'lost', refused: { rule: 'to-mail', text: 'mail(2)' }, kept: { rule: 'to-post', text: 'post(1)' } },
    ]);
  });

  test('are merged in the order given, whichever name comes first', () => {
    const replace = (name: string, text: string) =>
      ruleOf(name, ({ site, edit }) => edit.replace(site.node, text === 'post' ? py`post(1)` : py`mail(2)`));
    const result = rewrite({ 'svc/a.py': TEXT }, [
      plugin('beta', [replace('to-mail', 'mail')]),
      plugin('alpha', [replace('to-post', 'post')]),
    ]);
    expect(textOf(result, 'svc/a.py')).toContain('mail(2)');
  });

  test('that come to the same in part are both made', () => {
    const both = ruleOf('both', ({ site, edit }) => {
      if (site.kind !== 'call') return;
      if (site.call.keyword('flag') === undefined) edit.arguments(site.call).add('flag', py`1`);
      if (site.call.arguments[0]?.value.text === 'a') edit.arguments(site.call).replaceValue(0, py`A`);
    });
    const first = ruleOf('first', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.arguments[0]?.value.text === 'a')
        edit.replace(site.node, py`send(A, b, flag=1)`);
    });
    const result = rewrite({ 'svc/a.py': TEXT }, [plugin('alpha', [first]), plugin('beta', [both])]);
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\nsend(A, b, flag=1)\n');
    expect(statuses(result)).toEqual(['svc/a.py:3 first selected', 'svc/a.py:3 both selected']);
    expect(result.conflicts).toEqual([]);
  });

  test('that undo each other are a cycle that names both rules, and neither is made', () => {
    const there = ruleOf('there', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.arguments.length === 2) edit.replace(site.node, py`send(a)`);
    });
    const back = ruleOf('back', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.arguments.length === 1) edit.replace(site.node, py`send(a, b)`);
    });
    const result = rewrite({ 'svc/a.py': TEXT }, [plugin('alpha', [there]), plugin('beta', [back])]);
    expect(result.texts).toEqual([]);
    expect(result.conflicts[0]).toMatchObject({ kind: 'cycle', refused: { rule: 'there' }, kept: { rule: 'back' } });
    expect(result.conflicts[0]?.reason).toContain('alpha/there and beta/back keep undoing each other');
  });

  test('on nested sites compose', () => {
    const rename = ruleOf(
      'rename',
      ({ site, edit }) => {
        if (site.kind === 'call') edit.arguments(site.call).renameKeyword('old', 'new');
      },
      { find: callTo('oldlib.send').withKeyword('old') },
    );
    const wrap = ruleOf('wrap', ({ site, edit }) => edit.replace(site.node, py`finish(${site.node})`), {
      find: callTo('oldlib.open'),
    });
    const open = definePlugin({
      ...plugin('alpha', [rename]),
      rules: [
        defineRule({
          name: 'open-to-start',
          summary: 'open is start',
          grade: 'safe',
          find: callTo('oldlib.open'),
          fix: ({ site, edit }) => {
            const [argument] = site.call.arguments;
            if (argument !== undefined) edit.replace(site.node, py`start(${argument.value}, True)`);
          },
        }) as unknown as Rule,
      ],
    });
    expect(wrap.name).toBe('wrap');
    const text = 'from oldlib import open, send\n\nopen(send(open(1), old=2))\n';
    const result = rewrite({ 'svc/a.py': text }, [open, plugin('beta', [rename])]);
    expect(textOf(result, 'svc/a.py')).toContain('start(send(start(1, True), new=2), True)\n');
    expect(result.conflicts).toEqual([]);
  });

  test('that move one import to two places are a conflict, and the first stands', () => {
    const move = (name: string, to: string) =>
      definePlugin({
        ...plugin(name, []),
        // The rule finds imports, references and strings; the engine hands it the sites of its own finder.
        rules: [renameModule('oldlib', to) as unknown as Rule],
      });
    const result = rewrite({ 'svc/a.py': TEXT }, [move('alpha', 'postlib'), move('beta', 'maillib')]);
    expect(textOf(result, 'svc/a.py')).toBe('from postlib import send\n\nsend(a, b)\n');
    expect(new Set(result.changes.map(({ plugin: by, status }) => `${by} ${status}`))).toEqual(
      new Set(['alpha selected', 'beta conflicted']),
    );
    expect(result.conflicts[0]?.reason).toBe(
      'alpha/rename-module moves oldlib.send to postlib.send, and beta/rename-module wants it at maillib.send',
    );
  });

  test('wanting different versions of one distribution are a conflict', () => {
    const wish = (version: string) => () => [bumpRequirement('oldlib', { version, pin: 'exact' as const })];
    const alpha = { ...plugin('alpha', []), manifest: wish('2.0') };
    const beta = { ...plugin('beta', []), upgrade: { from: 'x', to: 'x', version: '3' }, manifest: wish('3.0') };
    const result = rewrite({ 'svc/requirements.txt': 'oldlib==1.0\n' }, [alpha, beta]);
    expect(textOf(result, 'svc/requirements.txt')).toBe('oldlib==2.0\n');
    expect(result.conflicts).toMatchObject([
      { kind: 'overlap', refused: { plugin: 'beta' }, kept: { plugin: 'alpha' } },
    ]);
  });
});

describe('changes of one plugin', () => {
  test('that another one carries out count as made', () => {
    const outer = ruleOf('outer', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.arguments[0]?.value.kind === 'call') edit.replace(site.node, py`whole()`);
    });
    const inner = ruleOf('inner', ({ site, edit }) => {
      if (site.kind === 'call' && site.call.arguments.length === 0) edit.replace(site.node, py`part()`);
    });
    const result = rewrite(
      { 'svc/a.py': 'from oldlib import send\n\nsend(send())\n' },
      pluginOf([outer, inner] as never),
    );
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import send\n\nwhole()\n');
    expect(statuses(result)).toEqual(['svc/a.py:3 outer selected', 'svc/a.py:3 inner selected']);
    expect(result.conflicts).toEqual([]);
  });
});
