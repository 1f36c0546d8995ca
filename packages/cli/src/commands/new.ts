import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MoultError } from '@moult/errors';
import { type Command, textOf } from '../command.ts';

/** Template files end with this, so that no tool takes them for sources of this package. */
const SUFFIX = '.txt';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** `moult new plugin NAME`: a plugin with one rule and a red test. */
export const newCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('kind', { choices: ['plugin'] as const, describe: 'What to make' })
      .positional('name', { type: 'string', describe: 'Name in kebab-case, such as client-v2' })
      .option('distribution', { type: 'string', describe: 'Distribution on PyPI (default: the name)' })
      .option('module', {
        type: 'string',
        describe: 'Module that is imported (default: the distribution with underscores)',
      })
      .option('folder', { type: 'string', describe: 'Where to make it (default: a folder of that name)' }),
  async run(args, io) {
    const name = textOf(args, 'name') ?? '';
    if (!NAME.test(name)) {
      throw new MoultError('E-USAGE', `"${name}" is not a name in kebab-case.`, {
        hint: 'For example: moult new plugin client-v2',
      });
    }
    const distribution = textOf(args, 'distribution') ?? name;
    const words = {
      NAME: name,
      DISTRIBUTION: distribution,
      MODULE: textOf(args, 'module') ?? distribution.replaceAll('-', '_'),
    };
    const folder = resolve(io.workingDirectory, textOf(args, 'folder') ?? name);
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new MoultError('E-USAGE', `The folder "${folder}" is not empty.`, {
        where: folder,
        hint: 'Give another one with --folder.',
      });
    }
    const files = copyTemplate(templateFolder(), folder, words);
    io.stdout(
      `${files.map((file) => `  ${relative(io.workingDirectory, file)}\n`).join('')}\nNext: moult test ${relative(io.workingDirectory, folder) || '.'}   (it is red until the rule is written in index.mjs)\n`,
    );
    return 0;
  },
};

/** The templates lie beside the sources and beside the bundle. */
function templateFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = ['../templates/plugin', '../../templates/plugin']
    .map((path) => join(here, path))
    .find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new MoultError('E-INTERNAL', 'The templates of `moult new` are missing from the installation.', {
    where: here,
    hint: 'Install Moult again.',
  });
}

function copyTemplate(from: string, to: string, words: Readonly<Record<string, string>>): readonly string[] {
  return readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(from, path)).isFile())
    .sort()
    .map((path) => {
      const target = join(to, path.slice(0, -SUFFIX.length));
      const text = readFileSync(join(from, path), 'utf8').replaceAll(
        /__([A-Z]+)__/g,
        (whole, word: string) => words[word] ?? whole,
      );
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      return target;
    });
}
