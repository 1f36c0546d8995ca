import type { RunEvent, RunResults, RunState } from '@moult/fleet';
import { type BeforeAfter, runHtml, type Terminal } from '@moult/report';
import { runJunit } from './run-junit.ts';
import { runMarkdown } from './run-markdown.ts';
import { runSummary } from './run-summary.ts';

/** Forms a run can be written in; `compat` is the flat map of the first batch scripts alone. */
export const REPORT_FORMATS = ['text', 'json', 'junit', 'jsonl', 'markdown', 'html', 'compat'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface RenderRunInput {
  readonly results: RunResults;
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  /** Texts of changed files by path, read when the form needs them. */
  readonly texts: () => ReadonlyMap<string, BeforeAfter>;
  readonly terminal: Terminal;
}

/** A run in one of its forms. */
export function renderRun(format: ReportFormat, input: RenderRunInput): string {
  const { results, state, events, terminal } = input;
  switch (format) {
    case 'text':
      return runSummary(state, terminal);
    case 'json':
      return `${JSON.stringify(results, undefined, 2)}\n`;
    case 'junit':
      return runJunit(results);
    case 'jsonl':
      return events.map((event) => `${JSON.stringify(event)}\n`).join('');
    case 'markdown':
      return runMarkdown(results);
    case 'html':
      return runHtml(results, { texts: input.texts() });
    case 'compat':
      return `${JSON.stringify(results.compat, undefined, 2)}\n`;
  }
}
