import vm from 'node:vm';
import { bumpRequirement, callTo, defineRule, py, pySource } from '@moult/plugin-api';
import type { Fence } from '../src/propose/fence.ts';
import { pluginOf, rewrite, statuses, textOf } from './service-of.ts';

const TWO_CALLS = 'from oldlib import connect, open_it\n\nconnect(old=1)\nopen_it()\n';

const renameKeyword = defineRule({
  name: 'rename-keyword',
  summary: 'old is called new',
  grade: 'safe',
  find: callTo('oldlib.connect').withKeyword('old'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).renameKeyword('old', 'new');
  },
});

/** A fence as the runner has one: it stops the call. */
const stoppingFence: Fence = (call) => {
  const cell: { value?: unknown } = {};
  try {
    vm.runInNewContext('cell.value = call()', { call, cell }, { timeout: 200 });
    // The cell holds what the call returned.
    return { kind: 'returned', value: cell.value as ReturnType<typeof call> };
  } catch (error) {
    // The error comes from the realm of Node itself, which is not that of the test.
    const isTimeout = (error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    return isTimeout ? { kind: 'timed-out', limit: 200 } : { kind: 'crashed', error };
  }
};

function openRule(name: string, fix: Parameters<typeof defineRule>[0]['fix']) {
  return defineRule({
    name,
    summary: `${name} it is`,
    grade: 'safe',
    find: callTo('oldlib.open_it'),
    ...(fix && { fix }),
  });
}

describe('what goes wrong in a rule stays there', () => {
  test('a rule that crashes is named, and the other changes stand', () => {
    const crash = openRule('crash', () => {
      throw new Error('boom');
    });
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, crash]));
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import connect, open_it\n\nconnect(new=1)\nopen_it()\n');
    expect(result.failures).toMatchObject([
      { plugin: 'oldlib', rule: 'crash', path: 'svc/a.py', line: 4, kind: 'crashed', message: 'Error: boom' },
    ]);
    expect(result.service.sites).toMatchObject({ changed: 1, refused: 1 });
  });

  test('a rule that crashes on its second site loses its first one in that file, and none in another file', () => {
    let calls = 0;
    const moody = openRule('moody', ({ site, edit, file }) => {
      if (file.path === 'svc/a.py' && ++calls % 2 === 0) throw new Error('tired');
      edit.replace(site.node, py`opened()`);
    });
    const text = 'from oldlib import open_it\n\nopen_it()\nopen_it()\n';
    const result = rewrite({ 'svc/a.py': text, 'svc/b.py': text }, pluginOf([moody]));
    expect(textOf(result, 'svc/a.py')).toBeUndefined();
    expect(textOf(result, 'svc/b.py')).toBe('from oldlib import open_it\n\nopened()\nopened()\n');
    expect(result.service.sites).toMatchObject({ changed: 2, refused: 2 });
  });

  test('a rule that never ends is stopped and named, and the other changes stand', () => {
    const loop = openRule('loop', () => {
      for (;;);
    });
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, loop]), { fence: stoppingFence });
    expect(textOf(result, 'svc/a.py')).toContain('connect(new=1)');
    expect(result.failures).toMatchObject([
      { rule: 'loop', kind: 'timed-out', message: 'it did not end within 200 ms' },
    ]);
    expect(result.service.sites).toMatchObject({ changed: 1, refused: 1 });
  });

  test('a rule that never ends in one file has its say in the others', () => {
    const picky = openRule('picky', ({ site, edit, file }) => {
      if (file.path === 'svc/b.py') for (;;);
      edit.replace(site.node, py`opened()`);
    });
    const text = 'from oldlib import open_it\n\nopen_it()\n';
    const files = { 'svc/a.py': text, 'svc/b.py': text, 'svc/c.py': text };
    const result = rewrite(files, pluginOf([picky]), { fence: stoppingFence });
    expect(textOf(result, 'svc/a.py')).toContain('opened()');
    expect(textOf(result, 'svc/b.py')).toBeUndefined();
    expect(textOf(result, 'svc/c.py')).toContain('opened()');
    expect(result.failures).toMatchObject([{ rule: 'picky', path: 'svc/b.py', kind: 'timed-out' }]);
  });

  test('the time limit is that of one file, however many files there are', () => {
    const slow = openRule('slow', ({ site, edit }) => {
      const end = Date.now() + 90;
      while (Date.now() < end);
      edit.replace(site.node, py`opened()`);
    });
    const text = 'from oldlib import open_it\n\nopen_it()\n';
    const files = { 'svc/a.py': text, 'svc/b.py': text, 'svc/c.py': text };
    const result = rewrite(files, pluginOf([slow]), { fence: stoppingFence });
    expect(result.failures).toEqual([]);
    expect(result.service.sites.changed).toBe(3);
  });

  test('a manifest part that never ends is stopped and named, and the code changes stand', () => {
    const plugin = pluginOf([renameKeyword], {
      manifest: () => {
        for (;;);
      },
    });
    const files = { 'svc/a.py': TWO_CALLS, 'svc/requirements.txt': 'oldlib==1.0\n' };
    const result = rewrite(files, plugin, { fence: stoppingFence });
    expect(result.failures).toMatchObject([{ rule: 'manifest', kind: 'timed-out' }]);
    expect(textOf(result, 'svc/a.py')).toContain('connect(new=1)');
  });

  test('a rule that returns a promise broke its contract', () => {
    const later = openRule('later', async () => {});
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, later]));
    expect(result.failures).toMatchObject([{ rule: 'later', kind: 'bad-return' }]);
    expect(textOf(result, 'svc/a.py')).toContain('connect(new=1)');
  });

  test('a fragment that is not Python is a failure of its rule', () => {
    const broken = openRule('broken', ({ site, edit }) => edit.replace(site.node, pySource('open(')));
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, broken]));
    expect(result.failures).toMatchObject([{ rule: 'broken', kind: 'crashed' }]);
    expect(textOf(result, 'svc/a.py')).toContain('connect(new=1)');
  });

  test('code that could not be read and is taken along is a form the rule does not know, and no failure of it', () => {
    const carry = openRule('carry', ({ site, edit }) => {
      if (site.kind === 'call') edit.replace(site.node, py`opened(${site.call.arguments[0]?.value ?? site.node}, 1)`);
    });
    const text = 'from oldlib import connect, open_it\n\nconnect(old=1)\nopen_it(a.:b)\n';
    const result = rewrite({ 'svc/a.py': text }, pluginOf([renameKeyword, carry]));
    expect(result.failures).toEqual([]);
    expect(textOf(result, 'svc/a.py')).toBe(text.replace('old=1', 'new=1'));
    expect(result.service.sites.changed).toBe(1);
  });

  test('a manifest part that crashes is named, and the code changes stand', () => {
    const plugin = pluginOf([renameKeyword], {
      manifest: () => {
        throw new TypeError('no manifest today');
      },
    });
    const result = rewrite({ 'svc/a.py': TWO_CALLS, 'svc/requirements.txt': 'oldlib==1.0\n' }, plugin);
    expect(result.failures).toMatchObject([{ rule: 'manifest', kind: 'crashed' }]);
    expect(textOf(result, 'svc/a.py')).toContain('connect(new=1)');
    expect(textOf(result, 'svc/requirements.txt')).toBeUndefined();
  });
});

describe('what a check refuses', () => {
  const rename = (name: string, to: string) =>
    openRule(name, ({ site, edit }) => {
      edit.replace(site.node, pySource(to));
    });

  test('a rule that never comes to rest is refused, and the others stand', () => {
    const wrap = openRule('wrap', ({ site, edit }) => edit.replace(site.node, py`(${site.node})()`));
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, wrap]));
    expect(textOf(result, 'svc/a.py')).toBe('from oldlib import connect, open_it\n\nconnect(new=1)\nopen_it()\n');
    expect(result.conflicts).toMatchObject([{ kind: 'cycle', refused: { rule: 'wrap' } }]);
    expect(result.conflicts[0]?.reason).toContain('keeps finding what it wrote itself');
  });

  test('a change that would break the syntax is refused, and the others stand', () => {
    const keyword = openRule('keyword', ({ site, edit }) => {
      if (site.kind === 'call') edit.rename(site.call.callee, 'oldlib.class');
    });
    const result = rewrite({ 'svc/a.py': TWO_CALLS }, pluginOf([renameKeyword, keyword]));
    expect(textOf(result, 'svc/a.py')).toBe(TWO_CALLS.replace('old=1', 'new=1'));
    expect(statuses(result)).toContain('svc/a.py:4 keyword refused');
    expect(result.changes.find(({ rule }) => rule === 'keyword')?.reason).toContain('syntax error at');
  });

  test('a change whose text the file cannot be written in is refused, and the others stand', () => {
    const text = `# -*- coding: latin-1 -*-\n${TWO_CALLS}`;
    const result = rewrite({ 'svc/a.py': text }, pluginOf([renameKeyword, rename('euro', '"€"')]));
    expect(textOf(result, 'svc/a.py')).toBe(text.replace('old=1', 'new=1'));
    expect(statuses(result)).toContain('svc/a.py:5 euro refused');
  });

  test('of many changes the guilty one alone is refused', () => {
    const rules = ['one', 'two', 'class', 'four', 'five'].map((name) =>
      defineRule({
        name: `to-${name}`,
        summary: `it is called ${name}`,
        grade: 'safe',
        find: callTo(`oldlib.old_${name}`),
        fix: ({ site, edit }) => edit.rename(site.call.callee, `oldlib.${name}`),
      }),
    );
    const names = ['one', 'two', 'class', 'four', 'five'];
    const imports = names.map((name) => `    old_${name},\n`).join('');
    const text = `from oldlib import (\n${imports})\n${names.map((name) => `old_${name}()\n`).join('')}`;
    const result = rewrite({ 'svc/a.py': text }, pluginOf(rules));
    const after = textOf(result, 'svc/a.py') ?? '';
    expect(after).toContain('\none()\ntwo()\nold_class()\nfour()\nfive()\n');
    expect(statuses(result).filter((line) => line.endsWith('refused'))).toEqual(['svc/a.py:10 to-class refused']);
  });

  test('a unit with a refused change leaves code and manifest wholly as they were', () => {
    const together = (name: string) =>
      defineRule({
        name: `to-${name}`,
        summary: `it is called ${name}`,
        grade: 'safe',
        find: callTo(`oldlib.old_${name}`),
        fix: ({ site, edit }) => {
          edit.rename(site.call.callee, `oldlib.${name}`);
          edit.unit('move');
          edit.needs(bumpRequirement('oldlib', { version: '2.0.0', pin: 'exact' }));
        },
      });
    const texts = {
      'svc/a.py': 'import oldlib\noldlib.old_fine()\n',
      'svc/b.py': 'from oldlib import old_class\nold_class()\n',
      'svc/requirements.txt': 'oldlib==1.0.0\n',
    };
    const result = rewrite(texts, pluginOf([together('fine'), together('class')]));
    expect(result.texts).toEqual([]);
    expect(statuses(result)).toEqual([
      'svc/a.py:2 to-fine refused',
      'svc/b.py:2 to-class refused',
      'svc/requirements.txt:1 bump-requirement refused',
    ]);
    const without = rewrite(
      { ...texts, 'svc/b.py': 'import oldlib\n' },
      pluginOf([together('fine'), together('class')]),
    );
    expect(without.texts.map(({ path }) => path)).toEqual(['svc/a.py', 'svc/requirements.txt']);
  });
});
