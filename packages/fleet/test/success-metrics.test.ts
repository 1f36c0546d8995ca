import type { CheckName, CheckVerdict } from '../src/check-result.ts';
import { foldRun } from '../src/fold-run.ts';
import type { RunEvent } from '../src/run-event.ts';
import { measureSuccess, type SuccessMetric } from '../src/success-metrics.ts';
import { at, created, finished, phaseOf, planned, worked } from './journal.ts';

const names = Array.from({ length: 20 }, (_, i) => `s${String(i).padStart(2, '0')}`);

function started(events: readonly RunEvent[], services = names): ReturnType<typeof foldRun> {
  return foldRun([
    ...created(
      services.map((name) => planned(name, 'a')),
      [phaseOf('a', services)],
    ),
    ...events,
  ]);
}

function checked(service: string, check: CheckName, verdict: CheckVerdict): readonly RunEvent[] {
  const result = { check, verdict, evidence: `${check} ${verdict}` };
  return [...worked(service), { kind: 'svc.validated', at: at(5), service, checks: [result], tests: undefined }];
}

function metric(run: ReturnType<typeof foldRun>, name: SuccessMetric['name']): SuccessMetric | undefined {
  return measureSuccess(run).find((one) => one.name === name);
}

describe('the success metrics', () => {
  test('are five, each with a target', () => {
    expect(measureSuccess(started([])).map((one) => [one.name, one.target])).toEqual([
      ['migrated', '95 %'],
      ['tests-as-before', '100 %'],
      ['healthy', 'all'],
      ['incidents', '0'],
      ['undo-possible', '100 %'],
    ]);
  });

  test('19 of 20 services reach 95 %, 18 do not', () => {
    const done = (count: number) =>
      started(names.slice(0, count).flatMap((name) => [...worked(name), finished(name, 'succeeded')]));
    expect(metric(done(19), 'migrated')).toMatchObject({
      verdict: 'pass',
      value: '19 of 20 (95 %)',
      evidence: 'Not done: s19.',
    });
    expect(metric(done(18), 'migrated')).toMatchObject({ verdict: 'fail', value: '18 of 20 (90 %)' });
    expect(metric(done(20), 'migrated')?.evidence).toBe('Every planned service is done.');
  });

  test('a held service is not a migrated one, and a service that the plan does not concern does not count', () => {
    const services = [planned('x', 'a'), planned('y', 'a', { applicable: false })];
    const run = foldRun([...created(services, [phaseOf('a', ['x', 'y'])]), finished('x', 'held')]);
    expect(metric(run, 'migrated')).toMatchObject({ verdict: 'fail', value: '0 of 1 (0 %)' });
  });

  test('an upgraded service that was taken back is not migrated', () => {
    const back: readonly RunEvent[] = [
      { kind: 'rollback.svc', at: at(6), service: 's00', step: 'started' },
      { kind: 'rollback.svc', at: at(7), service: 's00', step: 'rolled-back', reason: '' },
    ];
    const run = started([...worked('s00'), finished('s00', 'succeeded'), ...back], ['s00']);
    expect(metric(run, 'migrated')?.verdict).toBe('fail');
  });

  test.each([
    ['tests-as-before', 'tests'],
    ['healthy', 'health'],
  ] as const)('%s: a failure wins over what is unverified, and that over a pass', (name, check) => {
    const run = (...verdicts: readonly CheckVerdict[]) =>
      started(verdicts.flatMap((verdict, i) => checked(names[i] ?? '', check, verdict)));
    expect(metric(run('pass', 'pass'), name)).toMatchObject({ verdict: 'pass', value: '2 of 2 (100 %)' });
    expect(metric(run('pass', 'unverified'), name)).toMatchObject({
      verdict: 'unverified',
      evidence: expect.stringContaining('unverified: s01'),
    });
    expect(metric(run('pass', 'unverified', 'fail'), name)).toMatchObject({
      verdict: 'fail',
      evidence: expect.stringContaining('failing: s02'),
    });
    expect(metric(run(), name)?.verdict).toBe('unverified');
  });

  test('a changed service without a health command is unverified', () => {
    expect(metric(started([...worked('s00'), finished('s00', 'succeeded')]), 'healthy')?.verdict).toBe('unverified');
  });

  test('incidents are what the run saw, and it says what it cannot see', () => {
    expect(metric(started([]), 'incidents')).toMatchObject({
      verdict: 'pass',
      value: '0',
      evidence: expect.stringContaining('production'),
    });
    const stuck: readonly RunEvent[] = [
      ...checked('s00', 'health', 'fail'),
      finished('s00', 'failed', { changed: true }),
      { kind: 'rollback.svc', at: at(6), service: 's00', step: 'started' },
      { kind: 'rollback.svc', at: at(7), service: 's00', step: 'rollback-failed', reason: '' },
      { kind: 'note', at: at(7), text: 'the broker went away', severity: 'incident' },
    ];
    expect(metric(started(stuck), 'incidents')).toMatchObject({ verdict: 'fail', value: '3' });
  });

  test('undo is possible when the contents of every changed service are kept', () => {
    expect(metric(started(worked('s00')), 'undo-possible')).toMatchObject({ verdict: 'pass', value: '1 of 1 (100 %)' });
    const lost = checked('s01', 'undo-possible', 'fail');
    expect(metric(started([...worked('s00'), ...lost]), 'undo-possible')?.verdict).toBe('fail');
  });

  test('long lists of names are cut', () => {
    expect(metric(started([]), 'migrated')?.evidence).toMatch(/s07 and 12 more\.$/);
  });
});
