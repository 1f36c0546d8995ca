import { isUtf8 } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from '../../src/syntax/parse-source.ts';
import { serviceOf } from '../resolution/read-service.ts';

/** Megabytes of the standard library that are read: enough to meet odd code, quick enough to run always. */
const LIMIT = 1_000_000;

function readStandardLibrary(): Readonly<Record<string, string>> {
  const asked = spawnSync('python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' });
  const root = asked.status === 0 ? asked.stdout.trim() : '';
  if (root === '') return {};
  const sources: Record<string, string> = {};
  let units = 0;
  for (const folder of ['.', 'asyncio', 'json', 'email', 'test']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      const bytes = name.endsWith('.py') ? readFileSync(join(root, folder, name)) : Buffer.from([0xff]);
      if (!isUtf8(bytes) || bytes.length > 200_000 || units > LIMIT) continue;
      sources[join(folder, name)] = bytes.toString('utf8');
      units += bytes.length;
    }
  }
  return sources;
}

const sources = readStandardLibrary();
const whenFound = Object.keys(sources).length > 0 ? test : test.skip;

describe('the standard library of the Python of this machine (skipped where there is none)', () => {
  whenFound('parses without errors, every node inside its parent and behind its sibling', () => {
    for (const [path, text] of Object.entries(sources)) {
      const tree = parseSource(text);
      expect([path, tree.errors]).toEqual([path, []]);
      const misplaced = tree.all.filter(
        ({ start, end, parent, children }) =>
          (parent !== undefined && (start < parent.start || end > parent.end)) ||
          children.some((child, index) => index > 0 && child.start < children[index - 1]!.end),
      );
      expect(misplaced).toEqual([]);
    }
  });

  whenFound(
    'every name of some of it resolves to something or to nothing, without a throw',
    () => {
      const some = Object.entries(sources).filter((_, index) => index % 10 === 0);
      const service = serviceOf(Object.fromEntries(some));
      for (const file of service.files) {
        for (const node of [...file.nodes('identifier'), ...file.nodes('attribute'), ...file.nodes('call')]) {
          const { candidates, certain } = file.resolve(node);
          expect(certain && candidates.length === 0).toBe(false);
        }
      }
    },
    20_000,
  );
});
