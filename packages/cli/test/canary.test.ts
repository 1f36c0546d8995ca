import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTree, runMoult } from './run-moult.ts';

const CANARY = join(import.meta.dirname, '../../../examples/orchestrators/canary');
const SOURCE =
  'from tenacity import retry, stop_after_attempt\n\n\n@retry(stop=stop_after_attempt(3))\ndef fetch():\n    raise OSError\n';
const PASSING = `printf '<testsuite><testcase classname="t" name="one"/></testsuite>' > "$MOULT_JUNIT"`;
const NAMES = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'];

function fleet(): string {
  const services = NAMES.map((name) => ({ name, path: name, owner: 'team', priority: 'low', tests: PASSING }));
  const config = {
    inventory: 'services.yaml',
    grade: 'review',
    plugins: ['tenacity'],
    orchestrator: CANARY,
  };
  const sources = NAMES.flatMap((name) => [
    [`${name}/requirements.txt`, 'tenacity==8.2.3\n'],
    [`${name}/client.py`, SOURCE],
  ]);
  return makeTree({
    ...Object.fromEntries(sources),
    'services.yaml': JSON.stringify({ version: 1, services }),
    'moult.config.json': JSON.stringify(config),
  });
}

/** The services that are on the new library. */
const moved = (root: string): readonly string[] =>
  NAMES.filter((name) => readFileSync(join(root, name, 'requirements.txt'), 'utf8').includes('tenacity==9'));

describe('the canary of the examples', () => {
  test('takes one service, then a quarter of the fleet, then the rest, each after an approval', async () => {
    const root = fleet();
    const run = await runMoult(root, 'run', '--environment', 'current', '--no-prompt', '-q');
    expect([run.code, run.stderr, moved(root)]).toEqual([7, '', ['a1']]);
    expect((await runMoult(root, 'approve', 'after-canary', '--reason', 'well')).code).toBe(0);
    expect((await runMoult(root, 'resume', '-q', '--no-prompt')).code).toBe(7);
    expect(moved(root)).toEqual(['a1', 'a2', 'a3']);
    expect((await runMoult(root, 'approve', 'after-quarter', '--reason', 'well')).code).toBe(0);
    const last = await runMoult(root, 'resume', '-q', '--no-prompt');
    expect([last.code, moved(root)]).toEqual([0, NAMES]);
  });

  test('takes the canary back when it is rejected so, and widens no further', async () => {
    const root = fleet();
    await runMoult(root, 'run', '--environment', 'current', '--no-prompt', '-q');
    const rejected = await runMoult(root, 'reject', 'after-canary', '--rollback', '--reason', 'slow');
    expect([rejected.code, moved(root)]).toEqual([5, []]);
  });
});
