import { bumpRequirement, callTo, defineFacts, defineRule, py, setOption } from '@moult/plugin-api';
import { pluginOf, rewrite, statuses, textOf } from './service-of.ts';

const TEXTS = {
  'svc/a.py': 'from oldlib import connect\n\nconnect(1)\n',
  'svc/b.py': 'from oldlib import send\n\nsend(1)\n',
  'svc/requirements.txt': 'oldlib==1.0.0\n',
  'svc/pytest.ini': '[pytest]\naddopts = -q\n',
};

const inUnit = (name: string, more: (edit: { lower: (to: 'review', why: string) => void }) => void = () => {}) =>
  defineRule({
    name: `flag-${name}`,
    summary: `${name} needs a flag`,
    grade: 'safe',
    find: callTo(`oldlib.${name}`).withoutKeyword('flag'),
    fix: ({ site, edit }) => {
      edit.arguments(site.call).add('flag', py`1`);
      edit.unit('together');
      more(edit);
    },
  });

describe('a unit', () => {
  test('has the lowest grade of its changes', () => {
    const lowered = inUnit('send', (edit) => edit.lower('review', 'the queue may differ'));
    const result = rewrite(TEXTS, pluginOf([inUnit('connect'), lowered]), { grade: 'safe' });
    expect(result.texts).toEqual([]);
    expect(result.changes).toMatchObject([
      { rule: 'flag-connect', grade: 'safe', unitGrade: 'review', status: 'offered' },
      {
        rule: 'flag-send',
        grade: 'review',
        unitGrade: 'review',
        status: 'offered',
        lowered: [{ to: 'review', why: 'the queue may differ' }],
      },
    ]);
  });

  test('is made as a whole when its grade is selected', () => {
    const lowered = inUnit('send', (edit) => edit.lower('review', 'the queue may differ'));
    expect(rewrite(TEXTS, pluginOf([inUnit('connect'), lowered])).texts).toHaveLength(2);
  });

  test('is left out when it is excluded from the start', () => {
    const result = rewrite(TEXTS, pluginOf([inUnit('connect'), inUnit('send')]), {
      excluded: new Map([['together', { status: 'refused', reason: 'svc/a.py does not compile' }]]),
    });
    expect(result.texts).toEqual([]);
    expect(statuses(result)).toEqual(['svc/a.py:3 flag-connect refused', 'svc/b.py:3 flag-send refused']);
  });

  test('takes manifests along, by what a change needs', () => {
    const rule = defineRule({
      name: 'with-option',
      summary: 'the option is needed',
      grade: 'safe',
      find: callTo('oldlib.connect').withoutKeyword('flag'),
      fix: ({ site, edit }) => {
        edit.arguments(site.call).add('flag', py`1`);
        edit.needs(setOption('svc/pytest.ini', 'pytest', 'mode', 'strict'));
      },
    });
    const result = rewrite(TEXTS, pluginOf([rule]));
    expect(textOf(result, 'svc/pytest.ini')).toContain('mode = strict');
    const [code, option] = result.changes;
    expect(option).toMatchObject({ rule: 'set-option', status: 'selected', unit: code?.unit });
  });

  test('that is held back by facts of the service is not made, and says why', () => {
    const facts = defineFacts('callers', ({ service }) => service.files.length);
    const rule = defineRule({
      name: 'counted',
      summary: 'counted',
      grade: 'safe',
      find: callTo('oldlib.connect').withoutKeyword('flag'),
      fix: ({ site, edit, facts: read, hold }) => {
        edit.arguments(site.call).add('flag', py`1`);
        edit.unit('counted');
        if (read(facts) > 1) hold('counted', 'there are two files');
      },
    });
    const held = rewrite(TEXTS, pluginOf([rule]));
    expect(held.changes).toMatchObject([{ status: 'held', reason: 'there are two files' }]);
    expect(held.service.sites).toMatchObject({ left: 1 });
    const { 'svc/a.py': text } = TEXTS;
    expect(rewrite({ 'svc/a.py': text }, pluginOf([rule])).texts).toHaveLength(1);
  });
});

describe('the requirement of a library that stays', () => {
  const bump = { manifest: () => [bumpRequirement('oldlib', { version: '2.0.0', pin: 'exact' as const })] };

  test('moves when all changes of its plugin are made', () => {
    const result = rewrite(TEXTS, pluginOf([inUnit('connect'), inUnit('send')], bump));
    expect(textOf(result, 'svc/requirements.txt')).toBe('oldlib==2.0.0\n');
  });

  test('stays when one of them is refused, while the others are made', () => {
    const rename = defineRule({
      name: 'to-class',
      summary: 'a bad name',
      grade: 'safe',
      find: callTo('oldlib.send'),
      fix: ({ site, edit }) => edit.rename(site.call.callee, 'oldlib.class'),
    });
    const result = rewrite(TEXTS, pluginOf([inUnit('connect'), rename], bump));
    expect(statuses(result)).toEqual([
      'svc/a.py:3 flag-connect selected',
      'svc/b.py:3 to-class refused',
      'svc/requirements.txt:1 bump-requirement held',
    ]);
    expect(result.changes[2]?.reason).toContain('oldlib/to-class is not applied at svc/b.py:3');
  });

  test('moves past a place that a person has suppressed', () => {
    const texts = { ...TEXTS, 'svc/b.py': 'from oldlib import send\n\nsend(1)  # moult: ignore[oldlib] fine\n' };
    const alone = defineRule({
      name: 'alone',
      summary: 'alone',
      grade: 'safe',
      find: callTo('oldlib.send').withoutKeyword('flag'),
      fix: ({ site, edit }) => {
        edit.arguments(site.call).add('flag', py`1`);
      },
    });
    const result = rewrite(texts, pluginOf([inUnit('connect'), alone], bump));
    expect(textOf(result, 'svc/requirements.txt')).toBe('oldlib==2.0.0\n');
  });

  test('is itself suppressed by a comment on its line', () => {
    const result = rewrite(
      { 'svc/requirements.txt': 'oldlib==1.0.0  # moult: ignore[oldlib] frozen\n' },
      pluginOf([], bump),
    );
    expect(result.texts).toEqual([]);
    expect(result.changes).toMatchObject([{ status: 'suppressed', line: 1, column: 7 }]);
    expect(result.suppressions).toMatchObject([{ path: 'svc/requirements.txt', line: 1, used: 1 }]);
  });

  test('is not touched by a suppression of something else, which is reported as unused', () => {
    const texts = { 'svc/requirements.txt': 'other==1  # moult: ignore[oldlib]\noldlib==1.0.0\n' };
    const result = rewrite(texts, pluginOf([], bump));
    expect(textOf(result, 'svc/requirements.txt')).toContain('oldlib==2.0.0');
    expect(result.suppressions).toMatchObject([{ path: 'svc/requirements.txt', line: 1, used: 0 }]);
  });

  test('is reported where Moult does not edit the file', () => {
    const result = rewrite({ 'svc/Dockerfile': 'FROM python\nRUN pip install oldlib==1.0.0\n' }, pluginOf([], bump));
    expect(result.findings).toMatchObject([
      { kind: 'manifest', path: 'svc/Dockerfile', line: 2, rule: 'bump-requirement' },
    ]);
  });
});
