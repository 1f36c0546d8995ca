import { spawnSync } from 'node:child_process';
import { findPython, type Project, readGrammarVersions } from '@moult/runner';
import type { Command } from '../command.ts';
import { openProjectFor, projectOptions } from '../project-options.ts';
import { VERSION } from '../version.ts';

/** `moult doctor`: the machine, the configuration, and where each value of it comes from. */
export const doctorCommand: Command = {
  options: projectOptions,
  async run(args, io) {
    const project = await openProjectFor(args, io);
    const python = findPython(project.config.python);
    const machine: readonly (readonly [string, string])[] = [
      ['moult', VERSION],
      ['node', process.versions.node],
      ...Object.entries(readGrammarVersions()),
      ['python', python === undefined ? 'not found: changed files are not compiled' : versionOf(python, ['--version'])],
      ['git', versionOf('git', ['--version'])],
      ['root', project.root],
      ['configuration', project.configFile?.path ?? 'none found: defaults'],
    ];
    io.stdout(`${machine.map(([name, value]) => `${name.padEnd(22)} ${value}`).join('\n')}\n\n${configTable(project)}`);
    return 0;
  },
};

function versionOf(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, [...args], { encoding: 'utf8' });
  return status === 0 ? (stdout || stderr).trim() : 'not found';
}

function configTable(project: Project): string {
  const rows = Object.entries(project.config).map(
    ([key, value]) =>
      `${key.padEnd(22)} ${(project.sources[key] ?? 'default').padEnd(12)} ${JSON.stringify(value) ?? 'not set'}\n`,
  );
  return `${'setting'.padEnd(22)} ${'from'.padEnd(12)} value\n${rows.join('')}`;
}
