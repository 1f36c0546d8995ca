import { bumpRequirement, callTo, choice, defineRule, py } from '@moult/plugin-api';
import fc from 'fast-check';
import { changedFiles, plannedWrite } from '../src/plan/change-set.ts';
import { findRefused } from '../src/plan/find-refused.ts';
import { digestPlan, freezePlan, isPlanIntact, serializePlan } from '../src/plan/freeze-plan.ts';
import type { PlanDocument } from '../src/plan/plan-document.ts';
import { type FleetInput, planFleet } from '../src/plan/plan-fleet.ts';
import { refuseFiles, withoutChanges } from '../src/plan/without-changes.ts';
import type { ServiceInput } from '../src/rewrite/rewrite-input.ts';
import { rewriteService } from '../src/rewrite/rewrite-service.ts';
import { decode, pluginOf, serviceOf } from './service-of.ts';

const pin = choice('pin', ['exact', 'floor'], 'How to write it');

const addFlag = defineRule({
  name: 'add-flag',
  summary: 'flag has to be said',
  grade: 'review',
  find: callTo('oldlib.send').withoutKeyword('flag'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).add('flag', py`1`);
  },
});

const flagIt = defineRule({
  name: 'look-at-it',
  summary: 'look at it',
  grade: 'manual',
  find: callTo('oldlib.look'),
  finding: { message: 'look here', why: 'it matters', todo: 'look', suggestion: 'looked()' },
});

const plugin = pluginOf([addFlag, flagIt], {
  options: [pin],
  manifest: ({ option }) => [bumpRequirement('oldlib', { version: '2.0.0', pin: option(pin) })],
});

const TEXTS = {
  'one/a.py': 'from oldlib import send\n\nsend()\nsend()\n',
  'one/b.py': 'import oldlib\n\noldlib.look()\noldlib.send(flag=2)\n',
  'one/requirements.txt': 'oldlib==1.0.0\r\nother\r\n',
  'two/a.py': '\uFEFF# -*- coding: utf-8 -*-\r\nfrom oldlib import send\r\nsend()',
};

function servicesOf(texts: Readonly<Record<string, string>>): readonly ServiceInput[] {
  return ['one', 'two'].map((name) =>
    serviceOf(Object.fromEntries(Object.entries(texts).filter(([path]) => path.startsWith(`${name}/`))), {
      name,
      path: name,
      notRelevant: [`${name}/idle.py`],
      skipped: [{ path: `${name}/big.py`, reason: 'it has more than 2 MB' }],
    }),
  );
}

function planOf(services: readonly ServiceInput[] = servicesOf(TEXTS), more: Partial<FleetInput> = {}) {
  return planFleet({
    services,
    plugins: [{ plugin, options: { pin: 'floor' } }],
    grade: 'review',
    header: { version: '0.1.0', versions: {}, options: {}, digests: {} },
    ...more,
  });
}

/** What a written plan is when it is read again. */
function reread(plan: PlanDocument): PlanDocument {
  return JSON.parse(serializePlan(plan)) as PlanDocument;
}

describe('a plan', () => {
  test('is plain JSON and says the same after it was written and read', () => {
    const { plan } = planOf();
    expect(reread(plan)).toEqual(plan);
    expect(isPlanIntact(reread(plan))).toBe(true);
    expect(isPlanIntact({ ...plan, changes: [] })).toBe(false);
  });

  test('has the same digest whatever the order of its keys', () => {
    const { plan } = planOf();
    const backwards = Object.fromEntries(Object.entries(plan).reverse());
    expect(digestPlan(backwards as unknown as PlanDocument)).toBe(plan.digest);
  });

  test('is the same bytes for any order of services and files', () => {
    const services = servicesOf(TEXTS);
    const expected = serializePlan(planOf(services).plan);
    const orders = fc.tuple(
      fc.shuffledSubarray([...services], { minLength: services.length }),
      fc.integer({ min: 0, max: 1 }),
    );
    fc.assert(
      fc.property(orders, ([shuffled, turn]) => {
        const turned = shuffled.map((service) =>
          turn === 0
            ? service
            : { ...service, files: [...service.files].reverse(), manifests: [...service.manifests].reverse() },
        );
        expect(serializePlan(planOf(turned).plan)).toBe(expected);
      }),
      { numRuns: 8 },
    );
  });

  test('adds up: files, sites and changes', () => {
    const { totals } = planOf().plan;
    expect(totals.files).toEqual({ found: 7, parsed: 3, notRelevant: 2, skipped: 2, changed: 2, manifestsChanged: 1 });
    expect(totals.sites).toMatchObject({ changed: 4, left: 1, found: totals.plugins[0]?.found });
    expect(totals).toMatchObject({ services: 2, servicesChanged: 2, selected: { safe: 0, review: 4 }, findings: 1 });
  });

  test('names the options of its plugins, defaults included', () => {
    expect(planOf().plan.run.plugins).toMatchObject([{ name: 'oldlib', options: { pin: 'floor' } }]);
    const { plan } = planOf(undefined, { plugins: [{ plugin, options: {} }] });
    expect(plan.run.plugins).toMatchObject([{ options: { pin: 'exact' } }]);
  });

  test('gives from the old text the bytes that were reviewed, mark and line ends kept', () => {
    const { plan } = planOf();
    const writes = changedFiles(plan).map((file) =>
      plannedWrite(file, decode(TEXTS[file.path as keyof typeof TEXTS], file.path)),
    );
    expect(
      writes.map(({ path, bytes }) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]),
    ).toEqual([
      ['one/a.py', 'from oldlib import send\n\nsend(flag=1)\nsend(flag=1)\n'],
      ['one/requirements.txt', 'oldlib>=2.0.0\r\nother\r\n'],
      ['two/a.py', '\uFEFF# -*- coding: utf-8 -*-\r\nfrom oldlib import send\r\nsend(flag=1)'],
    ]);
  });

  test('refuses a text it was not made from', () => {
    const [file] = changedFiles(planOf().plan);
    expect(() => file && plannedWrite(file, decode(`${TEXTS['one/a.py']}x = 1\n`))).toThrow(
      /differs from what was reviewed/,
    );
  });

  test('has changes with ids that stay the same when other files change', () => {
    const ids = planOf()
      .plan.changes.filter(({ path }) => path === 'one/a.py')
      .map(({ id }) => id);
    const other = planOf(servicesOf({ ...TEXTS, 'one/b.py': 'import oldlib\n' })).plan;
    expect(other.changes.filter(({ path }) => path === 'one/a.py').map(({ id }) => id)).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[0-9a-f]{12}$/.test(id))).toBe(true);
  });

  test('loses a change that is taken out, and with it the requirement that needs it', () => {
    const { plan } = planOf();
    const [first] = plan.changes;
    const { excluded, unknown } = withoutChanges(plan, [first?.id.slice(0, 8) ?? '', 'ffffffffffff']);
    expect(unknown).toEqual(['ffffffffffff']);
    const again = planOf(undefined, { excluded }).plan;
    expect(again.changes.map(({ path, line, status }) => `${path}:${line} ${status}`)).toEqual([
      'one/a.py:3 offered',
      'one/a.py:4 selected',
      'one/requirements.txt:1 held',
      'two/a.py:3 selected',
    ]);
    expect(again.changes[0]?.id).toBe(first?.id);
  });

  test('names the units a failed compile check refuses', () => {
    const { plan } = planOf();
    const excluded = refuseFiles(plan, new Map([['two/a.py', 'Python 3.12 does not compile it']]));
    expect([...excluded.values()]).toEqual([{ status: 'refused', reason: 'Python 3.12 does not compile it' }]);
    const again = planOf(undefined, { excluded: new Map([['two', excluded]]) }).plan;
    expect(again.files.find(({ path }) => path === 'two/a.py')?.status).toBe('unchanged');
  });

  test('loses of a file that an outside check refuses the guilty unit alone', () => {
    const [service] = servicesOf({ 'one/a.py': `from oldlib import send\n${'send()\n'.repeat(7)}send(bad)\nsend()\n` });
    if (service === undefined) throw new Error('no service');
    const input = { service, plugins: [{ plugin, options: {} }], grade: 'review' } as const;
    const rewrite = rewriteService(input);
    const excluded = findRefused({
      rewrite,
      path: 'one/a.py',
      reason: 'the compiler refuses it',
      again: (out) => rewriteService({ ...input, excluded: out }),
      isRefused: ({ texts }) => texts.some(({ after }) => after.includes('bad, flag=1')),
    });
    expect(excluded.size).toBe(1);
    const after = rewriteService({ ...input, excluded }).texts[0]?.after ?? '';
    expect(after.match(/flag=1/g)).toHaveLength(8);
    expect(after).toContain('send(bad)\n');
  });

  test('is empty when it is made again from what it writes', () => {
    const { rewrites } = planOf();
    const written = rewrites.flatMap(({ texts }) => texts.map(({ path, after }) => [path, after] as const));
    const again = planOf(servicesOf({ ...TEXTS, ...Object.fromEntries(written) })).plan;
    expect(again.changes).toEqual([]);
    expect(changedFiles(again)).toEqual([]);
  });

  test('of nothing is a plan', () => {
    const { plan } = planOf([]);
    expect(freezePlan(plan)).toEqual(plan);
    expect(plan.totals.sites.found).toBe(0);
  });
});
