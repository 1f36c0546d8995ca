import { countServices, isUnderWay, judgePhase, type RunState } from '@moult/fleet';
import { signs, type Terminal, tint } from '@moult/report';

const BAR = 10;
const MOST_ACTIVE = 8;
const LAST_FINISHED = 3;
/** Terminals that say they are narrower than this do not know how wide they are. */
const NARROWEST = 20;
const USUAL = 79;

/** The lines of a run as it stands: a header, a bar for each phase, what is at work, what ended last, and what comes next. */
export function drawRun(
  run: RunState,
  steps: ReadonlyMap<string, { readonly step: string; readonly since: number }>,
  { terminal, now }: { readonly terminal: Terminal; readonly now: number },
): readonly string[] {
  const width = terminal.width < NARROWEST ? USUAL : terminal.width - 1;
  const lines = [
    header(run, now),
    ...phaseLines(run),
    ...activeLines(run, steps, { now, width }),
    ...finishedLines(run),
    nextLine(run),
  ];
  return lines.map((line, index) => {
    const short = signs(terminal, line.length > width ? `${line.slice(0, width - 1)}…` : line);
    return index === 0 ? tint(terminal, 'bold', short) : short;
  });
}

function header(run: RunState, now: number): string {
  const elapsed = Math.max(0, now - Date.parse(run.createdAt));
  const { all } = countServices(run);
  const ended =
    all.total -
    all.underWay -
    run.services.filter((service) => service.outcome === undefined && !isUnderWay(service.state)).length;
  const rest = ended === 0 ? '' : `  about ${clock((elapsed / ended) * (all.total - ended))} left`;
  return `run ${run.runId}  plan ${run.planDigest.slice(0, 8)}  ${clock(elapsed)}${rest}`;
}

function phaseLines(run: RunState): readonly string[] {
  const tallies = countServices(run).byPhase;
  return run.phases.map((phase) => {
    const members = run.services.filter((service) => service.phase === phase.id);
    const ended = members.filter((service) => service.outcome !== undefined).length;
    const tally = tallies[phase.id];
    const filled = members.length === 0 ? BAR : Math.floor((ended / members.length) * BAR);
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`;
    const counts = [
      `ok ${tally?.good ?? 0}`,
      ...(tally !== undefined && tally.waiting > 0 ? [`waiting ${tally.waiting}`] : []),
      `failed ${tally?.failed ?? 0} (budget ${judgePhase(run, phase.id).tolerated})`,
      ...(tally !== undefined && tally.underWay > 0 ? [`running ${tally.underWay}`] : []),
      ...(phase.state === 'pending' && phase.checkpoint === 'after-each' ? ['approval each'] : []),
    ];
    return `${phase.title.padEnd(12)} ${bar} ${String(ended).padStart(3)}/${String(members.length).padEnd(3)} ${counts.join('  ')}`;
  });
}

function activeLines(
  run: RunState,
  steps: ReadonlyMap<string, { readonly step: string; readonly since: number }>,
  { now, width }: { readonly now: number; readonly width: number },
): readonly string[] {
  const column = Math.max(10, Math.min(32, width - 26));
  const active = run.services.filter((service) => isUnderWay(service.state));
  const shown = active.slice(0, MOST_ACTIVE).map(({ name, state }) => {
    const at = steps.get(name);
    const seconds = at === undefined ? '' : `${Math.floor((now - at.since) / 1000)} s`;
    return `  ${name.slice(0, column).padEnd(column)} ${(at?.step ?? state).padEnd(14)} ${seconds.padStart(6)}`;
  });
  return active.length > MOST_ACTIVE ? [...shown, `  and ${active.length - MOST_ACTIVE} more`] : shown;
}

function finishedLines(run: RunState): readonly string[] {
  const ended = run.services.filter((service) => service.endedAt !== undefined);
  const last = ended.sort((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1)).slice(0, LAST_FINISHED);
  return last.map((service) => `  ended: ${service.name} ${service.outcome ?? service.state}`);
}

function nextLine(run: RunState): string {
  const open = run.checkpoints.find((checkpoint) => checkpoint.state === 'open');
  if (open !== undefined) return `next: checkpoint ${open.checkpoint} waits for a person`;
  const phase = run.phases.find((one) => one.state === 'pending');
  return phase === undefined
    ? 'next: the last checks, when the running phase passes'
    : `next: ${phase.title} starts when the phases before it pass their checks`;
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
