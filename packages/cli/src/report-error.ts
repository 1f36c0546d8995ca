import type { MoultError } from '@moult/errors';
import { type ExitCondition, exitCodeFor } from '@moult/fleet';
import { printable, type Terminal, tint } from '@moult/report';

const CONDITIONS: Readonly<Partial<Record<MoultError['code'], ExitCondition>>> = {
  'E-INTERNAL': 'internal',
  'E-LEDGER': 'internal',
  'E-EDIT': 'internal',
  'E-STATE': 'internal',
  'E-DRIFT': 'drift',
  'E-LOCKED': 'locked',
  'E-RECOVER': 'locked',
  'E-JOURNAL': 'needs-person',
  'E-UNDO': 'needs-person',
  'E-WRITE': 'partial',
};

/** Exit code of a command that ended with an error. */
export function exitCodeOfError(error: MoultError): number {
  return exitCodeFor([CONDITIONS[error.code] ?? 'usage']);
}

/** An error for a person: what happened, where, what to do next. */
export function errorText(error: MoultError, terminal: Terminal): string {
  const where = error.where === undefined ? '' : `  where: ${printable(error.where)}\n`;
  const hint = error.hint === undefined ? '' : `  next:  ${printable(error.hint)}\n`;
  return `${tint(terminal, 'red', `moult: ${error.code}`)} ${printable(error.message)}\n${where}${hint}`;
}
