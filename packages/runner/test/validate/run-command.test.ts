import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandRequest, KEPT_BYTES } from '../../src/validate/command-executor.ts';
import { processExecutor } from '../../src/validate/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'moult-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shell(line: string, wish: Partial<CommandRequest> = {}) {
  return processExecutor.run({
    program: '/bin/sh',
    args: ['-c', line],
    workingDirectory: folder,
    environment: { PATH: process.env['PATH'] ?? '' },
    timeLimitSeconds: 20,
    ...wish,
  });
}

/** A process that ended and waits to be collected does not run any more. */
function isRunning(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a command', () => {
  test('answers with its status and what it printed', async () => {
    const result = await shell('echo out; echo err >&2; exit 3');
    expect([result.status, result.ending, result.output]).toEqual([3, 'ended', 'out\nerr\n']);
  });

  test('sees the variables it is given and no others', async () => {
    const result = await shell('echo "[$HOME][$GIVEN]"', { environment: { GIVEN: 'yes', PATH: '/usr/bin:/bin' } });
    expect(result.output).toBe('[][yes]\n');
  });

  test('is ended at its time limit together with what it started', async () => {
    const result = await shell('sleep 60 & echo $! > child; sleep 60', { timeLimitSeconds: 1 });
    expect(result.ending).toBe('timed-out');
    expect(isRunning(readFileSync(join(folder, 'child'), 'utf8').trim())).toBe(false);
  });

  test('is found out when it leaves a daemon in a session of its own', async () => {
    const result = await shell('setsid sleep 60 & sleep 0.3');
    expect([result.ending, result.leftProcesses > 0]).toEqual(['ended', process.platform === 'linux']);
  });

  test('leaves no process when what it started ends by itself', async () => {
    const result = await shell('sleep 0.1 & exit 0');
    expect([result.status, result.leftProcesses]).toEqual([0, 0]);
  });

  test('has only so much of its output kept, the beginning and the end', async () => {
    const result = await shell('echo first; head -c 30000000 /dev/zero; echo last');
    expect(result.output.startsWith('first\n')).toBe(true);
    expect(result.output.endsWith('last\n')).toBe(true);
    expect(Buffer.byteLength(result.output)).toBeLessThan(KEPT_BYTES + 100);
    expect(result.printedBytes).toBe(30000011);
  });

  test('is stopped when it prints without end', async () => {
    expect((await shell('yes', { timeLimitSeconds: 60 })).ending).toBe('too-much-output');
  });

  test('is stopped when a person wishes so', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    expect((await shell('sleep 60', { signal: controller.signal })).ending).toBe('cancelled');
  });

  test('that does not exist is not started', async () => {
    expect((await shell('', { program: '/no/such/program' })).ending).toBe('not-started');
  });
});
