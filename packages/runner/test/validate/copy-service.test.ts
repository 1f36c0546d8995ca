import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyService } from '../../src/validate/copy-service.ts';

describe('a copy of a service', () => {
  test('takes links as they are, in a circle, out of the tree or to nothing', async () => {
    const root = mkdtempSync(join(tmpdir(), 'moult-copy-test-'));
    mkdirSync(join(root, 'svc'));
    for (const [name, to] of [
      ['a.py', 'b.py'],
      ['b.py', 'a.py'],
      ['out.py', '/etc/hostname'],
      ['gone.py', 'nowhere'],
    ] as const)
      symlinkSync(to, join(root, 'svc', name));
    symlinkSync('requirements.txt', join(root, 'requirements.txt'));
    writeFileSync(join(root, 'constraints.txt'), 'tenacity<10\n');
    const copy = copyService(root, 'svc', []);
    expect(readdirSync(join(copy.root, 'svc'))).toEqual(['a.py', 'b.py', 'gone.py', 'out.py']);
    expect(readlinkSync(join(copy.root, 'svc', 'out.py'))).toBe('/etc/hostname');
    expect(readdirSync(copy.root).sort()).toEqual(['constraints.txt', 'svc']);
    await copy.remove();
  });

  test('goes without a file whose name is no UTF-8', async () => {
    const root = mkdtempSync(join(tmpdir(), 'moult-copy-test-'));
    mkdirSync(join(root, 'svc'));
    writeFileSync(Buffer.concat([Buffer.from(`${root}/svc/`), Buffer.from([0xff])]), '');
    writeFileSync(join(root, 'svc', 'app.py'), '');
    const copy = copyService(root, 'svc', []);
    expect(readdirSync(join(copy.root, 'svc'))).toEqual(['app.py']);
    await copy.remove();
  });
});
