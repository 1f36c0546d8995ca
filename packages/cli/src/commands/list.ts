import { MoultError } from '@moult/errors';
import type { Plugin, PluginOption, Rule } from '@moult/plugin-api';
import { type Project, suggestName } from '@moult/runner';
import { type Command, textOf } from '../command.ts';
import { openProjectFor, projectOptions } from '../project-options.ts';

/** `moult list [PLUGIN[/RULE]]`: what there is, with grades, options and sources. */
export const listCommand: Command = {
  options: (yargs) => projectOptions(yargs).positional('name', { type: 'string', describe: 'PLUGIN or PLUGIN/RULE' }),
  async run(args, io) {
    const project = await openProjectFor(args, io);
    const [name, ruleName] = (textOf(args, 'name') ?? '').split('/');
    if (name === undefined || name === '') io.stdout(project.plugins.map(pluginLine).join(''));
    else if (ruleName === undefined) io.stdout(describePlugin(project, findPlugin(project, name)));
    else io.stdout(describeRule(findPlugin(project, name), ruleName));
    return 0;
  },
};

function findPlugin(project: Project, name: string): Plugin {
  const plugin = project.plugins.find((candidate) => candidate.name === name);
  if (plugin !== undefined) return plugin;
  const names = project.plugins.map((candidate) => candidate.name);
  throw new MoultError('E-USAGE', `There is no plugin "${name}" in this run.`, {
    where: name,
    hint: suggestName(name, names),
  });
}

function pluginLine(plugin: Plugin): string {
  return `${plugin.name.padEnd(16)} ${plugin.title}  (${plugin.rules.length} rules)\n`;
}

function describePlugin(project: Project, plugin: Plugin): string {
  const values = project.options.get(plugin.name) ?? {};
  const rules = plugin.rules.map((rule) => `  ${rule.name.padEnd(30)} ${rule.grade.padEnd(7)} ${rule.summary}\n`);
  const options = (plugin.options ?? []).map((option) => describeOption(option, values[option.name]));
  return [
    `${plugin.name}: ${plugin.title}\n`,
    `moves ${plugin.upgrade.from} to ${plugin.upgrade.to} ${plugin.upgrade.version}\n`,
    `\nRules\n${rules.join('')}`,
    options.length === 0 ? '' : `\nOptions\n${options.join('')}`,
  ].join('');
}

function describeOption(option: PluginOption, value: string | boolean | undefined): string {
  const form = option.kind === 'choice' ? option.values.join(' | ') : option.kind === 'flag' ? 'true | false' : 'text';
  return `  ${option.name} = ${JSON.stringify(value)}   (${form}; default ${JSON.stringify(option.default)})\n      ${option.help}\n`;
}

function describeRule(plugin: Plugin, name: string): string {
  const rule = plugin.rules.find((candidate) => candidate.name === name);
  if (rule === undefined) {
    const names = plugin.rules.map((candidate) => candidate.name);
    throw new MoultError('E-USAGE', `The plugin "${plugin.name}" has no rule "${name}".`, {
      where: name,
      hint: suggestName(name, names),
    });
  }
  return [
    `${plugin.name}/${rule.name}\n`,
    `  what    ${rule.summary}\n`,
    `  grade   ${rule.grade}\n`,
    rule.source === undefined ? '' : `  source  ${rule.source}\n`,
    `  finds   ${findsText(rule)}\n`,
  ].join('');
}

function findsText(rule: Rule): string {
  return JSON.stringify(rule.find.spec, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value));
}
