import { DEFAULT_RUN_POLICY, foldRun, type RunEvent } from '@moult/fleet';
import { drawRun } from '../src/draw-run.ts';

const at = '2026-01-01T00:00:00.000Z';
const names = Array.from({ length: 14 }, (_, index) => `service-with-a-rather-long-name-${index}`);
const planned = names.map((name, index) => ({
  name,
  path: name,
  phase: index < 11 ? 'b' : 'd',
  priority: 'low' as const,
  risk: 'low' as const,
  owner: undefined,
  dependsOn: [],
  plugins: [],
  applicable: true,
}));
const events: readonly RunEvent[] = [
  {
    kind: 'run.created',
    at,
    runId: '20260101-000000-aaaaaaaa',
    planDigest: 'a'.repeat(64),
    user: 'me',
    orchestrator: 'orchestrator',
    services: planned,
    phases: [
      { id: 'b', title: 'B medium', services: names.slice(0, 11), concurrency: 4, checkpoint: 'none' },
      { id: 'd', title: 'D critical', services: names.slice(11), concurrency: 1, checkpoint: 'after-each' },
    ],
    policy: DEFAULT_RUN_POLICY,
  },
  { kind: 'run.started', at },
  { kind: 'phase.started', at, phase: 'b' },
  { kind: 'phase.checked', at, phase: 'b', passed: true, reason: '', checks: [] },
  ...names.slice(0, 10).flatMap((service): RunEvent[] => [
    { kind: 'svc.queued', at, service, attempt: 1 },
    { kind: 'svc.started', at, service, attempt: 1 },
  ]),
];

const draw = (width: number) =>
  drawRun(foldRun(events), new Map([[names[0] ?? '', { step: 'tests before', since: 0 }]]), {
    terminal: { colour: false, unicode: true, width },
    now: Date.parse(at) + 61_000,
  });

describe('the picture of a run on a terminal', () => {
  test('says all of a phase in eighty columns', () => {
    expect(draw(80).slice(0, 3)).toEqual([
      'run 20260101-000000-aaaaaaaa  plan aaaaaaaa  00:01:01',
      'B medium     [..........]   0/11  ok 0  failed 0 (budget 2)  running 10',
      'D critical   [..........]   0/3   ok 0  failed 0 (budget 0)  approval each',
    ]);
  });

  test('names eight services at work and counts the others', () => {
    expect(draw(80).filter((line) => line.startsWith('  service-with'))).toHaveLength(8);
    expect(draw(80)).toContain('  and 2 more');
  });

  test('breaks no line, however narrow the terminal is', () => {
    for (const width of [200, 80, 60, 40, 24]) for (const line of draw(width)) expect(line.length).toBeLessThan(width);
  });
});
