import { constants, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const LEFT_OUT = new Set(['.git', '.moult', 'node_modules']);

/** Copies a tree ten times into one folder, hands the folder over, and removes it afterwards. */
export function withTenTimes(folder, use) {
  const large = mkdtempSync(join(tmpdir(), 'moult-bench-'));
  try {
    for (let copy = 0; copy < 10; copy += 1)
      cpSync(folder, join(large, `copy-${copy}`), {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
        filter: (path) => path === folder || !LEFT_OUT.has(basename(path)),
      });
    return use(large);
  } finally {
    rmSync(large, { recursive: true, force: true });
  }
}
