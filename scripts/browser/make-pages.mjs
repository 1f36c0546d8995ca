// The pages that the browser proof opens: the plan of the example fleet as the command writes it, a run over that fleet, a run of ten
// thousand services, and a plan in which every text tries to break out of the page.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyFleet } from '../fleet/copy-fleet.mjs';
import { sampleResults, textsOfPlan } from './sample-run.mjs';

export const HOSTILE =
  '</script><script>document.title="broken"</script><img src="http://broken.invalid/x" onerror="document.title=\'broken\'">';
export const MANY = 10_000;

/** Writes the pages into a temporary folder; answers with their paths and with what they were made from. */
export async function makePages(root) {
  const load = (name) => import(join(root, `packages/${name}/dist/index.js`));
  const [fleetLibrary, report, manifest] = await Promise.all([load('fleet'), load('report'), load('manifest')]);
  const fleet = copyFleet(root);
  const folder = dirname(fleet);
  const moult = (...args) =>
    spawnSync(process.execPath, [join(root, 'packages/cli/dist/moult.cjs'), ...args], {
      cwd: fleet,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
  const planFile = join(folder, 'plan.json');
  const planned = moult('plan', '-q', '-o', '../plan.json', '--format', 'html=../plan.html');
  if (planned.status !== 0) throw new Error(`moult plan ended with ${planned.status}\n${planned.stderr}`);
  const plan = JSON.parse(readFileSync(planFile, 'utf8'));
  const inventory = manifest.readYaml(readFileSync(join(fleet, 'services.yaml'), 'utf8'));
  const results = sampleResults({ fleet: fleetLibrary, plan, inventory });
  const texts = textsOfPlan(plan, fleet);
  const write = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    fleet,
    moult,
    plan,
    results,
    texts,
    planPage: join(folder, 'plan.html'),
    runPage: write('run.html', report.runHtml(results, { texts })),
    manyPage: write('many.html', report.runHtml(manyServices(results))),
    hostilePage: write('hostile.html', hostilePage(report, plan, texts)),
  };
}

function manyServices(results) {
  const [first] = results.services;
  const services = Array.from({ length: MANY }, (_, index) => ({
    ...results.services[index % results.services.length],
    name: `service-${index}`,
    path: `services/service-${index}`,
    plan: undefined,
  }));
  return { ...results, services: services.length === 0 ? [first] : services };
}

/** Every text of the plan and of the files that a page shows, with markup in it. */
function hostilePage(report, plan, texts) {
  const spoil = (value, key) => {
    if (Array.isArray(value)) return value.map((item) => spoil(item, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name)]));
    return typeof value === 'string' && SHOWN.has(key) ? `${value}${HOSTILE}` : value;
  };
  const spoiled = { ...spoil(plan, ''), totals: plan.totals };
  const spoiledTexts = [...texts].map(([path, { before, after }]) => [
    `${path}${HOSTILE}`,
    { before: `${before}\n# ${HOSTILE}`, after: `${after}\n# ${HOSTILE}!` },
  ]);
  return report.planHtml(spoiled, { texts: new Map(spoiledTexts), owners: new Map(), planFile: `plan${HOSTILE}.json` });
}

const SHOWN = new Set([
  'name',
  'service',
  'path',
  'message',
  'why',
  'todo',
  'suggestion',
  'reason',
  'fact',
  'text',
  'source',
  'title',
  'rule',
  'digest',
  'unit',
  'plugin',
  'services',
]);
