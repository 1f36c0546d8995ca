import type { PlanDocument, SiteColumns } from '@moult/engine';
import { type Terminal, tint } from './terminal-style.ts';

const COLUMNS: readonly (readonly [keyof SiteColumns, string])[] = [
  ['found', 'sites'],
  ['changed', 'changed'],
  ['offered', 'offered'],
  ['suppressed', 'suppressed'],
  ['conflicting', 'conflict'],
  ['refused', 'refused'],
  ['left', 'left'],
  ['unsupported', 'unsupp.'],
  ['unaffected', 'right'],
];

/** The ledger of a plan: every file and every candidate site in exactly one column. */
export function ledgerText(plan: PlanDocument, terminal: Terminal): string {
  const { totals } = plan;
  const { files } = totals;
  const lines = [
    tint(terminal, 'bold', 'Ledger'),
    `  services   ${totals.services} looked at, ${totals.servicesChanged} change`,
    `  files      ${files.found} Python files = ${files.parsed} parsed + ${files.notRelevant} not relevant + ${files.skipped} skipped; ` +
      `${files.changed} change, with ${files.manifestsChanged} requirement and configuration files`,
    `  checks     ${checksLine(plan)}`,
    '',
    ...siteTable(plan).map((line) => `  ${line}`),
    '',
    `  selected   ${totals.selected.safe} safe, ${totals.selected.review} review · offered ${totals.offered.safe} safe, ${totals.offered.review} review`,
    `  left       ${totals.findings - totals.notes} for a person, ${totals.notes} ${totals.notes === 1 ? 'note' : 'notes'}, ${totals.conflicts} conflicts, ${totals.residue} residue (${totals.residueUnexplained} unexplained)`,
    `  digest     ${plan.digest}`,
  ];
  return `${lines.map((line) => (terminal.unicode ? line : line.replaceAll('·', '-'))).join('\n')}\n`;
}

function siteTable({ totals }: PlanDocument): readonly string[] {
  const names = ['all', ...totals.plugins.map((columns) => columns.plugin)];
  const width = Math.max(...names.map((name) => name.length));
  const head = [' '.repeat(width), ...COLUMNS.map(([, title]) => title.padStart(Math.max(7, title.length)))].join('  ');
  const rows = [totals.sites, ...totals.plugins].map((columns, index) =>
    [
      (names[index] ?? '').padEnd(width),
      ...COLUMNS.map(([key, title]) => String(columns[key]).padStart(Math.max(7, title.length))),
    ].join('  '),
  );
  return [head, ...rows];
}

function checksLine(plan: PlanDocument): string {
  const changed = plan.files.filter((file) => file.status === 'changed' && file.kind === 'python');
  const compiled = changed.filter((file) => file.checks?.compile === 'ok').length;
  const python = plan.run.versions['python'];
  if (changed.length === 0) return 'nothing to check';
  if (python === undefined) return `${changed.length} changed Python files parse; the Python compiler was not asked`;
  return `${compiled} of ${changed.length} changed Python files compile before and after under Python ${python}`;
}
