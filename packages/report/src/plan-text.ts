import type { PlanConflict, PlanDocument, PlanFailure, PlanFinding, PlanResidue, PlanSkipped } from '@moult/engine';
import { notes, workOrders } from '@moult/engine';
import { ledgerText } from './ledger-text.ts';
import { printable, signs, type Terminal, tint } from './terminal-style.ts';

/** The diff of one file as text that `git apply` takes. */
export interface DiffText {
  readonly path: string;
  readonly text: string;
}

export interface PlanTextOptions {
  readonly terminal: Terminal;
  /** Diffs to show, in order; none with a short report. */
  readonly diffs: readonly DiffText[];
  /** Lines such as "moult apply plan.json" that say what to do next. */
  readonly next: readonly string[];
}

/** A plan for a person at a terminal: diffs with their owners, what is left, and last the ledger that adds up. */
export function planText(plan: PlanDocument, options: PlanTextOptions): string {
  const { terminal, diffs, next } = options;
  const blocks = [
    diffs.map((diff) => colourDiff(terminal, diff.text)).join(''),
    block(
      terminal,
      'Left for a person',
      workOrders(plan.findings).map((finding) => findingText(terminal, finding)),
    ),
    block(
      terminal,
      'Conflicts',
      plan.conflicts.map((conflict) => conflictText(terminal, conflict)),
    ),
    block(
      terminal,
      'Rules that failed',
      plan.failures.map((failure) => failureText(terminal, failure)),
    ),
    block(
      terminal,
      'Still pointing at an old library',
      plan.residue.map((residue) => residueText(terminal, residue)),
    ),
    block(
      terminal,
      'Notes, which nobody has to act on',
      notes(plan.findings).map((finding) => findingText(terminal, finding)),
    ),
    block(
      terminal,
      'Skipped files',
      plan.skipped.map((skipped) => skippedText(terminal, skipped)),
    ),
    block(terminal, 'Unused suppressions', unusedSuppressions(plan)),
    ledgerText(plan, terminal),
    next.map((line) => `${signs(terminal, '→')} ${line}\n`).join(''),
  ];
  return blocks.filter((text) => text !== '').join('\n');
}

function block(terminal: Terminal, title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  return `${tint(terminal, 'bold', `${title} (${items.length})`)}\n${items.join('')}`;
}

function place(terminal: Terminal, { path, line }: { readonly path: string; readonly line: number }): string {
  return tint(terminal, 'cyan', printable(`${path}:${line}`));
}

function findingText(terminal: Terminal, finding: PlanFinding): string {
  const lines = [
    `  ${place(terminal, finding)}  ${tint(terminal, 'dim', `${finding.plugin}/${finding.rule}`)}`,
    `    ${printable(finding.message)}`,
    `    Why:   ${printable(finding.why)}`,
    `    To do: ${printable(finding.todo)}`,
    ...(finding.suggestion === undefined
      ? []
      : finding.suggestion.split('\n').map((line) => `      | ${printable(line)}`)),
  ];
  return `${lines.join('\n')}\n`;
}

function conflictText(terminal: Terminal, conflict: PlanConflict): string {
  const { refused, kept } = conflict;
  const sides = kept === undefined ? '' : ` (in its way: ${kept.plugin}/${kept.rule} at line ${kept.line})`;
  const texts = [refused, ...(kept === undefined ? [] : [kept])].flatMap((side) =>
    side.edits.map((edit) => `      ${side.plugin}/${side.rule} would write ${JSON.stringify(edit.newText)}\n`),
  );
  return `  ${place(terminal, conflict)}  ${refused.plugin}/${refused.rule}${sides}\n    ${printable(conflict.reason)}\n${texts.join('')}`;
}

function failureText(terminal: Terminal, failure: PlanFailure): string {
  return `  ${place(terminal, failure)}  ${failure.plugin}/${failure.rule} ${failure.kind}: ${printable(failure.message)}\n`;
}

function residueText(terminal: Terminal, residue: PlanResidue): string {
  const mark = residue.unexplained ? tint(terminal, 'red', ' unexplained') : '';
  const text = printable(residue.text.trim().slice(0, 100));
  return `  ${place(terminal, residue)}  ${residue.plugin}, ${residue.kind}${mark}: ${text}\n    ${printable(residue.reason)}\n`;
}

function skippedText(terminal: Terminal, skipped: PlanSkipped): string {
  return `  ${tint(terminal, 'cyan', printable(skipped.path))}  ${printable(skipped.reason)}\n`;
}

function unusedSuppressions(plan: PlanDocument): readonly string[] {
  return plan.suppressions
    .filter((item) => item.used === 0)
    .map(
      (item) =>
        `  ${printable(item.path)}:${item.line}  ignore[${item.rules.join(', ')}] keeps nothing out; remove the comment\n`,
    );
}

function colourDiff(terminal: Terminal, diff: string): string {
  if (!terminal.colour) return printable(diff).replaceAll('\\x0d\n', '\n');
  return diff
    .split('\n')
    .map((line) => colourLine(terminal, printable(line.replace(/\r$/, ''))))
    .join('\n');
}

function colourLine(terminal: Terminal, line: string): string {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('diff ')) return tint(terminal, 'bold', line);
  if (line.startsWith('@@')) {
    const end = line.indexOf('@@', 2) + 2;
    return tint(terminal, 'cyan', line.slice(0, end)) + tint(terminal, 'dim', line.slice(end));
  }
  if (line.startsWith('+')) return tint(terminal, 'green', line);
  return line.startsWith('-') ? tint(terminal, 'red', line) : line;
}
