import type { RunPolicy } from '@moult/fleet';
import type { Orchestrator } from '@moult/plugin-api';
import type { EnvironmentSource } from '../environments/environment-source.ts';
import type { Project } from '../project/open-project.ts';
import type { Redact } from '../validate/redact.ts';
import type { TestBench } from '../validate/test-bench.ts';
import type { PlanSlices } from './plan-slices.ts';
import type { DefinedService, RunDefinition } from './run-definition.ts';
import type { RunFiles } from './run-files.ts';
import type { RunSession } from './run-session.ts';
import type { StopSignal } from './stop-signal.ts';

/** All that the work of a run needs. */
export interface RunContext {
  readonly project: Project;
  readonly session: RunSession;
  readonly definition: RunDefinition;
  readonly slices: PlanSlices;
  readonly orchestrator: Orchestrator;
  readonly policy: RunPolicy;
  readonly bench: TestBench;
  readonly environments: EnvironmentSource;
  readonly files: RunFiles;
  readonly redact: Redact;
  /** The same, keeping the length of texts, for what embeds plans. */
  readonly mask: Redact;
  readonly stop: StopSignal;
  /** Who acts: the user of this process. */
  readonly user: string;
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  /** Told what happens inside a step. */
  readonly onStep: (service: string, step: string) => void;
}

/** The definition of a service of the run. */
export function definitionOf(context: Pick<RunContext, 'definition'>, name: string): DefinedService {
  const found = context.definition.services.find((service) => service.name === name);
  if (found === undefined) throw new Error(`The run has no definition of ${name}.`);
  return found;
}
