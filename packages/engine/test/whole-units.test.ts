import { callTo, defineRule, py } from '@moult/plugin-api';
import fc from 'fast-check';
import { pluginOf, rewrite, textOf } from './service-of.ts';

/** One call of a generated service: its file, its unit, and what its rule does there. */
interface Step {
  readonly file: 'svc/a.py' | 'svc/b.py' | 'svc/c.py';
  readonly unit: string;
  readonly act: 'fine' | 'unwritable' | 'hold' | 'manual';
  readonly isSuppressed: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  file: fc.constantFrom('svc/a.py' as const, 'svc/b.py' as const, 'svc/c.py' as const),
  unit: fc.constantFrom('red', 'green', 'blue', 'none'),
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constant('fine' as const) },
    fc.constantFrom('unwritable' as const, 'hold' as const, 'manual' as const),
  ),
  isSuppressed: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
});

const rule = defineRule({
  name: 'step',
  summary: 'steps are done',
  grade: 'safe',
  find: callTo('oldlib.step').withoutKeyword('done'),
  fix: ({ site, edit, file, hold }) => {
    const [unit = '', act = ''] = site.call.arguments.map(({ value }) => file.stringValue(value) ?? '');
    // The files are in latin-1, which has no euro sign.
    edit.arguments(site.call).add('done', act === 'unwritable' ? py`"€"` : py`True`);
    if (unit !== 'none') edit.unit(unit);
    if (act === 'manual') edit.lower('manual', 'asked for');
    if (act === 'hold' && unit !== 'none') hold(unit, 'asked for');
  },
});

function textsOf(steps: readonly Step[]): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { file, unit, act, isSuppressed } of steps) {
    texts[file] ??= '# coding: latin-1\nfrom oldlib import step\n';
    texts[file] += `step("${unit}", "${act}")${isSuppressed ? '  # moult: ignore' : ''}\n`;
  }
  return texts;
}

/** Whether a step keeps its unit, or itself where it has none, from being made. */
function isObstacle({ act, isSuppressed, unit }: Step): boolean {
  return isSuppressed || act === 'unwritable' || act === 'manual' || (act === 'hold' && unit !== 'none');
}

test('a unit is made as a whole or not at all, and exactly when nothing in it stands in the way', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 9 }), (steps) => {
      const texts = textsOf(steps);
      const result = rewrite(texts, pluginOf([rule]));
      const blocked = new Set(steps.filter(isObstacle).map(({ unit }) => unit));
      const expected = steps.filter((each) => (each.unit === 'none' ? !isObstacle(each) : !blocked.has(each.unit)));
      const made = Object.keys(texts).reduce(
        (count, path) => count + (textOf(result, path)?.match(/done=True/g)?.length ?? 0),
        0,
      );
      expect(made).toBe(expected.length);
      for (const path of Object.keys(texts)) expect(textOf(result, path) ?? '').not.toContain('€');
      expect(result.changes).toHaveLength(steps.length);
      for (const unit of ['red', 'green', 'blue']) {
        const statuses = new Set(result.changes.filter((change) => change.unit === unit).map(({ status }) => status));
        expect(statuses.size).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
});
