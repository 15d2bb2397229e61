import {
  DISPLAY_KEY,
  type MimeBundle,
  personaCards,
  profile,
  scoreboard,
  segmentsOnAPage,
  tableOf,
} from 'clientele';
import { contentPage } from 'clientele/notebook';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, drawAll, launch, open, outside, violations } from '../../notebook/page/browser.js';
import { customers, ids, peopleFigures, segmentation } from './people-by-hand.js';

const NAMES = ['<script>alert(1)</script> & co', '忠诚客户忠诚客户忠诚客户', 'عملاء مخلصون جدا'];
const figures = peopleFigures(NAMES);

/** Texts of drawn charts that reach out of their frame on any side. */
async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.plot')].flatMap((plot) => {
      const frame = plot.getBoundingClientRect();
      return [...plot.querySelectorAll('.main-svg text')]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          if (box.width === 0) return false;
          const isCut =
            box.left < frame.left - 2 ||
            box.right > frame.right + 2 ||
            box.top < frame.top - 2 ||
            box.bottom > frame.bottom + 2;
          return isCut;
        })
        .map((text) => text.textContent ?? '');
    }),
  );
}

/** Names of rows and columns of the same axis that cover each other. */
async function coveredNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.plot')].flatMap((plot) =>
      ['x', 'y'].flatMap((side) => {
        const axes = new Map<string, Element[]>();
        for (const text of plot.querySelectorAll(`[class*="${side}tick"] text`)) {
          const axis = text.parentElement!.getAttribute('class')!;
          axes.set(axis, [...(axes.get(axis) ?? []), text]);
        }
        return [...axes.values()].flatMap((names) =>
          names.slice(1).flatMap((name, i) => {
            const [a, b] = [names[i].getBoundingClientRect(), name.getBoundingClientRect()];
            const isOver =
              Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
              Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
            return isOver ? [`${names[i].textContent} / ${name.textContent}`] : [];
          }),
        );
      }),
    ),
  );
}

function sheet(parts: MimeBundle[]): Promise<string> {
  return contentPage({ kind: 'page', name: 'people', title: 'People', description: 'Who they are.', parts });
}

/** Persona cards and segments on a page, of named segments with money. */
async function cards(): Promise<MimeBundle[]> {
  const made = segmentation(NAMES);
  const people = profile(made, customers, { id: 'customerId', categories: ['region', 'lapsed'] });
  const board = await scoreboard({
    segmentation: made,
    orders: tableOf({ customerId: ids, orderId: ids, amount: ids.map((_, i) => 10 + (i % 4) * 5) }),
    currency: 'EUR',
  });
  return [personaCards(people), ...segmentsOnAPage(people, board)].map((part) => part[DISPLAY_KEY]());
}

describe.skipIf(CHROMIUM === undefined)('figures and cards of people in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  const SIZES = [320, 1280] as const;
  const THEMES = ['light', 'dark'] as const;
  it.each(SIZES.flatMap((width) => THEMES.map((colorScheme) => ({ width, colorScheme }))))(
    'every figure: no violation, nothing cut, nothing covered at $width px, $colorScheme',
    async ({ width, colorScheme }) => {
      const html = await sheet(Object.values(figures).map((each) => each[DISPLAY_KEY]()));
      const viewport = { width, height: 800 };
      const { page, requests, complaints, close } = await open(browser, html, {
        viewport,
        colorScheme,
        bypassCSP: true,
      });
      await drawAll(page);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await page.locator('figure.drawn').count()).toBe(Object.keys(figures).length);
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await outside(page)).toEqual([]);
      expect(await cutTexts(page)).toEqual([]);
      expect(await coveredNames(page)).toEqual([]);
      expect([requests, complaints]).toEqual([[], []]);
      await close();
    },
    60_000,
  );

  it.each(SIZES.flatMap((width) => THEMES.map((colorScheme) => ({ width, colorScheme }))))(
    'persona cards and segments on a page: no violation, nothing cut at $width px, $colorScheme',
    async ({ width, colorScheme }) => {
      const viewport = { width, height: 800 };
      const { page, requests, complaints, close } = await open(browser, await sheet(await cards()), {
        viewport,
        colorScheme,
        bypassCSP: true,
      });
      await drawAll(page);
      expect(await violations(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      ).toBeLessThanOrEqual(0);
      expect(await outside(page)).toEqual([]);
      expect(await cutTexts(page)).toEqual([]);
      expect([requests, complaints]).toEqual([[], []]);
      await close();
    },
    60_000,
  );

  it('prints figures and cards on A4, nothing cut, no card over two pages', async () => {
    const html = await sheet([
      ...(await cards()),
      ...Object.values(figures).map((each) => each[DISPLAY_KEY]()),
    ]);
    const { page, close } = await open(browser, html, { viewport: { width: 718, height: 1047 } }); // A4 with margins
    await drawAll(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(await cutTexts(page)).toEqual([]);
    const breaks = await page
      .locator('article, .card')
      .evaluateAll((all) => all.map((card) => getComputedStyle(card).breakInside));
    expect(breaks.length).toBeGreaterThanOrEqual(3);
    expect(new Set(breaks)).toEqual(new Set(['avoid']));
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    await close();
  }, 60_000);
});
