import type { Manifest } from '../src/manifest.ts';
import { parseManifest } from '../src/parse-manifest.ts';
import { surveyDistribution } from '../src/survey-distribution.ts';

function manifests(files: Readonly<Record<string, string>>): readonly Manifest[] {
  return Object.entries(files).map(([path, text]) => {
    const result = parseManifest(path, text);
    if (result?.kind !== 'manifest') throw new Error(path);
    return result.manifest;
  });
}

test('every place that lists a distribution is named, by path and line', () => {
  const survey = surveyDistribution(
    manifests({
      'requirements.txt': 'structlog\nPaho_MQTT>=1.6\n',
      'constraints.txt': 'paho-mqtt==1.6.1\n',
      'poetry.lock': '[[package]]\nname = "paho-mqtt"\nversion = "1.6.1"\n',
    }),
    'paho.mqtt',
  );
  expect(survey.listed).toEqual([
    {
      path: 'constraints.txt',
      line: 1,
      kind: 'constraints',
      editable: true,
      group: undefined,
      text: 'paho-mqtt==1.6.1',
    },
    { path: 'poetry.lock', line: 3, kind: 'lock', editable: false, group: undefined, text: 'paho-mqtt==1.6.1' },
    {
      path: 'requirements.txt',
      line: 2,
      kind: 'requirements',
      editable: true,
      group: undefined,
      text: 'Paho_MQTT>=1.6',
    },
  ]);
  expect(survey.conflicts).toEqual([]);
});

test('a constraint that pins the old version conflicts with a requirement of the new one', () => {
  const survey = surveyDistribution(
    manifests({ 'requirements.txt': 'tenacity==9.1.2\n', 'constraints.txt': 'tenacity<9\n' }),
    'tenacity',
  );
  expect(survey.conflicts.map((pair) => pair.map(({ path }) => path))).toEqual([
    ['constraints.txt', 'requirements.txt'],
  ]);
});

test('two requirements for different markers do not conflict', () => {
  const text = 'numpy<2; python_version < "3.12"\nnumpy>=2; python_version >= "3.12"\n';
  const survey = surveyDistribution(manifests({ 'requirements.txt': text }), 'numpy');
  expect(survey.conflicts).toEqual([]);
  expect(survey.duplicates.map(({ line }) => line)).toEqual([2]);
});

test('the same distribution in two groups of a file is no duplicate', () => {
  const text = '[project]\ndependencies = ["a"]\n[project.optional-dependencies]\nx = ["a"]\n';
  expect(surveyDistribution(manifests({ 'pyproject.toml': text }), 'a').duplicates).toEqual([]);
});
