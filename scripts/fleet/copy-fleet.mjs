import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Copies the example fleet to a new temporary folder and answers with its path. */
export function copyFleet(root) {
  const copy = join(mkdtempSync(join(tmpdir(), 'moult-fleet-')), 'fleet');
  cpSync(join(root, 'examples', 'fleet'), copy, {
    recursive: true,
    filter: (path) => !/__pycache__|\.pytest_cache|\/\.moult(?:\/|$)/.test(path),
  });
  return copy;
}
