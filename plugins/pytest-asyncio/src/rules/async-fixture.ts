import {
  type DecoratorSite,
  decoratorNamed,
  defineRule,
  type FixContext,
  type FunctionView,
  py,
} from '@moult/plugin-api';
import { isGenerator } from '../facts/is-generator.ts';
import { lowerForOverride } from '../facts/lower-for-override.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';
import { FIXTURES } from '../names.ts';
import { mode } from '../options.ts';

/** In strict mode pytest-asyncio only runs fixtures that are its own. */
export const asyncFixture = defineRule({
  name: 'async-fixture',
  summary: 'in strict mode an asynchronous fixture is a `pytest_asyncio.fixture`',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/reference/decorators/index.html',
  grade: 'safe',
  find: decoratorNamed(FIXTURES),
  fix(context) {
    const { site, file, facts, option, edit, leave, flag } = context;
    const root = facts(pytestRoots).rootOf(file);
    const { decorated, decorator } = site;
    if (decorated.kind !== 'function' || !decorated.isAsync) return leave('it is not asynchronous');
    if (!root.runsPlainFixtures || (root.isAuto && option(mode) === 'keep-auto'))
      return leave('the mode of its pytest root stays as it is');
    const between = decorated.decorators
      .slice(decorated.decorators.findIndex(({ node }) => node === decorator.node) + 1)
      .filter(({ name }) => !MARK.test(name.text));
    if (between.some(({ name }) => file.refersTo(name, ...CONTEXT_MANAGERS)))
      return leave('a decorator makes a context manager of it, so the fixture is not asynchronous');
    const keepsCoroutine =
      !isGenerator(file, decorated.node) && between.every(({ name }) => file.refersTo(name, ...PATCHES));
    if (between.length > 0 && !keepsCoroutine) return flag(decorated.node, DECORATED);
    edit.replace(decorator.name, py`${edit.imports.use('pytest_asyncio', undefined, 'module')}.fixture`);
    edit.imports.mayDrop(decorator.name.kind === 'identifier' ? 'pytest.fixture' : 'pytest');
    widenLoop(context, decorated);
    edit.unit(root.unit);
    lowerForOverride(context);
    edit.evidence(
      'strict mode does not run it otherwise: pytest 9 ends with an error, older versions pass the coroutine on',
    );
  },
});

/** A loop must live as long as the fixture that uses it. */
function widenLoop({ site, file, edit, flag }: FixContext<DecoratorSite>, view: FunctionView): void {
  const call = site.decorator.call;
  const scope = call?.keyword('scope')?.value;
  if (call === undefined || scope === undefined) return;
  const literal = file.stringValue(scope);
  if (literal === undefined) flag(view.node, DYNAMIC_SCOPE);
  else if (literal !== 'function') edit.arguments(call).add('loop_scope', py`${scope.text}`);
}

/** Marks return the function they stand on; their own rule takes them off fixtures. */
const MARK = /(?:^|\.)mark\.\w+$/;

const CONTEXT_MANAGERS = ['contextlib.asynccontextmanager', 'contextlib.contextmanager'];

/** Patches make a coroutine function of a coroutine function. */
const PATCHES = ['unittest.mock.patch', 'unittest.mock.patch.object', 'unittest.mock.patch.multiple'];

const DECORATED = {
  message: 'Another decorator stands between `fixture` and the coroutine function',
  why: 'Whether what it returns is asynchronous, and then needs `pytest_asyncio.fixture` in strict mode, cannot be read here',
  todo: 'Write `pytest_asyncio.fixture` where the decorator returns a coroutine function or an asynchronous generator',
};

const DYNAMIC_SCOPE = {
  message: 'The scope of this asynchronous fixture is computed',
  why: 'Its loop has to live as long as the fixture; a narrower loop scope ends with ScopeMismatch',
  todo: 'Give `loop_scope` the widest scope that the computation can answer with',
};
