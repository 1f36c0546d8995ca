import { callTo, defineRule } from '@moult/plugin-api';

/** `functools.partial(retry, …)` used as a decorator without parentheses throws its keywords away. */
export const reportPartial = defineRule({
  name: 'report-partial',
  summary: 'keywords of a partial of `retry` are discarded when it decorates without parentheses',
  source: 'https://github.com/jd/tenacity/blob/9.1.2/tenacity/__init__.py',
  grade: 'manual',
  find: callTo('functools.partial'),
  fix({ site, file, flag, leave }) {
    const target = site.call.positional(0)?.value;
    if (target === undefined || !file.refersTo(target, 'tenacity.retry'))
      return leave('it is a partial of something else');
    if (site.call.keyword('reraise') !== undefined) return leave('`reraise` is stated');
    flag(site.node, {
      message: 'A partial of `retry` is made here, without `reraise`',
      why: '`@name()` applies these keywords, but `@name` without parentheses is `retry(function, …)`, which ignores all of them',
      todo: 'Replace it by a function that returns `retry(…)`, and give `reraise=True` there if callers should see the last exception',
      level: 'note',
    });
  },
});
