import { defineRule, functionDefinition } from '@moult/plugin-api';
import { pytestRoots } from '../facts/pytest-roots.ts';

const HOOKS = /^pytest_(?:collection_modifyitems|itemcollected)$/;
const ADDS_MARK = /\badd_marker\b/;
const NAMES_ASYNCIO = /\bmark\.asyncio\b|add_marker\(\s*["']asyncio["']/;

/** A mark that a hook adds comes after the tests were made. */
export const reportMarkHook = defineRule({
  name: 'report-mark-hook',
  summary: 'a mark that a hook adds comes too late to make a test asynchronous',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/how-to-guides/run_session_tests_in_same_loop.html',
  grade: 'manual',
  find: functionDefinition({ name: HOOKS }),
  fix({ site, file, facts, flag, leave }) {
    const { node, body, name } = site.function;
    if (!ADDS_MARK.test(body.text) || !NAMES_ASYNCIO.test(body.text)) return leave('it adds no mark of asyncio');
    if (/\bis_async_test\b/.test(body.text))
      return leave('it gives tests that are asynchronous already another loop, which works as before');
    if (facts(pytestRoots).rootOf(file).runsPlainFixtures) return flag(node, inAuto(name));
    flag(node, inStrict(name));
  },
});

function inAuto(name: string) {
  return {
    message: `\`${name}\` adds the asyncio mark to tests`,
    why: 'The tests get their marks in their files, so nothing hangs on this one; in strict mode it would come too late, since tests are made asynchronous when they are collected (0.23)',
    todo: 'Take the mark out of the hook, unless it gives a loop scope',
    level: 'note',
  } as const;
}

function inStrict(name: string) {
  return {
    message: `\`${name}\` adds the asyncio mark to tests`,
    why: 'Since pytest-asyncio 0.23 tests are made asynchronous when they are collected, before this hook: in strict mode a test that has the mark from here alone fails with "async def functions are not natively supported"',
    todo: 'Mark the tests in their files, or write `asyncio_mode = auto` into the configuration and plan again, which marks them; then take the mark out of the hook',
    suggestion: '@pytest.mark.asyncio',
  };
}
