import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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
