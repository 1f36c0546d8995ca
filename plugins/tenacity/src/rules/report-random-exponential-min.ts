import { callTo, defineRule } from '@moult/plugin-api';

/** `wait_random_exponential(min=…)` really waits at least that long since 9.0. */
export const reportRandomExponentialMin = defineRule({
  name: 'report-random-exponential-min',
  summary: '`min` is the lower bound of wait_random_exponential',
  source: 'https://github.com/jd/tenacity/releases/tag/9.0.0',
  grade: 'manual',
  find: callTo('tenacity.wait_random_exponential', 'tenacity.wait.wait_random_exponential').withKeyword('min'),
  finding: {
    message: '`wait_random_exponential(min=…)` waits longer than before',
    why: 'Up to tenacity 8.5 it drew from 0 whatever `min` said; since 9.0 it draws from `min` upwards',
    todo: 'Check that the longer waits fit the deadlines around this call; leave out `min` to keep the old waits',
  },
});
