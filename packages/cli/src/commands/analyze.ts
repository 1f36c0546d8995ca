import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { signs, type Terminal, tint } from '@moult/report';
import { analysisMarkdown, analyzeFleet, type FleetAnalysis, inventoryText, type Project } from '@moult/runner';
import { type Command, flagOf, listOf, textOf } from '../command.ts';
import { makePlan, planOptions } from '../make-plan.ts';
import { openProjectFor } from '../project-options.ts';

const FOLDER = 'moult-analysis';

/** `moult analyze`: inventory, dependencies, risks and phases of a fleet. Changes no service. */
export const analyzeCommand: Command = {
  options: (yargs) =>
    planOptions(yargs)
      .option('output', {
        alias: 'o',
        type: 'string',
        describe: `Folder for inventory, Markdown and JSON (default: ${FOLDER})`,
      })
      .option('format', { choices: ['text', 'json'] as const, describe: 'json prints the analysis and writes nothing' })
      .option('write', { type: 'boolean', describe: 'Write the inventory to its place in the root as well' }),
  async run(args, io) {
    const project = await openProjectFor(args, io);
    const { plan } = await makePlan(project, { compile: false, ...args }, io);
    const analysis = analyzeFleet(project, plan);
    const json = `${JSON.stringify(analysis, undefined, 2)}\n`;
    if (listOf(args, 'format').includes('json')) {
      io.stdout(json);
      return 0;
    }
    const folder = resolve(io.workingDirectory, textOf(args, 'output') ?? FOLDER);
    mkdirSync(folder, { recursive: true });
    const inventory = inventoryText(analysis, existingInventory(project, io.readText));
    const files = [join(folder, 'services.yaml'), join(folder, 'analysis.md'), join(folder, 'analysis.json')];
    const texts = [inventory, analysisMarkdown(analysis), json];
    for (const [index, file] of files.entries()) io.writeReport(file, texts[index] ?? '');
    const place = join(project.root, project.config.inventory ?? 'services.yaml');
    if (flagOf(args, 'write') === true) io.writeReport(place, inventory);
    io.stdout(analysisText(analysis, io.terminal));
    io.stdout(
      signs(
        io.terminal,
        `\n${files.map((file) => `→ ${file}\n`).join('')}${flagOf(args, 'write') === true ? `→ ${place}\n` : ''}`,
      ),
    );
    return 0;
  },
};

function existingInventory({ root, config }: Project, read: (path: string) => string): string | undefined {
  const path = config.inventory === undefined ? undefined : join(root, config.inventory);
  return path !== undefined && existsSync(path) ? read(path) : undefined;
}

function analysisText(analysis: FleetAnalysis, terminal: Terminal): string {
  const { services, toUpdate, phases, graph, shared, rules } = analysis;
  const declared = phases.map((phase) => phase.declared.length).join('/');
  const placed = phases.flatMap((phase) => phase.proposed);
  const several = services.filter((service) => service.breaking.length > 1).length;
  const mismatches = services.flatMap((service) => service.mismatches.map((text) => `  ${service.name} ${text}\n`));
  const differences = services.flatMap((service) =>
    service.differences.map(
      (one) => `  ${service.name}: ${one.field} is declared ${one.declared}, the rule gives ${one.proposed}\n`,
    ),
  );
  return signs(
    terminal,
    [
      `${tint(terminal, 'bold', `${services.length} services analysed, ${toUpdate} to update`)}\n`,
      `  phases A/B/C/D as declared: ${declared}${placed.length === 0 ? '' : `, plus ${placed.length} placed by the rule`}\n`,
      ...phases.map((phase) => `    ${phase.id.toUpperCase()}  ${phase.declared.join(', ') || 'none'}\n`),
      ...placedLines(analysis),
      `  ${several} services have more than one breaking change\n`,
      graph.criticalPath.length > 1 ? `  the longest chain of dependencies: ${graph.criticalPath.join(' ← ')}\n` : '',
      ...graph.cycles.map((cycle) => `  they depend on each other: ${cycle.join(' → ')}\n`),
      ...shared.map((node) => `  ${node.note}\n`),
      block('Declared and not used, or used and not declared', mismatches, terminal),
      block('Where a declaration differs from the rule', differences, terminal),
      `\n${rules.map((rule) => `  ${rule}\n`).join('')}`,
      ...analysis.problems.map((problem) => `  note: ${problem}\n`),
    ].join(''),
  );
}

/** Services that declare no phase, by the phase that the rule gives them and by what the upgrade is to them. */
function placedLines({ services, phases }: FleetAnalysis): readonly string[] {
  const breaking = new Set(services.filter((service) => service.breaking.length > 0).map((service) => service.name));
  return phases.flatMap(({ id, proposed }) => {
    const row = (names: readonly string[], what: string): string =>
      names.length === 0 ? '' : `    ${id.toUpperCase()}  by the rule${what}: ${names.join(', ')}\n`;
    return [
      row(
        proposed.filter((name) => breaking.has(name)),
        '',
      ),
      row(
        proposed.filter((name) => !breaking.has(name)),
        ', only a requirement moves',
      ),
    ];
  });
}

function block(title: string, lines: readonly string[], terminal: Terminal): string {
  return lines.length === 0 ? '' : `\n${tint(terminal, 'bold', `${title} (${lines.length})`)}\n${lines.join('')}`;
}
