import { admitStart } from '../src/admit-start.ts';
import { RunFold } from '../src/fold-run.ts';
import { isCrossingDue, judgePhase } from '../src/judge-phase.ts';
import type { RunEvent } from '../src/run-event.ts';
import type { RunState } from '../src/run-state.ts';
import { isUnderWay } from '../src/service-states.ts';
import { at, created, finished, phaseOf, phaseOpened, planned, worked } from './journal.ts';

export interface SimulatedRun {
  readonly events: readonly RunEvent[];
  readonly run: RunState;
  /** The most services that ran at the same time. */
  readonly peak: number;
}

export interface SimulationInput {
  /** For each service whether it fails. */
  readonly fails: readonly boolean[];
  readonly concurrency: number;
  readonly percent: number;
  /** A number from 0 to 1 for each decision about who ends next. */
  readonly random: () => number;
}

/** Plays one phase against an orchestrator that asks for every service at every turn, in whatever order, whether it may or not. */
export function simulateRun(input: SimulationInput): SimulatedRun {
  const names = input.fails.map((_, i) => `s${i}`);
  const phases = [phaseOf('a', names, { concurrency: input.concurrency })];
  const policy = { concurrency: input.concurrency, limit: { percent: input.percent, maxFailures: undefined } };
  const journal: RunEvent[] = [];
  const fold = new RunFold();
  const append = (events: readonly RunEvent[]): void => {
    for (const event of events) fold.add(event);
    journal.push(...events);
  };
  append(
    created(
      names.map((name) => planned(name, 'a')),
      phases,
      policy,
    ),
  );
  let peak = 0;
  for (;;) {
    for (const name of shuffle(names, input.random)) start(fold, name, append);
    const running = fold.state.services.filter((service) => isUnderWay(service.state));
    peak = Math.max(peak, running.length);
    const ending = running[Math.floor(input.random() * running.length)];
    if (ending === undefined) return { events: journal, run: fold.state, peak };
    const hasFailed = input.fails[names.indexOf(ending.name)] === true;
    append([finished(ending.name, hasFailed ? 'failed' : 'succeeded')]);
    if (isCrossingDue(fold.state, 'a')) {
      const { failed, eligible } = judgePhase(fold.state, 'a');
      append([{ kind: 'threshold.crossed', at: at(6), phase: 'a', failed, eligible }]);
    }
  }
}

function start(fold: RunFold, name: string, append: (events: readonly RunEvent[]) => void): void {
  if (admitStart(fold.state, name).kind === 'open-phase') append(phaseOpened('a'));
  if (admitStart(fold.state, name).kind === 'admitted') append(worked(name));
}

function shuffle(names: readonly string[], random: () => number): readonly string[] {
  return names
    .map((name) => ({ name, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ name }) => name);
}
