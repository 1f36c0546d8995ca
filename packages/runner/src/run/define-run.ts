import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanDocument } from '@moult/engine';
import { MoultError } from '@moult/errors';
import {
  assessRisk,
  checkPhases,
  type Inventory,
  type InventoryService,
  PHASE_IDS,
  type PhaseProblem,
  type PlannedService,
  proposePhase,
  proposePriority,
  type RunHeader,
  type RunPolicy,
  readDependencyGraph,
  selectServices,
} from '@moult/fleet';
import type { FleetService, Orchestrator, Phase } from '@moult/plugin-api';
import { DEFAULT_CONFIG } from '../config/config.ts';
import { suggestName } from '../config/suggest-name.ts';
import type { Project } from '../project/open-project.ts';
import { fleetViewOf } from './fleet-view.ts';
import type { DefinedService, OpenedWith, RunDefinition } from './run-definition.ts';

export interface DefineRunInput {
  readonly project: Project;
  readonly plan: PlanDocument;
  readonly inventory: Inventory | undefined;
  /** Dependencies that were found out and not declared, by service. */
  readonly foundDependencies: ReadonlyMap<string, readonly string[]>;
  readonly orchestrator: Orchestrator;
  readonly policy: RunPolicy;
  readonly environments: RunDefinition['environments'];
  readonly user: string;
  /** Phases to run; all when empty. */
  readonly phases: readonly string[];
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly opened: OpenedWith;
  /** States of services in an earlier run, for `status:` selectors. */
  readonly statuses?: ReadonlyMap<string, string>;
}

/** A run before it begins. */
export interface DefinedRun {
  readonly definition: RunDefinition;
  readonly header: RunHeader;
  readonly phases: readonly Phase[];
  readonly warnings: readonly PhaseProblem[];
  /** Services that the plan does not concern. */
  readonly notConcerned: readonly string[];
  /** Findings that lie in no service of the run, as `path:line`. */
  readonly outside: readonly string[];
}

/** Lays out a run: its services with priority, risk and phase, the phases of the orchestrator, and what the journal begins with. */
export function defineRun(input: DefineRunInput): DefinedRun {
  const { plan, orchestrator, policy, project } = input;
  const concerned = concernedServices(input);
  const chosen = choose(concerned.services, input);
  const fleet = chosen.map(({ fleetService }) => fleetService);
  const orchestratorOptions = project.config.options[orchestrator.name] ?? {};
  const phases = orchestrator.phases(fleetViewOf({ fleet, orchestratorOptions }, policy.concurrency));
  const problems = checkPhases(phases, fleet, { laterDependency: 'warning' });
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw phaseError(orchestrator, errors);
  refuseUnknownPhases(project, orchestrator);
  const definition: RunDefinition = {
    version: 1,
    engineVersion: plan.run.version,
    services: chosen.map((service) => definedService(service, input)),
    fleet,
    orchestrator: orchestrator.name,
    orchestratorOptions,
    phaseCommands: project.config.run.integration,
    commandsAfter: project.config.run.phaseCommands,
    checkpointRules: project.config.run.checkpoints,
    integration: input.inventory?.integration ?? [],
    environments: input.environments,
    allowDirty: project.config.allowDirty,
    opened: input.opened,
    plugins: plan.run.plugins.map(({ name, version }) => ({ name, version: version ?? plan.run.version })),
  };
  const header: RunHeader = {
    planDigest: plan.digest,
    user: input.user,
    orchestrator: orchestrator.name,
    services: chosen.map(({ fleetService, declared }) => plannedService(fleetService, phases, declared)),
    phases: phases.map((phase) => ({ ...phase })),
    policy,
  };
  const warnings = problems.filter((problem) => problem.severity === 'warning');
  return { definition, header, phases, warnings, notConcerned: concerned.notConcerned, outside: concerned.outside };
}

/** Of the phases of our own strategy it is known which there are; another one may make them of the services it finds. */
function refuseUnknownPhases({ config }: Project, orchestrator: Orchestrator): void {
  if (orchestrator.name !== DEFAULT_CONFIG.orchestrator) return;
  const { phaseCommands, checkpoints } = config.run;
  const known: readonly string[] = [...PHASE_IDS, 'all'];
  for (const [key, rules] of Object.entries({ phaseCommands, checkpoints })) {
    const unknown = Object.keys(rules).find((phase) => !known.includes(phase));
    if (unknown === undefined) continue;
    throw new MoultError('E-CONFIG', `"run.${key}" is about a phase "${unknown}" that there is not.`, {
      where: `run.${key}.${unknown}`,
      hint: suggestName(unknown, known),
    });
  }
}

interface Concerned {
  readonly fleetService: FleetService;
  readonly declared: InventoryService | undefined;
}

/** The services that the plan changes or has findings in. Findings outside of every declared service are not a service's. */
function concernedServices(input: DefineRunInput) {
  const { plan, inventory } = input;
  const changed = new Set(plan.files.filter((file) => file.status === 'changed').map((file) => file.service));
  const found = new Set([...plan.findings, ...plan.conflicts].map((item) => item.service));
  const declaredByName = new Map(inventory?.services.map((service) => [service.name, service]));
  const needs = plan.services.map(({ name }) => ({
    name,
    dependsOn: dependenciesOf(declaredByName.get(name), input.foundDependencies.get(name)),
  }));
  const { dependents } = readDependencyGraph(needs);
  const services: Concerned[] = [];
  const notConcerned: string[] = [];
  for (const service of plan.services) {
    const declared = declaredByName.get(service.name);
    const isOurs = declared !== undefined || inventory === undefined || changed.has(service.name);
    if (changed.has(service.name) || (isOurs && found.has(service.name))) {
      services.push({ fleetService: fleetServiceOf(service, declared, input, dependents), declared });
    } else if (isOurs) notConcerned.push(service.name);
  }
  const names = new Set(services.map(({ fleetService }) => fleetService.name));
  const outside = plan.findings
    .filter((finding) => !names.has(finding.service))
    .map((finding) => `${finding.path}:${finding.line}`);
  return { services, notConcerned, outside };
}

function fleetServiceOf(
  service: PlanDocument['services'][number],
  declared: InventoryService | undefined,
  { project, foundDependencies, inventory }: DefineRunInput,
  dependents: ReadonlyMap<string, readonly string[]>,
): FleetService {
  const priority = declared?.priority ?? proposePriority(dependents.get(service.name)?.length ?? 0);
  const risk = assessRisk(priority, breakingPlugins(project, service.plugins).length);
  const shared = inventory?.shared.find((node) => node.path === service.path);
  return {
    name: service.name,
    path: service.path,
    priority,
    risk,
    phase:
      shared === undefined ? (declared?.phase ?? proposePhase(priority, risk)) : lastPhase(shared.usedBy, inventory),
    owner: declared?.owner,
    dependsOn: shared?.usedBy ?? dependenciesOf(declared, foundDependencies.get(service.name)),
    plugins: service.plugins,
  };
}

/** Code that services share moves with the last of them. */
function lastPhase(usedBy: readonly string[], inventory: Inventory | undefined): string {
  const phases = usedBy.map((name) => inventory?.services.find((service) => service.name === name)?.phase);
  return [...PHASE_IDS].reverse().find((phase) => phases.includes(phase)) ?? 'd';
}

function dependenciesOf(
  declared: InventoryService | undefined,
  found: readonly string[] | undefined,
): readonly string[] {
  return declared !== undefined && declared.dependsOn.length > 0 ? declared.dependsOn : (found ?? []);
}

/** A plugin without rules only moves a requirement, which breaks nothing. */
function breakingPlugins({ plugins }: Project, names: readonly string[]): readonly string[] {
  return names.filter((name) => plugins.some((plugin) => plugin.name === name && plugin.rules.length > 0));
}

function choose(
  services: readonly Concerned[],
  { phases, only, exclude, statuses }: DefineRunInput,
): readonly Concerned[] {
  const known = [...new Set(services.map(({ fleetService }) => fleetService.phase ?? ''))].sort();
  const unknown = phases.find((phase) => !known.includes(phase) && !PHASE_IDS.some((id) => id === phase));
  if (unknown !== undefined) {
    throw new MoultError('E-USAGE', `There is no phase "${unknown}".`, {
      where: '--phase',
      hint: suggestName(unknown, [...known, 'all']),
    });
  }
  const selectable = services.map((service) => ({
    ...service.fleetService,
    status: statuses?.get(service.fleetService.name),
    whole: service,
  }));
  const selected = selectServices(selectable, { only, exclude });
  if (selected.kind === 'problem') {
    throw new MoultError('E-USAGE', selected.message, {
      where: '--only, --exclude',
      hint: 'Select by name, or by owner:, priority:, phase: or plugin:.',
    });
  }
  return selected.services
    .map(({ whole }) => whole)
    .filter(({ fleetService }) => phases.length === 0 || phases.includes(fleetService.phase ?? ''));
}

function plannedService(
  service: FleetService,
  phases: readonly Phase[],
  declared: InventoryService | undefined,
): PlannedService {
  const phase = phases.find((one) => one.services.includes(service.name))?.id ?? '';
  return { ...service, phase, applicable: declared?.skip === undefined };
}

function definedService(
  { fleetService, declared }: Concerned,
  { plan, project, inventory }: DefineRunInput,
): DefinedService {
  const { name, path } = fleetService;
  const files = plan.files.filter((file) => file.service === name && file.status !== 'skipped');
  const shared = inventory?.shared.filter((node) => node.usedBy.includes(name)).map((node) => node.path) ?? [];
  return {
    name,
    path,
    tests: declared?.tests ?? findTests(join(project.root, path)),
    health: declared?.health,
    variables: declared?.environment ?? [],
    shared,
    sources: files.map((file) => file.path),
    critical: fleetService.priority === 'critical',
    skip: declared?.skip,
  };
}

/** A folder or file of tests in the usual place. */
function findTests(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder);
  return names.some((name) => /^tests?$|^test_.*\.py$|^pytest\.ini$/.test(name)) ? 'python -m pytest -q' : undefined;
}

function phaseError(orchestrator: Orchestrator, problems: readonly PhaseProblem[]): MoultError {
  return new MoultError(
    'E-CONFIG',
    `The phases of the orchestrator "${orchestrator.name}" do not fit the services: ${problems.map((problem) => problem.message).join(' ')}`,
    {
      where: orchestrator.name,
      hint: 'Correct the orchestrator, or the phases in the inventory.',
    },
  );
}
