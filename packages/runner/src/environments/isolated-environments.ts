import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandExecutor } from '../validate/command-executor.ts';
import type { EnvironmentSource, ServiceEnvironment } from './environment-source.ts';
import { canReachIndex, findInterpreter, type PythonInterpreter } from './find-interpreter.ts';
import { holdFolder } from './hold-folder.ts';
import { environmentKey, type RequirementSet, readRequirementSet } from './requirement-set.ts';

const INSTALL_LIMIT_SECONDS = 300;
const IS_WINDOWS = process.platform === 'win32';

export interface IsolatedEnvironmentsOptions {
  /** Folder in which environments are kept between runs. */
  readonly cache: string;
  readonly executor: CommandExecutor;
  /** Interpreter by name or path; found by itself when undefined. */
  readonly python: string | undefined;
  /** The caller's variables: how packages are reached is its business. */
  readonly environment: NodeJS.ProcessEnv;
  /** Told what takes time. */
  readonly log: (line: string) => void;
}

type Shop =
  | { readonly kind: 'open'; readonly uv: string | undefined; readonly python: PythonInterpreter }
  | { readonly kind: 'closed'; readonly reason: string };

/** One environment for each distinct set of requirements, made with uv or pip, and kept for the next time. */
export class IsolatedEnvironments implements EnvironmentSource {
  readonly #options: IsolatedEnvironmentsOptions;
  readonly #made = new Map<string, Promise<ServiceEnvironment>>();
  #python: { readonly found: PythonInterpreter | undefined } | undefined;
  #shop: Promise<Shop> | undefined;

  constructor(options: IsolatedEnvironmentsOptions) {
    this.#options = options;
  }

  async environmentFor(root: string, folder: string): Promise<ServiceEnvironment> {
    const set = readRequirementSet(root, folder);
    if (set.kind === 'unreadable') {
      return { kind: 'missing', cause: 'requirements', reason: `Its requirements cannot be read: ${set.reason}` };
    }
    const python = this.#interpreter();
    if (python === undefined)
      return { kind: 'missing', cause: 'machine', reason: 'There is no Python 3.10 or newer on PATH.' };
    const key = environmentKey(set, python);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#make(join(this.#options.cache, key), set, python);
    this.#made.set(key, made);
    return made;
  }

  tools(): Readonly<Record<string, string>> {
    const python = this.#interpreter();
    return python === undefined ? {} : { python: python.version };
  }

  #interpreter(): PythonInterpreter | undefined {
    this.#python ??= { found: findInterpreter(this.#options.python) };
    return this.#python.found;
  }

  async #make(
    folder: string,
    set: RequirementSet & { kind: 'set' },
    python: PythonInterpreter,
  ): Promise<ServiceEnvironment> {
    if (existsSync(join(folder, 'ready'))) return ready(folder, python);
    this.#shop ??= this.#openShop(python);
    const shop = await this.#shop;
    if (shop.kind === 'closed') return { kind: 'missing', cause: 'machine', reason: shop.reason };
    return holdFolder(folder, 2 * INSTALL_LIMIT_SECONDS, async () =>
      existsSync(join(folder, 'ready')) ? ready(folder, python) : this.#fill(folder, set, shop),
    );
  }

  /** uv when it can be had, otherwise venv with pip; closed when the index cannot be reached. */
  async #openShop(python: PythonInterpreter): Promise<Shop> {
    const { cache, environment } = this.#options;
    mkdirSync(cache, { recursive: true });
    if (!canReachIndex(python, environment)) {
      return { kind: 'closed', reason: 'The package index cannot be reached, so no environment can be made.' };
    }
    if (spawnSync('uv', ['--version'], { env: environment }).status === 0) return { kind: 'open', uv: 'uv', python };
    const tools = join(cache, 'tools');
    const uv = join(tools, 'bin', IS_WINDOWS ? 'uv.exe' : 'uv');
    await holdFolder(tools, INSTALL_LIMIT_SECONDS, async () => {
      if (existsSync(uv)) return;
      this.#options.log('installing uv, which makes environments quickly');
      await this.#run(python.path, ['-m', 'pip', 'install', '--quiet', '--target', tools, 'uv']);
    });
    return { kind: 'open', uv: existsSync(uv) ? uv : undefined, python };
  }

  async #fill(
    folder: string,
    set: RequirementSet & { kind: 'set' },
    shop: Shop & { kind: 'open' },
  ): Promise<ServiceEnvironment> {
    this.#options.log(`making an environment with ${set.requirements.join(', ')}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [program, args] of stepsOf(folder, set, shop)) {
      const result = await this.#run(program, args);
      if (result.ending === 'ended' && result.status === 0) continue;
      rmSync(folder, { recursive: true, force: true });
      const why =
        result.ending === 'timed-out' ? `it took longer than ${INSTALL_LIMIT_SECONDS} s` : tellingLine(result.output);
      return { kind: 'missing', cause: 'requirements', reason: `The requirements cannot be installed: ${why}` };
    }
    writeFileSync(join(folder, 'ready'), '');
    return ready(folder, shop.python);
  }

  #run(program: string, args: readonly string[]) {
    const { environment, cache, executor } = this.#options;
    const own = { UV_CACHE_DIR: environment['UV_CACHE_DIR'] ?? join(cache, 'uv'), NO_COLOR: '1' };
    return executor.run({
      program,
      args,
      workingDirectory: cache,
      environment: withoutUndefined({ ...environment, ...own }),
      timeLimitSeconds: INSTALL_LIMIT_SECONDS,
    });
  }
}

function ready(folder: string, python: PythonInterpreter): ServiceEnvironment {
  const programs = join(folder, IS_WINDOWS ? 'Scripts' : 'bin');
  return { kind: 'ready', programs, python: python.version, isResolved: true };
}

function stepsOf(
  folder: string,
  { requirements, constraints }: RequirementSet & { kind: 'set' },
  shop: Shop & { kind: 'open' },
): readonly (readonly [string, readonly string[]])[] {
  const lists = requirements.length === 0 ? [] : ['-r', writeList(`${folder}-requirements.txt`, requirements)];
  const limits = constraints.length === 0 ? [] : ['-c', writeList(`${folder}-constraints.txt`, constraints)];
  const python = join(folder, IS_WINDOWS ? 'Scripts/python.exe' : 'bin/python');
  const { uv } = shop;
  const makes: readonly [string, readonly string[]] =
    uv === undefined
      ? [shop.python.path, ['-m', 'venv', folder]]
      : [uv, ['venv', '--quiet', '--allow-existing', '--python', shop.python.path, folder]];
  if (lists.length === 0) return [makes];
  const install: readonly [string, readonly string[]] =
    uv === undefined
      ? [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...lists, ...limits]]
      : [uv, ['pip', 'install', '--quiet', '--python', python, ...lists, ...limits]];
  return [makes, install];
}

function writeList(path: string, lines: readonly string[]): string {
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** The line of an installer that says why: it comes before hints and tracebacks of its own. */
function tellingLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (
    lines.find((line) => /because|no solution|conflict|could not find|error/i.test(line)) ??
    lines.at(-1) ??
    'no message'
  );
}

function withoutUndefined(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
