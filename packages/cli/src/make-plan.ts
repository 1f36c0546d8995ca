import { MoultError } from '@moult/errors';
import { listFilesSince, type PlannedProject, type Project, planProject } from '@moult/runner';
import type { Argv } from 'yargs';
import { type Arguments, positionalsOf, textOf } from './command.ts';
import type { Io } from './io.ts';
import { projectOptions } from './project-options.ts';
import { VERSION } from './version.ts';

/** Options of every command that plans. */
export function planOptions(yargs: Argv): Argv {
  return projectOptions(yargs)
    .positional('paths', {
      type: 'string',
      array: true,
      describe: 'Plan the services that hold these files or folders (default: all)',
    })
    .option('since', { type: 'string', describe: 'Only files that differ from this commit' })
    .option('compile', {
      type: 'boolean',
      describe: 'Ask the Python compiler about changed files (--no-compile: do not)',
    })
    .option('format', {
      type: 'string',
      describe:
        'text, json, patch, sarif, markdown, html, or ledger (every site, one line each); NAME=FILE writes a file; repeatable',
    })
    .option('quiet', { type: 'boolean', alias: 'q', describe: 'No progress' });
}

/** Plans what the command line asks for. */
export function makePlan(
  project: Project,
  args: Arguments,
  io: Io,
  excluded?: Parameters<typeof planProject>[1]['excluded'],
): Promise<PlannedProject> {
  const since = textOf(args, 'since');
  const accepts = since === undefined ? undefined : acceptSince(project, since);
  const showsProgress = io.showsProgress && args['quiet'] !== true;
  return planProject(project, {
    version: VERSION,
    paths: positionalsOf(args, 'paths'),
    compileCheck: args['compile'] !== false,
    ...(accepts === undefined ? {} : { accepts }),
    ...(excluded === undefined ? {} : { excluded }),
    ...(showsProgress
      ? {
          onService: (name: string, index: number, count: number) =>
            io.stderr(`\r\u001b[Kplanning ${index + 1}/${count} ${name}${index + 1 === count ? '\r\u001b[K' : ''}`),
        }
      : {}),
  });
}

function acceptSince(project: Project, reference: string): (path: string) => boolean {
  const files = listFilesSince(project.root, reference);
  if (files === undefined) {
    throw new MoultError('E-USAGE', `git does not know "${reference}" in ${project.root}.`, {
      where: '--since',
      hint: 'Give a commit, branch or tag of this repository.',
    });
  }
  const known = new Set(files);
  return (path) => known.has(path);
}
