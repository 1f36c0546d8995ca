import { MoultError } from '@moult/errors';
import { DEFAULT_RUN_POLICY, parseFailureLimit, type RunPolicy } from '@moult/fleet';
import {
  composeDependencies,
  type DefinedRun,
  defineRun,
  listFleetRuns,
  loadOrchestrator,
  openTree,
  type PlannedProject,
  type Project,
  readInventory,
  readRunState,
} from '@moult/runner';
import type { Argv } from 'yargs';
import { type Arguments, flagOf, listOf, textOf } from './command.ts';
import type { Io } from './io.ts';
import { makePlan } from './make-plan.ts';
import { openProjectFor } from './project-options.ts';

/** Options of `moult run`. */
export function runOptions(yargs: Argv): Argv {
  return yargs
    .option('root', { type: 'string', describe: 'Folder the run is about' })
    .option('config', { type: 'string', describe: 'Configuration file' })
    .option('inventory', { type: 'string', describe: 'Inventory of services' })
    .option('plugin', { type: 'string', describe: 'Only this plugin, by name, package or path; repeatable' })
    .option('set', { type: 'string', describe: 'plugin.option=value; repeatable' })
    .option('grade', { choices: ['safe', 'review'] as const, describe: 'What is selected' })
    .option('python', { type: 'string', describe: 'Interpreter of compile checks and environments' })
    .option('phase', { type: 'string', describe: 'a, b, c, d or all; repeatable' })
    .option('only', { type: 'string', describe: 'Services by name, glob, owner:, priority: or plugin:; repeatable' })
    .option('exclude', { type: 'string', describe: 'Not these services; repeatable' })
    .option('dry-run', { type: 'boolean', describe: 'Say what would happen and write nothing' })
    .option('skip-tests', { type: 'boolean', describe: 'Run no tests; every service ends unverified' })
    .option('prompt', { type: 'boolean', describe: 'Ask at checkpoints (--no-prompt: stop there with exit code 7)' })
    .option('concurrency', { alias: 'j', type: 'string', describe: 'Services at the same time' })
    .option('max-failures', { type: 'string', describe: 'Failures a phase tolerates: 20% or a count' })
    .option('timeout', { type: 'string', describe: 'Limit of one step: 300, 90s or 5m' })
    .option('on-abort', {
      choices: ['keep', 'failed', 'phase', 'run'] as const,
      describe: 'What is taken back when a phase crosses its limit',
    })
    .option('abort-mode', {
      choices: ['finish', 'fast'] as const,
      describe: 'Then running services finish, or stop at their next safe point',
    })
    .option('on-inconclusive', {
      choices: ['fail', 'pause'] as const,
      describe: 'A service whose tests prove nothing counts as failed, or the run waits for a person',
    })
    .option('approve-all', { type: 'boolean', describe: 'Pass every checkpoint; needs --reason' })
    .option('reason', { type: 'string', describe: 'Why checkpoints are passed without looking' })
    .option('accept-manual', {
      type: 'string',
      describe: 'Go on with these services (or "all") though findings wait for a person',
    })
    .option('environment', {
      choices: ['isolated', 'current'] as const,
      describe: 'Run tests in an environment per requirement set, or with what is on PATH',
    })
    .option('allow-dirty', { type: 'boolean', describe: 'Write to files with uncommitted changes' })
    .option('format', {
      type: 'string',
      describe: 'text, jsonl, json, junit, markdown or html; NAME=FILE writes a file; repeatable',
    })
    .option('quiet', { type: 'boolean', alias: 'q', describe: 'No progress' });
}

/** A run as the command line asks for it, planned and laid out, before anything is written. */
export interface PreparedRun {
  readonly project: Project;
  readonly planned: PlannedProject;
  readonly defined: DefinedRun;
}

/** Plans the fleet and lays the run out. Throws `E-USAGE` for words that mean nothing. */
export async function prepareRun(args: Arguments, io: Io, user: string): Promise<PreparedRun> {
  // Here these two select services, not rules and paths.
  const { only: _only, exclude: _exclude, ...rest } = args;
  const project = await openProjectFor(rest, io);
  const policy = policyOf(args, project);
  const orchestrator = await loadOrchestrator(project.config.orchestrator, {
    root: project.root,
    bundled: project.bundled,
  });
  const planned = await makePlan(project, rest, io);
  const phases = listOf(args, 'phase').map((phase) => phase.toLowerCase());
  const defined = defineRun({
    project,
    plan: planned.plan,
    inventory: readInventory(project),
    foundDependencies: composeDependencies(project.root, planned.plan.services),
    orchestrator,
    policy,
    environments: textOf(args, 'environment') === 'current' ? 'current' : 'isolated',
    user,
    phases: phases.includes('all') ? [] : phases,
    only: listOf(args, 'only'),
    exclude: listOf(args, 'exclude'),
    statuses: lastStatuses(project),
    opened: { plugins: listOf(args, 'plugin'), settings: settingsOf(args), grade: project.config.grade },
  });
  return { project, planned, defined };
}

/** Values may hold commas, so they are not split. */
function settingsOf(args: Arguments): readonly string[] {
  const value = args['set'];
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** How services ended in the last run here. */
function lastStatuses({ root }: Project): ReadonlyMap<string, string> {
  const tree = openTree({ root });
  const last = listFleetRuns(tree).at(-1);
  const services = last === undefined ? [] : readRunState(tree, last).services;
  return new Map(services.map((service) => [service.name, service.outcome ?? service.state]));
}

function policyOf(args: Arguments, { config }: Project): RunPolicy {
  const failures = textOf(args, 'max-failures') ?? config.run.maxFailures;
  const limit = parseFailureLimit(failures);
  if (limit === undefined)
    throw usage(
      '--max-failures',
      `"${failures}" is no failure limit.`,
      'Give a percentage such as 20%, a count such as 3, or both: 20%,3.',
    );
  return {
    ...DEFAULT_RUN_POLICY,
    limit,
    onAbort: abortRule(textOf(args, 'on-abort')) ?? config.run.onAbort,
    abortMode:
      (['finish', 'fast'] as const).find((mode) => mode === textOf(args, 'abort-mode')) ?? config.run.abortMode,
    onInconclusive:
      (['fail', 'pause'] as const).find((rule) => rule === textOf(args, 'on-inconclusive')) ??
      config.run.onInconclusive,
    concurrency: wholeNumber('--concurrency', textOf(args, 'concurrency')) ?? config.run.concurrency,
    timeoutSeconds: secondsOf(textOf(args, 'timeout')) ?? config.run.timeoutSeconds,
    dryRun: flagOf(args, 'dry-run') === true,
    skipTests: flagOf(args, 'skip-tests') === true,
    approveAll: approval(args),
    acceptManual: acceptance(args),
  };
}

function abortRule(text: string | undefined): RunPolicy['onAbort'] | undefined {
  return (['keep', 'failed', 'phase', 'run'] as const).find((rule) => rule === text);
}

function approval(args: Arguments): string | undefined {
  if (flagOf(args, 'approve-all') !== true) return undefined;
  const reason = textOf(args, 'reason')?.trim() ?? '';
  if (reason !== '') return reason;
  throw usage(
    '--approve-all',
    'Passing every checkpoint needs a reason; it is marked in the report.',
    'Add --reason "…".',
  );
}

function acceptance(args: Arguments): RunPolicy['acceptManual'] {
  const names = listOf(args, 'accept-manual');
  if (args['accept-manual'] === '') return 'all';
  if (names.length === 0) return 'none';
  return names.includes('all') ? 'all' : names;
}

function wholeNumber(where: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw usage(where, `"${text}" is not a whole number above 0.`, 'Give a number such as 4.');
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([smh]?)$/.exec(text);
  const seconds = Number(match?.[1]) * (UNITS[match?.[2] ?? ''] ?? 1);
  if (match !== null && seconds > 0) return seconds;
  throw usage('--timeout', `"${text}" is not a time.`, 'Give seconds such as 300, or 90s, 5m, 1h.');
}

function usage(where: string, message: string, hint: string): MoultError {
  return new MoultError('E-USAGE', message, { where, hint });
}
