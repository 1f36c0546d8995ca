import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTree, runMoult } from './run-moult.ts';

const SOURCE =
  'from tenacity import retry, stop_after_attempt\n\n\n@retry(stop=stop_after_attempt(3))\ndef fetch():\n    raise OSError\n';
const TEST = `printf '<testsuite><testcase classname="t" name="one"/></testsuite>' > "$MOULT_JUNIT"`;

function fleet(): string {
  const services = ['web', 'data'].map((name) => ({
    name,
    path: name,
    owner: 'team',
    priority: name === 'data' ? 'critical' : 'low',
    phase: name === 'data' ? 'd' : 'a',
    tests: TEST,
  }));
  const config = { inventory: 'services.yaml', grade: 'review', plugins: ['tenacity'] };
  return makeTree({
    'services.yaml': JSON.stringify({ version: 1, services }),
    'moult.config.json': JSON.stringify(config),
    'web/requirements.txt': 'tenacity==8.2.3\n',
    'web/client.py': SOURCE,
    'data/requirements.txt': 'tenacity==8.2.3\n',
    'data/client.py': SOURCE,
    'compose.yaml': 'services:\n  web:\n    depends_on: [data]\n  data:\n    image: data\n',
  });
}

const RUN = ['run', '--environment', 'current', '--no-prompt', '-q'] as const;
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('moult run', () => {
  test('says in a dry run what it would do, and writes nothing', async () => {
    const root = fleet();
    const { code, stdout } = await runMoult(root, ...RUN, '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('phase A tolerates 0 failures of 1 service');
    expect(existsSync(join(root, '.moult'))).toBe(false);
  });

  test('stops at the checkpoint of a critical service, goes on when it is approved, and can be taken back', async () => {
    const root = fleet();
    const first = await runMoult(root, ...RUN);
    expect([first.code, first.stdout.includes('moult approve after-data')]).toEqual([7, true]);
    expect((await runMoult(root, 'status')).code).toBe(7);
    expect((await runMoult(root, 'approve', '--reason', 'looked')).code).toBe(0);
    const second = await runMoult(root, 'resume', '-q', '--no-prompt');
    expect([second.code, second.stdout.includes('2 of 2 services done')]).toEqual([0, true]);
    expect(read(root, 'data/requirements.txt')).toContain('tenacity==9');
    const junit = await runMoult(root, 'report', '--format', 'junit');
    expect(junit.stdout).toContain('<testcase classname="d" name="data"');
    expect((await runMoult(root, 'validate', '--level', 'v2,v5')).code).toBe(0);
    expect((await runMoult(root, 'undo', '--phase', 'd')).stdout).toContain('data: rolled-back');
    expect(read(root, 'data/requirements.txt')).toBe('tenacity==8.2.3\n');
    expect(read(root, 'web/requirements.txt')).toContain('tenacity==9');
  });

  test('wants a reason for passing every checkpoint, and knows the services it is asked for', async () => {
    const root = fleet();
    expect((await runMoult(root, 'run', '--approve-all')).code).toBe(2);
    const wrong = await runMoult(root, 'run', '--only', 'dta', '--dry-run');
    expect([wrong.code, wrong.stderr.includes('Did you mean "data"?')]).toEqual([2, true]);
    expect((await runMoult(root, 'run', '--max-failures', 'many', '--dry-run')).code).toBe(2);
  });

  test('writes one event per line for programs', async () => {
    const { stdout } = await runMoult(
      fleet(),
      'run',
      '--environment',
      'current',
      '--no-prompt',
      '--phase',
      'a',
      '--format',
      'jsonl',
    );
    const kinds = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(['run.started', 'run.finished']);
  });
});

describe('moult analyze', () => {
  test('writes inventory, Markdown and JSON, and keeps an inventory that lacks nothing', async () => {
    const root = fleet();
    const { code, stdout } = await runMoult(root, 'analyze', '-o', 'out', '--no-compile');
    expect(code).toBe(0);
    expect(stdout).toContain('2 services analysed, 2 to update');
    expect(stdout).toContain('phases A/B/C/D as declared: 1/0/0/1');
    expect(read(root, 'out/services.yaml')).toBe(read(root, 'services.yaml'));
    expect(JSON.parse(read(root, 'out/analysis.json')).graph.criticalPath).toEqual(['data', 'web']);
  });
});
