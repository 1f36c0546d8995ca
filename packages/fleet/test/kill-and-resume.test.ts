import fc from 'fast-check';
import phased from '../../../plugins/orchestrator/src/index.ts';
import { foldRun } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import { driveRun, Killed } from './drive-run.ts';
import { planned } from './journal.ts';

const sizes = [
  ['a', 5, 'low'],
  ['b', 4, 'medium'],
  ['c', 2, 'high'],
  ['d', 3, 'critical'],
] as const;
const services = sizes.flatMap(([phase, size, priority]) =>
  Array.from({ length: size }, (_, i) =>
    planned(`${phase}${i}`, phase, { priority, dependsOn: i > 1 ? [`${phase}${i - 2}`] : [] }),
  ),
);

/** Plays lives until the run is over; each life but the last is killed after so many records. */
function playLives(lives: readonly number[], failing: ReadonlySet<string>, random: () => number): readonly RunEvent[] {
  const journal: RunEvent[] = [];
  for (const killAfter of [...lives, Number.POSITIVE_INFINITY]) {
    try {
      driveRun(journal, { orchestrator: phased, services, failing }, { killAfter, random });
      return journal;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
  return journal;
}

function ending(journal: readonly RunEvent[]) {
  const run = foldRun(journal);
  return {
    state: run.state,
    services: run.services.map((service) => [service.name, service.state, service.changed]),
    phases: run.phases.map((phase) => [phase.id, phase.state]),
    illegal: run.illegal,
  };
}

function standingCommits(journal: readonly RunEvent[], service: string): number {
  const of = (kind: string): number =>
    journal.filter((event) => event.kind === kind && 'service' in event && event.service === service).length;
  return of('tx.committed') - of('tx.undone') + journalUndoesWithoutCommit(journal, service);
}

/** Transactions that were undone before they were committed. */
function journalUndoesWithoutCommit(journal: readonly RunEvent[], service: string): number {
  const own = journal.filter((event) => 'service' in event && event.service === service).map((event) => event.kind);
  const transactions = own.filter((kind) => kind.startsWith('tx.'));
  return transactions.filter((kind, i) => kind === 'tx.undone' && transactions[i - 1] === 'tx.intent').length;
}

const steady = (): number => 0.3;
const none: ReadonlySet<string> = new Set();
const uninterrupted = playLives([], none, steady);

describe('a run that is killed and resumed', () => {
  test('without a kill finishes every service, with a decision after each critical one', () => {
    expect(ending(uninterrupted)).toMatchObject({ state: 'succeeded', illegal: [] });
    expect(uninterrupted.filter((event) => event.kind === 'checkpoint.decided')).toHaveLength(3);
  });

  test('after any one record ends as if it had not been killed, each service done once', () => {
    for (let killAfter = 0; killAfter < uninterrupted.length; killAfter += 1) {
      const journal = playLives([killAfter], none, steady);
      expect(ending(journal)).toEqual(ending(uninterrupted));
      for (const { name } of services) expect(standingCommits(journal, name)).toBe(1);
    }
  });

  test('several times, in any order of the work, ends the same', () => {
    const lives = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(lives, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (kills, numbers) => {
        const journal = playLives(kills, none, () => numbers.next().value ?? 0);
        expect(ending(journal)).toEqual(ending(uninterrupted));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('that crosses its threshold stays stopped: nothing starts after the crossing in any life', () => {
    const failing = new Set(['b0', 'b1', 'b2', 'b3']);
    const whole = playLives([], failing, steady);
    for (let killAfter = 0; killAfter < whole.length; killAfter += 1) {
      const journal = playLives([killAfter], failing, steady);
      const crossing = journal.findIndex((event) => event.kind === 'threshold.crossed');
      expect(journal.slice(crossing).some((event) => event.kind === 'svc.started')).toBe(false);
      expect(foldRun(journal).illegal).toEqual([]);
      expect(foldRun(journal).phases.map((phase) => phase.state)).toEqual(['passed', 'aborted', 'pending', 'pending']);
    }
  });
});
