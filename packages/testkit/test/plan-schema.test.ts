import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPlan, freezePlan, orderPlugins, type PlanDocument } from '@moult/engine';
import { callTo, definePlugin, defineRule, renameModule } from '@moult/plugin-api';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rewriteFiles } from '../src/rewrite-files.ts';

const plugin = definePlugin({
  name: 'new-library',
  title: 'old → new',
  upgrade: { from: 'old', to: 'new', version: '2.0.0' },
  detects: { distributions: ['old'], modules: ['old'] },
  rules: [
    renameModule('old', 'new'),
    defineRule({
      name: 'look',
      summary: 'look at it',
      grade: 'manual',
      find: callTo('old.look'),
      finding: { message: 'Look', why: 'It changed', todo: 'Look at it' },
    }),
  ],
});

function planOf(source: string): PlanDocument {
  const { rewrite } = rewriteFiles(plugin, [{ path: 'a.py', bytes: new TextEncoder().encode(source) }]);
  const header = { version: '0.1.0', versions: {}, grade: 'review', options: {}, digests: {} } as const;
  return freezePlan(buildPlan([rewrite], orderPlugins([{ plugin, options: {} }]), header));
}

describe('the published schema of a plan', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../report/schema/plan-1.json'), 'utf8'));
  const validate = new Ajv2020({ strict: false }).compile(schema);

  test('fits a plan with a change, a finding and residue', () => {
    const plan = planOf('import old\n\nold.look()  # as old does\nold.run()\n');
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(plan.findings.length).toBeGreaterThan(0);
    expect(validate(JSON.parse(JSON.stringify(plan)))).toBe(true);
  });

  test('does not fit a plan of another version', () => {
    expect(validate({ ...planOf('import old\n'), schemaVersion: 2 })).toBe(false);
  });
});
