import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium; without one the tests that need it are skipped. */
export const CHROMIUM = PLACES.find((place) => place !== undefined && existsSync(place));

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
}

/** A page opened from disk, with all that it asked for and complained about. */
export interface Opened {
  readonly page: Page;
  /** Addresses asked for, the file itself left out. */
  readonly requests: string[];
  /** Console messages of level error or warning, uncaught errors and dialogs. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Writes a page into a folder of its own and opens it as a reader does. */
export async function open(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-page-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('request', (request) => {
    const address = request.url();
    if (address !== own && !address.startsWith('data:image/') && !address.startsWith('blob:'))
      requests.push(address);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(own);
  return {
    page,
    requests,
    complaints,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Scrolls through the page until every chart is drawn. */
export async function drawAll(page: Page): Promise<void> {
  for (const place of await page.locator('.plot').all()) {
    await place.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (element) => element?.querySelector('.main-svg') !== null,
      await place.elementHandle(),
    );
  }
  await page.evaluate(() => scrollTo(0, 0));
}

/** What axe-core finds wrong with a page. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run({ resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)}`),
    );
  });
}

/** Elements that reach past the right edge without a box of their own to scroll in. */
export async function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = '.clientele-scroll, pre, .plot, .skip, .alternative, caption';
    return Array.from(document.querySelectorAll('body *'))
      .filter(
        (element) =>
          element.closest(boxes) === null && element.getBoundingClientRect().right > innerWidth + 1,
      )
      .map((element) => element.outerHTML.slice(0, 120));
  });
}
