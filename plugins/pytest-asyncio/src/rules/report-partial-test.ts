import { callTo, defineRule } from '@moult/plugin-api';
import { pytestRoots } from '../facts/pytest-roots.ts';
import { mode } from '../options.ts';

/** Tests made by `functools.partial` ran in auto mode and cannot be decorated. */
export const reportPartialTest = defineRule({
  name: 'report-partial-test',
  summary: 'a partial of a coroutine function is not run in strict mode',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/concepts.html#strict-mode',
  grade: 'manual',
  find: callTo('functools.partial', 'functools.partialmethod'),
  fix({ site, file, facts, option, flag, leave }) {
    const root = facts(pytestRoots).rootOf(file);
    const name = site.node.parent?.kind === 'assignment' ? (site.node.parent.field('left')?.text ?? '') : '';
    const target = site.call.positional(0)?.value;
    const definition = target === undefined ? undefined : file.definitionOf(target);
    const isTest = root.patterns.isTestFile(file.path) && root.patterns.isTestFunction(name);
    if (!isTest || !root.isAuto || option(mode) === 'keep-auto') return leave('it is not a test that auto mode runs');
    if (definition?.view.kind !== 'function' || !definition.view.isAsync)
      return leave('it is no partial of a coroutine function');
    flag(site.node, {
      message: `The test \`${name}\` is a partial of a coroutine function`,
      why: 'Auto mode runs it; in strict mode it needs a mark, and a partial cannot be decorated',
      todo: 'Mark the partial itself',
      suggestion: `${name} = pytest.mark.asyncio(${site.node.text})`,
    });
  },
});
