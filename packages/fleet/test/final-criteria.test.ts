import type { CheckName, CheckResult, CheckVerdict } from '../src/check-result.ts';
import { judgeFinalCriteria, type RunArtefacts } from '../src/final-criteria.ts';
import { foldRun } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import { at, created, finished, phaseOf, planned, worked } from './journal.ts';

const artefacts: RunArtefacts = {
  reportWritten: true,
  changelogWritten: true,
  changeKinds: ['tenacity'],
  undoTriedFor: ['tenacity'],
};
const services = [planned('x', 'a', { owner: 'core' }), planned('y', 'a')];
const base = created(services, [phaseOf('a', ['x', 'y'])]);

function check(name: CheckName, verdict: CheckVerdict): CheckResult {
  return { check: name, verdict, evidence: `${name} is ${verdict}.` };
}

function done(service: string, verdict: CheckVerdict = 'pass', name?: CheckName): readonly RunEvent[] {
  const names = ['compiles', 'residue', 'requirements-resolve', 'tests', 'second-plan-empty', 'health'] as const;
  const checks = names.map((one) => check(one, one === name ? verdict : 'pass'));
  const validated = { kind: 'svc.validated', at: at(5), service, checks, tests: undefined } as const;
  return [...worked(service), validated, finished(service, 'succeeded')];
}

const validated: RunEvent = {
  kind: 'run.validated',
  at: at(9),
  checks: [check('integration', 'pass'), check('undo-in-copy', 'pass')],
};

function verdicts(events: readonly RunEvent[], given: Partial<RunArtefacts> = {}): string {
  const criteria = judgeFinalCriteria(foldRun([...base, ...events]), { ...artefacts, ...given });
  return criteria.map((one) => ({ pass: 'p', fail: 'F', unverified: '?' })[one.verdict]).join('');
}

describe('the ten final criteria', () => {
  test('are numbered and all pass in a run without a flaw', () => {
    const criteria = judgeFinalCriteria(foldRun([...base, ...done('x'), ...done('y'), validated]), artefacts);
    expect(criteria.map((one) => [one.number, one.verdict])).toEqual(
      Array.from({ length: 10 }, (_, i) => [i + 1, 'pass']),
    );
    expect(criteria.every((one) => one.evidence.endsWith('.'))).toBe(true);
  });

  test('nothing done fails the first and leaves the others unverified', () => {
    expect(verdicts([], { changeKinds: [] })).toBe('F????????p');
  });

  test.each([
    ['compiles', 'pFpppppppp'],
    ['residue', 'ppFppppppp'],
    ['requirements-resolve', 'pppFpppppp'],
    ['tests', 'ppppFppppp'],
    ['second-plan-empty', 'pppppFpppp'],
    ['health', 'ppppppFppp'],
  ] as const)('%s that fails in one service fails its criterion alone', (name, expected) => {
    expect(verdicts([...done('x'), ...done('y', 'fail', name), validated])).toBe(expected);
    expect(verdicts([...done('x'), ...done('y', 'unverified', name), validated])).toBe(expected.replace('F', '?'));
  });

  test('the evidence names the service and what was seen', () => {
    const run = foldRun([...base, ...done('x'), ...done('y', 'fail', 'residue'), validated]);
    expect(judgeFinalCriteria(run, artefacts)[2]?.evidence).toBe('y: residue is fail.');
  });

  test('a check that was not made in a changed service leaves the criterion unverified', () => {
    const bare = [...worked('y'), finished('y', 'succeeded')];
    expect(verdicts([...done('x'), ...bare, validated])).toBe('p??????ppp');
  });

  test('a service may be held with an owner, and not without', () => {
    expect(verdicts([finished('x', 'held'), ...done('y'), validated])[0]).toBe('p');
    expect(verdicts([...done('x'), finished('y', 'held'), validated])[0]).toBe('F');
    expect(verdicts([...done('x'), finished('y', 'failed'), validated])[0]).toBe('F');
  });

  test('a service that failed its tests and was taken back is not held against the tests', () => {
    const failed: readonly RunEvent[] = [
      ...worked('y'),
      { kind: 'svc.validated', at: at(5), service: 'y', checks: [check('tests', 'fail')], tests: undefined },
      finished('y', 'failed', { changed: true }),
    ];
    const back: readonly RunEvent[] = [
      { kind: 'rollback.svc', at: at(6), service: 'y', step: 'started' },
      { kind: 'rollback.svc', at: at(7), service: 'y', step: 'rolled-back', reason: '' },
    ];
    expect(verdicts([...done('x'), ...failed, validated])[4]).toBe('F');
    expect(verdicts([...done('x'), ...failed, ...back, validated])[4]).toBe('p');
  });

  test('integration fails when it failed in one phase, also when it passed at the end', () => {
    const gated: readonly RunEvent[] = [
      { kind: 'phase.started', at: at(1), phase: 'a' },
      {
        kind: 'phase.checked',
        at: at(1),
        phase: 'a',
        passed: true,
        reason: '',
        checks: [check('integration', 'fail')],
      },
    ];
    expect(verdicts([...gated, ...done('x'), ...done('y'), validated])[7]).toBe('F');
  });

  test('undo has to be tried for each kind of change', () => {
    const all = [...done('x'), ...done('y'), validated];
    expect(verdicts(all, { changeKinds: ['tenacity', 'aiomqtt'] })[8]).toBe('?');
    expect(verdicts(all, { changeKinds: ['tenacity', 'aiomqtt'], undoTriedFor: ['aiomqtt', 'tenacity'] })[8]).toBe('p');
    const broken: RunEvent = { kind: 'run.validated', at: at(10), checks: [check('undo-in-copy', 'fail')] };
    expect(verdicts([...all, broken])[8]).toBe('F');
  });

  test('the last one names what is not written', () => {
    const criteria = judgeFinalCriteria(foldRun(base), { ...artefacts, reportWritten: false, changelogWritten: false });
    expect(criteria[9]).toMatchObject({
      verdict: 'fail',
      evidence: 'Not written: the report and the changelog lines.',
    });
  });
});
