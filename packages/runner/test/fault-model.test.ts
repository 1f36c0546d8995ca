import fc from 'fast-check';
import { failingDisk } from '../src/disk/failing-disk.ts';
import { hashBytes } from '../src/disk/hash-bytes.ts';
import { LossyDisk } from '../src/disk/lossy-disk.ts';
import type { Fate } from '../src/disk/power-loss.ts';
import { createWholeFile } from '../src/disk/write-whole-file.ts';
import type { ChangeSet, FileChange } from '../src/transaction/change-set.ts';
import { commitChangeSet } from '../src/transaction/commit-change-set.ts';
import { listRuns } from '../src/transaction/find-open-transactions.ts';
import { startRun } from '../src/transaction/run.ts';
import { undoRun } from '../src/undo/undo-run.ts';
import { enterTree, makeDice, ROOT, SCALE, untilKilled } from './small-service.ts';

/** What a file is to a person: its text and its mode. */
type Files = ReadonlyMap<string, string>;

interface Applied {
  readonly service: string;
  readonly before: Files;
  readonly after: Files;
}

type Step =
  | { readonly kind: 'apply'; readonly seed: number; readonly dies: number | undefined; readonly edits: boolean }
  | { readonly kind: 'edit'; readonly seed: number }
  | { readonly kind: 'undo'; readonly run: number; readonly dies: number | undefined };

const SERVICES = ['one', 'two'] as const;
const NAMES = ['a.py', 'b.py', 'c.py', 'src/d.py', 'src/e.py', 'src/deep/f.py', "odd name's.py"];

const dies = fc.option(fc.nat(150), { nil: undefined, freq: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('apply' as const), seed: fc.nat(), dies, edits: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('edit' as const), seed: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), run: fc.nat(5), dies }) },
);

/** A disk beside the model of what must be on it. */
class World {
  disk = new LossyDisk();
  /** What was applied and not taken back, by run. */
  readonly applied = new Map<string, Applied>();
  #boot = 1;

  constructor(seed: number) {
    this.disk.makeFolder(ROOT, 0o755);
    const dice = makeDice(seed);
    for (const service of SERVICES) {
      for (const name of NAMES) if (dice(3) > 0) this.write(`${service}/${name}`, `first ${dice(100)}\n`);
    }
    this.disk.settle();
  }

  enter() {
    return enterTree(this.disk, `boot-${this.#boot}`);
  }

  read(): Files {
    const files = new Map<string, string>();
    const visit = (folder: string) => {
      for (const name of this.disk.readFolder(folder)) {
        const path = `${folder}/${name}`;
        const status = this.disk.status(path);
        if (path === `${ROOT}/.moult`) continue;
        if (status?.kind === 'folder') visit(path);
        else
          files.set(
            path.slice(ROOT.length + 1),
            `${status?.mode.toString(8)} ${Buffer.from(this.disk.readFile(path))}`,
          );
      }
    };
    visit(ROOT);
    return files;
  }

  write(path: string, text: string, mode = 0o644): void {
    const parts = path.split('/');
    parts.slice(0, -1).reduce((folder, part) => {
      if (this.disk.status(`${folder}/${part}`) === undefined) this.disk.makeFolder(`${folder}/${part}`, 0o755);
      return `${folder}/${part}`;
    }, ROOT);
    if (this.disk.status(`${ROOT}/${path}`) !== undefined) this.disk.removeFile(`${ROOT}/${path}`);
    createWholeFile(this.disk, `${ROOT}/${path}`, { bytes: Buffer.from(text), mode });
  }

  /** A person changes one file, for good. */
  edit(seed: number): void {
    const dice = makeDice(seed);
    const path = `${SERVICES[dice(2)] ?? 'one'}/${NAMES[dice(NAMES.length)] ?? 'a.py'}`;
    const isThere = this.disk.status(`${ROOT}/${path}`) !== undefined;
    if (isThere && dice(3) === 0) this.disk.removeFile(`${ROOT}/${path}`);
    else this.write(path, `by hand ${dice(1000)}\n`, dice(4) === 0 ? 0o755 : 0o644);
    this.disk.settle();
  }

  /** Lets `act` run until it dies, every other time by power loss. */
  dieDuring(at: number | undefined, act: (disk: LossyDisk | ReturnType<typeof failingDisk>) => void): void {
    const fault =
      at === undefined
        ? ({ kind: 'none' } as const)
        : ({ kind: at % 3 === 0 ? 'kill-torn' : 'kill', at: at + 1 } as const);
    const failing = failingDisk(this.disk, fault);
    const isAlive = untilKilled(() => act(failing));
    if (!isAlive && at !== undefined && at % 2 === 1) this.losePower(at);
  }

  losePower(seed: number): void {
    const dice = makeDice(seed);
    const fates = this.disk
      .listUnsynced()
      .map(
        ({ kind }): Fate =>
          (kind === 'entry'
            ? (['kept', 'lost'] as const)[dice(2)]
            : (['kept', 'lost', 'torn', 'blank'] as const)[dice(4)]) ?? 'lost',
      );
    this.disk = this.disk.losePower(fates);
    this.#boot += 1;
  }

  /** What the next command does; says whether somebody's edit stood in its way. */
  recover(): 'recovered' | 'blocked' {
    const before = this.read();
    const started = startRun(this.enter(), { command: 'recover' });
    if (started.kind === 'started') started.run.close();
    if (started.kind !== 'blocked') return 'recovered';
    expect(this.read()).toEqual(before);
    const forced = startRun(this.enter(), { command: 'recover', keepConflicts: true });
    if (forced.kind === 'started') forced.run.close();
    expect(this.read()).toEqual(before);
    return 'blocked';
  }
}

/** A random change set for what is on the disk, and the files as they will be. */
function drawSet(files: Files, seed: number): { readonly set: ChangeSet; readonly after: Files } {
  const dice = makeDice(seed);
  const service = SERVICES[dice(2)] ?? 'one';
  const after = new Map(files);
  const changes = NAMES.flatMap((name): FileChange[] => {
    const path = `${service}/${name}`;
    const [, mode = '644', text = ''] = /^(\d+) ([\s\S]*)$/.exec(files.get(path) ?? '') ?? [];
    if (dice(2) === 0) return [];
    const made = `planned ${dice(1000)}\n`.repeat(1 + dice(4));
    if (!files.has(path)) {
      after.set(path, `644 ${made}`);
      return [{ kind: 'create', path, after: Buffer.from(made) }];
    }
    const beforeHash = hashBytes(Buffer.from(text));
    if (dice(5) === 0) {
      after.delete(path);
      return [{ kind: 'delete', path, beforeHash }];
    }
    after.set(path, `${mode} ${made}`);
    return [{ kind: 'modify', path, beforeHash, after: Buffer.from(made) }];
  });
  return { set: { service, files: changes }, after };
}

function apply(world: World, { seed, dies: at, edits }: Step & { kind: 'apply' }): void {
  const earlier = listRuns(world.enter());
  const before = world.read();
  const { set, after } = drawSet(before, seed);
  if (set.files.length === 0) return;
  let isReported = false;
  world.dieDuring(at, (disk) => {
    const started = startRun({ ...world.enter(), disk }, { command: 'apply' });
    if (started.kind !== 'started') throw new Error(started.kind);
    isReported = commitChangeSet(started.run, set).kind === 'committed';
    started.run.close();
  });
  const isEdited = edits && !isReported;
  if (isEdited) world.edit(seed + 1);
  const left = world.read();
  if (world.recover() === 'blocked') return;
  const now = world.read();
  if (isEdited) {
    checkEdited(now, left, before, after);
    return;
  }
  expect([before, after]).toContainEqual(now);
  if (isReported) expect(now).toEqual(after);
  const runId = listRuns(world.enter()).find((run) => !earlier.includes(run) && isCommitted(world, run));
  if (runId !== undefined) world.applied.set(runId, { service: set.service, before, after });
}

/** Whatever is neither old nor new is what a person wrote, and is still as it was left. */
function checkEdited(now: Files, left: Files, before: Files, after: Files): void {
  for (const path of new Set([...now.keys(), ...left.keys()])) {
    if (now.get(path) === before.get(path) || now.get(path) === after.get(path)) continue;
    expect(now.get(path)).toBe(left.get(path));
  }
}

function isCommitted(world: World, runId: string): boolean {
  const journal = Buffer.from(world.disk.readFile(`${ROOT}/.moult/runs/${runId}/journal.jsonl`)).toString();
  return journal.includes('"tx.committed"');
}

function undo(world: World, { run, dies: at }: Step & { kind: 'undo' }): void {
  const [runId, applied] = [...world.applied][run % Math.max(1, world.applied.size)] ?? [];
  if (runId === undefined || applied === undefined) return;
  const now = world.read();
  const changed = [...new Set([...applied.before.keys(), ...applied.after.keys()])].filter(
    (path) => applied.before.get(path) !== applied.after.get(path),
  );
  const isIntact = changed.every((path) => now.get(path) === applied.after.get(path));
  const restored = new Map(now);
  for (const path of changed) {
    const text = applied.before.get(path);
    if (text === undefined) restored.delete(path);
    else restored.set(path, text);
  }
  let isReported = false;
  world.dieDuring(at, (disk) => {
    const outcome = undoRun({ tree: { ...world.enter(), disk }, runId, command: 'undo' });
    isReported = outcome.kind === 'finished' && outcome.services.some(({ kind }) => kind === 'undone');
  });
  expect(world.recover()).toBe('recovered');
  const found = world.read();
  expect(isIntact ? [now, restored] : [now]).toContainEqual(found);
  if (isIntact && at === undefined) expect(found).toEqual(restored);
  if (isReported) expect(found).toEqual(restored);
  if (journalSaysReverted(world, runId)) world.applied.delete(runId);
}

function journalSaysReverted(world: World, runId: string): boolean {
  const journal = Buffer.from(world.disk.readFile(`${ROOT}/.moult/runs/${runId}/journal.jsonl`)).toString();
  return journal.split('\n').some((line) => line.includes('"tx.committed"') && !line.includes('"undoes":[]'));
}

test('old or new, exact or refused: whatever is planned, edited, killed, unplugged and undone in whatever order', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(step, { maxLength: 8 }), (seed, steps) => {
      const world = new World(seed);
      for (const one of steps) {
        if (one.kind === 'edit') world.edit(one.seed);
        else if (one.kind === 'apply') apply(world, one);
        else undo(world, one);
      }
    }),
    { numRuns: SCALE > 1 ? 400 * SCALE : 100 },
  );
}, 3_600_000);
