import type { Command } from './command.ts';
import { analyzeCommand } from './commands/analyze.ts';
import { applyCommand } from './commands/apply.ts';
import { approveCommand, rejectCommand } from './commands/approve.ts';
import { checkCommand } from './commands/check.ts';
import { cleanCommand } from './commands/clean.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { helpCommand } from './commands/help.ts';
import { listCommand } from './commands/list.ts';
import { newCommand } from './commands/new.ts';
import { planCommand } from './commands/plan.ts';
import { reportCommand } from './commands/report.ts';
import { resumeCommand } from './commands/resume.ts';
import { runFleetCommand } from './commands/run.ts';
import { statusCommand } from './commands/status.ts';
import { testCommand } from './commands/test.ts';
import { undoCommand } from './commands/undo.ts';
import { unlockCommand } from './commands/unlock.ts';
import { validateCommand } from './commands/validate.ts';

/** All commands, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  planCommand,
  applyCommand,
  checkCommand,
  analyzeCommand,
  runFleetCommand,
  statusCommand,
  resumeCommand,
  approveCommand,
  rejectCommand,
  validateCommand,
  reportCommand,
  unlockCommand,
  undoCommand,
  cleanCommand,
  explainCommand,
  listCommand,
  newCommand,
  testCommand,
  doctorCommand,
  helpCommand,
];
