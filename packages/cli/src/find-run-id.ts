import { MoultError } from '@moult/errors';
import { listRuns, type Tree } from '@moult/runner';

/** The run with this id, or with an id that ends so. Throws `E-USAGE` where there is none, or more than one. */
export function findRunId(tree: Tree, wanted: string): string {
  const runs = listRuns(tree);
  if (runs.includes(wanted)) return wanted;
  const [found, ...others] = wanted === '' ? [] : runs.filter((run) => run.endsWith(wanted));
  if (found !== undefined && others.length === 0) return found;
  const hint =
    found === undefined
      ? '`moult status` lists the runs of this root.'
      : `Give more of it: ${[found, ...others].join(', ')}.`;
  const message =
    found === undefined ? `There is no run "${wanted}" here.` : `"${wanted}" is the end of more than one run.`;
  throw new MoultError('E-USAGE', message, { where: tree.root, hint });
}
