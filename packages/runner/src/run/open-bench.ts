import type { RunPolicy } from '@moult/fleet';
import type { EnvironmentSource } from '../environments/environment-source.ts';
import type { Tree } from '../transaction/tree.ts';
import type { CommandExecutor } from '../validate/command-executor.ts';
import type { Redact } from '../validate/redact.ts';
import { TestBench } from '../validate/test-bench.ts';
import type { RunDefinition } from './run-definition.ts';

/** What a bench needs from outside of the run. */
export interface BenchPlace {
  readonly tree: Tree;
  readonly executor: CommandExecutor;
  /** Makes the environments that a definition asks for. */
  readonly makeEnvironments: (kind: RunDefinition['environments']) => EnvironmentSource;
}

/** Opens the bench on which the commands of the services of a run are run. */
export function openBench(
  { tree, executor, makeEnvironments }: BenchPlace,
  {
    definition,
    policy,
    redact,
  }: {
    readonly definition: Pick<RunDefinition, 'environments'>;
    readonly policy: Pick<RunPolicy, 'timeoutSeconds'>;
    readonly redact: Redact;
  },
): { readonly environments: EnvironmentSource; readonly bench: TestBench } {
  const environments = makeEnvironments(definition.environments);
  const timeLimitSeconds = policy.timeoutSeconds;
  const bench = new TestBench({ root: tree.root, executor, environments, redact, own: process.env, timeLimitSeconds });
  return { environments, bench };
}
