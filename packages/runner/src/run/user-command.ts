import { tmpdir } from 'node:os';
import type { CheckVerdict, Command } from '@moult/fleet';
import { commandEnvironment } from '../validate/command-environment.ts';
import { type CommandResult, programOf } from '../validate/command-executor.ts';
import type { RunContext } from './run-context.ts';

/** Runs a command that is about the fleet as a whole, at the root. */
export async function runUserCommand(context: RunContext, command: Command): Promise<CommandResult> {
  const { project, bench, policy, stop } = context;
  const place = { kind: 'ready', programs: undefined, python: undefined, isResolved: false } as const;
  const own = process.env;
  return bench.executor.run({
    ...programOf(command),
    workingDirectory: project.root,
    environment: commandEnvironment({ own, declared: [], place, home: own['HOME'] ?? tmpdir() }),
    timeLimitSeconds: policy.timeoutSeconds,
    signal: stop.signal,
  });
}

/** The verdict on a command, and one sentence. */
export function describeOutcome(
  command: Command,
  result: CommandResult,
): { readonly verdict: CheckVerdict; readonly evidence: string } {
  const words = typeof command === 'string' ? command : command.join(' ');
  if (result.ending === 'ended' && result.status === 0) return { verdict: 'pass', evidence: `"${words}" succeeded.` };
  const how = result.ending === 'ended' ? `ended with ${result.status ?? 'a signal'}` : ENDINGS[result.ending];
  const last = result.output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  return { verdict: 'fail', evidence: `"${words}" ${how}${last === '' ? '.' : `: ${last}`}` };
}

const ENDINGS: Readonly<Record<Exclude<CommandResult['ending'], 'ended'>, string>> = {
  'timed-out': 'did not end within its time limit',
  cancelled: 'was stopped',
  'too-much-output': 'printed too much and was stopped',
  'not-started': 'could not be started',
};
