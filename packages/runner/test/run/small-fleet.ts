import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_RUN_POLICY, type RunPolicy, type RunState } from '@moult/fleet';
import { callTo, defineOrchestrator, definePlugin, defineRule, py, readProgress } from '@moult/plugin-api';
import type { RunConfig } from '../../src/config/config.ts';
import { CURRENT_ENVIRONMENT } from '../../src/environments/environment-source.ts';
import { type OpenProjectInput, openProject, type Project } from '../../src/project/open-project.ts';
import { planProject } from '../../src/project/plan-project.ts';
import { readInventory } from '../../src/project/read-inventory.ts';
import type { AskPerson } from '../../src/run/checkpoints.ts';
import { defineRun } from '../../src/run/define-run.ts';
import { type FleetRunOutcome, type FleetRunSurroundings, startFleetRun } from '../../src/run/fleet-run.ts';
import { StopSignal } from '../../src/run/stop-signal.ts';
import { openTree, type TreeOptions } from '../../src/transaction/tree.ts';
import type { CommandExecutor, CommandRequest, CommandResult } from '../../src/validate/command-executor.ts';

/** A plugin that renames `oldlib.call` to `oldlib.renamed`, and leaves `oldlib.odd` for a person, and notes `oldlib.slow`. */
const renamer = definePlugin({
  name: 'renamer',
  title: 'oldlib 1 → 2',
  upgrade: { from: 'oldlib', to: 'oldlib', version: '==2' },
  detects: { distributions: ['oldlib'], modules: ['oldlib'] },
  rules: [
    defineRule({
      name: 'rename-call',
      summary: 'call is called renamed',
      grade: 'safe',
      find: callTo('oldlib.call'),
      fix: ({ site, edit }) => edit.replace(site.call.callee, py`oldlib.renamed`),
    }),
    defineRule({
      name: 'odd-call',
      summary: 'odd is gone',
      grade: 'manual',
      find: callTo('oldlib.odd'),
      fix: ({ site, flag }) => flag(site.node, { message: 'odd is gone', why: 'it is', todo: 'print instead' }),
    }),
    defineRule({
      name: 'slow-call',
      summary: 'slow stays as it is',
      grade: 'manual',
      find: callTo('oldlib.slow'),
      finding: { message: 'slow is here', why: 'there is a quicker one', todo: 'take it if you like', level: 'note' },
    }),
  ],
});

/** One phase after the other, everything at once, a checkpoint after each service of phase d. */
const plain = defineOrchestrator({
  name: 'plain',
  title: 'Everything at once',
  phases: (fleet) =>
    ['a', 'd'].flatMap((id) => {
      const services = fleet.services.filter((service) => service.phase === id).map((service) => service.name);
      const checkpoint = id === 'd' ? ('after-each' as const) : ('none' as const);
      return services.length === 0 ? [] : [{ id, title: id, services, concurrency: id === 'd' ? 1 : 8, checkpoint }];
    }),
  next: (fleet, events) => {
    const progress = readProgress(events);
    if (progress.crossed.size > 0) return [{ kind: 'stop', reason: 'too many failures' }];
    for (const [name, finished] of progress.finished) {
      const checkpoint = `after-${name}`;
      if (finished.phase !== 'd' || !finished.changed || progress.checkpoints.has(checkpoint)) continue;
      return [{ kind: 'open-checkpoint', checkpoint, phase: 'd', services: [name], question: 'Well?' }];
    }
    return fleet.services
      .filter((service) => !progress.finished.has(service.name) && !progress.running.has(service.name))
      .map((service) => ({ kind: 'start', service: service.name }));
  },
});

/** What the tests of a service do: called with the text of its source, so that they can tell before from after. */
export type FakeTests = (service: string, source: string) => Partial<CommandResult> & { readonly report?: string };

export const PASSING = '<testsuite><testcase classname="t" name="one"/></testsuite>';
export const FAILING = '<testsuite><testcase classname="t" name="one"><failure message="no"/></testcase></testsuite>';

/** An executor that answers at once; the folder of the copy tells which service is meant. */
export function fakeExecutor(tests: FakeTests): CommandExecutor & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    run: async (request: CommandRequest) => {
      const service = request.workingDirectory.split('/').at(-1) ?? '';
      ran.push(service);
      await new Promise((resolve) => setImmediate(resolve));
      const source = readFileSync(join(request.workingDirectory, 'app.py'), 'utf8');
      const { report, ...result } = tests(service, source);
      const place = request.environment['MOULT_JUNIT'];
      if (report !== undefined && place !== undefined) writeFileSync(place, report);
      return { status: 0, ending: 'ended', output: '', printedBytes: 0, leftProcesses: 0, seconds: 0, ...result };
    },
  };
}

export interface FleetSetup {
  readonly root: string;
  readonly project: Project;
  remove(): void;
}

/** A fleet of services in a folder of its own; names that begin with `d` are critical. `run` is of its configuration. */
export async function makeFleet(names: readonly string[], run: Partial<RunConfig> = {}): Promise<FleetSetup> {
  const root = mkdtempSync(join(tmpdir(), 'moult-fleet-test-'));
  for (const name of names) {
    mkdirSync(join(root, name), { recursive: true });
    writeFileSync(join(root, name, 'app.py'), 'import oldlib\n\noldlib.call()\n');
    writeFileSync(join(root, name, 'requirements.txt'), 'oldlib==1\n');
  }
  const services = names.map((name) => ({
    name,
    path: name,
    phase: name.startsWith('d') ? 'd' : 'a',
    priority: name.startsWith('d') ? 'critical' : 'low',
    tests: 'run-tests',
    owner: 'team',
  }));
  writeFileSync(join(root, 'services.yaml'), JSON.stringify({ version: 1, services }));
  writeFileSync(
    join(root, 'moult.config.json'),
    JSON.stringify({ inventory: 'services.yaml', plugins: ['renamer'], run }),
  );
  return { root, project: await openAt(root), remove: () => rmSync(root, { recursive: true, force: true }) };
}

function openAt(root: string): Promise<Project> {
  const input: OpenProjectInput = {
    workingDirectory: root,
    root,
    environment: {},
    bundled: { renamer: async () => renamer },
  };
  return openProject(input);
}

export interface RunWish {
  readonly executor: CommandExecutor;
  readonly policy?: Partial<RunPolicy>;
  readonly ask?: AskPerson;
  readonly stop?: StopSignal;
  readonly tree?: Pick<TreeOptions, 'disk' | 'processes'>;
}

export function surroundings({ project }: FleetSetup, { executor, ask, stop, tree }: RunWish): FleetRunSurroundings {
  return {
    project,
    tree: openTree({ root: project.root, ...tree }),
    orchestrator: plain,
    executor,
    makeEnvironments: () => CURRENT_ENVIRONMENT,
    stop: stop ?? new StopSignal(),
    ask,
    command: 'test',
  };
}

/** Plans the fleet and runs it to its rest. */
export async function runFleet(fleet: FleetSetup, wish: RunWish): Promise<FleetRunOutcome> {
  const { project } = fleet;
  const { plan } = await planProject(project, { version: '0', compileCheck: false });
  const { definition, header } = defineRun({
    project,
    plan,
    inventory: readInventory(project),
    foundDependencies: new Map(),
    orchestrator: plain,
    policy: { ...DEFAULT_RUN_POLICY, ...wish.policy },
    environments: 'current',
    user: 'tester',
    phases: [],
    only: [],
    exclude: [],
    opened: { plugins: [], settings: [], grade: 'safe' },
  });
  return startFleetRun({ ...surroundings(fleet, wish), plan, definition, header });
}

/** The state of a run that rested. */
export function stateOf(outcome: FleetRunOutcome): RunState {
  if (outcome.kind !== 'rested') throw new Error(`the run did not rest: ${outcome.kind}`);
  return outcome.state;
}

export function sourceOf({ root }: FleetSetup, name: string): string {
  return readFileSync(join(root, name, 'app.py'), 'utf8');
}
