import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { walkTree } from '../src/discover/walk-tree.ts';

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'moult-walk-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('walkTree', () => {
  test('lists files sorted by path whatever the order on disk', () => {
    const root = tree({ 'b.py': '', 'a/z.py': '', 'a/b.py': '' });
    expect(walkTree(root).files).toEqual(['a/b.py', 'a/z.py', 'b.py']);
  });

  test('an ignore file further in decides over one further out', () => {
    const root = tree({
      '.gitignore': '*.gen.py\nout/\n',
      'a.gen.py': '',
      'out/x.py': '',
      'keep/.gitignore': '!b.gen.py\n',
      'keep/b.gen.py': '',
    });
    expect(walkTree(root).files.filter((path) => path.endsWith('.py'))).toEqual(['keep/b.gen.py']);
    expect(walkTree(root).ignored).toEqual(['a.gen.py', 'out/']);
  });

  test('ignore files count for a walk that starts below them', () => {
    const root = tree({ '.gitignore': 'skip.py\n', 'a/skip.py': '', 'a/b.py': '' });
    expect(walkTree(root, { below: 'a' }).files).toEqual(['a/b.py']);
  });

  test('ignore files can be switched off', () => {
    const root = tree({ '.gitignore': 'a.py\n', 'a.py': '' });
    expect(walkTree(root, { honourIgnores: false }).files).toContain('a.py');
  });

  test('a symbolic link is recorded and never followed', () => {
    const root = tree({ 'a/b.py': '' });
    symlinkSync(join(root, 'a'), join(root, 'loop'));
    symlinkSync('/etc/hosts', join(root, 'out.py'));
    const listing = walkTree(root);
    expect(listing.files).toEqual(['a/b.py']);
    expect(listing.passedOver.map((item) => [item.path, item.reason])).toEqual([
      ['loop', 'symbolic-link'],
      ['out.py', 'symbolic-link'],
    ]);
  });

  test('caches, environments and our own state are never entered', () => {
    const root = tree({ '.moult/x.py': '', '.venv/lib/x.py': '', '__pycache__/x.py': '', 'a.py': '' });
    expect(walkTree(root).files).toEqual(['a.py']);
  });
});
