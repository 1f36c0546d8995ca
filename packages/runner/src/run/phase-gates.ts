import { join } from 'node:path';
import { changedFiles } from '@moult/engine';
import { type CheckResult, isCrossingDue, judgePhase, type ServiceRecord, servicesOf } from '@moult/fleet';
import { unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';
import type { RunContext } from './run-context.ts';
import { describeOutcome, runUserCommand } from './user-command.ts';

/** What the gate of a phase says. */
export interface GateVerdict {
  readonly passed: boolean;
  readonly reason: string;
  readonly checks: readonly CheckResult[];
}

/** V2 before a phase: the earlier phases of the run are in a good state, and nobody changed what they wrote. */
export function checkPhaseBefore(context: RunContext, phase: string): GateVerdict {
  const { state } = context.session;
  const earlier = state.phases.slice(
    0,
    state.phases.findIndex((one) => one.id === phase),
  );
  const services = earlier.flatMap((one) => servicesOf(state, one.id));
  const stuck = services.filter(
    (service) => service.state === 'rollback-failed' || service.state === 'rollback-refused',
  );
  const check: CheckResult =
    stuck.length > 0
      ? { check: 'earlier-phases', verdict: 'fail', evidence: `Could not be taken back: ${named(stuck)}.` }
      : {
          check: 'earlier-phases',
          verdict: 'pass',
          evidence:
            earlier.length === 0
              ? 'It is the first phase of the run.'
              : `${services.length} services of earlier phases have ended.`,
        };
  return verdictOf([check, driftCheck(context, services)], 'The phase may begin.');
}

/** V2 after a phase: the failure limit, drift, and the commands of the user. */
export async function checkPhaseAfter(context: RunContext, phase: string): Promise<GateVerdict> {
  const { state } = context.session;
  const { failed, eligible, tolerated } = judgePhase(state, phase);
  const isCrossed = isCrossingDue(state, phase);
  const checks: CheckResult[] = [
    {
      check: 'threshold',
      verdict: isCrossed ? 'fail' : 'pass',
      evidence: `${failed} of ${eligible} services failed; ${tolerated} ${tolerated === 1 ? 'is' : 'are'} tolerated.`,
    },
    driftCheck(context, servicesOf(state, phase)),
  ];
  const { phaseCommands, commandsAfter = {} } = context.definition;
  for (const command of [...phaseCommands, ...(commandsAfter['all'] ?? []), ...(commandsAfter[phase] ?? [])]) {
    const result = await runUserCommand(context, command);
    checks.push({ check: 'phase-command', ...describeOutcome(command, result) });
    if (checks.at(-1)?.verdict === 'fail') break;
  }
  return verdictOf(checks, `${eligible - failed} of ${eligible} services did not fail.`);
}

function verdictOf(checks: readonly CheckResult[], good: string): GateVerdict {
  const failed = checks.filter((check) => check.verdict === 'fail');
  const passed = failed.length === 0;
  return { passed, reason: passed ? good : failed.map((check) => check.evidence).join(' '), checks };
}

/** Services that wait for a person's work are expected to change. */
function driftCheck({ slices, session }: RunContext, services: readonly ServiceRecord[]): CheckResult {
  const { tree } = session.run;
  const standing = services.filter(
    (service) => service.changed && service.state === 'succeeded' && service.adopted === undefined,
  );
  const moved = standing.flatMap((service) =>
    changedFiles(slices.planOf(service.name)).filter((file) => {
      const codes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES'];
      const bytes = unlessCode(codes, () => tree.disk.readFile(join(tree.root, file.path)));
      return bytes === undefined || hashBytes(bytes) !== file.after;
    }),
  );
  return moved.length === 0
    ? {
        check: 'no-drift',
        verdict: 'pass',
        evidence: `${standing.length} finished services have the bytes that the run wrote.`,
      }
    : {
        check: 'no-drift',
        verdict: 'fail',
        evidence: `Changed since the run wrote them: ${moved.map((file) => file.path).join(', ')}.`,
      };
}

function named(services: readonly ServiceRecord[]): string {
  return services.map((service) => service.name).join(', ');
}
