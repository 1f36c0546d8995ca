import { definePlugin } from '@moult/plugin-api';
import { manifestChanges } from './manifest.ts';
import { comment, mode, pin } from './options.ts';
import { asyncFixture } from './rules/async-fixture.ts';
import { eventLoopOverride } from './rules/event-loop-override.ts';
import { eventLoopRequest } from './rules/event-loop-request.ts';
import { eventLoopUsefixtures } from './rules/event-loop-usefixtures.ts';
import { fixtureMark } from './rules/fixture-mark.ts';
import { markAsyncTest } from './rules/mark-async-test.ts';
import { markLoopScope } from './rules/mark-loop-scope.ts';
import { reportAsyncHook } from './rules/report-async-hook.ts';
import { reportMarkHook } from './rules/report-mark-hook.ts';
import { reportModeInCode } from './rules/report-mode-in-code.ts';
import { reportNoxPython } from './rules/report-nox-python.ts';
import { reportPartialTest } from './rules/report-partial-test.ts';

export default definePlugin({
  name: 'pytest-asyncio',
  title: 'pytest-asyncio 1.3.0',
  upgrade: { from: 'pytest-asyncio', to: 'pytest-asyncio', version: '1.3.0' },
  detects: {
    distributions: ['pytest-asyncio'],
    modules: ['pytest_asyncio'],
    literals: [
      'async def test',
      'fixture',
      'event_loop',
      'mark.asyncio',
      'TestCase',
      'async def setup_',
      'async def teardown_',
      'partial',
      'asyncio_mode',
      'asyncio-mode',
      'pytest_collection_modifyitems',
      'nox.session',
    ],
  },
  options: [mode, pin, comment],
  rules: [
    markAsyncTest,
    asyncFixture,
    eventLoopRequest,
    eventLoopUsefixtures,
    eventLoopOverride,
    markLoopScope,
    fixtureMark,
    reportAsyncHook,
    reportMarkHook,
    reportModeInCode,
    reportNoxPython,
    reportPartialTest,
  ],
  manifest: manifestChanges,
  residue: { modules: [], strings: false },
});
