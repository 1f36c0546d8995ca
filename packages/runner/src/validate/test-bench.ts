import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTestRun, type TestRun } from '@moult/fleet';
import type { EnvironmentSource, ServiceEnvironment } from '../environments/environment-source.ts';
import { commandEnvironment } from './command-environment.ts';
import { type CommandExecutor, type CommandResult, MAX_PRINTED_BYTES, programOf } from './command-executor.ts';
import { copyService } from './copy-service.ts';
import { damagedSources, hashSources } from './damaged-sources.ts';
import type { Redact } from './redact.ts';
import type { ServiceTarget } from './service-target.ts';

/** What a bench needs from outside. */
export interface TestBenchOptions {
  readonly root: string;
  readonly executor: CommandExecutor;
  readonly environments: EnvironmentSource;
  readonly redact: Redact;
  /** The variables of this process. */
  readonly own: NodeJS.ProcessEnv;
  readonly timeLimitSeconds: number;
}

/** One run of the tests of a service. */
export interface BenchRun {
  readonly tests: TestRun;
  /** What it printed and its report, without secrets. */
  readonly output: string;
  readonly report: string | undefined;
  readonly environment: ServiceEnvironment | undefined;
}

const LARGEST_REPORT_BYTES = 64 * 1024 * 1024;
const NOT_FOUND = 127;
const NO_TESTS = 5;

/** Runs commands of services in copies of them, each in its environment, so that nothing they do reaches the tree. */
export class TestBench {
  readonly #options: TestBenchOptions;

  constructor(options: TestBenchOptions) {
    this.#options = options;
  }

  get executor(): CommandExecutor {
    return this.#options.executor;
  }

  /** The same bench for a copy of the tree below another root. */
  at(root: string): TestBench {
    return new TestBench({ ...this.#options, root });
  }

  /** Runs the tests of a service as it is now; only `ids` where they are given and the runner can be asked for them. */
  async runTests(service: ServiceTarget, signal?: AbortSignal, ids: readonly string[] = []): Promise<BenchRun> {
    if (service.tests === undefined) return nothing({ kind: 'none-found' });
    const { root, environments } = this.#options;
    const place = await environments.environmentFor(root, service.path, signal);
    if (place.kind === 'missing')
      return { ...nothing({ kind: 'unavailable', reason: place.reason }), environment: place };
    const copy = copyService(root, service.path, service.shared);
    const scratch = mkdtempSync(join(tmpdir(), 'moult-tests-'));
    try {
      return { ...(await this.#runIn(copy.root, scratch, service, place, signal, ids)), environment: place };
    } finally {
      await Promise.all([rm(scratch, { recursive: true, force: true, maxRetries: 3 }), copy.remove()]);
    }
  }

  /** Runs another command of a service, such as its health command, in its folder. */
  async runCommand(
    service: ServiceTarget,
    command: string | readonly string[],
    signal?: AbortSignal,
  ): Promise<CommandResult> {
    const { root, environments, executor, own, timeLimitSeconds, redact } = this.#options;
    const found = await environments.environmentFor(root, service.path, signal);
    const place =
      found.kind === 'ready'
        ? found
        : { kind: 'ready' as const, programs: undefined, python: undefined, isResolved: false };
    const result = await executor.run({
      ...programOf(command),
      workingDirectory: join(root, service.path),
      environment: commandEnvironment({ own, declared: service.variables, place, home: own['HOME'] ?? tmpdir() }),
      timeLimitSeconds,
      ...(signal === undefined ? {} : { signal }),
    });
    return { ...result, output: redact(result.output) };
  }

  async #runIn(
    root: string,
    scratch: string,
    service: ServiceTarget,
    place: ServiceEnvironment & { kind: 'ready' },
    signal: AbortSignal | undefined,
    ids: readonly string[],
  ): Promise<Omit<BenchRun, 'environment'>> {
    const { executor, own, timeLimitSeconds, redact } = this.#options;
    const report = join(scratch, 'junit.xml');
    const home = join(scratch, 'home');
    mkdirSync(home);
    const added = {
      MOULT_JUNIT: report,
      PYTEST_ADDOPTS: `-p no:cacheprovider -o junit_family=xunit1 --junitxml=${report}${selection(ids)}`,
    };
    const before = hashSources(root, service.sources);
    const result = await executor.run({
      ...programOf(service.tests ?? ''),
      workingDirectory: join(root, service.path),
      environment: commandEnvironment({ own, declared: service.variables, place, home, added }),
      timeLimitSeconds,
      ...(signal === undefined ? {} : { signal }),
    });
    const xml = readReport(report);
    const clean = xml === undefined ? undefined : redact(xml);
    const damage = damagedSources(root, before);
    return { tests: judge(result, clean, damage, timeLimitSeconds), output: redact(result.output), report: clean };
  }
}

function nothing(tests: TestRun): BenchRun {
  return { tests, output: '', report: undefined, environment: undefined };
}

/** pytest takes ids as words; ids with a blank would need quoting of its own kind, and then all tests run. */
function selection(ids: readonly string[]): string {
  const usable = ids.length > 0 && ids.length <= 50 && ids.every((id) => /^[^\s'"\\]+\.py::[^\s'"\\]+$/.test(id));
  return usable ? ` ${ids.join(' ')}` : '';
}

function readReport(path: string): string | undefined {
  if (!existsSync(path) || statSync(path).size > LARGEST_REPORT_BYTES) return undefined;
  return readFileSync(path, 'utf8');
}

function judge(
  result: CommandResult,
  report: string | undefined,
  damage: readonly string[],
  timeLimitSeconds: number,
): TestRun {
  if (result.ending === 'timed-out') return { kind: 'timed-out', seconds: timeLimitSeconds };
  const crash = whyCrashed(result, damage);
  if (crash !== undefined) return { kind: 'crashed', reason: crash };
  if (report === undefined && result.status === NO_TESTS) return { kind: 'none-found' };
  if (report === undefined) return { kind: 'crashed', reason: withoutReport(result) };
  const run = readTestRun(report);
  if (run.kind === 'none-found' && result.status === 0) {
    return { kind: 'crashed', reason: 'The test command ended with 0 without running a single test.' };
  }
  return run;
}

function whyCrashed(result: CommandResult, damage: readonly string[]): string | undefined {
  switch (result.ending) {
    case 'not-started':
      return `The test command could not be started: ${lastLine(result.output)}`;
    case 'cancelled':
      return 'The tests were stopped.';
    case 'too-much-output':
      return `The tests printed more than ${MAX_PRINTED_BYTES / 1024 / 1024} MB and were stopped.`;
    default:
  }
  if (damage.length > 0)
    return `The tests deleted or changed sources of the service in its copy: ${damage.slice(0, 3).join(', ')}${damage.length > 3 ? ` and ${damage.length - 3} more` : ''}.`;
  if (result.leftProcesses > 0)
    return `The tests left ${result.leftProcesses} ${result.leftProcesses === 1 ? 'process' : 'processes'} running, which were ended.`;
  return undefined;
}

function withoutReport(result: CommandResult): string {
  if (result.status === 0) return 'The test command ended with 0 but wrote no report, so no test is known to have run.';
  const last = lastLine(result.output);
  const said = last === '' ? '.' : `: ${last}`;
  if (result.status === NOT_FOUND) return `The test command was not found${said}`;
  return `The test command ended with ${result.status ?? 'a signal'} and wrote no report${said}`;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}
