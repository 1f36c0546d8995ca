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
import { type Arguments, type Command, listOf, textOf } from '../command.ts';
import type { Io } from '../io.ts';
import { lockedText } from '../locked-text.ts';
import { prepareRun, runOptions } from '../prepare-run.ts';
import { reopenProject } from '../reopen-project.ts';
import { surroundingsOf } from '../run-surroundings.ts';

const LEVELS: readonly ValidationLevel[] = ['V1', 'V2', 'V3', 'V4', 'V5'];

/** `moult validate`: the five levels of validation, before a run (V1) or for a run as it stands now (V2 to V5). */
export const validateCommand: Command = {
  usage: 'validate [run]',
  summary: 'The five levels of validation: V1 before a run, V2 to V5 for a run as it stands now',
  options: (yargs) =>
    runOptions(yargs)
      .positional('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
      .option('level', {
        type: 'string',
        describe: 'v1, v2, v3, v4 or v5; repeatable (default: v1 without a run, else v2 to v5)',
      })
      .option('service', { type: 'string', describe: 'Only this service; repeatable' }),
  async run(args, io) {
    const levels = levelsOf(args);
    const isBefore = levels.length > 0 ? levels.every((level) => level === 'V1') : !hasRun(args, io);
    const items = isBefore
      ? await before(args, io)
      : await during(args, io, levels.length === 0 ? LEVELS.slice(1) : levels);
    if (typeof items === 'number') return items;
    if (listOf(args, 'format').includes('json')) io.stdout(`${JSON.stringify(items, undefined, 2)}\n`);
    else io.stdout(validationText(items, io.terminal));
    return exitCodeFor(items.some((item) => item.result.verdict === 'fail') ? ['validation'] : []);
  },
};

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
  const names = listOf(args, 'service');
  const services = defined.header.services
    .map((service) => service.name)
    .filter((name) => names.length === 0 || names.includes(name));
  return validateBefore(
    openTree({ root: project.root }),
    new PlanSlices(planned.plan),
    services,
    project.config.allowDirty,
  );
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
    const outcome = await validateRun({ ...input, onItem: (item) => items.push(item) });
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
