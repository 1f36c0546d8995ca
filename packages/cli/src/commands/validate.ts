import { MoultError } from '@moult/errors';
import { CHECKS, exitCodeFor, type ValidationLevel } from '@moult/fleet';
import { printable, signs, type Terminal, tint } from '@moult/report';
import {
  currentUser,
  findFleetRun,
  openTree,
  PlanSlices,
  readRunState,
  StopSignal,
  type ValidatedItem,
  validateBefore,
  validateRun,
} from '@moult/runner';
import type { Argv } from 'yargs';
import { type Arguments, type Command, flagOf, listOf, textOf } from '../command.ts';
import type { Io } from '../io.ts';
import { lockedText } from '../locked-text.ts';
import { prepareRun } from '../prepare-run.ts';
import { reopenProject } from '../reopen-project.ts';
import { surroundingsOf } from '../run-surroundings.ts';

const LEVELS: readonly ValidationLevel[] = ['V1', 'V2', 'V3', 'V4', 'V5'];

/** `moult validate`: the five levels of validation, before a run (V1) or for a run as it stands now (V2 to V5). */
export const validateCommand: Command = {
  options: validateOptions,
  async run(args, io) {
    const wanted = levelsOf(args);
    const levels = wanted.length > 0 ? wanted : hasRun(args, io) ? LEVELS.slice(1) : LEVELS.slice(0, 1);
    const later = levels.filter((level) => level !== 'V1');
    const first = levels.includes('V1') ? await before(args, io) : [];
    const rest = later.length > 0 ? await during(args, io, later) : [];
    if (typeof rest === 'number') return rest;
    const items = [...first, ...rest];
    if (listOf(args, 'format').includes('json')) io.stdout(`${JSON.stringify(items, undefined, 2)}\n`);
    else io.stdout(validationText(items, io.terminal));
    return exitCodeFor(items.some((item) => item.result.verdict === 'fail') ? ['validation'] : []);
  },
};

function validateOptions(yargs: Argv): Argv {
  return yargs
    .positional('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
    .option('level', {
      type: 'string',
      describe: 'v1, v2, v3, v4 or v5; repeatable (default: v1 without a run, else v2 to v5)',
    })
    .option('service', { type: 'string', describe: 'Only this service; repeatable' })
    .option('skip-tests', { type: 'boolean', describe: 'Run no tests; what the run saw of them is quoted' })
    .option('root', { type: 'string', describe: 'Folder the run is about' })
    .option('config', { type: 'string', describe: 'Configuration file' })
    .option('inventory', { type: 'string', describe: 'Inventory of services' })
    .option('plugin', { type: 'string', describe: 'Only this plugin, by name, package or path; repeatable' })
    .option('set', { type: 'string', describe: 'plugin.option=value; repeatable' })
    .option('grade', { choices: ['safe', 'review'] as const, describe: 'v1: what would be selected' })
    .option('python', { type: 'string', describe: 'Interpreter of compile checks and environments' })
    .option('environment', {
      choices: ['isolated', 'current'] as const,
      describe: 'v1: run tests in an environment per requirement set, or with what is on PATH',
    })
    .option('concurrency', { alias: 'j', type: 'string', describe: 'v1: services at the same time' })
    .option('timeout', { type: 'string', describe: 'v1: limit of the tests of one service: 300, 90s or 5m' })
    .option('allow-dirty', { type: 'boolean', describe: 'v1: files with uncommitted changes may be written' })
    .option('format', { choices: ['text', 'json'] as const, describe: 'How it is written' })
    .option('quiet', { type: 'boolean', alias: 'q', describe: 'No progress' });
}

function levelsOf(args: Arguments): readonly ValidationLevel[] {
  return listOf(args, 'level').map((word) => {
    const level = LEVELS.find((one) => one === word.toUpperCase());
    if (level !== undefined) return level;
    throw new MoultError('E-USAGE', `"${word}" is no level of validation.`, {
      where: '--level',
      hint: `Use ${LEVELS.join(', ').toLowerCase()}.`,
    });
  });
}

function hasRun(args: Arguments, io: Io): boolean {
  if (textOf(args, 'run') !== undefined) return true;
  try {
    findFleetRun(openTree({ root: textOf(args, 'root') ?? io.workingDirectory }), undefined);
    return true;
  } catch {
    return false;
  }
}

async function before(args: Arguments, io: Io): Promise<readonly ValidatedItem[]> {
  const { project, planned, defined } = await prepareRun(args, io, currentUser());
  const tree = openTree({ root: project.root });
  const stop = new StopSignal();
  const { orchestrator } = defined.definition;
  const surroundings = await surroundingsOf({ args: { ...args, quiet: true }, io, project, tree, stop, orchestrator });
  try {
    return await validateBefore({
      ...surroundings.run,
      slices: new PlanSlices(planned.plan),
      defined,
      services: listOf(args, 'service'),
      skipTests: flagOf(args, 'skip-tests') === true,
      onStep: stepNotes(args, io),
    });
  } finally {
    surroundings.close();
  }
}

/** What takes time, on standard error. */
function stepNotes(args: Arguments, io: Io): (service: string, step: string) => void {
  if (flagOf(args, 'quiet') === true) return () => undefined;
  return (service, step) => io.stderr(`${printable(service)}: ${step}\n`);
}

async function during(
  args: Arguments,
  io: Io,
  levels: readonly ValidationLevel[],
): Promise<readonly ValidatedItem[] | number> {
  const { tree, runId, project } = await reopenProject(args, io);
  const { orchestrator } = readRunState(tree, runId);
  const surroundings = await surroundingsOf({
    args: { ...args, quiet: true },
    io,
    project,
    tree,
    stop: new StopSignal(),
    orchestrator,
  });
  const items: ValidatedItem[] = [];
  try {
    const input = { ...surroundings.run, command: 'moult validate', runId, levels, services: listOf(args, 'service') };
    const skipTests = flagOf(args, 'skip-tests') === true;
    const onItem = (item: ValidatedItem) => items.push(item);
    const outcome = await validateRun({ ...input, skipTests, onItem, onStep: stepNotes(args, io) });
    if (outcome.kind === 'locked' || outcome.kind === 'blocked') {
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    }
    return items;
  } finally {
    surroundings.close();
  }
}

const MARKS = { pass: 'pass', fail: 'FAIL', unverified: 'open' } as const;

/** Every failure and everything unverified in full, what passed as counts. */
function validationText(items: readonly ValidatedItem[], terminal: Terminal): string {
  const levels = LEVELS.map((level) => {
    const own = items.filter((item) => item.level === level);
    if (own.length === 0) return '';
    const checks = [...new Set(own.map((item) => item.result.check))];
    return `${tint(terminal, 'bold', level)}\n${checks
      .map((check) =>
        checkBlock(
          check,
          own.filter((item) => item.result.check === check),
        ),
      )
      .join('')}`;
  });
  const count = (verdict: keyof typeof MARKS): number => items.filter((item) => item.result.verdict === verdict).length;
  return signs(
    terminal,
    `${levels.join('')}\n${count('pass')} pass, ${count('fail')} fail, ${count('unverified')} unverified\n`,
  );
}

function checkBlock(check: ValidatedItem['result']['check'], items: readonly ValidatedItem[]): string {
  const passed = items.filter((item) => item.result.verdict === 'pass').length;
  const others = items.filter((item) => item.result.verdict !== 'pass');
  const [first] = items;
  const only = items.length === 1 && first !== undefined ? ` ${first.about}: ${first.result.evidence}` : '';
  const head = `  ${passed} of ${items.length} pass  ${CHECKS[check].question}${others.length === 0 ? only : ''}\n`;
  return (
    head +
    others
      .map((item) => `    ${MARKS[item.result.verdict]}  ${item.about}: ${printable(item.result.evidence)}\n`)
      .join('')
  );
}
