import { planRollback } from '@moult/fleet';
import { type ServiceUndo, undoServices } from '../undo/undo-run.ts';
import type { RunSession } from './run-session.ts';

/** Takes services of a run back, last first, and journals each. Answers with those that could not be. */
export function undoInRun(session: RunSession, services: readonly string[], reason: string): readonly string[] {
  const order = planRollback(session.state, new Set(services));
  if (order.length === 0) return [];
  session.append('rollback.started', { services: order, reason });
  const stuck = order.filter((service) => !takeBack(session, service));
  session.append('rollback.finished', {});
  return stuck;
}

/** Goes on with an undo that was cut short. */
export function finishUndo(session: RunSession, services: readonly string[]): void {
  for (const service of services) takeBack(session, service);
  session.append('rollback.finished', {});
}

/** Takes one service back and journals it. Answers whether all of it is as before. */
export function takeBack(session: RunSession, service: string): boolean {
  session.append('rollback.svc', { service, step: 'started' });
  const [undo] = undoServices(session.run, [service]);
  session.sync();
  const { step, reason } = describe(undo);
  session.append('rollback.svc', { service, step, reason });
  return step === 'rolled-back';
}

function describe(undo: ServiceUndo | undefined): { readonly step: string; readonly reason: string } {
  switch (undo?.kind) {
    case undefined:
      return { step: 'rolled-back', reason: 'Nothing of it was left to take back.' };
    case 'undone':
      return { step: 'rolled-back', reason: restored(undo.files.length) };
    case 'unchanged':
      return { step: 'rolled-back', reason: 'It is as before already.' };
    case 'edited':
      return {
        step: 'rollback-refused',
        reason: `Edited since: ${undo.files.map((file) => `${file.path} (${file.reason})`).join(', ')}.`,
      };
    case 'lost':
      return {
        step: 'rollback-failed',
        reason: `The old content is lost: ${undo.files.map((file) => file.path).join(', ')}.`,
      };
    case 'stopped':
      return { step: 'rollback-failed', reason: `The undo stopped: ${undo.outcome.kind}.` };
  }
}

function restored(files: number): string {
  return `${files} ${files === 1 ? 'file' : 'files'} restored and verified.`;
}
