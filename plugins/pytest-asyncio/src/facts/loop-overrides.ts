import { defineFacts, type FileView, type FunctionView } from '@moult/plugin-api';
import { isFixture } from './collected-test.ts';
import { isPlainLoop } from './plain-loop.ts';
import { type PytestRoots, readPytestRoots } from './pytest-roots.ts';

/** A fixture named `event_loop` that the project defines. */
export interface LoopOverride {
  readonly file: FileView;
  readonly view: FunctionView;
  /** Caching scope as written, `function` by default; undefined when it is no literal. */
  readonly scope: string | undefined;
  /** Why it cannot be replaced by the loop scope options; undefined when it can. */
  readonly obstacle: string | undefined;
}

export interface LoopOverrides {
  readonly all: readonly LoopOverride[];
  /** The override a test in this file gets and a person has to replace; overrides that are removed do not count. */
  remainingFor(file: FileView): LoopOverride | undefined;
}

export const loopOverrides = defineFacts('loop-overrides', ({ service }): LoopOverrides => {
  const defining = service.files.filter((file) => file.mentions('event_loop'));
  const found = defining.flatMap((file) =>
    file.functions.filter((view) => isOverride(file, view)).map((view) => readOverride(file, view)),
  );
  const roots = found.length === 0 ? undefined : readPytestRoots(service);
  const all = found.map((override) => ({
    ...override,
    obstacle:
      override.obstacle ??
      synchronousRequest(override, service.files) ??
      (roots === undefined ? undefined : placeObstacle(override, roots, service.files)),
  }));
  return {
    all,
    remainingFor: (file) => all.find((override) => override.obstacle !== undefined && isInReach(override, file)),
  };
});

/** A synchronous function runs coroutines on the loop of the fixture, and needs it until a person has rewritten it. */
function synchronousRequest(override: LoopOverride, files: readonly FileView[]): string | undefined {
  for (const file of files.filter((user) => isInReach(override, user))) {
    const request = file.functions.find((view) => !view.isAsync && !view.isNested && asksForLoop(file, view));
    if (request !== undefined)
      return `the synchronous \`${request.name}\` of ${file.path}:${request.node.line} asks for it`;
  }
  return undefined;
}

/** An override speaks for the tests below its folder, an option for the whole root. */
function placeObstacle(
  { file, scope }: LoopOverride,
  roots: PytestRoots,
  files: readonly FileView[],
): string | undefined {
  const root = roots.rootOf(file);
  if (scope === 'function') return undefined;
  if (root.config === undefined) return 'there is no pytest configuration that could hold the loop scope';
  if (root.isForeign || root.governedElsewhere !== undefined)
    return `${root.config.manifest.path}, which could hold the loop scope, governs the tests of other services too`;
  const folder = file.path.endsWith('conftest.py') ? file.path.slice(0, -'conftest.py'.length) : file.path;
  const other = files.find(
    (each) => !each.path.startsWith(folder) && root.patterns.isTestFile(each.path) && roots.rootOf(each) === root,
  );
  return other === undefined
    ? undefined
    : `it covers only a part of the tests that ${root.config.manifest.path} governs, and not ${other.path}`;
}

function asksForLoop(file: FileView, view: FunctionView): boolean {
  const isPytest = isFixture(file, view) || view.name.startsWith('test');
  return isPytest && view.parameters.some(({ name }) => name === 'event_loop');
}

function isOverride(file: FileView, view: FunctionView): boolean {
  return view.name === 'event_loop' && isFixture(file, view);
}

function isInReach({ file }: LoopOverride, user: FileView): boolean {
  if (!file.path.endsWith('conftest.py')) return file.path === user.path;
  return user.path.startsWith(file.path.slice(0, -'conftest.py'.length));
}

function readOverride(file: FileView, view: FunctionView): LoopOverride {
  const fixture = view.decorators[0];
  const written = fixture?.call?.keyword('scope')?.value;
  const scope = written === undefined ? 'function' : file.stringValue(written);
  return { file, view, scope, obstacle: obstacleOf(view, scope) };
}

function obstacleOf(view: FunctionView, scope: string | undefined): string | undefined {
  if (scope === undefined) return 'its scope is not a literal';
  if (view.owner !== undefined) return 'it belongs to a class';
  if (view.isAsync || view.decorators.length !== 1) return 'it is no plain fixture';
  const parameters = view.parameters.filter((parameter) => parameter.name !== 'request');
  if (parameters.length > 0)
    return `it depends on ${parameters.map((parameter) => `\`${parameter.name}\``).join(', ')}`;
  return isPlainLoop(view.body, scope !== 'function')
    ? undefined
    : 'it does more than make a loop, give it and close it';
}

/** The options that give every test and fixture of a root the loop that an override of this scope gave them. */
export const LOOP_SCOPE_OPTIONS = ['asyncio_default_fixture_loop_scope', 'asyncio_default_test_loop_scope'] as const;
