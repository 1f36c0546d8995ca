import { userInfo } from 'node:os';
import type { PlanDocument } from '@moult/engine';
import type { ResumeWish, RunEvent, RunHeader, RunPolicy, RunState } from '@moult/fleet';
import type { Orchestrator } from '@moult/plugin-api';
import type { EnvironmentSource } from '../environments/environment-source.ts';
import type { Project } from '../project/open-project.ts';
import { makeRunId } from '../transaction/make-run-id.ts';
import { type Run, type StartOutcome, startRun } from '../transaction/run.ts';
import { runFolder } from '../transaction/state-folder.ts';
import type { Tree } from '../transaction/tree.ts';
import type { CommandExecutor } from '../validate/command-executor.ts';
import { createRedactor } from '../validate/redact.ts';
import type { AskPerson } from './checkpoints.ts';
import { driveRun, type Rest } from './drive-run.ts';
import { finishRun } from './finish-run.ts';
import { fleetViewOf } from './fleet-view.ts';
import { openBench } from './open-bench.ts';
import { PlanSlices } from './plan-slices.ts';
import { refuseDirty, refuseDrift } from './preflight.ts';
import type { RunContext } from './run-context.ts';
import { definitionFiles, type RunDefinition, readDefinition } from './run-definition.ts';
import { RunFiles } from './run-files.ts';
import { RunSession } from './run-session.ts';
import type { StopSignal } from './stop-signal.ts';
import { type RenderReports, ResultsWriter } from './write-results.ts';

/** What a run needs from outside, whether it begins or goes on. */
export interface FleetRunSurroundings {
  readonly project: Project;
  readonly tree: Tree;
  readonly orchestrator: Orchestrator;
  readonly executor: CommandExecutor;
  /** Makes the environments that the definition of the run asks for. */
  readonly makeEnvironments: (kind: RunDefinition['environments']) => EnvironmentSource;
  readonly stop: StopSignal;
  /** Asks a person at a prompt; `undefined` where nobody can be asked. */
  readonly ask: AskPerson | undefined;
  readonly command: string;
  /** Told of every event that is written, and of what happens inside the steps. */
  readonly onEvent?: (event: RunEvent, state: () => RunState) => void;
  readonly onStep?: (service: string, step: string) => void;
  /** Makes what renders the reports of a run when it comes to rest. */
  readonly renderReports?: (runId: string, state: () => RunState) => RenderReports;
}

export interface NewFleetRun extends FleetRunSurroundings {
  readonly plan: PlanDocument;
  readonly definition: RunDefinition;
  readonly header: RunHeader;
}

export interface ResumedFleetRun extends FleetRunSurroundings {
  readonly runId: string;
  readonly retry: ResumeWish['retry'];
  /** Held services whose findings are accepted now. */
  readonly accept?: 'all' | readonly string[];
  /** The reason for passing every checkpoint from now on. */
  readonly approveAll?: string | undefined;
  /** Run no tests from now on. */
  readonly skipTests?: boolean;
}

/** How a command on a run ended. */
export type FleetRunOutcome =
  | {
      readonly kind: 'rested';
      readonly runId: string;
      readonly rest: Rest;
      readonly state: RunState;
      readonly folder: string;
    }
  | { readonly kind: 'nothing'; readonly reason: string }
  | Exclude<StartOutcome, { kind: 'started' }>;

/** Begins a run. Throws `E-DRIFT` before anything is written when planned files moved since. */
export async function startFleetRun(input: NewFleetRun): Promise<FleetRunOutcome> {
  const { tree, command, definition, plan, header } = input;
  const slices = new PlanSlices(plan);
  const names = header.services.map((service) => service.name);
  refuseDrift(tree.root, slices, names);
  if (!definition.allowDirty) refuseDirty(tree.root, slices, names);
  const runId = makeRunId(tree.now(), tree.makeToken());
  const prepare = (): void => {
    const files = new RunFiles(tree, runId);
    for (const [name, text] of definitionFiles(definition, plan)) files.write(name, text);
  };
  const started = startRun(tree, { command, runId, header, prepare });
  if (started.kind !== 'started') return started;
  try {
    const context = openContext(input, started.run, definition, slices, header.policy);
    context.session.append('run.started', {});
    return await drive(input, context);
  } finally {
    started.run.close();
  }
}

/** Opens a run under the lock, does what `act` does in it, and writes down how it came to rest. */
export async function withOpenRun(
  input: FleetRunSurroundings & { readonly runId: string } & Pick<
      ResumedFleetRun,
      'accept' | 'approveAll' | 'skipTests'
    >,
  { resumes }: { readonly resumes: boolean },
  act: (context: RunContext) => Promise<Rest | { readonly kind: 'nothing'; readonly reason: string }>,
): Promise<FleetRunOutcome> {
  const { tree, command, runId } = input;
  const { definition, plan } = readDefinition(runFolder(tree, runId));
  const started = startRun(tree, { command, runId, resumes });
  if (started.kind !== 'started') return started;
  try {
    const policy = policyNow(new RunSession(started.run, (text) => text).state.policy, input);
    const context = openContext(input, started.run, definition, new PlanSlices(plan), policy);
    const results = new ResultsWriter(context);
    const rest = await act(context);
    if (rest.kind === 'nothing') return rest;
    if (resumes) await finishRun(context, rest);
    results.finish(input.renderReports?.(context.session.run.runId, () => context.session.state));
    return { kind: 'rested', runId, rest, state: context.session.state, folder: context.files.folder };
  } finally {
    started.run.close();
  }
}

/** What a person allows when a run is taken up again goes beyond what it began with. */
function policyNow(
  policy: RunPolicy,
  { accept = [], approveAll, skipTests = false }: Pick<ResumedFleetRun, 'accept' | 'approveAll' | 'skipTests'>,
): RunPolicy {
  const { acceptManual } = policy;
  const known = acceptManual === 'none' ? [] : acceptManual;
  const accepted = accept === 'all' || known === 'all' ? ('all' as const) : [...known, ...accept];
  return {
    ...policy,
    acceptManual: accepted,
    approveAll: approveAll ?? policy.approveAll,
    skipTests: skipTests || policy.skipTests,
  };
}

function openContext(
  input: FleetRunSurroundings,
  run: Run,
  definition: RunDefinition,
  slices: PlanSlices,
  policy: RunHeader['policy'],
): RunContext {
  const { project, tree, orchestrator, stop } = input;
  const names = definition.services.flatMap((service) => service.variables);
  const redact = createRedactor(process.env, names);
  const session = new RunSession(run, redact);
  const { onEvent } = input;
  if (onEvent !== undefined) session.listen((event) => onEvent(event, () => session.state));
  const { environments, bench } = openBench(input, { definition, policy, redact });
  return {
    project,
    session,
    definition,
    slices,
    orchestrator,
    policy,
    bench,
    environments,
    files: new RunFiles(tree, run.runId),
    redact,
    mask: createRedactor(process.env, names, 'same-length'),
    stop,
    user: currentUser(),
    now: tree.now,
    onStep: input.onStep ?? (() => undefined),
  };
}

async function drive(input: FleetRunSurroundings, context: RunContext): Promise<FleetRunOutcome> {
  const { session, files } = context;
  const results = new ResultsWriter(context);
  const rest = await driveRun(context, fleetViewOf(context.definition, context.policy.concurrency), input.ask);
  await finishRun(context, rest);
  results.finish(input.renderReports?.(context.session.run.runId, () => context.session.state));
  return { kind: 'rested', runId: session.run.runId, rest, state: session.state, folder: files.folder };
}

/** The name under which this process acts. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
