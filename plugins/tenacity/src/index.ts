import { bumpRequirement, definePlugin } from '@moult/plugin-api';
import { comment, pin, reraise } from './options.ts';
import { addReraise } from './rules/add-reraise.ts';
import { combinePlainCallables } from './rules/combine-plain-callables.ts';
import { renameAsyncioModule } from './rules/rename-asyncio-module.ts';
import { reportAsyncHook } from './rules/report-async-hook.ts';
import { reportPartial } from './rules/report-partial.ts';
import { reportPatchedInternals } from './rules/report-patched-internals.ts';
import { reportRandomExponentialMin } from './rules/report-random-exponential-min.ts';
import { reportRetryingSubclass } from './rules/report-retrying-subclass.ts';
import { statistics } from './rules/statistics.ts';

export default definePlugin({
  name: 'tenacity',
  title: 'tenacity 9.1.2',
  upgrade: { from: 'tenacity', to: 'tenacity', version: '9.1.2' },
  detects: { distributions: ['tenacity'], modules: ['tenacity'] },
  options: [reraise, pin, comment],
  rules: [
    addReraise,
    renameAsyncioModule,
    statistics,
    combinePlainCallables,
    reportRandomExponentialMin,
    reportRetryingSubclass,
    reportAsyncHook,
    reportPartial,
    reportPatchedInternals,
  ],
  manifest: ({ option }) => [
    bumpRequirement('tenacity', {
      version: '9.1.2',
      pin: option(pin),
      python: '3.9',
      ...(option(comment) === '' ? {} : { comment: option(comment) }),
    }),
  ],
  residue: { modules: ['tenacity._asyncio'], strings: true },
});
