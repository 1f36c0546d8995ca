import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BoundedOutput } from './bounded-output.ts';
import {
  type CommandExecutor,
  type CommandRequest,
  type CommandResult,
  KEPT_BYTES,
  MAX_PRINTED_BYTES,
} from './command-executor.ts';
import { countGroup, endGroup, endMarked, noteProcesses, STEP_VARIABLE } from './end-processes.ts';

/** How long what a program started may go on after it, to end by itself. */
const GRACE_MS = 500;
const PAUSE_MS = 25;

/** Starts real programs, each in a process group of its own that is ended as a whole. */
export const processExecutor: CommandExecutor = { run: runCommand };

async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const began = Date.now();
  const mark = randomBytes(12).toString('hex');
  const output = new BoundedOutput(KEPT_BYTES);
  const earlier = noteProcesses();
  const child = spawn(request.program, [...request.args], {
    cwd: request.workingDirectory,
    env: { ...request.environment, [STEP_VARIABLE]: mark },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { ending, status, detail } = await follow(child, request, output);
  const leftProcesses =
    child.pid === undefined ? 0 : await sweep(child.pid, { mark, earlier, isPatient: ending === 'ended' });
  child.stdout?.destroy();
  child.stderr?.destroy();
  return {
    status,
    ending,
    output: output.text() + detail,
    printedBytes: output.printed,
    leftProcesses: ending === 'ended' ? leftProcesses : 0,
    seconds: (Date.now() - began) / 1000,
  };
}

interface Followed {
  readonly ending: CommandResult['ending'];
  readonly status: number | undefined;
  readonly detail: string;
}

/** Waits for the end of the program itself: what it started may hold its output open for ever. */
function follow(child: ChildProcess, request: CommandRequest, output: BoundedOutput): Promise<Followed> {
  return new Promise((resolve) => {
    let ending: CommandResult['ending'] = 'ended';
    const stop = (reason: CommandResult['ending']): void => {
      if (ending !== 'ended') return;
      ending = reason;
      endChild(child);
    };
    const limit = setTimeout(() => stop('timed-out'), request.timeLimitSeconds * 1000);
    const cancel = (): void => stop('cancelled');
    request.signal?.addEventListener('abort', cancel);
    if (request.signal?.aborted === true) cancel();
    const keep = (chunk: Buffer): void => {
      output.add(chunk);
      if (output.printed > MAX_PRINTED_BYTES) stop('too-much-output');
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const finish = (followed: Followed): void => {
      clearTimeout(limit);
      request.signal?.removeEventListener('abort', cancel);
      resolve(followed);
    };
    child.on('error', (error) => finish({ ending: 'not-started', status: undefined, detail: error.message }));
    child.on('exit', (status) => {
      const ended = (): void =>
        finish({ ending, status: ending === 'ended' ? (status ?? undefined) : undefined, detail: '' });
      // What the program itself printed last is still on its way.
      const late = setTimeout(ended, GRACE_MS / 2);
      child.once('close', () => {
        clearTimeout(late);
        ended();
      });
    });
  });
}

function endChild(child: ChildProcess): void {
  if (process.platform === 'win32') child.kill('SIGKILL');
  else if (child.pid !== undefined) endGroup(child.pid);
}

/** Ends what the program left behind, after a moment in which it may end by itself. */
async function sweep(
  pid: number,
  {
    mark,
    earlier,
    isPatient,
  }: { readonly mark: string; readonly earlier: ReadonlySet<string>; readonly isPatient: boolean },
): Promise<number> {
  for (let waited = 0; isPatient && waited < GRACE_MS && countGroup(pid) > 0; waited += PAUSE_MS) await wait(PAUSE_MS);
  const inGroup = countGroup(pid);
  const marked = endMarked(mark, earlier);
  endGroup(pid);
  return Math.max(marked, inGroup);
}
