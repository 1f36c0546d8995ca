// Proves the HTML pages in a real browser, from files: no console error, no request, no violation that axe-core knows, no sideways
// scroll on a narrow screen, and answers to a reviewer's questions with the keyboard alone.
//   node scripts/proof-browser.mjs [--screenshots FOLDER]
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { HOSTILE, MANY, makePages } from './browser/make-pages.mjs';
import { findChromium, openBrowser } from './browser/open-browser.mjs';
import {
  filterToReview,
  strikeAChangeOut,
  whatIsLeftForAPerson,
  whichServicesChange,
  whyAHunkChanged,
} from './browser/reviewer-questions.mjs';
import { format } from './proof.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { screenshots: { type: 'string' }, nightly: { type: 'boolean' } } });
const VIEWS = [
  { width: 1280, height: 900, colours: 'light' },
  { width: 1280, height: 900, colours: 'dark' },
  { width: 400, height: 860, colours: 'light' },
  { width: 400, height: 860, colours: 'dark' },
];
const MEGABYTE = 1_000_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const counts = { passed: 0, failed: 0, skipped: 0 };
const CHECKS = [
  ...['planPage', 'runPage'].flatMap((name) =>
    VIEWS.map((view) => [`${name} at ${view.width} pixels, ${view.colours}`, (on) => looksRight(on, name, view)]),
  ),
  ['which services change', (on) => ask(on, whichServicesChange)],
  ['why a hunk changed', (on) => ask(on, whyAHunkChanged)],
  ['what is left for a person', (on) => ask(on, whatIsLeftForAPerson)],
  ['filter to grade review', (on) => ask(on, filterToReview)],
  ['strike a change out, and the command of the page does it', strikesForReal],
  ['the service table sorts and opens by keyboard', sortsAndOpens],
  [`a run of ${MANY} services draws a few rows and finds any`, staysLight],
  ['a link of the bar brings its part into view, whatever is drawn on the way', jumpsTo],
  ['hostile names and contents stay text', staysText],
  ['on paper everything is open and nothing is fixed', printsWell],
  ['reduced motion is kept, and the colour button works', keepsWishes],
  ['a page of a hundred services stays below five megabytes', staysSmall],
];

const chromium = findChromium();
if (chromium === undefined) {
  counts.skipped = CHECKS.length;
  process.stdout.write(
    'skipped: there is no chromium on this machine; on Debian: apt-get install -y chromium, or name one with MOULT_CHROMIUM\n',
  );
} else {
  await runChecks(chromium);
}
process.stdout.write(`\n${format(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runChecks(executable) {
  const made = await makePages(ROOT);
  const browser = await openBrowser(executable);
  for (const [name, check] of CHECKS) {
    const began = Date.now();
    try {
      await check({ ...made, browser });
      counts.passed += 1;
      process.stdout.write(`  ${name} (${Date.now() - began} ms)\n`);
    } catch (error) {
      counts.failed += 1;
      process.stdout.write(`FAILED ${name}\n    ${error.message}\n`);
    }
  }
  await browser.close();
  rmSync(dirname(made.fleet), { recursive: true, force: true });
}

async function looksRight({ browser, ...made }, name, view) {
  const { page, troubles } = await browser.open(made[name], view);
  await openSome(page);
  await expectNoSidewaysScroll(page);
  await shoot(page, `${name}-${view.width}-${view.colours}`);
  if (view !== VIEWS[0]) await showOneService(page);
  await expectAccessible(page);
  if (view.width === 1280) {
    await page.click('#help');
    await expectAccessible(page, '#help-dialog');
  }
  expectNone(troubles);
  await page.close();
}

async function jumpsTo({ browser, runPage }) {
  const { page } = await browser.open(runPage);
  for (const part of ['appendix', 'work', 'phases', 'services']) {
    await page.$eval(`header a[href="#${part}"], nav a[href="#${part}"]`, (link) => link.click());
    await page.waitForTimeout(1200);
    const { top, height } = await page.$eval(`#${part}`, (target) => ({
      top: target.getBoundingClientRect().top,
      height: globalThis.innerHeight,
    }));
    if (top < 0 || top > height) throw new Error(`#${part} is at ${Math.round(top)} pixels`);
  }
  await page.close();
}

/** Narrows the page to a service that has something of every kind: axe needs seconds for a whole fleet, and sees it whole once. */
async function showOneService(page) {
  await page.fill('input[name=service]', 'api-automation-edge');
  await page.waitForFunction(() => document.querySelector('#filter-result').textContent !== '');
  await openSome(page);
}

/** Opens a service and strikes a change, so that what is hidden at first is looked at too. */
async function openSome(page) {
  for (const selector of [
    'details.service summary',
    '.row-name',
    '.evidence summary',
    '.places summary',
    '.strike input',
  ]) {
    const found = await page.$(selector);
    await found?.evaluate((control) => control.click());
  }
  // Entries far from the window are laid out late; axe looks at all of them.
  await page.evaluate(() => {
    for (const entry of document.querySelectorAll('.list > .entry')) entry.style.contentVisibility = 'visible';
  });
}

async function expectAccessible(page, part) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (inside) => globalThis.axe.run(inside ?? document, { resultTypes: ['violations'] }),
    part,
  );
  expectNone(
    violations.map(
      ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary ?? ''}`,
    ),
  );
}

async function expectNoSidewaysScroll(page) {
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (needed > there) throw new Error(`the page is ${needed} pixels wide on a screen of ${there}`);
}

async function ask({ browser, planPage, plan }, question) {
  const { page, troubles } = await browser.open(planPage);
  const answer = await question(page, plan);
  expectNone(troubles);
  await page.close();
  return answer;
}

/** Types the command of the page and looks into the tree: that change is not made, and those of other services are. */
async function strikesForReal(made) {
  const { command, change } = await ask(made, strikeAChangeOut);
  const applied = made.moult(...command.split(' ').slice(1));
  if (![0, 9].includes(applied.status))
    throw new Error(`${command} ended with ${applied.status}: ${applied.stderr.slice(0, 300)}`);
  const isAsPlanned = ({ path }) => readFileSync(join(made.fleet, path), 'utf8').endsWith(made.texts.get(path).after);
  const changed = made.plan.files.filter(({ status }) => status === 'changed');
  const wrong = changed.filter((file) => file.service !== change.service && !isAsPlanned(file));
  if (wrong.length > 0) throw new Error(`${command} left out ${wrong[0].path} too`);
  if (isAsPlanned(change)) throw new Error(`${command} made the change that it leaves out`);
}

async function sortsAndOpens({ browser, runPage }) {
  const { page, troubles } = await browser.open(runPage);
  await page.focus('.rows th:nth-child(1) .sort');
  const names = () => page.$$eval('.row-name', (found) => found.map((name) => name.textContent));
  await page.keyboard.press('Enter');
  const up = await names();
  await page.keyboard.press('Enter');
  const down = await names();
  if (up.join() !== [...down].reverse().join() || up.join() !== up.toSorted().join())
    throw new Error('the table does not sort by name');
  await page.focus('.row-name');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.row-detail .detail');
  expectNone(troubles);
  await page.close();
}

async function staysLight({ browser, manyPage }) {
  const { page, troubles } = await browser.open(manyPage);
  const drawn = await page.$$eval('.row', (rows) => rows.length);
  if (drawn > 200) throw new Error(`${drawn} rows are drawn at first`);
  await page.fill('input[name=service]', `service-${MANY - 1}`);
  await page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
  expectNone(troubles);
  await page.close();
}

async function staysText({ browser, hostilePage }) {
  const { page, troubles } = await browser.open(hostilePage);
  await openSome(page);
  const state = await page.evaluate(() => ({
    title: document.title,
    images: document.images.length,
    scripts: document.scripts.length,
    text: document.body.textContent,
  }));
  if (state.title.startsWith('broken') || state.images > 0 || state.scripts !== 2)
    throw new Error(`the page was broken: ${JSON.stringify({ ...state, text: '' })}`);
  if (!state.text.includes(HOSTILE)) throw new Error('the text is not shown as it is');
  expectNone(troubles);
  await page.close();
}

async function printsWell({ browser, planPage }) {
  const { page, troubles } = await browser.open(planPage, { width: 794, height: 1123 });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const state = await page.evaluate(() => ({
    closed: document.querySelectorAll('details:not([open])').length,
    fixed: [...document.querySelectorAll('.topbar, .filters, .skip, .strikes, dialog')]
      .filter((on) => on.checkVisibility() && ['fixed', 'sticky'].includes(getComputedStyle(on).position))
      .map((on) => on.className),
    sideBySide: document.querySelectorAll('.side-by-side').length,
  }));
  if (state.closed + state.fixed.length + state.sideBySide > 0) throw new Error(`on paper: ${JSON.stringify(state)}`);
  await expectNoSidewaysScroll(page);
  if (values.screenshots !== undefined) await page.pdf({ path: join(values.screenshots, 'plan.pdf'), format: 'A4' });
  expectNone(troubles);
  await page.close();
}

async function keepsWishes({ browser, planPage }) {
  const { page, troubles } = await browser.open(planPage, { motion: 'reduce' });
  const scrolling = await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  if (scrolling !== 'auto') throw new Error(`it scrolls ${scrolling}`);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.focus('#theme');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  if ((await paper()) === light) throw new Error('the button does not change the colours');
  expectNone(troubles);
  await page.close();
}

async function staysSmall({ planPage, runPage, plan }) {
  const share = Math.max(1, plan.totals.services / 100);
  for (const path of [planPage, runPage]) {
    const { size } = statSync(path);
    if (size > 5 * MEGABYTE * share) throw new Error(`${path} has ${size} bytes`);
  }
}

async function shoot(page, name) {
  if (values.screenshots === undefined) return;
  mkdirSync(values.screenshots, { recursive: true });
  await page.screenshot({ path: join(values.screenshots, `${name}.png`) });
}

function expectNone(troubles) {
  if (troubles.length > 0) throw new Error(troubles.slice(0, 5).join('\n    '));
}
