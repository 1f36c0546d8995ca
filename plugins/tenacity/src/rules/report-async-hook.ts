import { callTo, defineRule } from '@moult/plugin-api';
import { RETRY_MAKERS } from '../names.ts';

const HOOKS = ['before', 'after', 'before_sleep', 'retry_error_callback', 'stop', 'wait', 'retry'];

/** Asynchronous hooks were never awaited on 8.2; they are since 8.3. */
export const reportAsyncHook = defineRule({
  name: 'report-async-hook',
  summary: 'asynchronous hooks are awaited',
  source: 'https://github.com/jd/tenacity/releases/tag/8.3.0',
  grade: 'manual',
  find: callTo(...RETRY_MAKERS),
  fix({ site, file, flag, leave }) {
    for (const hook of HOOKS) {
      const value = site.call.keyword(hook)?.value;
      const definition = value === undefined ? undefined : file.definitionOf(value);
      if (value === undefined || definition?.view.kind !== 'function' || !definition.view.isAsync) continue;
      return flag(value, {
        message: `\`${hook}\` is the coroutine function \`${definition.view.name}\``,
        why: 'tenacity 8.2 called it without awaiting it; from 8.3 on it is awaited, so its code runs and its result counts',
        todo: 'Check that it may run, and drop an `await` around the retried call that only unwrapped its coroutine',
      });
    }
    leave('no hook is a coroutine function');
  },
});
