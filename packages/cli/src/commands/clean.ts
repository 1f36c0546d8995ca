import { MoultError } from '@moult/errors';
import { exitCodeFor } from '@moult/fleet';
import { signs, type Terminal, tint } from '@moult/report';
import {
  type CleanPlan,
  type CleanWish,
  cleanRuns,
  findRoot,
  type KeepReason,
  openTree,
  planClean,
  spanMilliseconds,
} from '@moult/runner';
import { type Arguments, type Command, flagOf, positionalsOf, textOf } from '../command.ts';
import { findRunId } from '../find-run-id.ts';
import { lockedText } from '../locked-text.ts';

const KEEP = 10;

/** `moult clean`: removes old runs with their backups and stored contents; never one that is still needed, unless that is asked for. */
export const cleanCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('runs', { type: 'string', array: true, describe: 'Only these runs, by id or its end (default: all)' })
      .option('root', { type: 'string', describe: 'Folder the runs are about' })
      .option('keep', { type: 'string', describe: `The newest so many stay (default: ${KEEP}; 0 for named runs)` })
      .option('older-than', { type: 'string', describe: 'Only runs older than 12h, 30d or 4w' })
      .option('with-undoable', {
        type: 'boolean',
        describe: 'Also runs that stand: they can then not be taken back any more',
      })
      .option('with-open', { type: 'boolean', describe: 'Also runs that wait or were cut short' })
      .option('dry-run', { type: 'boolean', describe: 'Say what would go and what it would free; remove nothing' }),
  async run(args, io) {
    const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
    const runs = positionalsOf(args, 'runs').map((wanted) => findRunId(tree, wanted));
    const wish = wishOf(args, runs);
    const isDry = flagOf(args, 'dry-run') === true;
    const outcome = isDry ? { kind: 'cleaned' as const, plan: planClean(tree, wish) } : cleanRuns(tree, wish);
    if (outcome.kind !== 'cleaned') {
      io.stderr(lockedText(outcome));
      return exitCodeFor([outcome.kind === 'locked' ? 'locked' : 'needs-person']);
    }
    io.stdout(cleanText(outcome.plan, isDry, io.terminal));
    return exitCodeFor(runs.length > 0 && outcome.plan.keep.length > 0 ? ['partial'] : []);
  },
};

function wishOf(args: Arguments, runs: readonly string[]): CleanWish {
  const keep = textOf(args, 'keep') ?? String(runs.length === 0 ? KEEP : 0);
  if (!/^\d{1,9}$/.test(keep))
    throw new MoultError('E-USAGE', `"${keep}" is no number of runs.`, { where: '--keep', hint: 'Give a number: 10.' });
  return {
    runs,
    keep: Number(keep),
    olderThanMs: ageOf(textOf(args, 'older-than')),
    withUndoable: flagOf(args, 'with-undoable') === true,
    withOpen: flagOf(args, 'with-open') === true,
  };
}

function ageOf(text: string | undefined): number | undefined {
  const age = text === undefined ? undefined : spanMilliseconds(text);
  if (text === undefined || age !== undefined) return age;
  throw new MoultError('E-USAGE', `"${text}" is no age.`, { where: '--older-than', hint: 'Give 12h, 30d or 4w.' });
}

function cleanText({ remove, keep, blobs, bytes }: CleanPlan, isDry: boolean, terminal: Terminal): string {
  const kept = REASONS.flatMap(([reason, words]) => {
    const names = keep.filter((run) => run.keep === reason).map((run) => run.runId);
    return names.length === 0 ? [] : [`  kept, ${words}: ${names.join(', ')}\n`];
  });
  const verb = isDry ? 'would be removed' : 'removed';
  const head = `${count(remove.length, 'run')} ${verb}, ${sizeText(bytes)} ${isDry ? 'would be freed' : 'freed'}`;
  const contents = blobs.length === 0 ? '' : ` (with ${count(blobs.length, 'stored content')} that no other run needs)`;
  return signs(
    terminal,
    [
      `${tint(terminal, 'bold', head)}${contents}\n`,
      ...remove.map((run) => `  ${run.runId}  begun ${run.began.slice(0, 10)}  ${sizeText(run.bytes)}\n`),
      ...kept,
      isDry && remove.length > 0 ? '→ the same without --dry-run\n' : '',
    ].join(''),
  );
}

const REASONS: readonly (readonly [KeepReason, string])[] = [
  ['newest', 'the newest (--keep)'],
  ['young', 'too young (--older-than)'],
  ['open', 'not at their end (--with-open)'],
  ['waiting', 'waiting for a person (--with-open)'],
  ['undoable', 'still to be taken back with moult undo (--with-undoable)'],
];

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
