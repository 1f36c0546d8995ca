import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import type { RunResults } from '@moult/fleet';
import { unlessCode } from '../disk/disk-error.ts';
import { runFolder } from '../transaction/state-folder.ts';
import type { Tree } from '../transaction/tree.ts';
import { RESULTS } from './write-results.ts';

/** The results of a run as it wrote them last. Throws `E-READ` when it wrote none. */
export function collectRunResults(tree: Tree, runId: string): RunResults {
  const path = join(runFolder(tree, runId), RESULTS);
  const text = unlessCode(['ENOENT'], () => readFileSync(path, 'utf8'));
  // Written whole by `ResultsWriter`.
  if (text !== undefined) return JSON.parse(text) as RunResults;
  throw new MoultError('E-READ', `Run ${runId} was cut short before it wrote its first results.`, {
    where: path,
    hint: 'Go on with it: moult resume',
  });
}
