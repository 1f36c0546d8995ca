import { classDefinition, defineRule } from '@moult/plugin-api';
import { RETRYING_CLASSES } from '../names.ts';

/** Every call runs on `self.copy()` since 8.4.2, which calls the constructor with the base class's keywords alone. */
export const reportRetryingSubclass = defineRule({
  name: 'report-retrying-subclass',
  summary: 'subclasses of the retrying classes are copied for every call',
  source: 'https://github.com/jd/tenacity/releases/tag/8.4.2',
  grade: 'manual',
  find: classDefinition({ bases: RETRYING_CLASSES }),
  fix({ site, flag, leave }) {
    const methods = site.class.methods.map((method) => method.name);
    if (!methods.includes('__init__') && !methods.includes('iter'))
      return leave('neither the constructor nor `iter` is overridden');
    flag(site.node, {
      message: `\`${site.class.name}\` overrides ${methods.includes('iter') ? '`iter`' : 'the constructor'} of a retrying class`,
      why: "Since tenacity 8.4.2 each call runs on a copy made with the base class's keywords, and `AsyncRetrying.iter` is a coroutine",
      todo: 'Override `copy()` so that it passes your own arguments on, and make an overridden `AsyncRetrying.iter` an `async def`',
    });
  },
});
