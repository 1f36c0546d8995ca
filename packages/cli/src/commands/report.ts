import { join } from 'node:path';
import { findFleetRun, findRoot, openTree, statePath } from '@moult/runner';
import { type Command, textOf } from '../command.ts';
import { REPORT_FORMATS } from '../render-run.ts';
import { runSummary } from '../run-summary.ts';
import { openReports, usualPaths, usualReports, wantedReports, writeWantedReports } from '../write-run-reports.ts';

/** `moult report [run]`: the reports of a run, in every form that is asked for. */
export const reportCommand: Command = {
  options: (yargs) =>
    yargs
      .positional('run', { type: 'string', describe: 'Id of the run, or its end (default: the last one)' })
      .option('root', { type: 'string', describe: 'Folder the run is about' })
      .option('format', {
        type: 'string',
        describe: `${REPORT_FORMATS.join(', ')}; NAME=FILE writes a file; repeatable (default: text, and the files beside the run)`,
      }),
  async run(args, io) {
    const wanted = wantedReports(args);
    const tree = openTree({ root: findRoot(io.workingDirectory, textOf(args, 'root')) });
    const runId = findFleetRun(tree, textOf(args, 'run'));
    const input = openReports(tree, runId, io);
    if (wanted.length > 0) writeWantedReports(input, wanted, io);
    else {
      for (const [name, text] of usualReports(input)) io.writeReport(join(statePath(tree, 'runs', runId), name), text);
      const paths = usualPaths(runId);
      io.stdout(`${runSummary(input.state, io.terminal)}\n${paths.map((path) => `  ${path}\n`).join('')}`);
    }
    return 0;
  },
};
