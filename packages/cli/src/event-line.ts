import type { RunEvent } from '@moult/fleet';
import { printable } from '@moult/report';

/** One line for an event of a run, or nothing for the steps that only a program wants to see. */
export function eventLine(event: RunEvent): string | undefined {
  const text = describe(event);
  return text === undefined ? undefined : printable(`${event.at.slice(11, 19)} ${text}`);
}

function describe(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'svc.started':
      return `${event.service}: started`;
    case 'svc.finished':
      return `${event.service}: ${event.outcome}. ${event.reason}`;
    case 'tx.committed':
      return `${event.service}: written`;
    case 'tx.undone':
      return `${event.service}: taken back`;
    case 'svc.adopted':
      return `${event.service}: the edits of ${event.by} were taken over`;
    case 'phase.started':
      return `phase ${event.phase}: started`;
    case 'phase.gated':
      return `phase ${event.phase}: ${event.passed ? 'passed' : 'stopped'}. ${event.reason}`;
    case 'phase.checked':
      return event.passed ? undefined : `phase ${event.phase}: may not begin. ${event.reason}`;
    case 'threshold.crossed':
      return `phase ${event.phase}: ${event.failed} of ${event.eligible} services failed, more than it tolerates; nothing more starts`;
    case 'checkpoint.opened':
      return `checkpoint ${event.checkpoint}: ${event.question}`;
    case 'checkpoint.decided':
      return `checkpoint ${event.checkpoint}: ${event.decision} by ${event.by}${event.override ? ' (passed without looking)' : ''}`;
    case 'rollback.svc':
      return event.step === 'started' ? undefined : `${event.service}: ${event.step}. ${event.reason}`;
    case 'run.created':
      return `run ${event.runId}: ${event.services.length} services in ${event.phases.length} phases`;
    case 'run.resumed':
      return 'run: taken up again';
    case 'run.paused':
    case 'run.stopping':
    case 'run.aborted':
      return `run: ${event.kind.slice(4)}. ${event.reason}`;
    case 'run.finished':
      return `run: ${event.outcome}. ${event.reason}`;
    case 'note':
      return event.severity === 'note' ? undefined : `${event.severity}: ${event.text}`;
    default:
      return undefined;
  }
}
