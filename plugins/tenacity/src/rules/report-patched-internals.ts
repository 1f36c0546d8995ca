import { defineRule, stringNaming } from '@moult/plugin-api';

/** Strings that name internals of `tenacity._asyncio` for a mock. */
export const reportPatchedInternals = defineRule({
  name: 'report-patched-internals',
  summary: 'internals of tenacity._asyncio have no successor under the same name',
  source: 'https://github.com/jd/tenacity/releases/tag/8.4.0',
  grade: 'manual',
  find: stringNaming('tenacity._asyncio.sleep', 'tenacity._asyncio.asyncio'),
  finding: {
    message: 'This string names an internal of `tenacity._asyncio`, a module that is gone since tenacity 8.4',
    why: 'The asyncio sleep is looked up when it is called, so a mock of the old path fails with ModuleNotFoundError',
    todo: 'Mock `asyncio.sleep` instead, or give the retry a `sleep=` of its own',
    suggestion: '"asyncio.sleep"',
  },
});
