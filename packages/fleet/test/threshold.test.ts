import { SERVICE_OUTCOMES, type ServiceOutcome } from '../src/service-outcomes.ts';
import {
  DEFAULT_FAILURE_LIMIT,
  describeTolerance,
  isThresholdCrossed,
  judgeThreshold,
  parseFailureLimit,
  toleratedFailures,
} from '../src/threshold.ts';

const percents = [0, 10, 20, 25, 50, 100];
const counts = [undefined, 1, 3];

/** The rule in exact fractions: failed / services > percent / 100, cross-multiplied in whole numbers of any size. */
function crossesExactly(percent: number, maxFailures: number | undefined, services: number, failed: number): boolean {
  const share = BigInt(failed) * 100n > BigInt(percent) * BigInt(services);
  return share || (maxFailures !== undefined && BigInt(failed) >= BigInt(maxFailures));
}

function outcomes(failed: number, good: number): ServiceOutcome[] {
  return [...Array<ServiceOutcome>(failed).fill('failed'), ...Array<ServiceOutcome>(good).fill('succeeded')];
}

const limits = percents.flatMap((percent) => counts.map((maxFailures) => ({ percent, maxFailures })));
const fleets = Array.from({ length: 40 }, (_, i) => i + 1);

describe.each(limits)('a limit of $percent % and $maxFailures failures, for 1 to 40 services', (limit) => {
  test('agrees with exact fractions for every number of failures', () => {
    const vectors = fleets.flatMap((services) =>
      Array.from({ length: services + 1 }, (_, failed) => ({ services, failed })),
    );
    expect(vectors).toHaveLength(860);
    for (const { services, failed } of vectors) {
      const expected = crossesExactly(limit.percent, limit.maxFailures, services, failed);
      const verdict = judgeThreshold({ limit, onInconclusive: 'pause' }, services, outcomes(failed, services - failed));
      const seen = { services, failed, crossed: isThresholdCrossed(limit, services, failed), kind: verdict.kind };
      expect(seen).toEqual({ services, failed, crossed: expected, kind: expected ? 'crossed' : 'within' });
    }
  });

  test('the tolerated number is the last that does not cross', () => {
    for (const services of fleets) {
      const tolerated = toleratedFailures(limit, services);
      expect(isThresholdCrossed(limit, services, tolerated)).toBe(false);
      expect(isThresholdCrossed(limit, services, tolerated + 1)).toBe(true);
    }
  });
});

describe('the failure threshold', () => {
  test('20 % of the four phases tolerates 2, 2, 0 and 0 failures', () => {
    expect([10, 14, 4, 3].map((services) => toleratedFailures(DEFAULT_FAILURE_LIMIT, services))).toEqual([2, 2, 0, 0]);
  });

  test('exactly the share does not cross, one more does', () => {
    expect(isThresholdCrossed(DEFAULT_FAILURE_LIMIT, 20, 4)).toBe(false);
    expect(isThresholdCrossed(DEFAULT_FAILURE_LIMIT, 20, 5)).toBe(true);
  });

  test('is judged against the services of the plan, not against those that have ended', () => {
    const policy = { limit: DEFAULT_FAILURE_LIMIT, onInconclusive: 'pause' } as const;
    expect(judgeThreshold(policy, 10, ['failed', 'failed'])).toEqual({
      kind: 'within',
      eligible: 10,
      failed: 2,
      inconclusive: 0,
      tolerated: 2,
    });
    expect(judgeThreshold(policy, 10, ['failed', 'timed-out', 'succeeded', 'drifted']).kind).toBe('crossed');
  });

  test.each(SERVICE_OUTCOMES)('one %s counts as its outcome says', (outcome) => {
    const failures = ['failed', 'timed-out', 'crashed', 'drifted'];
    const policy = { limit: { percent: 0, maxFailures: undefined }, onInconclusive: 'pause' } as const;
    expect(judgeThreshold(policy, 1, [outcome]).failed).toBe(failures.includes(outcome) ? 1 : 0);
  });

  test('an inconclusive service pauses the run, or counts as a failure where the policy says so', () => {
    const limit = DEFAULT_FAILURE_LIMIT;
    expect(judgeThreshold({ limit, onInconclusive: 'pause' }, 4, ['inconclusive']).kind).toBe('pause');
    expect(judgeThreshold({ limit, onInconclusive: 'fail' }, 4, ['inconclusive']).kind).toBe('crossed');
    expect(judgeThreshold({ limit, onInconclusive: 'fail' }, 5, ['inconclusive']).kind).toBe('within');
    expect(judgeThreshold({ limit, onInconclusive: 'pause' }, 4, ['inconclusive', 'failed']).kind).toBe('crossed');
  });

  test('the sentence of a plan counts in words that fit', () => {
    expect(describeTolerance('c', DEFAULT_FAILURE_LIMIT, 4)).toBe('phase C tolerates 0 failures of 4 services');
    expect(describeTolerance('a', DEFAULT_FAILURE_LIMIT, 5)).toBe('phase A tolerates 1 failure of 5 services');
  });

  test.each([
    ['20%', { percent: 20, maxFailures: undefined }],
    ['0%', { percent: 0, maxFailures: undefined }],
    ['3', { percent: 20, maxFailures: 3 }],
    ['50 %, 3', { percent: 50, maxFailures: 3 }],
  ])('reads %s', (text, limit) => {
    expect(parseFailureLimit(text)).toEqual(limit);
  });

  test.each(['', '101%', '0', '-1', '2.5%', 'many', '20%%', '1,'])('does not read "%s"', (text) => {
    expect(parseFailureLimit(text)).toBeUndefined();
  });
});
