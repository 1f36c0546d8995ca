// Five questions a reviewer has, answered on the plan page with the keyboard alone.
import { goToSection, readFocused, tabTo, walkList } from './keyboard.mjs';

export async function whichServicesChange(page, plan) {
  await goToSection(page, 'services');
  await tabTo(page, "(on) => on.matches('#services-list summary')");
  const names = await walkList(page, () => readFocused(page, '.service-name'));
  const wanted = [...new Set(plan.files.filter(({ status }) => status === 'changed').map(({ service }) => service))];
  expectSame(names.toSorted(), wanted.toSorted(), 'services');
}

export async function whyAHunkChanged(page, plan) {
  await goToSection(page, 'services');
  await tabTo(page, "(on) => on.matches('#services-list summary')");
  await page.keyboard.press('Enter');
  await page.waitForSelector('#services-list .hunk');
  await page.keyboard.press('j');
  const [rule, grade, why] = [
    await readFocused(page, '.rule'),
    await readFocused(page, '.chip'),
    await readFocused(page, '.why'),
  ];
  const change = plan.changes.find((candidate) => `${candidate.plugin}/${candidate.rule}` === rule);
  if (change === undefined) throw new Error(`the hunk names the rule "${rule}", which made no change`);
  if (!['safe', 'review'].includes(grade)) throw new Error(`the hunk names the grade "${grade}"`);
  if (why.length < 20) throw new Error(`the hunk says why in "${why}"`);
}

export async function whatIsLeftForAPerson(page, plan) {
  await goToSection(page, 'work');
  await tabTo(page, "(on) => on.matches('#work-list input')");
  const groups = await walkList(page, () =>
    page.evaluate(() =>
      [...(document.activeElement?.closest('.entry')?.querySelectorAll('.order') ?? [])].map((order) => ({
        todo: order.querySelector('.order-head')?.textContent,
        place: order.querySelector('.order-place code')?.textContent,
      })),
    ),
  );
  const orders = groups.flat();
  if (orders.some(({ todo = '' }) => todo.length < 5)) throw new Error('a work order does not say what to do');
  expectSame(
    orders.map(({ place }) => place).toSorted(),
    plan.findings
      .filter(({ level }) => level === 'work')
      .map(({ path, line }) => `${path}:${line}`)
      .toSorted(),
    'work orders',
  );
}

export async function filterToReview(page, plan) {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('Home');
  await tabTo(page, "(on) => on.matches('select[name=grade]')");
  await page.keyboard.type('review');
  await page.waitForFunction(() => document.querySelector('#filter-result')?.textContent !== '');
  const result = await page.textContent('#filter-result');
  await tabTo(page, "(on) => on.closest('#changes-list') !== null");
  const grades = await walkList(page, () =>
    page.evaluate(() => document.activeElement?.closest('.entry')?.querySelector('.grade-review') !== null),
  );
  if (grades.length === 0 || grades.includes(false))
    throw new Error('the filtered list has a change without the grade review');
  const services = new Set(
    plan.changes
      .filter(({ unitGrade, status }) => unitGrade === 'review' && status === 'selected')
      .map(({ service }) => service),
  );
  if (!result.includes(`in ${services.size} service`))
    throw new Error(`the filter says "${result}", not ${services.size} services`);
}

/** Answers with the command that the page shows. */
export async function strikeAChangeOut(page, plan) {
  await goToSection(page, 'changes');
  await tabTo(page, "(on) => on.closest('#changes-list') !== null");
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.waitForSelector('#strikes:not([hidden])');
  await page.keyboard.press('c');
  const command = await readFocused(page);
  const [, id] = /^moult apply \S*plan\.json --without ([0-9a-f]{12})$/.exec(command) ?? [];
  const change = plan.changes.find((candidate) => candidate.id === id);
  if (change === undefined) throw new Error(`the page shows "${command}"`);
  return { command, change };
}

function expectSame(actual, wanted, what) {
  if (JSON.stringify(actual) === JSON.stringify(wanted)) return;
  const [missing, extra] = [
    wanted.filter((name) => !actual.includes(name)),
    actual.filter((name) => !wanted.includes(name)),
  ];
  throw new Error(
    `${what}: ${actual.length} read, ${wanted.length} in the plan; missing ${missing.slice(0, 5)}; extra ${extra.slice(0, 5)}`,
  );
}
