import { bumpRequirement, callTo, defineRule, py } from '@moult/plugin-api';
import { pluginOf, rewrite, statuses, textOf } from './service-of.ts';

const renameKeyword = defineRule({
  name: 'rename-keyword',
  summary: 'old is called new',
  grade: 'safe',
  find: callTo('oldlib.connect').withKeyword('old'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).renameKeyword('old', 'new');
  },
});

const addFlag = defineRule({
  name: 'add-flag',
  summary: 'flag has to be said',
  grade: 'review',
  find: callTo('oldlib.connect').withoutKeyword('flag'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).add('flag', py`True`);
  },
});

const bump = () => [bumpRequirement('oldlib', { version: '2.0.0', pin: 'exact' })];

describe('rewriteService', () => {
  test('changes the sites of two rules in one file and moves the requirement', () => {
    const result = rewrite(
      {
        'svc/app.py': 'from oldlib import connect as c\n\nx = c("a", old=1)  # keep\ny = other(old=1)\n',
        'svc/requirements.txt': 'oldlib==1.0.0\nother==1.0\n',
      },
      pluginOf([renameKeyword, addFlag], { manifest: bump }),
    );
    expect(textOf(result, 'svc/app.py')).toBe(
      'from oldlib import connect as c\n\nx = c("a", new=1, flag=True)  # keep\ny = other(old=1)\n',
    );
    expect(textOf(result, 'svc/requirements.txt')).toBe('oldlib==2.0.0\nother==1.0\n');
    expect(statuses(result)).toEqual([
      'svc/app.py:3 add-flag selected',
      'svc/app.py:3 rename-keyword selected',
      'svc/requirements.txt:1 bump-requirement selected',
    ]);
    expect(result.service.sites).toMatchObject({ changed: 3, unaffected: 1, found: 4 });
  });

  test('offers what the grade does not select, and the requirement with it', () => {
    const result = rewrite(
      {
        'svc/app.py': 'from oldlib import connect\n\nconnect("a", old=1)\n',
        'svc/requirements.txt': 'oldlib==1.0.0\n',
      },
      pluginOf([renameKeyword, addFlag], { manifest: bump }),
      { grade: 'safe' },
    );
    expect(textOf(result, 'svc/app.py')).toBe('from oldlib import connect\n\nconnect("a", new=1)\n');
    expect(textOf(result, 'svc/requirements.txt')).toBeUndefined();
    expect(statuses(result)).toEqual([
      'svc/app.py:3 add-flag offered',
      'svc/app.py:3 rename-keyword selected',
      'svc/requirements.txt:1 bump-requirement offered',
    ]);
  });
});
