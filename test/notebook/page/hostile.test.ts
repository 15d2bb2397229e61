import { toPage } from 'clientele/notebook';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, drawAll, launch, open } from './browser.js';
import { HOSTILE, HOSTILE_OPTIONS, MARKUP, PAYLOADS } from './hostile.js';

describe.skipIf(CHROMIUM === undefined)('hostile content in Chromium', () => {
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    browser = await launch();
    html = await toPage(HOSTILE, HOSTILE_OPTIONS);
  });
  afterAll(() => browser.close());

  it('is tried in more than 60 ways', () => expect(PAYLOADS).toBeGreaterThan(60));

  it('does run and load where nothing is cleaned', async () => {
    const raw = await open(browser, `<!DOCTYPE html><main>${MARKUP.slice(0, 60).join('\n')}</main>`);
    await raw.page.waitForTimeout(300);
    expect((await damage(raw.page)).ran).toBeGreaterThan(5);
    expect(raw.requests.length).toBeGreaterThan(10);
    await raw.close();
  });

  it('runs nothing, asks for nothing and is not even refused, with the policy', async () => {
    const { page, requests, complaints, close } = await open(browser, html);
    await drawAll(page);
    expect(await damage(page)).toEqual({});
    expect([requests, complaints]).toEqual([[], []]);
    expect(await page.locator('main').textContent()).toContain(
      'Charts of type scattergeo are not drawn here',
    );
    await close();
  });

  it('is harmless without the policy too: cleaning alone holds', async () => {
    const { page, requests, complaints, close } = await open(browser, html, { bypassCSP: true });
    await drawAll(page);
    expect(await damage(page)).toEqual({});
    expect([requests, complaints]).toEqual([[], []]);
    expect(await leftovers(page)).toEqual({
      elements: [],
      attributes: [],
      covering: [],
      links: [],
      doubled: [],
    });
    await close();
  });
});

/** What the payloads did once every element was pointed at and focused. */
async function damage(page: Page): Promise<{ ran?: number; polluted?: unknown }> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const events = ['mouseover', 'mouseenter', 'pointerenter', 'focus', 'toggle', 'load', 'error'];
    for (const element of document.querySelectorAll('main *, header *, footer *')) {
      for (const name of events) element.dispatchEvent(new Event(name));
    }
  });
  await page.waitForTimeout(300);
  return page.evaluate(() => ({
    ran: Reflect.get(globalThis, 'ran'),
    polluted: Reflect.get({}, 'polluted'),
  }));
}

/** Elements and attributes that have no place in cleaned content. */
function leftovers(page: Page) {
  return page.evaluate(() => {
    const cut = (element: Element) => element.outerHTML.slice(0, 120);
    const all = (selector: string) => Array.from(document.querySelectorAll<HTMLElement>(selector));
    const ids = all('[id]').filter((element) => element.closest('.plot') === null);
    return {
      elements: all(
        'iframe, object, embed, form, base, link, video, audio, template, noscript, marquee, math, select, textarea, ' +
          'main script, header script, footer script, main style, main .prose svg',
      ).map(cut),
      attributes: all('*').flatMap((element) =>
        Array.from(element.attributes)
          .filter(
            ({ name, value }) =>
              name.startsWith('on') || /^\s*(javascript|vbscript|data:text\/html|file):/i.test(value),
          )
          .map(({ name, value }) => `${element.tagName} ${name}=${value.slice(0, 60)}`),
      ),
      covering: all('main .prose *')
        .filter((element) => getComputedStyle(element).position === 'fixed')
        .map(cut),
      links: all('main svg a, main .plot a[href]').map(cut),
      doubled: ids.map((element) => element.id).filter((id, i, list) => list.indexOf(id) !== i),
    };
  });
}
