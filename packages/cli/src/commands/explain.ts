import type { ExplainedNode, LineExplanation } from '@moult/engine';
import { MoultError } from '@moult/errors';
import { printable } from '@moult/report';
import { explainPlace } from '@moult/runner';
import { type Command, textOf } from '../command.ts';
import { openProjectFor, projectOptions } from '../project-options.ts';

/** `moult explain FILE:LINE`: the syntax there, what names resolve to, and which condition stopped which rule. */
export const explainCommand: Command = {
  options: (yargs) => projectOptions(yargs).positional('place', { type: 'string', describe: 'FILE:LINE' }),
  async run(args, io) {
    const { file, line } = parsePlace(textOf(args, 'place') ?? '');
    const project = await openProjectFor(args, io);
    const explanation = explainPlace(project, file, line);
    if (explanation.kind === 'explained') io.stdout(explanationText(explanation));
    else io.stdout(`${explanation.path} is not parsed: ${explanation.reason}\n`);
    return 0;
  },
};

function parsePlace(place: string): { readonly file: string; readonly line: number } {
  const match = /^(.+):(\d+)$/.exec(place);
  const [, file, line] = match ?? [];
  if (file === undefined || line === undefined) {
    throw new MoultError('E-USAGE', `"${place}" is not of the form FILE:LINE.`, {
      hint: 'For example: moult explain src/client.py:12',
    });
  }
  return { file, line: Number(line) };
}

function explanationText({ path, line, text, nodes, names, rules }: LineExplanation): string {
  const deepest = Math.min(...nodes.map((node) => node.depth));
  const sections = [
    `${path}:${line}\n  ${printable(text.trimEnd())}\n`,
    `Syntax\n${nodes
      .filter((node) => node.line === line)
      .map((node) => nodeLine(node, deepest))
      .join('')}`,
    `Names\n${names.map((name) => `  ${name.text}: ${name.refersTo ?? 'nothing known'}${name.certain ? '' : ' (uncertain)'}\n${name.evidence.map((item) => `      ${item.fact}\n`).join('')}`).join('') || '  none\n'}`,
    `Rules\n${rules.map((rule) => `  ${`${rule.plugin}/${rule.rule}`.padEnd(40)} ${rule.verdict}: ${printable(rule.reason)}\n`).join('') || '  none looked here\n'}`,
  ];
  return sections.join('\n');
}

function nodeLine(node: ExplainedNode, base: number): string {
  const field = node.field === undefined ? '' : `${node.field}: `;
  return `  ${'  '.repeat(Math.min(node.depth - base, 20))}${field}${node.kind} ${printable(JSON.stringify(node.text.slice(0, 60)))}\n`;
}
