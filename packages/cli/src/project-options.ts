import { MoultError } from '@moult/errors';
import { openProject, type Project } from '@moult/runner';
import type { Argv } from 'yargs';
import { BUNDLED_PLUGINS } from './bundled-plugins.ts';
import { type Arguments, flagOf, listOf, textOf } from './command.ts';
import type { Io } from './io.ts';

/** Options of every command that reads a project. */
export function projectOptions(yargs: Argv): Argv {
  return yargs
    .option('root', {
      type: 'string',
      describe: 'Folder the run is about (default: nearest configuration, git tree, or this folder)',
    })
    .option('config', { type: 'string', describe: 'Configuration file' })
    .option('plugin', { type: 'string', describe: 'Only this plugin, by name, package or path; repeatable' })
    .option('only', { type: 'string', describe: 'Only this plugin/rule; repeatable' })
    .option('skip', { type: 'string', describe: 'Not this plugin/rule; repeatable' })
    .option('set', { type: 'string', describe: 'plugin.option=value; repeatable' })
    .option('grade', { choices: ['safe', 'review'] as const, describe: 'What is selected' })
    .option('include', { type: 'string', describe: 'Glob a path has to match; repeatable' })
    .option('exclude', { type: 'string', describe: 'Glob a path must not match; repeatable' })
    .option('ignore', { type: 'boolean', describe: 'Honour .gitignore and .ignore files (--no-ignore: do not)' })
    .option('inventory', { type: 'string', describe: 'Inventory of services' })
    .option('python', { type: 'string', describe: 'Interpreter of the compile check' });
}

/** Opens the project a command line is about. */
export function openProjectFor(args: Arguments, io: Io): Promise<Project> {
  const root = textOf(args, 'root');
  const configPath = textOf(args, 'config');
  return openProject({
    workingDirectory: io.workingDirectory,
    environment: io.environment,
    bundled: BUNDLED_PLUGINS,
    plugins: listOf(args, 'plugin'),
    settings: repeated(args, 'set'),
    flags: flagsOf(args),
    ...(root === undefined ? {} : { root }),
    ...(configPath === undefined ? {} : { configPath }),
  });
}

function flagsOf(args: Arguments) {
  const flags = {
    grade: gradeOf(args),
    inventory: textOf(args, 'inventory'),
    python: textOf(args, 'python'),
    allowDirty: flagOf(args, 'allow-dirty'),
    ignoreFiles: flagOf(args, 'ignore'),
    ...Object.fromEntries(
      ['only', 'skip', 'include', 'exclude']
        .map((name) => [name, listOf(args, name)])
        .filter(([, list]) => list?.length),
    ),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

function gradeOf(args: Arguments): 'safe' | 'review' | undefined {
  const grade = textOf(args, 'grade');
  if (grade === undefined || grade === 'safe' || grade === 'review') return grade;
  throw new MoultError('E-USAGE', `"${grade}" is not a grade that can be selected.`, { hint: 'Use safe or review.' });
}

/** Values may hold commas, so they are not split. */
function repeated(args: Arguments, name: string): readonly string[] {
  const value = args[name];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}
