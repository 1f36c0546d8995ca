import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodeFor } from '@moult/fleet';
import { loadPlugins } from '@moult/runner';
import { collectPluginTests } from '@moult/testkit';
import { BUNDLED_PLUGINS } from '../bundled-plugins.ts';
import { type Command, positionalsOf, textOf } from '../command.ts';
import type { Io } from '../io.ts';

/** `moult test [folder]`: the fixtures, variants and README examples of a plugin. */
export const testCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('folders', { type: 'string', array: true, describe: 'Folder of the plugin (default: this one)' })
      .option('filter', { type: 'string', describe: 'Only tests whose name contains this' }),
  async run(args, io) {
    const folders = positionalsOf(args, 'folders');
    const counts = { passed: 0, failed: 0 };
    for (const folder of folders.length === 0 ? ['.'] : folders) {
      const result = await testFolder(resolve(io.workingDirectory, folder), textOf(args, 'filter') ?? '', io);
      counts.passed += result.passed;
      counts.failed += result.failed;
    }
    io.stdout(`\n${counts.passed} passed, ${counts.failed} failed, 0 skipped\n`);
    return exitCodeFor(counts.failed === 0 ? [] : ['not-clean']);
  },
};

async function testFolder(folder: string, filter: string, io: Io): Promise<{ passed: number; failed: number }> {
  const [plugin] = await loadPlugins([folder], { root: folder, bundled: BUNDLED_PLUGINS });
  if (plugin === undefined) return { passed: 0, failed: 0 };
  const packageFolder = existsSync(join(folder, 'fixtures')) ? folder : resolve(folder, '..');
  const counts = { passed: 0, failed: 0 };
  for (const test of collectPluginTests(plugin, packageFolder)) {
    const name = `${test.group}: ${test.name}`;
    if (!name.includes(filter)) continue;
    const problem = outcomeOf(() => test.run());
    if (problem === undefined) counts.passed += 1;
    else {
      counts.failed += 1;
      io.stdout(
        `FAILED ${name}\n${problem
          .split('\n')
          .map((line) => `    ${line}\n`)
          .join('')}`,
      );
    }
  }
  return counts;
}

function outcomeOf(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
