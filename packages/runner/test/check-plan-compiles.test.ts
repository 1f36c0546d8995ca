import { rewriteService } from '@moult/engine';
import { callTo, definePlugin, defineRule, type Rule } from '@moult/plugin-api';
import { decodeSource } from '@moult/text';
import { checkPlanCompiles } from '../src/project/check-plan-compiles.ts';
import type { PlannedService } from '../src/project/plan-project.ts';

/** The Python grammar reads `oldlib.class` as an attribute; the compiler does not. */
const renames = ['fine', 'class', 'good'].map((name) =>
  defineRule({
    name: `to-${name}`,
    summary: `it is called ${name}`,
    grade: 'safe',
    find: callTo(`oldlib.old_${name}`),
    fix: ({ site, edit }) => edit.rename(site.call.callee, `oldlib.${name}`),
  }),
);

const plugin = definePlugin({
  name: 'oldlib',
  title: 'oldlib 2',
  upgrade: { from: 'oldlib', to: 'oldlib', version: '2' },
  detects: { distributions: ['oldlib'], modules: ['oldlib'] },
  // Each rule gets the sites of its own finder, whatever their type.
  rules: renames as unknown as readonly Rule[],
});

function plannedService(text: string): PlannedService {
  const source = decodeSource(Buffer.from(text), 'python');
  if (source.kind === 'refused') throw new Error(source.reason);
  const input = {
    service: {
      name: 'svc',
      path: 'svc',
      files: [{ path: 'svc/a.py', source, before: '' }],
      manifests: [],
      notRelevant: [],
      skipped: [],
    },
    plugins: [{ plugin, options: {} }],
    grade: 'safe',
  } as const;
  return {
    path: 'svc',
    rewrite: rewriteService(input),
    sources: new Map([['svc/a.py', source]]),
    again: (excluded) => rewriteService({ ...input, excluded }),
  };
}

test('the one change that the compiler refuses is taken out, and the others stand', () => {
  const planned = plannedService('import oldlib\noldlib.old_fine()\noldlib.old_class()\noldlib.old_good()\n');
  const compiled = checkPlanCompiles([planned], undefined);
  // A machine without Python makes no check, and then there is nothing to test here.
  if (compiled === undefined) return;
  const [service] = compiled.services;
  expect(service?.rewrite.texts[0]?.after).toBe('import oldlib\noldlib.fine()\noldlib.old_class()\noldlib.good()\n');
  expect(service?.rewrite.changes.map(({ rule, status }) => `${rule} ${status}`)).toEqual([
    'to-fine selected',
    'to-class refused',
    'to-good selected',
  ]);
  expect(service?.rewrite.files[0]?.checks?.compile).toBe('ok');
});
