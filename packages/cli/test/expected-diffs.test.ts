import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMoult } from './run-moult.ts';

const EXAMPLES = join(import.meta.dirname, '../../../examples');
let fleet: string;

beforeAll(() => {
  fleet = join(mkdtempSync(join(tmpdir(), 'moult-diffs-')), 'fleet');
  cpSync(join(EXAMPLES, 'fleet'), fleet, { recursive: true });
});
afterAll(() => rmSync(join(fleet, '..'), { recursive: true, force: true }));

describe('the diff of a migration on the example fleet is the one that was read and accepted', () => {
  test.each(['pytest-asyncio', 'tenacity', 'aiomqtt', 'influxdb3', 'python-dotenv'])('%s', async (plugin) => {
    const { stdout } = await runMoult(fleet, 'plan', '--plugin', plugin, '--format', 'patch', '--quiet');
    expect(stdout).toBe(readFileSync(join(EXAMPLES, 'fleet-diffs', `${plugin}.patch`), 'utf8'));
  });
});
