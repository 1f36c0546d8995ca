import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CheckpointShown, FleetRunSurroundings, Project, RunDefinition, StopSignal, Tree } from '@moult/runner';
import { CURRENT_ENVIRONMENT, IsolatedEnvironments, loadOrchestrator, processExecutor } from '@moult/runner';
import { askPerson } from './ask-person.ts';
import { type Arguments, flagOf } from './command.ts';
import type { Io } from './io.ts';
import { createProgress } from './run-progress.ts';
import { watchInterrupts } from './watch-interrupts.ts';
import { reportSources, usualReports } from './write-run-reports.ts';

export interface SurroundingsInput {
  readonly args: Arguments;
  readonly io: Io;
  readonly project: Project;
  readonly tree: Tree;
  readonly stop: StopSignal;
  readonly orchestrator: string;
}

/** What a run gets from the command line: programs, progress, interrupts, and a person to ask. */
export async function surroundingsOf(
  input: SurroundingsInput,
): Promise<{ readonly run: FleetRunSurroundings; close(): void }> {
  const { args, io, project, tree, stop, orchestrator } = input;
  const progress = createProgress(args, io, tree.now);
  const stopWatching = watchInterrupts(stop, io);
  const isAsking = io.isInteractive && flagOf(args, 'prompt') !== false;
  return {
    run: {
      project,
      tree,
      orchestrator: await loadOrchestrator(orchestratorName(project, orchestrator), {
        root: project.root,
        bundled: project.bundled,
      }),
      executor: processExecutor,
      makeEnvironments: (kind) => makeEnvironments(kind, project, io, (line) => progress.note(line)),
      stop,
      ask: isAsking ? (shown: CheckpointShown) => progress.pauseFor(() => askPerson(shown, io)) : undefined,
      command: 'moult run',
      onEvent: (event, state) => progress.event(event, state),
      onStep: (service, step) => progress.step(service, step),
      renderReports: (runId, state) => (results) =>
        usualReports({ ...reportSources(tree, runId, io), state: state(), results }),
    },
    close() {
      stopWatching();
      progress.close();
    },
  };
}

/** The configuration names it by name, package or path; a run remembers the name it has. */
function orchestratorName(project: Project, remembered: string): string {
  return project.config.orchestrator === 'orchestrator' && remembered in project.bundled
    ? remembered
    : project.config.orchestrator;
}

function makeEnvironments(kind: RunDefinition['environments'], project: Project, io: Io, log: (line: string) => void) {
  if (kind === 'current') return CURRENT_ENVIRONMENT;
  const { environment } = io;
  const home = environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return new IsolatedEnvironments({
    cache: environment['MOULT_CACHE'] ?? join(home, 'moult', 'environments'),
    executor: processExecutor,
    python: project.config.python,
    environment: { ...environment },
    log,
  });
}
