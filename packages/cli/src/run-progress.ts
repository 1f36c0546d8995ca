import type { RunEvent, RunState } from '@moult/fleet';
import { type Arguments, listOf } from './command.ts';
import { drawRun } from './draw-run.ts';
import { eventLine } from './event-line.ts';
import type { Io } from './io.ts';

/** What a person, or a program, sees of a run while it lasts. */
export interface RunProgress {
  event(event: RunEvent, state: () => RunState): void;
  step(service: string, step: string): void;
  note(line: string): void;
  /** Keeps still while a question is asked. */
  pauseFor<T>(act: () => Promise<T>): Promise<T>;
  close(): void;
}

const REDRAW_MS = 100;
const HEARTBEAT_MS = 30_000;

/** Progress in the form that fits: event lines, a picture that is drawn again at most ten times a second, or one line for each change. */
export function createProgress(args: Arguments, io: Io, now: () => number): RunProgress {
  if (listOf(args, 'format').includes('jsonl')) return jsonLines(io);
  if (args['quiet'] === true) return SILENT;
  return io.showsProgress ? picture(io, now) : plainLines(io);
}

const SILENT: RunProgress = {
  event: () => undefined,
  step: () => undefined,
  note: () => undefined,
  pauseFor: (act) => act(),
  close: () => undefined,
};

function jsonLines(io: Io): RunProgress {
  return { ...SILENT, event: (event) => io.stdout(`${JSON.stringify(event)}\n`) };
}

function plainLines(io: Io): RunProgress {
  let latest: (() => RunState) | undefined;
  const heartbeat = setInterval(() => {
    const running =
      latest?.().services.filter((service) => service.startedAt !== undefined && service.endedAt === undefined) ?? [];
    if (running.length > 0) io.stderr(`still at work: ${running.map((service) => service.name).join(', ')}\n`);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    ...SILENT,
    event: (event, state) => {
      latest = state;
      const line = eventLine(event);
      if (line !== undefined) io.stderr(`${line}\n`);
    },
    note: (line) => io.stderr(`${line}\n`),
    close: () => clearInterval(heartbeat),
  };
}

/** A picture of the whole run on a terminal. */
function picture(io: Io, now: () => number): RunProgress {
  const steps = new Map<string, { readonly step: string; readonly since: number }>();
  let latest: (() => RunState) | undefined;
  let lines = 0;
  let isPaused = false;
  const erase = (): void => {
    if (lines > 0) io.stderr(`\u001b[${lines}A\u001b[0J`);
    lines = 0;
  };
  const redraw = (): void => {
    if (isPaused || latest === undefined) return;
    erase();
    const drawn = drawRun(latest(), steps, { terminal: io.terminal, now: now() });
    io.stderr(drawn.map((line) => `${line}\n`).join(''));
    lines = drawn.length;
  };
  const timer = setInterval(redraw, REDRAW_MS);
  return {
    event: (event, state) => {
      latest = state;
      if (event.kind === 'svc.finished') steps.delete(event.service);
    },
    step: (service, step) => steps.set(service, { step, since: now() }),
    note: (line) => {
      erase();
      io.stderr(`${line}\n`);
    },
    pauseFor: async (act) => {
      erase();
      isPaused = true;
      try {
        return await act();
      } finally {
        isPaused = false;
      }
    },
    close: () => {
      clearInterval(timer);
      erase();
    },
  };
}
