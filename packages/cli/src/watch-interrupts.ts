import type { StopSignal } from '@moult/runner';
import type { Io } from './io.ts';

const INTERRUPTED = 130;

/** Ctrl-C once: running services finish. Twice: they stop where nothing is half done. Three times: the process ends; recovery is automatic. */
export function watchInterrupts(stop: StopSignal, io: Io): () => void {
  let count = 0;
  const interrupt = (): void => {
    count += 1;
    if (count >= 3) process.exit(INTERRUPTED);
    stop.raise();
    io.stderr(
      count === 1
        ? '\nFinishing the running services; nothing new starts. Again: stop them at their next safe point.\n'
        : '\nStopping at the next safe point. Again: end now; the next command recovers.\n',
    );
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
}
