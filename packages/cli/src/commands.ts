import type { Command } from './command.ts';
import { applyCommand } from './commands/apply.ts';
import { checkCommand } from './commands/check.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { helpCommand } from './commands/help.ts';
import { listCommand } from './commands/list.ts';
import { newCommand } from './commands/new.ts';
import { planCommand } from './commands/plan.ts';
import { runFleetCommand } from './commands/run.ts';
import { testCommand } from './commands/test.ts';
import { undoCommand } from './commands/undo.ts';

/** All commands, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  planCommand,
  applyCommand,
  checkCommand,
  runFleetCommand,
  undoCommand,
  explainCommand,
  listCommand,
  newCommand,
  testCommand,
  doctorCommand,
  helpCommand,
];
