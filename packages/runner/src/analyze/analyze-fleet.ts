import type { PlanDocument } from '@moult/engine';
import {
  findSharedCode,
  type Inventory,
  PHASE_IDS,
  PHASE_RULE,
  PRIORITY_RULE,
  type Proposal,
  proposePhases,
  RISK_RULE,
  readDependencyGraph,
} from '@moult/fleet';
import { type FoundService, findServices } from '../project/find-services.ts';
import type { Project } from '../project/open-project.ts';
import { readInventory } from '../project/read-inventory.ts';
import type { AnalysedService, FleetAnalysis, LibraryUse } from './fleet-analysis.ts';
import { composeDependencies, readCompose } from './read-compose.ts';
import { type ServiceSurvey, surveyService } from './survey-service.ts';

/** Looks at a fleet before its upgrade: what each service declares, uses and needs, what depends on what, and in which phase it would go. */
export function analyzeFleet(project: Project, plan: PlanDocument): FleetAnalysis {
  const inventory = readInventory(project);
  const found = findServices(project).filter((service) => isService(service, inventory, plan));
  const dependencies = dependenciesOf(project, found, inventory);
  const graph = readDependencyGraph(found.map(({ name }) => ({ name, dependsOn: dependencies.get(name) ?? [] })));
  const proposals = proposalsOf(found, plan, project, inventory, graph.dependents);
  const surveys = new Map(
    found.map((service) => [service.name, surveyService(project.root, service, project.plugins, plan.changes)]),
  );
  const services = found.map((service) =>
    describe({
      service,
      plan,
      project,
      inventory,
      survey: surveys.get(service.name),
      proposal: proposals.get(service.name),
      dependsOn: dependencies.get(service.name) ?? [],
      dependents: graph.dependents.get(service.name) ?? [],
    }),
  );
  const order = PHASE_IDS.flatMap((id) =>
    services.filter((service) => service.needsUpdate && service.phase === id).map((service) => service.name),
  );
  const uses = [...surveys].map(([service, survey]) => ({ service, paths: survey.outside }));
  return {
    schemaVersion: 1,
    services,
    toUpdate: services.filter((service) => service.needsUpdate).length,
    phases: PHASE_IDS.map((id) => phaseOf(id, services)),
    graph: { criticalPath: graph.criticalPath, cycles: graph.cycles, levels: graph.levels },
    shared: findSharedCode(uses, inventory?.shared ?? [], order),
    rules: [PRIORITY_RULE, RISK_RULE, PHASE_RULE],
    problems: readCompose(project.root).problems,
  };
}

/** Declared services, and where none are declared every folder with a manifest; one that is not declared counts when the plan changes it. */
function isService(service: FoundService, inventory: Inventory | undefined, plan: PlanDocument): boolean {
  if (service.source === 'declared') return true;
  if (inventory?.shared.some((node) => node.path === service.path) === true) return false;
  if (inventory === undefined && service.path !== '.') return true;
  return plan.files.some((file) => file.service === service.name && file.status === 'changed');
}

function dependenciesOf(
  project: Project,
  found: readonly FoundService[],
  inventory: Inventory | undefined,
): ReadonlyMap<string, readonly string[]> {
  const byCompose = composeDependencies(project.root, found);
  return new Map(
    found.map(({ name }) => {
      const declared = inventory?.services.find((service) => service.name === name)?.dependsOn ?? [];
      return [name, declared.length > 0 ? declared : (byCompose.get(name) ?? [])];
    }),
  );
}

function proposalsOf(
  found: readonly FoundService[],
  plan: PlanDocument,
  project: Project,
  inventory: Inventory | undefined,
  dependents: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Proposal> {
  const proposals = proposePhases(
    found.map(({ name }) => {
      const declared = inventory?.services.find((service) => service.name === name);
      const { breaking } = changingPlugins(name, plan, project);
      return {
        name,
        priority: declared?.priority,
        phase: declared?.phase,
        breakingChanges: breaking.length,
        dependents: dependents.get(name)?.length ?? 0,
      };
    }),
  );
  return new Map(proposals.map((proposal) => [proposal.name, proposal]));
}

/** A plugin without rules only moves a requirement, which breaks nothing. */
function changingPlugins(service: string, plan: PlanDocument, project: Project) {
  const changing = new Set(
    plan.changes
      .filter((change) => change.service === service && change.status !== 'suppressed')
      .map((change) => change.plugin),
  );
  for (const finding of plan.findings) if (finding.service === service) changing.add(finding.plugin);
  const names = plan.run.plugins.map((plugin) => plugin.name).filter((name) => changing.has(name));
  const breaks = (name: string): boolean =>
    project.plugins.some((plugin) => plugin.name === name && plugin.rules.length > 0);
  return { breaking: names.filter(breaks), requirementOnly: names.filter((name) => !breaks(name)) };
}

interface DescribeInput {
  readonly service: FoundService;
  readonly plan: PlanDocument;
  readonly project: Project;
  readonly inventory: Inventory | undefined;
  readonly survey: ServiceSurvey | undefined;
  readonly proposal: Proposal | undefined;
  readonly dependsOn: readonly string[];
  readonly dependents: readonly string[];
}

function describe(input: DescribeInput): AnalysedService {
  const { service, plan, project, inventory, survey, proposal, dependsOn, dependents } = input;
  const declared = inventory?.services.find((one) => one.name === service.name);
  const libraries = survey?.libraries ?? [];
  const needsUpdate = plan.files.some((file) => file.service === service.name && file.status === 'changed');
  const tests = declared?.tests;
  return {
    name: service.name,
    path: service.path,
    source: service.source,
    owner: declared?.owner,
    priority: proposal?.priority ?? 'low',
    risk: proposal?.risk ?? 'low',
    phase: proposal?.phase ?? 'a',
    isPhaseDeclared: declared?.phase !== undefined,
    differences: needsUpdate ? (proposal?.differences ?? []) : [],
    ...changingPlugins(service.name, plan, project),
    needsUpdate,
    libraries: libraries.filter((library) => library.declared.length > 0 || library.usedIn.length > 0),
    mismatches: libraries.flatMap((library) => mismatchOf(library, project)),
    dependsOn,
    dependents,
    pythonFiles: service.pythonFiles.length,
    testFiles: survey?.testFiles ?? 0,
    tests: typeof tests === 'string' || tests === undefined ? tests : tests.join(' '),
    python: declared?.python ?? survey?.python,
    findings: plan.findings.filter((finding) => finding.service === service.name).length,
  };
}

function mismatchOf({ plugin, declared, usedIn }: LibraryUse, { plugins }: Project): readonly string[] {
  const detects = plugins.find((one) => one.name === plugin)?.detects;
  // Of the new library only the name of its distribution is known for certain, not that of its modules.
  const old = declared.find(({ distribution }) => detects?.distributions.includes(distribution) === true);
  const [file] = usedIn;
  if (old !== undefined && file === undefined) {
    return [`declares ${old.text} (${old.path}:${old.line}) and uses nothing of it (${plugin})`];
  }
  if (declared.length === 0 && file !== undefined) {
    return [`uses the library of ${plugin} in ${file} and declares no requirement on it`];
  }
  return [];
}

function phaseOf(id: string, services: readonly AnalysedService[]): FleetAnalysis['phases'][number] {
  const members = services.filter((service) => service.needsUpdate && service.phase === id);
  const named = (isDeclared: boolean): readonly string[] =>
    members.filter((service) => service.isPhaseDeclared === isDeclared).map((service) => service.name);
  return { id, declared: named(true), proposed: named(false) };
}
