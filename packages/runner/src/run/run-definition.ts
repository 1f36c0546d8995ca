import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPlanIntact, type PlanDocument } from '@moult/engine';
import { MoultError } from '@moult/errors';
import type { Command, PluginVersion } from '@moult/fleet';
import type { FleetService } from '@moult/plugin-api';
import type { CheckpointRules } from '../config/config.ts';
import type { ServiceTarget } from '../validate/service-target.ts';

/** What a run over services is made of besides its plan; written once, when the run begins. */
export interface RunDefinition {
  readonly version: 1;
  readonly engineVersion: string;
  readonly services: readonly DefinedService[];
  /** What the orchestrator sees. */
  readonly fleet: readonly FleetService[];
  readonly orchestrator: string;
  readonly orchestratorOptions: Readonly<Record<string, string | boolean>>;
  /** Commands that have to pass after each phase. */
  readonly phaseCommands: readonly Command[];
  /** Further commands after one phase, by its id; runs of the first releases have none. */
  readonly commandsAfter?: Readonly<Record<string, readonly Command[]>>;
  /** Who answers the checkpoints of a phase, by its id or `all`. */
  readonly checkpointRules?: Readonly<Record<string, CheckpointRules>>;
  /** Commands that check the services together. */
  readonly integration: readonly Command[];
  readonly environments: 'isolated' | 'current';
  readonly allowDirty: boolean;
  readonly plugins: readonly PluginVersion[];
  /** Words of the command line that chose plugins and options, for the commands that go on with the run. */
  readonly opened: OpenedWith;
}

/** What a project was opened with besides its configuration. */
export interface OpenedWith {
  readonly plugins: readonly string[];
  readonly settings: readonly string[];
  readonly grade: 'safe' | 'review';
}

/** A service of a run: how its commands are run, and why it is left out if it is. */
export interface DefinedService extends ServiceTarget {
  readonly critical: boolean;
  /** The reason its owners give for leaving it out of every run. */
  readonly skip: string | undefined;
}

const DEFINITION = 'definition.json';
const PLAN = 'plan.json';

/** The files of a definition and its plan, by name. */
export function definitionFiles(definition: RunDefinition, plan: PlanDocument): ReadonlyMap<string, string> {
  return new Map([
    [DEFINITION, `${JSON.stringify(definition)}\n`],
    [PLAN, `${JSON.stringify(plan)}\n`],
  ]);
}

/** One digest of both, for the journal. */
export function definitionDigest(definition: RunDefinition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex');
}

/** Reads both from the folder of a run. Throws `E-PLAN` when the plan is not what it was. */
export function readDefinition(folder: string): { readonly definition: RunDefinition; readonly plan: PlanDocument } {
  // Both files were written by `definitionFiles`; the digest of the plan vouches for its content.
  const definition = readJson(folder, DEFINITION) as RunDefinition;
  const plan = readJson(folder, PLAN) as PlanDocument;
  if (isPlanIntact(plan)) return { definition, plan };
  throw new MoultError('E-PLAN', 'The plan of the run was changed after it was made.', {
    where: join(folder, PLAN),
    hint: 'Take the run back with `moult undo`, and begin a new one.',
  });
}

function readJson(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch (error) {
    throw new MoultError('E-READ', `The run cannot be gone on with: its ${name} cannot be read.`, {
      where: join(folder, name),
      hint: 'Take the run back with `moult undo`, and begin a new one.',
      cause: error,
    });
  }
}
