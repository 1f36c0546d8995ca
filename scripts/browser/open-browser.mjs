// Debian's chromium through playwright-core, without anything that asks the network.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = [process.env.MOULT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PATIENCE = 8000;
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of a chromium on this machine, when there is one. */
export function findChromium() {
  return PLACES.find((path) => path !== undefined && existsSync(path));
}

/** Starts it with a new profile; `close` ends it and removes the profile. */
export async function openBrowser(executablePath) {
  const { chromium } = await import('playwright-core');
  const profile = mkdtempSync(join(tmpdir(), 'moult-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ARGUMENTS,
    chromiumSandbox: false,
  });
  context.setDefaultTimeout(PATIENCE);
  const open = async (file, { width = 1280, height = 900, colours = 'light', motion = 'no-preference' } = {}) => {
    const page = await context.newPage();
    const troubles = [];
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && troubles.push(`console: ${message.text()}`),
    );
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => troubles.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => request.url() !== `file://${file}` && troubles.push(`request: ${request.url()}`));
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: colours, reducedMotion: motion });
    await page.goto(`file://${file}`);
    return { page, troubles };
  };
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { open, close };
}
