import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceOf } from '@moult/fleet';
import { failingDisk, isKill } from '../../src/disk/failing-disk.ts';
import { realDisk } from '../../src/disk/real-disk.ts';
import { adoptService } from '../../src/run/adopt-service.ts';
import { decideInRun } from '../../src/run/decide-in-run.ts';
import { currentUser } from '../../src/run/fleet-run.ts';
import { listFleetRuns, readRunState } from '../../src/run/read-run.ts';
import { resumeFleetRun } from '../../src/run/resume-run.ts';
import { StopSignal } from '../../src/run/stop-signal.ts';
import { undoFleetRun } from '../../src/run/undo-fleet-run.ts';
import { openTree } from '../../src/transaction/tree.ts';
import type { CommandRequest } from '../../src/validate/command-executor.ts';
import { processExecutor } from '../../src/validate/run-command.ts';
import { onlyProcess } from '../small-service.ts';
import {
  FAILING,
  type FleetSetup,
  fakeExecutor,
  makeFleet,
  PASSING,
  runFleet,
  sourceOf,
  stateOf,
  surroundings,
} from './small-fleet.ts';

const isAfter = (source: string): boolean => source.includes('renamed');
const passing = fakeExecutor(() => ({ report: PASSING }));

let fleet: FleetSetup;
afterEach(() => fleet.remove());

describe('a run over services', () => {
  test('changes every service, runs its tests before and after, and succeeds', async () => {
    fleet = await makeFleet(['one', 'two']);
    const executor = fakeExecutor(() => ({ report: PASSING }));
    const state = stateOf(await runFleet(fleet, { executor }));
    expect(state.services.map((service) => service.state)).toEqual(['succeeded', 'succeeded']);
    // Before, after, and once more in the copy in which its undo was tried.
    expect(executor.ran.filter((name) => name === 'one')).toHaveLength(3);
    expect(executor.ran.filter((name) => name === 'two')).toHaveLength(2);
    expect(sourceOf(fleet, 'one')).toContain('oldlib.renamed()');
    expect(state.illegal).toEqual([]);
    expect(state.state).toBe('succeeded');
  });

  test('fails a service whose tests regress, and repeats them twice before it says so', async () => {
    fleet = await makeFleet(['one', 'two', 'three', 'four', 'five', 'six']);
    const executor = fakeExecutor((service, source) => ({
      report: service === 'one' && isAfter(source) ? FAILING : PASSING,
    }));
    const state = stateOf(await runFleet(fleet, { executor }));
    const one = serviceOf(state, 'one');
    expect([one?.outcome, one?.reasonCode]).toEqual(['failed', 'tests-regressed']);
    expect(executor.ran.filter((name) => name === 'one')).toHaveLength(4);
    expect(serviceOf(state, 'two')?.outcome).toBe('succeeded');
    expect(state.exitCode).toBe(1);
  });

  test('calls a test that passes when it is repeated flaky, which fails nothing', async () => {
    fleet = await makeFleet(['one']);
    let runs = 0;
    const executor = fakeExecutor((_, source) => {
      runs += isAfter(source) ? 1 : 0;
      return { report: runs === 1 ? FAILING : PASSING };
    });
    const one = serviceOf(stateOf(await runFleet(fleet, { executor })), 'one');
    expect([one?.tests?.counts.flaky, one?.tests?.counts['NEW-FAIL']]).toEqual([1, 0]);
  });

  test('leaves a service alone whose tests do not end before the change', async () => {
    fleet = await makeFleet(['one']);
    const executor = fakeExecutor(() => ({ ending: 'timed-out', status: undefined }));
    const state = stateOf(
      await runFleet(fleet, { executor, policy: { limit: { percent: 100, maxFailures: undefined } } }),
    );
    expect(serviceOf(state, 'one')?.reasonCode).toBe('baseline-timed-out');
    expect(sourceOf(fleet, 'one')).toContain('oldlib.call()');
  });

  test('is never verified by tests that were skipped', async () => {
    fleet = await makeFleet(['one']);
    const state = stateOf(await runFleet(fleet, { executor: passing, policy: { skipTests: true } }));
    expect(serviceOf(state, 'one')?.reasonCode).toBe('unverified');
    expect(state.safety.join()).toContain('Tests were skipped');
  });

  test('stops a phase that crosses its limit, and takes what failed back', async () => {
    fleet = await makeFleet(['one', 'two', 'three', 'four']);
    const executor = fakeExecutor((_, source) => ({ report: isAfter(source) ? FAILING : PASSING }));
    const state = stateOf(await runFleet(fleet, { executor, policy: { concurrency: 1 } }));
    expect(state.services.filter((service) => service.state === 'rolled-back')).toHaveLength(1);
    expect(state.services.filter((service) => service.state === 'skipped-threshold')).toHaveLength(3);
    expect(['one', 'two', 'three', 'four'].every((name) => sourceOf(fleet, name).includes('oldlib.call()'))).toBe(true);
    expect(state.exitCode).toBe(5);
    expect(state.illegal).toEqual([]);
  });

  test('tries the failed and skipped services again when it is resumed', async () => {
    fleet = await makeFleet(['one', 'two', 'three', 'four']);
    const broken = fakeExecutor((_, source) => ({ report: isAfter(source) ? FAILING : PASSING }));
    const first = stateOf(await runFleet(fleet, { executor: broken, policy: { concurrency: 1 } }));
    const again = await resumeFleetRun({
      ...surroundings(fleet, { executor: passing }),
      runId: first.runId,
      retry: 'failed',
    });
    const state = stateOf(again);
    expect(state.services.every((service) => service.state === 'succeeded')).toBe(true);
    expect(state.illegal).toEqual([]);
  });

  test('refuses to begin when a planned file moved, and says so of a service that moved meanwhile', async () => {
    fleet = await makeFleet(['one', 'two']);
    const executor = fakeExecutor((service) => {
      if (service === 'one') writeFileSync(join(fleet.root, 'two', 'app.py'), 'import oldlib\n');
      return { report: PASSING };
    });
    const state = stateOf(await runFleet(fleet, { executor, policy: { concurrency: 1 } }));
    expect(serviceOf(state, 'two')?.state).toBe('drifted');
    expect(sourceOf(fleet, 'two')).toBe('import oldlib\n');
  });

  test('runs the commands of a phase after that phase, and stops where one fails', async () => {
    fleet = await makeFleet(['one', 'door'], { phaseCommands: { d: ['false'] } });
    const executor = {
      run: (request: CommandRequest) => (request.args.includes('false') ? processExecutor : passing).run(request),
    };
    const state = stateOf(await runFleet(fleet, { executor, policy: { approveAll: 'test' } }));
    expect(state.phases.map((phase) => [phase.id, phase.state])).toEqual([
      ['a', 'passed'],
      ['d', 'failed'],
    ]);
  });

  test('writes its results as it goes and leaves them whole', async () => {
    fleet = await makeFleet(['one']);
    const outcome = await runFleet(fleet, { executor: passing });
    const folder = outcome.kind === 'rested' ? outcome.folder : '';
    const results = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8'));
    expect([results.schemaVersion, results.outcome, results.services[0].plan.changes.length > 0]).toEqual([
      1,
      'succeeded',
      true,
    ]);
  });
});

describe('a checkpoint', () => {
  test('stops the run until somebody approves it', async () => {
    fleet = await makeFleet(['done', 'door']);
    const first = await runFleet(fleet, { executor: passing });
    expect(first.kind === 'rested' && first.rest.kind).toBe('waiting');
    const { runId } = stateOf(first);
    const tree = openTree({ root: fleet.root });
    const checkpoint = undefined;
    decideInRun({
      tree,
      runId,
      command: 'test',
      checkpoint,
      decision: 'approve',
      reason: undefined,
      shownDigest: undefined,
    });
    const second = await resumeFleetRun({ ...surroundings(fleet, { executor: passing }), runId, retry: 'none' });
    expect(stateOf(second).checkpoints.map((one) => one.state)).toEqual(['approve', 'open']);
  });

  const decide = (runId: string, now = Date.now) =>
    decideInRun({
      tree: openTree({ root: fleet.root, now }),
      runId,
      command: 'test',
      checkpoint: undefined,
      decision: 'approve',
      reason: undefined,
      shownDigest: undefined,
    });

  test('wants as many people as its rules say, and only those whom they allow', async () => {
    fleet = await makeFleet(['door'], {
      checkpoints: { all: { required: 2 }, d: { allowed: [currentUser(), 'eve'] } },
    });
    const two = stateOf(await runFleet(fleet, { executor: passing }));
    expect(decide(two.runId)).toMatchObject({ reply: { kind: 'recorded', missing: 1 } });
    fleet.remove();
    fleet = await makeFleet(['door'], { checkpoints: { d: { allowed: ['eve'] } } });
    const other = stateOf(await runFleet(fleet, { executor: passing }));
    expect(decide(other.runId)).toMatchObject({ reply: { kind: 'refused', code: 'not-allowed' } });
  });

  test('is opened anew when its time is over, or counts as rejected where that is the rule', async () => {
    const later = () => Date.now() + 3_600_000;
    for (const [onExpire, end] of [
      ['stay', 'open'],
      ['reject', 'reject'],
    ] as const) {
      fleet = await makeFleet(['door'], { checkpoints: { d: { expires: '30m', onExpire } } });
      const { runId } = stateOf(await runFleet(fleet, { executor: passing }));
      expect(decide(runId, later)).toMatchObject({ reply: { kind: 'refused', code: 'expired' } });
      const tree = openTree({ root: fleet.root, now: later });
      const state = stateOf(
        await resumeFleetRun({ ...surroundings(fleet, { executor: passing, tree }), runId, retry: 'none' }),
      );
      expect([state.checkpoints.at(-1)?.state, state.illegal]).toEqual([end, []]);
      fleet.remove();
    }
  });

  test('is asked of a person who sits there', async () => {
    fleet = await makeFleet(['done']);
    const asked: string[] = [];
    const outcome = await runFleet(fleet, {
      executor: passing,
      ask: async (shown) => {
        asked.push(shown.checkpoint);
        return { decision: 'approve', reason: 'looked' };
      },
    });
    expect(asked).toEqual(['after-done']);
    expect(stateOf(outcome).state).toBe('succeeded');
  });

  test('ends the run when it is rejected, and takes its services back when that is wished', async () => {
    fleet = await makeFleet(['done']);
    const { runId } = stateOf(await runFleet(fleet, { executor: passing }));
    const tree = openTree({ root: fleet.root });
    decideInRun({
      tree,
      runId,
      command: 'test',
      checkpoint: 'after-done',
      decision: 'rollback',
      reason: 'no',
      shownDigest: undefined,
    });
    const state = readRunState(tree, runId);
    expect([serviceOf(state, 'done')?.state, state.state, state.illegal]).toEqual(['rolled-back', 'failed', []]);
    expect(sourceOf(fleet, 'done')).toContain('oldlib.call()');
  });
});

describe('a service with work for a person', () => {
  const odd = 'import oldlib\n\noldlib.call()\noldlib.odd()\n';

  test('is not held by a note, which nobody has to act on', async () => {
    fleet = await makeFleet(['one']);
    writeFileSync(join(fleet.root, 'one', 'app.py'), odd.replace('odd', 'slow'));
    const state = stateOf(await runFleet(fleet, { executor: passing }));
    expect([serviceOf(state, 'one')?.state, state.exitCode]).toEqual(['succeeded', 0]);
  });

  test('is held, and nothing of it is changed', async () => {
    fleet = await makeFleet(['one']);
    writeFileSync(join(fleet.root, 'one', 'app.py'), odd);
    const state = stateOf(await runFleet(fleet, { executor: passing }));
    expect([serviceOf(state, 'one')?.state, state.exitCode]).toEqual(['held', 9]);
    expect(sourceOf(fleet, 'one')).toBe(odd);
  });

  test('is changed when it was accepted, its edits are taken over, and an undo takes back both', async () => {
    fleet = await makeFleet(['one']);
    writeFileSync(join(fleet.root, 'one', 'app.py'), odd);
    const first = stateOf(await runFleet(fleet, { executor: passing, policy: { acceptManual: 'all' } }));
    expect(serviceOf(first, 'one')?.state).toBe('awaiting-work');
    writeFileSync(join(fleet.root, 'one', 'app.py'), sourceOf(fleet, 'one').replace('oldlib.odd()', 'print()'));
    writeFileSync(join(fleet.root, 'one', 'added.py'), 'x = 1\n');
    const adopted = stateOf(
      await adoptService({ ...surroundings(fleet, { executor: passing }), runId: first.runId, service: 'one' }),
    );
    expect([serviceOf(adopted, 'one')?.state, serviceOf(adopted, 'one')?.adopted?.paths, adopted.illegal]).toEqual([
      'succeeded',
      ['one/added.py', 'one/app.py'],
      [],
    ]);
    undoFleetRun({
      tree: openTree({ root: fleet.root }),
      runId: first.runId,
      command: 'test',
      selection: { kind: 'all' },
    });
    expect([sourceOf(fleet, 'one'), existsSync(join(fleet.root, 'one', 'added.py'))]).toEqual([odd, false]);
  });

  test('has nothing left when only notes are, once its edits are taken over', async () => {
    fleet = await makeFleet(['one']);
    writeFileSync(join(fleet.root, 'one', 'app.py'), `${odd}oldlib.slow()\n`);
    const first = stateOf(await runFleet(fleet, { executor: passing, policy: { acceptManual: 'all' } }));
    writeFileSync(join(fleet.root, 'one', 'app.py'), sourceOf(fleet, 'one').replace('oldlib.odd()', 'print()'));
    const adopted = stateOf(
      await adoptService({ ...surroundings(fleet, { executor: passing }), runId: first.runId, service: 'one' }),
    );
    expect(serviceOf(adopted, 'one')?.reasonCode).not.toBe('adopted-with-findings');
  });
});

describe('an adoption', () => {
  const odd = 'import oldlib\n\noldlib.call()\noldlib.odd()\n';

  async function waiting(names: readonly string[] = ['one']): Promise<string> {
    fleet = await makeFleet(names);
    for (const name of names) writeFileSync(join(fleet.root, name, 'app.py'), odd);
    const first = stateOf(await runFleet(fleet, { executor: passing, policy: { acceptManual: 'all' } }));
    expect(first.exitCode).toBe(9);
    return first.runId;
  }

  const edit = (name: string, text: string) =>
    writeFileSync(join(fleet.root, name, 'app.py'), sourceOf(fleet, name).replace('oldlib.odd()', text));

  const adopt = async (runId: string, service: string, wish = passing) =>
    stateOf(await adoptService({ ...surroundings(fleet, { executor: wish }), runId, service }));

  test('of the last service that waited ends the run well', async () => {
    const runId = await waiting(['one', 'two']);
    edit('one', 'print()');
    expect((await adopt(runId, 'one')).exitCode).toBe(9);
    edit('two', 'print()');
    const state = await adopt(runId, 'two');
    expect([state.state, state.exitCode, state.illegal]).toEqual(['succeeded', 0, []]);
  });

  test('whose tests regress is kept for another one, and never taken back by itself', async () => {
    const runId = await waiting();
    edit('one', 'broken()');
    const broken = fakeExecutor((_, source) => ({ report: source.includes('broken') ? FAILING : PASSING }));
    const state = await adopt(runId, 'one', broken);
    expect([serviceOf(state, 'one')?.state, state.exitCode]).toEqual(['awaiting-work', 9]);
    expect(serviceOf(state, 'one')?.reason).toContain('Repair it and adopt again');
    expect(sourceOf(fleet, 'one')).toContain('broken()');
    writeFileSync(join(fleet.root, 'one', 'app.py'), sourceOf(fleet, 'one').replace('broken()', 'mended()'));
    const again = await adopt(runId, 'one', broken);
    expect([serviceOf(again, 'one')?.state, again.exitCode, again.illegal]).toEqual(['succeeded', 0, []]);
    undoFleetRun({ tree: openTree({ root: fleet.root }), runId, command: 'test', selection: { kind: 'all' } });
    expect(sourceOf(fleet, 'one')).toBe(odd);
  });

  test('that is killed after any record leaves the edits in the tree, and is repeated', async () => {
    const counting = failingDisk(realDisk(), { kind: 'none' });
    const counted = await waiting();
    edit('one', 'print()');
    const whole = openTree({ root: fleet.root, disk: counting });
    await adoptService({ ...surroundings(fleet, { executor: passing }), tree: whole, runId: counted, service: 'one' });
    const records = counting.calls.flatMap((call, index) => (/^write .*journal\.jsonl$/.test(call) ? [index + 2] : []));
    expect(records.length).toBeGreaterThan(6);
    for (const at of records) await dieAt(at);
  }, 60_000);

  async function dieAt(at: number): Promise<void> {
    fleet.remove();
    const runId = await waiting();
    edit('one', 'print()');
    const edited = sourceOf(fleet, 'one');
    const disk = failingDisk(realDisk(), { kind: 'kill', at });
    const dying = openTree({ root: fleet.root, disk, processes: onlyProcess(7000 + at) });
    const wish = { ...surroundings(fleet, { executor: passing }), runId, service: 'one' };
    const end = await adoptService({ ...wish, tree: dying }).catch((error: unknown) => error);
    expect(isKill(end)).toBe(true);
    expect(sourceOf(fleet, 'one')).toBe(edited);
    const next = openTree({ root: fleet.root, processes: onlyProcess(9000 + at) });
    const isWaiting = serviceOf(readRunState(next, runId), 'one')?.state === 'awaiting-work';
    if (isWaiting) await adoptService({ ...wish, tree: next });
    else await resumeFleetRun({ ...wish, tree: next, retry: 'none' });
    const state = readRunState(next, runId);
    expect([at, sourceOf(fleet, 'one'), serviceOf(state, 'one')?.state, state.illegal]).toEqual([
      at,
      edited,
      'succeeded',
      [],
    ]);
    undoFleetRun({ tree: next, runId, command: 'test', selection: { kind: 'all' } });
    expect(sourceOf(fleet, 'one')).toBe(odd);
  }
});

describe('a wish to stop', () => {
  test('lets running services finish and starts no other', async () => {
    fleet = await makeFleet(['one', 'two', 'three']);
    const stop = new StopSignal();
    const executor = fakeExecutor(() => {
      if (stop.level === 'none') stop.raise();
      return { report: PASSING };
    });
    const outcome = await runFleet(fleet, { executor, stop, policy: { concurrency: 1 } });
    const state = stateOf(outcome);
    expect(outcome.kind === 'rested' && outcome.rest.kind).toBe('interrupted');
    expect(state.services.map((service) => service.state)).toEqual(['succeeded', 'planned', 'planned']);
  });

  test('that is repeated takes a written service back, and a resume goes on from there', async () => {
    fleet = await makeFleet(['one']);
    const stop = new StopSignal();
    const executor = fakeExecutor((_, source) => {
      if (isAfter(source)) {
        stop.raise();
        stop.raise();
      }
      return { report: PASSING };
    });
    const { runId } = stateOf(await runFleet(fleet, { executor, stop }));
    expect(sourceOf(fleet, 'one')).toContain('oldlib.call()');
    const state = stateOf(
      await resumeFleetRun({ ...surroundings(fleet, { executor: passing }), runId, retry: 'none' }),
    );
    expect([serviceOf(state, 'one')?.state, serviceOf(state, 'one')?.attempts, state.illegal]).toEqual([
      'succeeded',
      2,
      [],
    ]);
  });
});

describe('an undo of a run', () => {
  test('takes all of it back and journals it', async () => {
    fleet = await makeFleet(['one', 'two']);
    const { runId } = stateOf(await runFleet(fleet, { executor: passing, policy: { concurrency: 1 } }));
    const outcome = undoFleetRun({
      tree: openTree({ root: fleet.root }),
      runId,
      command: 'test',
      selection: { kind: 'all' },
    });
    expect(outcome.kind === 'finished' && [outcome.state.state, outcome.services, outcome.state.illegal]).toEqual([
      'rolled-back',
      ['two', 'one'],
      [],
    ]);
    expect(sourceOf(fleet, 'two')).toContain('oldlib.call()');
  });

  test('takes back what was written when the run was killed in the middle of a service', async () => {
    fleet = await makeFleet(['one', 'two']);
    let isDead = false;
    const disk = failingDisk(realDisk(), { kind: 'none' });
    const dying = {
      ...disk,
      openForAppend: (path: string) => {
        if (isDead) throw new Error('killed');
        return disk.openForAppend(path);
      },
    };
    const executor = fakeExecutor((_, source) => {
      isDead = isAfter(source);
      return { report: PASSING };
    });
    const tree = openTree({ root: fleet.root, disk: dying, processes: onlyProcess(501) });
    await expect(runFleet(fleet, { executor, tree, policy: { concurrency: 1 } })).rejects.toThrow('killed');
    expect(sourceOf(fleet, 'one')).toContain('oldlib.renamed()');
    const next = openTree({ root: fleet.root, processes: onlyProcess(502) });
    const [runId = ''] = listFleetRuns(next);
    const outcome = undoFleetRun({ tree: next, runId, command: 'test', selection: { kind: 'all' } });
    expect(outcome.kind === 'finished' && [outcome.services, outcome.state.state, outcome.state.illegal]).toEqual([
      ['one'],
      'rolled-back',
      [],
    ]);
    expect(sourceOf(fleet, 'one')).toContain('oldlib.call()');
  });

  test('refuses a service that a person edited, and takes the others back', async () => {
    fleet = await makeFleet(['one', 'two']);
    const { runId } = stateOf(await runFleet(fleet, { executor: passing }));
    writeFileSync(join(fleet.root, 'one', 'app.py'), '# mine\n');
    const outcome = undoFleetRun({
      tree: openTree({ root: fleet.root }),
      runId,
      command: 'test',
      selection: { kind: 'all' },
    });
    const state = outcome.kind === 'finished' ? outcome.state : undefined;
    expect(state?.services.map((service) => service.state)).toEqual(['rollback-refused', 'rolled-back']);
    expect(sourceOf(fleet, 'one')).toBe('# mine\n');
  });
});
