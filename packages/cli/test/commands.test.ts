import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTree, runMoult } from './run-moult.ts';

const SOURCE =
  'from tenacity import retry, stop_after_attempt\n\n\n@retry(stop=stop_after_attempt(3))\ndef fetch():\n    raise OSError\n';

const service = () => makeTree({ 'requirements.txt': 'tenacity==8.2.3\n', 'src/client.py': SOURCE });
const tenacity = ['--plugin', 'tenacity', '--no-compile'] as const;
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('moult plan', () => {
  test('offers what wants a review, with the requirement that moves together with it, and writes nothing', async () => {
    const root = service();
    const { code, stdout } = await runMoult(root, 'plan', ...tenacity);
    expect(code).toBe(0);
    expect(stdout).toContain('offered 0 safe, 2 review');
    expect(stdout).not.toContain('+@retry');
    expect(read(root, 'src/client.py')).toBe(SOURCE);
  });

  test('selects review changes with --grade review, and ends with 1 for --exit-code', async () => {
    const { code, stdout } = await runMoult(service(), 'plan', ...tenacity, '--grade', 'review', '--exit-code');
    expect(code).toBe(1);
    expect(stdout).toContain('+@retry(stop=stop_after_attempt(3), reraise=True)');
  });

  test('keeps the requirement of what is not selected: other plugins, and a plugin with single rules', async () => {
    const root = makeTree({
      'requirements.txt': 'tenacity==8.2.3\npython-dotenv==1.0.0\n',
      'src/client.py': `from dotenv import load_dotenv\n${SOURCE}load_dotenv()\n`,
    });
    const patch = async (...selected: readonly string[]) =>
      (await runMoult(root, 'plan', '--no-compile', '--grade', 'review', '--format', 'patch', ...selected)).stdout;
    const plugin = await patch('--only', 'tenacity');
    expect(plugin).toContain('+tenacity==9.1.2');
    expect(plugin).not.toContain('python-dotenv==1.2.1');
    expect(await patch('--skip', 'tenacity')).toContain('+python-dotenv==1.2.1');
    const rule = await patch('--only', 'tenacity/add-reraise');
    expect(rule).toContain('reraise=True');
    expect(rule).not.toContain('requirements.txt');
  });

  test('is the default command', async () => {
    const { stdout } = await runMoult(service(), ...tenacity);
    expect(stdout).toContain('Ledger');
  });

  test('gives the same bytes from any working directory', async () => {
    const root = service();
    const here = await runMoult(root, 'plan', ...tenacity, '--format', 'json');
    const inside = await runMoult(join(root, 'src'), 'plan', ...tenacity, '--format', 'json', '--root', '..');
    expect(inside.stdout).toBe(here.stdout);
  });
});

describe('moult apply', () => {
  test('writes the plan that was reviewed, a second plan is empty, and undo gives every byte back', async () => {
    const root = service();
    await runMoult(root, 'plan', ...tenacity, '--grade', 'review', '-o', 'plan.json');
    expect((await runMoult(root, 'apply', 'plan.json', ...tenacity)).code).toBe(0);
    expect(read(root, 'src/client.py')).toContain('reraise=True');
    const second = await runMoult(root, 'plan', ...tenacity, '--grade', 'review', '--exit-code');
    expect(second.code).toBe(0);
    expect((await runMoult(root, 'undo')).code).toBe(0);
    expect(read(root, 'src/client.py')).toBe(SOURCE);
    expect(read(root, 'requirements.txt')).toBe('tenacity==8.2.3\n');
  });

  test('refuses a plan whose files moved since, with code 8, and writes nothing', async () => {
    const root = service();
    await runMoult(root, 'plan', ...tenacity, '--grade', 'review', '-o', 'plan.json');
    writeFileSync(join(root, 'src/client.py'), `# edited\n${SOURCE}`);
    const { code, stderr } = await runMoult(root, 'apply', 'plan.json', ...tenacity);
    expect(code).toBe(8);
    expect(stderr).toContain('src/client.py');
    expect(read(root, 'requirements.txt')).toBe('tenacity==8.2.3\n');
  });

  test('refuses a plan file that was edited', async () => {
    const root = service();
    await runMoult(root, 'plan', ...tenacity, '-o', 'plan.json');
    writeFileSync(join(root, 'plan.json'), read(root, 'plan.json').replace('9.1.2', '9.1.3'));
    const { code, stderr } = await runMoult(root, 'apply', 'plan.json', ...tenacity);
    expect(code).toBe(2);
    expect(stderr).toContain('E-PLAN');
  });

  test('leaves out a change by id, and the requirement that waits for it', async () => {
    const root = service();
    const { stdout } = await runMoult(root, 'plan', ...tenacity, '--grade', 'review', '--format', 'json');
    const change = JSON.parse(stdout).changes.find((item: { rule: string }) => item.rule === 'add-reraise');
    const { code } = await runMoult(root, 'apply', ...tenacity, '--grade', 'review', '--without', change.id);
    expect(code).toBe(0);
    expect(read(root, 'src/client.py')).toBe(SOURCE);
    expect(read(root, 'requirements.txt')).toBe('tenacity==8.2.3\n');
  });

  test('undo refuses a service that a person has edited since', async () => {
    const root = service();
    await runMoult(root, 'apply', ...tenacity, '--grade', 'review');
    writeFileSync(join(root, 'src/client.py'), '# mine\n');
    const { code, stdout } = await runMoult(root, 'undo');
    expect(code).toBe(9);
    expect(stdout).toContain('src/client.py');
    expect(read(root, 'requirements.txt')).toBe('tenacity==9.1.2\n');
  });
});

describe('moult check', () => {
  test('is not clean while changes are left, and clean after them', async () => {
    const root = service();
    expect((await runMoult(root, 'check', ...tenacity, '--grade', 'review')).code).toBe(1);
    await runMoult(root, 'apply', ...tenacity, '--grade', 'review');
    expect((await runMoult(root, 'check', ...tenacity, '--grade', 'review')).code).toBe(0);
  });
});

describe('wrong usage ends with 2 and says what to do', () => {
  test.each([
    ['an unknown command', ['plam'], 'plan'],
    ['an unknown option', ['plan', '--grad', 'review'], 'grad'],
    ['an unknown plugin', ['plan', '--plugin', 'tenacit'], 'Did you mean "tenacity"?'],
    [
      'an unknown rule',
      ['plan', '--plugin', 'tenacity', '--only', 'tenacity/add-rerais'],
      'Did you mean "tenacity/add-reraise"?',
    ],
    [
      'an unknown option of a plugin',
      ['plan', '--plugin', 'tenacity', '--set', 'tenacity.rerase=keep'],
      'Did you mean "reraise"?',
    ],
    [
      'a value an option does not take',
      ['plan', '--plugin', 'tenacity', '--set', 'tenacity.reraise=maybe'],
      'add, keep',
    ],
    ['an unknown format', ['plan', '--plugin', 'tenacity', '--format', 'xml'], 'There is no format "xml"'],
    ['a path that is not there', ['plan', 'nowhere', '--plugin', 'tenacity'], 'does not exist'],
    ['a run that is not there', ['undo', 'nothing'], 'There is no run'],
  ])('%s', async (_name, argv, message) => {
    const { code, stderr } = await runMoult(service(), ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a configuration with an unknown key names the nearest one', async () => {
    const root = makeTree({ 'moult.config.yaml': 'plugin: [tenacity]\n' });
    const { code, stderr } = await runMoult(root, 'plan');
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "plugins"?');
  });
});

describe('asking', () => {
  test('explain says why a rule did nothing', async () => {
    const root = makeTree({ 'src/a.py': SOURCE.replace('attempt(3)', 'attempt(3), reraise=True') });
    const { code, stdout } = await runMoult(root, 'explain', 'src/a.py:4', '--plugin', 'tenacity');
    expect(code).toBe(0);
    expect(stdout).toContain('`reraise` is stated');
  });

  test('list shows plugins, rules and options', async () => {
    const root = service();
    expect((await runMoult(root, 'list', '--plugin', 'tenacity')).stdout).toContain('tenacity 9.1.2');
    expect((await runMoult(root, 'list', 'tenacity', '--plugin', 'tenacity')).stdout).toContain('add | keep');
    expect((await runMoult(root, 'list', 'tenacity/add-reraise', '--plugin', 'tenacity')).stdout).toContain('review');
  });

  test('doctor shows where a value comes from', async () => {
    const root = makeTree({ 'moult.config.yaml': 'grade: review\nplugins: [tenacity]\n' });
    expect((await runMoult(root, 'doctor')).stdout).toMatch(/grade\s+file\s+"review"/);
  });

  test('help exit-codes prints every code', async () => {
    const { stdout } = await runMoult(service(), 'help', 'exit-codes');
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 70, 130])
      expect(stdout).toMatch(new RegExp(`^\\s*${code}\\s`, 'm'));
  });
});
