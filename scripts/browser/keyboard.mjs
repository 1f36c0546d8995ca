// What a reader without a mouse does: every step is a key, and everything is read where the focus is.

/** Presses Tab until the focus is on what `test` (run in the page, on the element) accepts. */
export async function tabTo(page, test, most = 400) {
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`(${test})(document.activeElement)`)) return;
  }
  throw new Error(`${most} tabs did not lead to ${test}`);
}

/** Follows a link of the navigation and goes on from its section. */
export async function goToSection(page, name) {
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await page.keyboard.press('Home');
  await tabTo(page, `(on) => on.matches('.nav-link[href="#${name}"]')`, 60);
  await page.keyboard.press('Enter');
}

/** Text inside the focused element, or of a part of it. */
export function readFocused(page, part) {
  return page.evaluate((selector) => {
    const on = document.activeElement;
    const found = selector === undefined ? on : on?.querySelector(selector);
    return found?.textContent?.trim() ?? '';
  }, part);
}

/** Walks down a list with `j`, reading each entry, until the focus stays. */
export async function walkList(page, read, most = 2000) {
  const seen = [];
  for (let step = 0; step < most; step++) {
    seen.push(await read());
    await page.evaluate(() => document.activeElement?.setAttribute('data-was-here', ''));
    await page.keyboard.press('j');
    if (await page.evaluate(() => document.activeElement?.hasAttribute('data-was-here'))) return seen;
  }
  return seen;
}
