import { findFleetRun, findRoot, openTree, type Project, readDefinition, statePath, type Tree } from '@moult/runner';
import { type Arguments, textOf } from './command.ts';
import type { Io } from './io.ts';
import { openProjectFor } from './project-options.ts';

/** A run, and its project as it was opened when the run began: the same plugins, options and grade, unless the command line names others. */
export interface ReopenedRun {
  readonly tree: Tree;
  readonly runId: string;
  readonly project: Project;
}

/** Finds the run a command is about and opens its project. Throws `E-USAGE` where there is none. */
export async function reopenProject(args: Arguments, io: Io): Promise<ReopenedRun> {
  const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
  const runId = findFleetRun(tree, textOf(args, 'run'));
  const { opened } = readDefinition(statePath(tree, 'runs', runId)).definition;
  const remembered = {
    grade: opened.grade,
    ...(opened.plugins.length > 0 ? { plugin: opened.plugins } : {}),
    ...(opened.settings.length > 0 ? { set: opened.settings } : {}),
  };
  const given = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
  // Here these two select services, not rules and paths.
  const { only: _only, exclude: _exclude, ...rest }: Arguments = { ...remembered, ...given };
  return { tree, runId, project: await openProjectFor(rest, io) };
}
