/** One exit code of the command: what it means, and what a person does next. */
export interface ExitCode {
  readonly code: number;
  readonly name: string;
  readonly meaning: string;
  readonly next: string;
}

/** Every exit code, in the order in which they win when several apply. */
export const EXIT_CODES = [
  {
    code: 70,
    name: 'internal',
    meaning: 'Internal error, or the ledger does not add up.',
    next: 'Nothing more is done. Keep the output and report it.',
  },
  {
    code: 130,
    name: 'interrupted',
    meaning: 'Interrupted; the work can be resumed.',
    next: 'Run `moult status`, then `moult resume`.',
  },
  {
    code: 2,
    name: 'usage',
    meaning: 'Wrong usage or configuration, or a plugin that cannot be loaded; nothing was attempted.',
    next: 'Correct what the message names.',
  },
  {
    code: 8,
    name: 'drift',
    meaning: 'Files changed since they were planned: the plan is stale.',
    next: 'Plan again and review the new plan.',
  },
  {
    code: 6,
    name: 'locked',
    meaning: 'Another run owns the tree, or an open transaction has to be recovered.',
    next: 'Wait for the other run, or type the command that the message names.',
  },
  {
    code: 5,
    name: 'gate',
    meaning: 'A gate stopped the run: threshold, phase check or rejection.',
    next: 'Run `moult report`, repair what failed, then `moult resume` or `moult undo`.',
  },
  {
    code: 9,
    name: 'needs-person',
    meaning: 'Something needs a person: a conflict, a refused undo, or a held service.',
    next: 'Run `moult status`; it lists what to do, worst first.',
  },
  {
    code: 7,
    name: 'waiting',
    meaning: 'Waiting for approval at a checkpoint.',
    next: 'Run `moult approve` or `moult reject` as the message shows.',
  },
  {
    code: 4,
    name: 'validation',
    meaning: 'Validation failed.',
    next: 'Run `moult validate` for the details.',
  },
  {
    code: 3,
    name: 'partial',
    meaning: 'Done in part: something was refused, skipped or in conflict.',
    next: 'Read the findings; they say what is left and why.',
  },
  {
    code: 1,
    name: 'not-clean',
    meaning: 'The answer is "not clean": changes are left, or services failed below the threshold.',
    next: 'Run `moult plan` to see the changes, or `moult report` for the failed services.',
  },
  { code: 0, name: 'clean', meaning: 'Clean, or done.', next: 'Nothing.' },
] as const satisfies readonly ExitCode[];

/** What can be true at the end of a command, by the name of its exit code. */
export type ExitCondition = (typeof EXIT_CODES)[number]['name'];

/** The exit code of a command: of all that is true at its end, the one that wins. */
export function exitCodeFor(conditions: readonly ExitCondition[]): number {
  return EXIT_CODES.find((entry) => conditions.includes(entry.name))?.code ?? 0;
}

/** The lines of `moult help exit-codes`. */
export function exitCodeHelp(): readonly string[] {
  const byCode = [...EXIT_CODES].sort((a, b) => a.code - b.code);
  const lines = byCode.flatMap((entry) => [
    `${String(entry.code).padStart(5)}  ${entry.meaning}`,
    `       ${entry.next}`,
  ]);
  const order = EXIT_CODES.filter((entry) => entry.code !== 0).map((entry) => entry.code);
  return ['Exit codes', '', ...lines, '', `When several apply: ${order.join(', ')}.`];
}
