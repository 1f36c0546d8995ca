import { bumpRequirement, reportLine } from '@moult/plugin-api';
import { decode, pluginOf, rewrite, serviceOf, statuses, textOf } from './service-of.ts';

const TEXTS = { 'svc/requirements.txt': 'oldlib==1.0\n', 'svc/Makefile': 'test:\n\tpytest\n' };
const FINDING = { message: 'It is old', why: 'The library needs a newer one', todo: 'Raise it' };
const BUMP = bumpRequirement('oldlib', { version: '2.0.0', pin: 'exact' }, { unit: 'root' });

test('a line that a plugin reports is a finding there', () => {
  const report = reportLine({ rule: 'floor', path: 'svc/Makefile', line: 2, finding: FINDING });
  const result = rewrite(TEXTS, pluginOf([], { manifest: () => [BUMP, report, report] }));
  expect(result.findings).toMatchObject([{ rule: 'floor', path: 'svc/Makefile', line: 2, message: 'It is old' }]);
  expect(textOf(result, 'svc/requirements.txt')).toBe('oldlib==2.0.0\n');
});

test('a line that holds a unit keeps its changes out', () => {
  const holds = { units: ['root'], reason: 'no release fits' };
  const report = reportLine({ rule: 'floor', path: 'svc/Makefile', line: 2, finding: FINDING, holds });
  const result = rewrite(TEXTS, pluginOf([], { manifest: () => [BUMP, report] }));
  expect(textOf(result, 'svc/requirements.txt')).toBeUndefined();
  expect(statuses(result)).toEqual(['svc/requirements.txt:1 bump-requirement held']);
  expect(result.changes[0]?.reason).toBe('svc/Makefile:2: no release fits');
});

test('a plugin reads the configuration around a service', () => {
  const path = 'pytest.ini';
  const outer = { path, source: decode('[pytest]\naddopts = -q\n', path), before: '' };
  const neighbours = { outerManifests: [outer], innerManifests: [], innerFiles: [] };
  const seen: string[] = [];
  const plugin = pluginOf([], {
    manifest: ({ service }) => {
      seen.push(...service.neighbours.outerManifests.flatMap(({ options }) => options.map(({ value }) => value)));
      return [];
    },
  });
  rewrite({}, plugin, { service: serviceOf(TEXTS, { neighbours }) });
  expect(seen).toEqual(['-q']);
});
