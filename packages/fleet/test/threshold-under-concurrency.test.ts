import fc from 'fast-check';
import type { RunEvent } from '../src/run-event.ts';
import { toleratedFailures } from '../src/threshold.ts';
import { simulateRun } from './simulate-run.ts';

const RUNS = 10;

function kinds(events: readonly RunEvent[]): readonly string[] {
  return events.map((event) => event.kind);
}

describe.each([1, 2, 8, 32])(
  'the threshold with %i services at a time, against an orchestrator that ignores it',
  (concurrency) => {
    const inputs = fc.record({
      fails: fc.array(fc.boolean(), { minLength: 1, maxLength: 24 }),
      percent: fc.constantFrom(0, 10, 20, 25, 50, 100),
      numbers: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
    });

    test('nothing starts after the crossing, and failures go past it by at most the services that were running', () => {
      fc.assert(
        fc.property(inputs, ({ fails, percent, numbers }) => {
          const random = (): number => numbers.next().value ?? 0;
          const { events, run, peak } = simulateRun({ fails, concurrency, percent, random });
          const seen = kinds(events);
          const crossing = seen.indexOf('threshold.crossed');
          const failed = run.services.filter((service) => service.outcome === 'failed').length;
          const tolerated = toleratedFailures({ percent, maxFailures: undefined }, fails.length);
          expect(run.illegal).toEqual([]);
          expect(peak).toBeLessThanOrEqual(concurrency);
          expect(seen.filter((kind) => kind === 'threshold.crossed')).toHaveLength(failed > tolerated ? 1 : 0);
          if (crossing !== -1) expect(seen.slice(crossing)).not.toContain('svc.started');
          expect(failed).toBeLessThanOrEqual(tolerated + concurrency);
          if (crossing === -1) expect(run.services.every((service) => service.outcome !== undefined)).toBe(true);
        }),
        { numRuns: RUNS, seed: 20260101 + concurrency },
      );
    });
  },
);

test('with one at a time and a limit of 20 % of 20, five failures stop the phase and 15 services stay as they are', () => {
  const fails = Array.from({ length: 20 }, () => true);
  const { run } = simulateRun({ fails, concurrency: 1, percent: 20, random: () => 0.5 });
  expect(run.services.filter((service) => service.outcome === 'failed')).toHaveLength(5);
  expect(run.services.filter((service) => service.state === 'planned')).toHaveLength(15);
});
