import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCE = `from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(3))
def fetch(number):
    return number
`;

/** A test command without Python: it writes a report with one passed test. */
export const QUICK_TEST = `printf '<testsuite tests="1"><testcase classname="t" name="one"/></testsuite>' > "$MOULT_JUNIT"`;

/**
 * Makes a fleet of small services that need tenacity and python-dotenv moved, in a fresh folder. \`test(index)\` gives the command of a service, \`phase(index)\`
 * its phase. Answers with the folder.
 */
export function makeFleet(
  count,
  { test = () => QUICK_TEST, phase = () => 'a', health = () => undefined, environment = () => [] } = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'moult-runs-'));
  const entries = [];
  for (let index = 0; index < count; index += 1) {
    const name = serviceName(index);
    const folder = join(root, 'services', name);
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'requirements.txt'), 'tenacity==8.2.3\npython-dotenv==1.0.0\n');
    writeFileSync(join(folder, 'src', 'app.py'), SOURCE);
    writeFileSync(join(folder, 'src', 'other.py'), `NUMBER = ${index}\n`);
    const priority = phase(index) === 'd' ? 'critical' : 'low';
    entries.push({
      name,
      path: `services/${name}`,
      priority,
      phase: phase(index),
      owner: 'team',
      tests: test(index),
      health: health(index),
      environment: environment(index),
    });
  }
  // JSON is YAML too.
  writeFileSync(join(root, 'services.yaml'), JSON.stringify({ version: 1, services: entries }, undefined, 1));
  const config = { inventory: 'services.yaml', grade: 'review', plugins: ['tenacity', 'python-dotenv'] };
  writeFileSync(join(root, 'moult.config.json'), JSON.stringify(config));
  return root;
}

export function serviceName(index) {
  return `s${String(index).padStart(4, '0')}`;
}
