import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { makeTree, runMoult } from './run-moult.ts';

const SOURCE =
  'from tenacity import retry, stop_after_attempt\n\n\n@retry(stop=stop_after_attempt(3))\ndef fetch():\n    raise OSError\n';
const HELD =
  'from asyncio_mqtt import Client\n\n\nasync def listen():\n    client = Client("host")\n    await client.connect()\n    await client.disconnect()\n';
const PASSING = `printf '<testsuite><testcase classname="t" name="one"/></testsuite>' > "$MOULT_JUNIT"`;
const REGRESSING = `if grep -q ==8 requirements.txt; then bad=; else bad='<failure message="no"/>'; fi; printf "<testsuite><testcase classname=\\"t\\" name=\\"one\\">$bad</testcase></testsuite>" > "$MOULT_JUNIT"`;

function fleet(tests: string): string {
  const entry = (name: string, phase: string, priority: string) => ({
    name,
    path: name,
    phase,
    priority,
    owner: 'team',
    tests,
  });
  const services = [entry('web', 'a', 'low'), entry('queue', 'a', 'medium'), entry('data', 'd', 'critical')];
  const config = { inventory: 'services.yaml', grade: 'review', plugins: ['tenacity', 'aiomqtt', 'python-dotenv'] };
  return makeTree({
    'services.yaml': JSON.stringify({ version: 1, services }),
    'moult.config.json': JSON.stringify(config),
    'web/requirements.txt': 'tenacity==8.2.3\npython-dotenv==1.0.0\n',
    'web/client.py': SOURCE,
    'queue/requirements.txt': 'asyncio-mqtt==0.16.1\n',
    'queue/client.py': HELD,
    'data/requirements.txt': 'tenacity==8.2.3\n',
    'data/client.py': SOURCE,
  });
}

const RUN = ['run', '--environment', 'current', '--no-prompt', '-q'] as const;

function resultsIn(root: string) {
  const [run = ''] = readdirSync(join(root, '.moult/runs'));
  return JSON.parse(readFileSync(join(root, '.moult/runs', run, 'results.json'), 'utf8'));
}

describe('the published schema of the results of a run', () => {
  const schemaOf = (name: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../report/schema', name), 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(schemaOf('plan-1.json'), 'plan-1.json');
  const validate = ajv.compile(schemaOf('results-1.json'));
  const problems = (value: unknown) => (validate(value) ? [] : validate.errors);

  test('fits a run that waits, the same when it is done, and when it was taken back', async () => {
    const root = fleet(PASSING);
    expect((await runMoult(root, ...RUN)).code).toBe(7);
    const waiting = resultsIn(root);
    expect([waiting.outcome, problems(waiting)]).toEqual(['waiting-for-approval', []]);
    await runMoult(root, 'approve', '--reason', 'well');
    expect([resultsIn(root).checkpoints[0].state, problems(resultsIn(root))]).toEqual(['approve', []]);
    expect((await runMoult(root, 'resume', '-q', '--no-prompt')).code).toBe(9);
    const done = resultsIn(root);
    expect([done.outcome, problems(done)]).toEqual(['needs-human', []]);
    expect(done.checkpoints[0].answers[0].reason).toBe('well');
    await runMoult(root, 'undo');
    expect([resultsIn(root).outcome, problems(resultsIn(root))]).toEqual(['rolled-back', []]);
    expect(done.services.map((service: { outcome: string }) => service.outcome)).toEqual([
      'succeeded',
      'held',
      'succeeded',
    ]);
  });

  test('fits a run whose service failed and was taken back', async () => {
    const root = fleet(REGRESSING);
    expect((await runMoult(root, ...RUN, '--only', 'web')).code).toBe(5);
    const failed = resultsIn(root);
    expect([failed.services[0].tests.newFailures, failed.services[0].rollback.state]).toEqual([
      ['t::one'],
      'rolled-back',
    ]);
    expect(problems(failed)).toEqual([]);
  });

  test('does not fit results of another version, or an outcome that there is not', async () => {
    const root = fleet(PASSING);
    await runMoult(root, ...RUN, '--only', 'web');
    const results = resultsIn(root);
    expect(problems({ ...results, schemaVersion: 2 })).not.toEqual([]);
    expect(problems({ ...results, outcome: 'fine' })).not.toEqual([]);
  });

  test('has the ledger of each service by plugin, and the flat map of the first batch scripts', async () => {
    const root = fleet(PASSING);
    await runMoult(root, ...RUN, '--only', 'web');
    const { totals } = resultsIn(root).services[0].plan;
    expect(
      totals.plugins.map((columns: { plugin: string; changed: number }) => [columns.plugin, columns.changed]),
    ).toEqual([
      ['aiomqtt', 0],
      ['python-dotenv', 1],
      ['tenacity', totals.sites.changed - 1],
    ]);
    const { code } = await runMoult(root, 'report', '--format', 'compat=flat.json');
    expect([code, JSON.parse(readFileSync(join(root, 'flat.json'), 'utf8'))]).toEqual([
      0,
      {
        web: {
          name: 'web',
          priority: 'LOW',
          migrations: { tenacity: true, 'python-dotenv': true },
          overall_success: true,
        },
      },
    ]);
  });
});
