import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import { collectRunResults, readRunJournal, readRunState, readRunTexts, statePath, type Tree } from '@moult/runner';
import { type Arguments, listOf } from './command.ts';
import type { Io } from './io.ts';
import { REPORT_FORMATS, type RenderRunInput, type ReportFormat, renderRun } from './render-run.ts';

/** Reports that lie beside every run once it came to rest. */
const FILES: readonly (readonly [ReportFormat, string])[] = [
  ['junit', 'junit.xml'],
  ['jsonl', 'events.jsonl'],
  ['markdown', 'report.md'],
  ['html', 'report.html'],
];

/** What the reports of a run are made from. */
export function openReports(tree: Tree, runId: string, io: Io): RenderRunInput {
  return {
    ...reportSources(tree, runId, io),
    results: collectRunResults(tree, runId),
    state: readRunState(tree, runId),
  };
}

/** The parts of a report that do not depend on how far the results are. */
export function reportSources(tree: Tree, runId: string, io: Io): Omit<RenderRunInput, 'results' | 'state'> {
  return {
    events: readRunJournal(tree, runId).events,
    texts: () => readRunTexts(tree, runId),
    terminal: io.terminal,
  };
}

/** The usual reports of a run, by the names of their files. */
export function usualReports(input: RenderRunInput): ReadonlyMap<string, string> {
  return new Map(FILES.map(([format, name]) => [name, renderRun(format, input)]));
}

/** Writes the usual reports of a run again, where it has any: a decision or an undo changed what they say. */
export function renewReports(tree: Tree, runId: string, io: Io): void {
  const folder = statePath(tree, 'runs', runId);
  const exists = (name: string): boolean => tree.disk.status(join(folder, name)) !== undefined;
  if (!exists('results.json') || !exists('report.html')) return;
  for (const [name, text] of usualReports(openReports(tree, runId, io))) io.writeReport(join(folder, name), text);
}

/** Where the usual reports of a run lie, below the root. */
export function usualPaths(runId: string): readonly string[] {
  return FILES.map(([, name]) => `.moult/runs/${runId}/${name}`);
}

/** Writes the forms that were asked for; those without a file go to standard output. */
export function writeWantedReports(input: RenderRunInput, wanted: readonly WantedReport[], io: Io): void {
  for (const { format, path } of wanted) {
    const text = renderRun(format, input);
    if (path === undefined) io.stdout(text);
    else io.writeReport(path, text);
  }
}

/** A form, and the file it goes to. */
export interface WantedReport {
  readonly format: ReportFormat;
  readonly path: string | undefined;
}

/** Reads `--format junit=junit.xml`. Throws `E-USAGE` for a form that does not exist. */
export function wantedReports(args: Arguments): readonly WantedReport[] {
  return listOf(args, 'format').map((value) => {
    const [name = '', ...path] = value.split('=');
    const format = REPORT_FORMATS.find((known) => known === name);
    if (format !== undefined) return { format, path: path.length === 0 ? undefined : path.join('=') };
    throw new MoultError('E-USAGE', `There is no format "${name}".`, {
      where: '--format',
      hint: `Use ${REPORT_FORMATS.join(', ')}.`,
    });
  });
}
