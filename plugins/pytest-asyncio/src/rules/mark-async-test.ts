import {
  defineRule,
  type FileView,
  type FixContext,
  type FunctionSite,
  type FunctionView,
  functionDefinition,
  py,
} from '@moult/plugin-api';
import { collectedAs } from '../facts/collected-test.ts';
import { coveringMark, isCoveredInPart } from '../facts/covering-mark.ts';
import { isGenerator } from '../facts/is-generator.ts';
import { lowerForOverride } from '../facts/lower-for-override.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';
import { MARK } from '../names.ts';
import { mode } from '../options.ts';

const OTHER_RUNNERS = ['pytest.mark.anyio', 'pytest.mark.trio', 'pytest.mark.curio'];

/** In strict mode an asynchronous test runs only with its mark. */
export const markAsyncTest = defineRule({
  name: 'mark-async-test',
  summary: 'in strict mode an asynchronous test needs its mark',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/concepts.html#strict-mode',
  grade: 'safe',
  find: functionDefinition({ async: true }),
  fix(context) {
    const { site, file, facts, option, edit, leave, flag } = context;
    const view = site.function;
    const root = facts(pytestRoots).rootOf(file);
    const collected = collectedAs(file, view, facts);
    if (collected.kind === 'unittest') return reportUnittest(context, collected.isAsync);
    if (collected.kind !== 'test') return leave(collected.kind === 'fixture' ? 'it is a fixture' : collected.reason);
    if (!root.isAuto || option(mode) === 'keep-auto') return leave('the mode of its pytest root stays as it is');
    if (coveringMark(file, view, facts, [MARK]) !== undefined) return leave('a mark covers it');
    const other = coveringMark(file, view, facts, OTHER_RUNNERS);
    if (other !== undefined) return flag(view.node, otherRunner(other.text));
    if (isProperty(view)) return leave('pytest does not collect properties');
    if (isGenerator(file, view.node)) return flag(view.node, GENERATOR);
    if (isCoveredInPart(file, view, facts, MARK)) return flag(view.node, INHERITED);
    edit.decorators(view).add(py`${markName(context)}.asyncio`, 'outermost');
    edit.unit(root.unit);
    lowerForOverride(context);
    edit.evidence(`auto mode ran it without a mark, set in ${root.config?.manifest.path ?? root.folder}`);
  },
});

/** `pytest.mark`, or `mark` where the file imports that. */
function markName({ edit, file }: FixContext<FunctionSite>): string {
  if (importsMark(file)) return edit.imports.use('pytest', 'mark', 'member');
  return `${edit.imports.use('pytest', undefined, 'module')}.mark`;
}

function importsMark(file: FileView): boolean {
  return file
    .nodes('import_from_statement')
    .some(
      (statement) =>
        statement.field('module_name')?.text === 'pytest' &&
        statement.fields('name').some((name) => /^mark\b/.test(name.text)),
    );
}

function isProperty({ decorators }: FunctionView): boolean {
  return decorators.some(({ name }) => /(?:^|\.)(?:cached_)?property$|\.(?:setter|getter|deleter)$/.test(name.text));
}

function reportUnittest({ site, file, facts, flag, leave }: FixContext<FunctionSite>, isAsync: boolean): void {
  const isTest = facts(pytestRoots).rootOf(file).patterns.isTestFunction(site.function.name);
  if (isTest && !isAsync) flag(site.node, UNITTEST);
  else leave(isTest ? 'unittest runs it itself' : 'it is no test');
}

const UNITTEST = {
  message: 'An asynchronous test of a `unittest.TestCase` is never awaited',
  why: 'unittest calls it, throws the coroutine away and reports it as passed; neither mode nor mark changes that',
  todo: 'Derive the class from `unittest.IsolatedAsyncioTestCase`; the test may then fail for the first time',
};

const GENERATOR = {
  message: 'This asynchronous test is a generator',
  why: 'pytest-asyncio does not run asynchronous generators as tests',
  todo: 'Take the `yield` out of the test; set-up and tear-down belong into a fixture',
};

const INHERITED = {
  message: 'Some of the classes that inherit this test have a mark with arguments, and others have none',
  why: 'In strict mode the others need a mark; one on this method would beat the arguments of the marks on the classes',
  todo: 'Put `@pytest.mark.asyncio` on each class that has none',
  suggestion: '@pytest.mark.asyncio\nclass …:',
};

function otherRunner(mark: string) {
  return {
    message: `This test is marked \`${mark}\``,
    why: 'In auto mode pytest-asyncio took it over and ran it on asyncio; in strict mode the other runner gets it',
    todo: 'Check that the plugin of that mark is installed, and that the fixtures of the test work with it',
  };
}
