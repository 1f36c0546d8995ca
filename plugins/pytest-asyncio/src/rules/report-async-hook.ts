import { defineRule, functionDefinition } from '@moult/plugin-api';
import { pytestRoots } from '../facts/pytest-roots.ts';

const XUNIT = /^(?:setup|teardown)_(?:method|class|module|function)$/;

/** Hooks and set-up methods that strict mode, or every mode, does not run as they look. */
export const reportAsyncHook = defineRule({
  name: 'report-async-hook',
  summary: 'asynchronous set-up methods are never awaited',
  source: 'https://docs.pytest.org/en/stable/how-to/xunit_setup.html',
  grade: 'manual',
  find: functionDefinition({ async: true, name: XUNIT }),
  fix({ site, file, facts, flag, leave }) {
    if (!facts(pytestRoots).rootOf(file).patterns.isTestFile(file.path)) return leave('it is not in a test file');
    flag(site.node, {
      message: `\`${site.function.name}\` is asynchronous`,
      why: 'pytest calls it without awaiting it, in every mode and version, so its body never runs',
      todo: 'Make it an autouse `pytest_asyncio.fixture`',
    });
  },
});
