import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    expect((await runMoult(root, 'run', '--on-inconclusive', 'hope', '--dry-run')).code).toBe(2);
    expect((await runMoult(root, 'run', '--abort-mode', 'fast', '--on-inconclusive', 'fail', '--dry-run')).code).toBe(
      0,
    );
  });

  test('refuses rules for checkpoints that it does not know, and names the nearest', async () => {
    const withRun = async (run: object) => {
      const root = fleet();
      writeFileSync(
        join(root, 'moult.config.json'),
        JSON.stringify({ ...JSON.parse(read(root, 'moult.config.json')), run }),
      );
      return runMoult(root, 'run', '--dry-run');
    };
    const misspelt = await withRun({ checkpoints: { d: { requird: 2 } } });
    expect([misspelt.code, misspelt.stderr]).toEqual([2, expect.stringContaining('run.checkpoints.d.requird')]);
    expect((await withRun({ checkpoints: { d: { expires: 'soon' } } })).stderr).toContain('72h, 30m or 3d');
    expect((await withRun({ phaseCommands: { e: ['true'] } })).stderr).toContain('"e" that there is not');
    expect((await withRun({ checkpoints: { d: { required: 2, expires: '72h' } }, maxFailures: '20%,3' })).code).toBe(0);
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

describe('what a run says of its services', () => {
  const REGRESSING = `if grep -q ==8 requirements.txt; then bad=; else bad='<failure message="no"/>'; fi; printf "<testsuite><testcase classname=\\"t\\" name=\\"one\\">$bad</testcase></testsuite>" > "$MOULT_JUNIT"`;

  function withTests(tests: string): string {
    const root = fleet();
    const services = JSON.parse(read(root, 'services.yaml'));
    for (const service of services.services) service.tests = tests;
    writeFileSync(join(root, 'services.yaml'), JSON.stringify(services));
    return root;
  }

  test('keeps why a service failed when it was taken back', async () => {
    const { code, stdout } = await runMoult(withTests(REGRESSING), ...RUN, '--phase', 'a');
    expect(code).toBe(5);
    expect(stdout).toMatch(/web \(team\): rolled-back\. .*NEW-FAIL|web \(team\): rolled-back\. .*fail/);
    expect(stdout).toContain('Taken back: 2 files restored and verified.');
  });

  test('lists a service without tests no more when it was taken back', async () => {
    const root = fleet();
    expect((await runMoult(root, ...RUN, '--phase', 'a', '--skip-tests')).stdout).toContain('Without tests that prove');
    await runMoult(root, 'undo');
    expect((await runMoult(root, 'report', '--format', 'text')).stdout).not.toContain('Without tests that prove');
    expect((await runMoult(root, 'report', '--format', 'markdown')).stdout).not.toContain('Without tests that prove');
  });

  test('says that tests were skipped from a resume on', async () => {
    const root = withTests('exit 9');
    expect((await runMoult(root, ...RUN, '--phase', 'a')).code).toBe(5);
    const { code, stdout } = await runMoult(root, 'resume', '--retry', 'failed', '--skip-tests', '-q', '--no-prompt');
    expect([code, stdout.includes('From here on tests were skipped.')]).toEqual([0, true]);
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

  test('counts the example fleet as its owners declare it, and places the services that declare no phase by the rule', async () => {
    const root = join(import.meta.dirname, '../../../examples/fleet');
    const out = makeTree({});
    const { code, stdout } = await runMoult(root, 'analyze', '-q', '-o', out, '--no-compile');
    expect(code).toBe(0);
    expect(stdout).toContain('40 services analysed, 35 to update');
    expect(stdout).toContain('phases A/B/C/D as declared: 10/14/4/3, plus 4 placed by the rule');
    expect(stdout).toContain(
      '    A  by the rule, only a requirement moves: backup-service, log-aggregator, notification-gateway, presence-tracker\n',
    );
    const dry = await runMoult(root, ...RUN, '--dry-run', '--phase', 'a');
    expect([
      dry.code,
      dry.stdout.includes('Phase A low: 14 services'),
      dry.stdout.includes('  backup-service '),
    ]).toEqual([0, true, true]);
  }, 60_000);
});

describe('moult validate', () => {
  const levelOf = (stdout: string, check: string) =>
    JSON.parse(stdout).find((item: { result: { check: string } }) => item.result.check === check)?.result;
  // Tells the old libraries from the new, and leaves a line behind for every time it ran.
  const counting = (log: string) =>
    `echo ran $(cat requirements.txt) >> ${log}; if grep -q broken client.py; then bad='<failure message="no"/>'; fi; printf "<testsuite><testcase classname='t' name='one'>$bad</testcase></testsuite>" > "$MOULT_JUNIT"`;

  function countingFleet() {
    const root = fleet();
    const log = join(root, 'ran.txt');
    const services = JSON.parse(read(root, 'services.yaml'));
    services.services[0].tests = counting(log);
    writeFileSync(
      join(root, 'services.yaml'),
      JSON.stringify({ ...services, services: services.services.slice(0, 1) }),
    );
    rmSync(join(root, 'data'), { recursive: true });
    return { root, ran: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []) };
  }

  test('runs the tests on the old libraries before a run, and says what they do', async () => {
    const { root, ran } = countingFleet();
    const { code, stdout } = await runMoult(root, 'validate', '--environment', 'current', '-q', '--format', 'json');
    expect(ran()).toEqual(['ran tenacity==8.2.3']);
    expect([code, levelOf(stdout, 'baseline-tests')]).toEqual([
      0,
      { check: 'baseline-tests', verdict: 'pass', evidence: '1 test ran; none of them fails before the change.' },
    ]);
    expect(existsSync(join(root, '.moult'))).toBe(false);
  });

  test('runs the tests again after a run, and the old ones in a copy that was taken back', async () => {
    const { root, ran } = countingFleet();
    await runMoult(root, ...RUN, '--skip-tests');
    expect(ran()).toEqual([]);
    const { code, stdout } = await runMoult(root, 'validate', '--level', 'v3', '-q', '--format', 'json');
    expect([code, levelOf(stdout, 'tests')?.verdict]).toEqual([0, 'pass']);
    expect(ran()[0]).toBe('ran tenacity==8.2.3');
    expect(ran()[1]).toMatch(/^ran tenacity==9/);
  });

  test('sees a test that newly fails since the run, and that the undo in a copy brings the old result back', async () => {
    const { root, ran } = countingFleet();
    expect((await runMoult(root, ...RUN)).code).toBe(0);
    writeFileSync(join(root, 'web/client.py'), `${read(root, 'web/client.py')}# broken\n`);
    const { code, stdout } = await runMoult(root, 'validate', '-q', '--format', 'json');
    expect([code, levelOf(stdout, 'tests')?.verdict, levelOf(stdout, 'undo-in-copy')?.verdict]).toEqual([
      4,
      'fail',
      'pass',
    ]);
    expect(levelOf(stdout, 'undo-in-copy')?.evidence).toContain('the tests of web are as before the change');
    expect(ran().at(-1)).toBe('ran tenacity==8.2.3');
    const quick = await runMoult(root, 'validate', '--skip-tests', '--level', 'v3', '-q', '--format', 'json');
    expect(levelOf(quick.stdout, 'tests')?.evidence).toContain('In the run:');
  });

  test('offers no option that means nothing to it', async () => {
    const { stdout } = await runMoult(fleet(), 'validate', '--help');
    for (const option of ['--phase', '--approve-all', '--max-failures', '--on-abort', '--no-prompt', '--dry-run'])
      expect(stdout).not.toContain(option);
  });
});

describe('moult clean', () => {
  test('removes runs that were taken back and are named by their end, and says what it frees', async () => {
    const root = fleet();
    const run = [...RUN, '--phase', 'a', '--skip-tests'];
    await runMoult(root, ...run);
    const [first = ''] = readdirSync(join(root, '.moult/runs'));
    const kept = await runMoult(root, 'clean', first.slice(-8));
    expect([kept.code, kept.stdout]).toEqual([3, expect.stringContaining('still to be taken back with moult undo')]);
    expect((await runMoult(root, 'undo', first.slice(-8))).stdout).toContain('web: rolled-back');
    const dry = await runMoult(root, 'clean', '--keep', '0', '--dry-run');
    expect(dry.stdout).toMatch(/^1 run would be removed, \d+ kB would be freed/);
    expect(existsSync(join(root, '.moult/runs', first))).toBe(true);
    const { code, stdout } = await runMoult(root, 'clean', '--keep', '0');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^1 run removed, \d+ kB freed \(with \d stored contents/),
    ]);
    expect([readdirSync(join(root, '.moult/runs')), readdirSync(join(root, '.moult/blobs'))]).toEqual([[], []]);
  });

  test('keeps a run that waits for an answer, unless that is asked for', async () => {
    const root = fleet();
    await runMoult(root, ...RUN, '--skip-tests');
    const kept = await runMoult(root, 'clean', '--keep', '0', '--with-undoable');
    expect(kept.stdout).toContain('waiting for a person');
    const all = await runMoult(root, 'clean', '--keep', '0', '--with-undoable', '--with-open');
    expect(all.stdout).toContain('1 run removed');
    expect((await runMoult(root, 'clean', '--older-than', 'ever')).code).toBe(2);
  });
});
