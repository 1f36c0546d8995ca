import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs commands in turn, round by round, so that a drift of the machine meets all of them alike. Answers with medians. */
export function measureInTurn(commands, { rounds, log }) {
  const samples = new Map(commands.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const command of commands) {
      const sample = runOnce(command);
      if (round >= 0) samples.get(command.name).push(sample);
    }
    log(round < 0 ? 'warm' : `round ${round + 1} of ${rounds}`);
  }
  return new Map(
    [...samples].map(([name, list]) => [
      name,
      {
        wall: median(list.map((s) => s.wall)),
        processor: median(list.map((s) => s.processor)),
        memory: Math.max(...list.map((s) => s.memory)),
      },
    ]),
  );
}

/** One run of a whole process: wall seconds, and processor seconds and peak memory in MB where /usr/bin/time is there. */
function runOnce({ argv, cwd }) {
  const report = join(tmpdir(), `moult-bench-${process.pid}`);
  const started = process.hrtime.bigint();
  const timed = spawnSync('/usr/bin/time', ['-f', '%M %U %S', '-o', report, ...argv], {
    cwd,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  if (timed.error === undefined) {
    const wall = Number(process.hrtime.bigint() - started) / 1e9;
    const [memory, user, system] = readFileSync(report, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
    rmSync(report, { force: true });
    return { wall, processor: user + system, memory: memory / 1024 };
  }
  const again = process.hrtime.bigint();
  spawnSync(argv[0], argv.slice(1), { cwd, stdio: 'ignore' });
  return { wall: Number(process.hrtime.bigint() - again) / 1e9, processor: Number.NaN, memory: Number.NaN };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
