import type { PhaseResults, RunResults } from '@moult/fleet';
import { toneOfState } from './describe-run.ts';
import { type Markup, markup, prose } from './markup.ts';
import { plural, thousands } from './page-frame.ts';
import { clockText, secondsBetween, spanText, timeText } from './time-text.ts';

type Checkpoint = RunResults['checkpoints'][number];

/** The phases of a run in their order: when, with what budget for failures, and who let the run go on. */
export function phaseTimeline(results: RunResults): Markup {
  const end = results.endedAt ?? lastTime(results);
  const whole = Math.max(1, secondsBetween(results.startedAt, end) ?? 1);
  return markup`<ol class="phases">${results.phases.map((phase) => phaseMarkup(results, phase, whole))}</ol>`;
}

function phaseMarkup(results: RunResults, phase: PhaseResults, whole: number): Markup {
  const tally = results.counts.byPhase[phase.id];
  const done =
    tally === undefined
      ? ''
      : [
          `${thousands(tally.good)} done`,
          ...(tally.failed > 0 ? [`${thousands(tally.failed)} failed`] : []),
          ...(tally.waiting > 0 ? [`${thousands(tally.waiting)} waiting for a person`] : []),
        ].join(', ');
  const checkpoints = results.checkpoints.filter((checkpoint) => checkpoint.phase === phase.id);
  return markup`<li class="phase">
<div class="phase-head"><h3>${titleOf(phase)}</h3> <span class="chip chip-${chipOf(phase.state)}">${phase.state}</span></div>
${spanBar(results, phase, whole)}
<p class="phase-time">${timesOf(phase)}</p>
<div class="budget">${budgetBar(phase)}<p>${budgetText(phase)}</p></div>
<p class="muted">${done}</p>
${phase.reason === '' ? undefined : markup`<p>${prose(phase.reason)}</p>`}
${phase.checks.length === 0 ? undefined : markup`<ul class="phase-checks">${phase.checks.map(({ check, verdict, evidence }) => markup`<li><span class="chip chip-${chipOf(verdict)}">${verdict}</span> <span>${check}</span> <span class="muted">${prose(evidence)}</span></li>`)}</ul>`}
${checkpoints.length === 0 ? undefined : markup`<ul class="checkpoints">${checkpoints.map((checkpoint) => checkpointMarkup(results, checkpoint))}</ul>`}
</li>`;
}

function titleOf({ id, title }: PhaseResults): string {
  const name = `Phase ${id.toUpperCase()}`;
  if (title.toLowerCase().startsWith(`${id.toLowerCase()} `)) return `${name}: ${title.slice(id.length + 1)}`;
  return title === '' || title.toLowerCase() === name.toLowerCase() ? name : `${name}: ${title}`;
}

/** Where the phase lies in the time of the run. */
function spanBar(results: RunResults, phase: PhaseResults, whole: number): Markup {
  const start = secondsBetween(results.startedAt, phase.startedAt);
  if (start === undefined)
    return markup`<svg class="span" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="3"/></svg>`;
  const length = secondsBetween(phase.startedAt, phase.endedAt) ?? whole - start;
  const x = ((start / whole) * 100).toFixed(2);
  const width = Math.max(0.8, (length / whole) * 100).toFixed(2);
  return markup`<svg class="span" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="3"/><rect class="time" x="${x}" width="${width}" height="3"/></svg>`;
}

/** Failures against the budget: one cell for each failure that is tolerated, and one more that must stay empty. */
function budgetBar({ failed, tolerated }: PhaseResults): Markup {
  const cells = Math.min(24, Math.max(tolerated + 1, failed));
  const width = cells * 12;
  const drawn = Array.from({ length: cells }, (_, i) => {
    const kind = i < failed ? 'used' : i < tolerated ? 'free' : 'over';
    return markup`<rect class="${kind}" x="${i * 12 + 1}" y="1" width="9" height="9" rx="2"/>`;
  });
  return markup`<svg class="cells" width="${width}" height="11" viewBox="0 0 ${width} 11" aria-hidden="true">${drawn}</svg>`;
}

function budgetText({ eligible, failed, tolerated, crossedAt }: PhaseResults): string {
  const budget = `${plural(failed, 'failure')} in ${plural(eligible, 'service')}; ${tolerated === 0 ? 'none is' : `${thousands(tolerated)} ${tolerated === 1 ? 'is' : 'are'}`} tolerated`;
  return crossedAt === null ? budget : `${budget}. Crossed at ${clockText(crossedAt)}: nothing was started after that`;
}

function timesOf({ startedAt, endedAt }: PhaseResults): string {
  if (startedAt === null) return 'not started';
  const span = secondsBetween(startedAt, endedAt);
  return endedAt === null || span === undefined
    ? `from ${clockText(startedAt)}`
    : `${clockText(startedAt)} to ${clockText(endedAt)} UTC, ${spanText(span)}`;
}

function checkpointMarkup(results: RunResults, checkpoint: Checkpoint): Markup {
  const answers = checkpoint.answers.map(({ decision, by, at, reason, override }) => {
    const text = `${decision} by ${by}, ${timeText(at)}${reason === undefined ? '' : `: ${reason}`}`;
    return markup`<li${override ? markup` class="override"` : undefined}>${override ? 'Override: ' : ''}${text}</li>`;
  });
  const open =
    checkpoint.state === 'open'
      ? markup`<p>${`Waits for ${plural(checkpoint.required, 'approval')} of exactly what was shown:`}</p><p><code class="command">moult approve ${checkpoint.checkpoint} --run ${results.runId} --shown ${checkpoint.shownDigest.slice(0, 12)}</code></p>`
      : undefined;
  return markup`<li class="checkpoint"><p><span class="chip chip-${chipOf(checkpoint.state)}">${STATES[checkpoint.state] ?? checkpoint.state}</span> ${checkpoint.question}</p>${open}<ul>${answers}</ul></li>`;
}

const STATES: Readonly<Record<string, string>> = {
  open: 'open',
  approve: 'approved',
  reject: 'rejected',
  rollback: 'rolled back',
};

function lastTime(results: RunResults): string | null {
  const times = results.services.flatMap(({ endedAt }) => endedAt ?? []).sort();
  return times.at(-1) ?? null;
}

/** The colour class of a verdict or a state. */
export function chipOf(state: string): string {
  return toneOfState(state);
}
