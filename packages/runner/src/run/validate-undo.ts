import type { CheckResult, RunState, ServiceRecord, TestComparison } from '@moult/fleet';
import { realDisk } from '../disk/real-disk.ts';
import { withoutSync } from '../disk/without-sync.ts';
import { readBlob } from '../transaction/blob-store.ts';
import type { FileChange } from '../transaction/change-set.ts';
import { commitChangeSet } from '../transaction/commit-change-set.ts';
import { startRun } from '../transaction/run.ts';
import { openTree, type Tree } from '../transaction/tree.ts';
import type { UndoFile } from '../undo/plan-undo.ts';
import { undoServices } from '../undo/undo-run.ts';
import { damagedSources, hashSources } from '../validate/damaged-sources.ts';
import { readBaseline } from './baseline.ts';
import { compareWithBaseline } from './compare-with-baseline.ts';
import { copyAsBefore } from './copy-as-before.ts';
import type { RunContext } from './run-context.ts';

/** The undos that were tried in copies, and the plugins whose changes they took back. */
export interface UndoTrials {
  readonly plugins: readonly string[];
  readonly check: CheckResult;
}

/** What one undo in a copy showed. */
interface Trial {
  readonly service: string;
  readonly fault: string | undefined;
  /** The old tests in the restored copy against those before the change; `undefined` where they were not run. */
  readonly tests: TestComparison | undefined;
}

/**
 * V5: takes services back in copies, so many that every kind of change among them is tried once, compares every byte, and runs the old tests
 * there. Kinds that are `known` already are not tried again; `undefined` where nothing was tried.
 */
export async function validateUndo(
  context: RunContext,
  services: readonly ServiceRecord[],
  {
    skipTests = context.policy.skipTests,
    known = [],
  }: { readonly skipTests?: boolean; readonly known?: readonly string[] } = {},
): Promise<UndoTrials | undefined> {
  const trials: Trial[] = [];
  const tried = new Set(known);
  for (const service of services) {
    const kinds = service.migrations.filter((migration) => migration.changed > 0).map((migration) => migration.plugin);
    if (!service.changed || kinds.every((kind) => tried.has(kind))) continue;
    for (const kind of kinds) tried.add(kind);
    trials.push(await tryUndo(context, service, skipTests));
  }
  return trials.length === 0 ? undefined : { plugins: [...tried].sort(), check: judge(trials) };
}

/** Plugins whose undo the run has tried already, by its notes. */
export function listTriedPlugins({ notes }: Pick<RunState, 'notes'>): readonly string[] {
  const tried = notes.flatMap((note) => (note.startsWith(TRIED) ? note.slice(TRIED.length).split(', ') : []));
  return [...new Set(tried)];
}

/** Writes down for which plugins an undo was tried. */
export function noteTriedPlugins({ session }: Pick<RunContext, 'session'>, trials: UndoTrials): void {
  session.append('note', { severity: 'note', text: `${TRIED}${trials.plugins.join(', ')}` });
}

const TRIED = 'Undo was tried in a copy for: ';

async function tryUndo(context: RunContext, service: ServiceRecord, skipTests: boolean): Promise<Trial> {
  const { name } = service;
  context.onStep(name, 'undo in a copy');
  const copy = copyAsBefore(context, name);
  if (copy.kind === 'lost') return { service: name, fault: `no old content of ${copy.path} is kept`, tests: undefined };
  try {
    const fault = applyAndUndo(context.session.run.tree, copy.root, name, copy.files);
    const tests = fault === undefined && !skipTests ? await testRestored(context, service, copy.root) : undefined;
    return { service: name, fault, tests };
  } finally {
    await copy.remove();
  }
}

/** Nothing of a copy has to outlive a power loss. */
const THROW_AWAY = withoutSync(realDisk());

/** Answers what went wrong. */
function applyAndUndo(tree: Tree, copy: string, service: string, files: readonly UndoFile[]): string | undefined {
  const changes = files.map((file) => changeOf(tree, file));
  const lost = files.find((_, index) => changes[index] === undefined);
  if (lost !== undefined) return `no stored content of ${lost.path} could be read`;
  const before = hashSources(
    copy,
    files.map((file) => file.target),
  );
  const started = startRun(openTree({ root: copy, disk: THROW_AWAY }), { command: 'moult validate' });
  if (started.kind !== 'started') return 'the copy could not be locked';
  try {
    const set = { service, files: changes.filter((change) => change !== undefined) };
    const written = commitChangeSet(started.run, set);
    if (written.kind !== 'committed') return `the change set could not be written: ${written.kind}`;
    const undone = undoServices(started.run, [service]);
    if (undone.some((undo) => undo.kind !== 'undone')) return 'the undo was refused';
  } finally {
    started.run.close();
  }
  const wrong = damagedSources(copy, before);
  return wrong.length === 0 ? undefined : `these files differ: ${wrong.join(', ')}`;
}

function changeOf(tree: Tree, { target: path, before, after }: UndoFile): FileChange | undefined {
  if (after === undefined) return before === undefined ? undefined : { kind: 'delete', path, beforeHash: before.hash };
  const bytes = readBlob(tree, after.hash);
  if (bytes === undefined) return undefined;
  const image = { path, after: bytes, afterHash: after.hash, mode: after.mode };
  return before === undefined ? { kind: 'create', ...image } : { kind: 'modify', ...image, beforeHash: before.hash };
}

async function testRestored(
  context: RunContext,
  { name, attempts }: ServiceRecord,
  root: string,
): Promise<TestComparison | undefined> {
  const before = readBaseline(context, name, attempts);
  if (before === undefined) return undefined;
  context.onStep(name, 'tests as before');
  return (await compareWithBaseline(context, name, { tests: before }, context.bench.at(root))).comparison;
}

/** The state keeps the last result of a check, so all trials are one. */
function judge(trials: readonly Trial[]): CheckResult {
  const check = 'undo-in-copy';
  const broken = trials.find((trial) => trial.fault !== undefined);
  if (broken !== undefined)
    return { check, verdict: 'fail', evidence: `In a copy of ${broken.service} ${broken.fault}.` };
  const red = trials.find((trial) => trial.tests?.verdict === 'fail');
  if (red?.tests !== undefined) {
    const evidence = `Every byte came back in a copy of ${red.service}, but its tests are not as before: ${red.tests.reason}`;
    return { check, verdict: 'fail', evidence };
  }
  const named = (chosen: readonly Trial[]): string => chosen.map((trial) => trial.service).join(', ');
  const tested = trials.filter((trial) => trial.tests?.verdict === 'pass');
  const untested = trials.filter((trial) => !tested.includes(trial));
  const parts = [
    `Every byte came back in copies of ${named(trials)}.`,
    tested.length === 0 ? '' : ` There the tests of ${named(tested)} are as before the change.`,
    untested.length === 0 ? '' : ` The tests of ${named(untested)} were not compared.`,
  ];
  return { check, verdict: 'pass', evidence: parts.join('') };
}
