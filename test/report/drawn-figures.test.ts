import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  conversionChart,
  dendrogram,
  effectForest,
  embeddingScatter,
  experiment,
  experimentPlan,
  type Figure,
  groupSequential,
  hierarchy,
  kmeans,
  matrix,
  measureChart,
  powerCurve,
  profile,
  profileHeatMap,
  revenueShareBars,
  satisfaction,
  scoreboard,
  sequentialBoundaryChart,
  sweepChart,
  tableOf,
  thresholdTree,
  trainingCurve,
  treeFigure,
} from 'clientele';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../profile/segments-by-hand.js';
import { doubts } from './clusters/doubts-by-hand.js';
import { effects } from './effects/effects-by-hand.js';
import { measured } from './effects/measured-by-hand.js';
import { upliftFigures } from './effects/uplift-by-hand.js';
import { evaluated } from './people/evaluated-by-hand.js';

const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const library = createRequire(import.meta.url).resolve('plotly.js-basic-dist-min');

const NAMES = ['<b>Bold</b> & co', '<a href="https://x.test">l</a>', '忠诚客户', 'عملاء'];
/** Figures of numbers of segments, of scores, or with names cut to the width of a cell. */
const WITHOUT_NAMES = [
  'sweepChart',
  'trainingCurve',
  'sweepPanel',
  'stabilityPlot',
  'nullHistogram',
  'cohortHeatMap',
  'revenueWaterfall',
  'powerCurve',
  'sequentialBoundaryChart',
  'needsValueFigure',
  'balanceCurveChart',
  'upliftCurveChart',
  'upliftByPercentileChart',
  'profitCurveChart',
  'customerTypesChart',
  'sweepOfMany',
  'profileHeatMap',
  'heatMapOfLongNames',
  'treeFigure',
  'dendrogram',
];
const LONG_NAMES = [
  'Eco-friendly range, importance of sustainability',
  'Business clothes, orders in the app',
  "Children's clothes, low mean price",
  'Comfort clothes, orders in the store',
  'Modest spend',
];
/** Figures of the first three segments. */
const THREE = [
  'silhouettePlot',
  'gorgePlot',
  'segmentStabilityPlot',
  'acrossFlow',
  'clusterMap',
  'agreementHeatMap',
];
const ids = Array.from({ length: 80 }, (_, i) => `c${i}`);
const segments = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i % 4])), NAMES);

async function figures(): Promise<Record<string, Figure>> {
  const people = profile(
    segments,
    tableOf({
      customerId: ids,
      recencyDays: ids.map((_, i) => 10 + (i % 4) * 30),
      orders: ids.map((_, i) => 1 + (i % 7)),
    }),
    { id: 'customerId' },
  );
  const board = await scoreboard({
    segmentation: segments,
    orders: tableOf({ customerId: ids, orderId: ids, amount: ids.map((_, i) => 10 + (i % 4) * 5) }),
    campaign: tableOf({
      customerId: ids,
      arm: ids.map((_, i) => (i % 8 < 4 ? 'none' : 'by-segment')),
      converted: ids.map((_, i) => (i % 3 === 0 ? 1 : 0)),
    }),
    control: 'none',
    currency: 'EUR',
  });
  const row = (k: number, silhouette: number) => ({
    k,
    inertia: 900 / k,
    silhouette,
    smallestShare: 0.1,
    hits: 5,
    restarts: 10,
  });
  const values = matrix(
    ids.map((_, i) => [i % 4, (i * i) % 9, (i * 7) % 11]),
    ['recencyDays', 'frequency', 'monetary'],
    ids,
  );
  const long = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i % 5])), LONG_NAMES);
  return {
    sweepOfMany: sweepChart({
      recommended: 5,
      rows: Array.from({ length: 9 }, (_, i) => ({
        ...row(i + 2, 0.25 - i / 500),
        inertia: 80_000 - 9_000 * i,
      })),
    }),
    heatMapOfLongNames: profileHeatMap(
      profile(
        long,
        tableOf({
          customerId: ids,
          orders: ids.map((_, i) => 1 + i),
          spend: ids.map((_, i) => 2 ** (i % 5)),
        }),
        { id: 'customerId' },
      ),
    ),
    treeFigure: treeFigure(await thresholdTree(values, await kmeans(values, { k: 5, seed: 1 }))),
    dendrogram: dendrogram(await hierarchy(values)),
    embeddingScatter: embeddingScatter(matrix(ids.map((_, i) => [i % 4, i % 9])), segments),
    profileHeatMap: profileHeatMap(people),
    revenueShareBars: revenueShareBars(board),
    conversionChart: conversionChart(board),
    sweepChart: sweepChart({ recommended: 3, rows: [row(2, 0.3), row(3, 0.4), row(4, 0.2)] }),
    trainingCurve: trainingCurve([
      { epoch: 1, trainingError: 1, validationError: 1.1 },
      { epoch: 2, trainingError: 0.5, validationError: 0.7 },
    ]),
    effectForest: effectForest(
      await experiment({
        segmentation: segments,
        arms: ids.map((_, i) => i % 8 < 4),
        outcomes: { converted: ids.map((_, i) => i % 3 === 0) },
        minimum: 5,
        placebos: 0,
      }),
    ),
    powerCurve: powerCurve({
      small: experimentPlan({ baseline: 0.3, customers: 500 }),
      large: experimentPlan({ baseline: 0.3, customers: 5000 }),
    }),
    measureChart: measureChart(
      satisfaction({
        segmentation: segments,
        survey: tableOf({ customerId: ids, answer: ids.map((_, i) => 1 + (i % 5)) }),
        answer: 'answer',
        scale: [1, 5],
      }).measure,
      segments,
    ),
    sequentialBoundaryChart: sequentialBoundaryChart(groupSequential({ looks: 4, boundary: 'pocock' }), [
      { z: 0.4 },
      { z: 2.6 },
    ]),
    ...(await upliftFigures(NAMES)),
    ...doubts(NAMES),
    ...(await measured(NAMES)),
    ...(await effects(segments)),
    ...evaluated(NAMES),
  };
}

describe.skipIf(browserPath === undefined)('figures drawn in Chromium, 320 pixels wide', () => {
  it('draws every figure with the smallest bundle, without errors, names as text, inside the frame', async () => {
    const browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => problems.push(message.text()));
      page.on('request', (request) => request.url() === 'about:blank' || problems.push(request.url()));
      await page.setContent('<!doctype html><meta charset="utf-8"><body style="margin: 16px">');
      await page.addScriptTag({ content: readFileSync(library, 'utf8') });

      for (const [name, { data, layout }] of Object.entries(await figures())) {
        const drawn = await page.evaluate(
          async ([data, layout]) => {
            const host = document.createElement('div');
            document.body.append(host);
            const { Plotly } = window as unknown as {
              Plotly: { newPlot: (...args: unknown[]) => Promise<unknown> };
            };
            await Plotly.newPlot(host, data, layout, { displayModeBar: false });
            const texts = [...host.querySelectorAll('text')].filter((text) => text.textContent !== '');
            const frame = host.getBoundingClientRect();
            return {
              marks: host.querySelectorAll('.point, .js-line').length,
              links: host.querySelectorAll('a').length,
              texts: texts.map((text) => text.textContent ?? ''),
              covered: texts.flatMap((text, i) => {
                const a = text.getBoundingClientRect();
                return texts.slice(i + 1).flatMap((other) => {
                  const b = other.getBoundingClientRect();
                  const isOver =
                    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
                    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
                  return isOver ? [`${text.textContent} / ${other.textContent}`] : [];
                });
              }),
              outside: texts
                .filter((text) => {
                  const box = text.getBoundingClientRect();
                  return box.left < frame.left - 2 || box.right > frame.right + 2;
                })
                .map((text) => text.textContent ?? ''),
            };
          },
          [data, layout] as const,
        );
        expect(drawn.marks, name).toBeGreaterThan(0);
        expect(drawn.links, name).toBe(0);
        expect(drawn.outside, name).toEqual([]);
        expect(drawn.covered, name).toEqual([]);
        if (!WITHOUT_NAMES.includes(name)) {
          const letters = drawn.texts.join('').replace(/\s/g, '');
          for (const segment of THREE.includes(name) ? NAMES.slice(0, 3) : NAMES)
            expect(letters, name).toContain(segment.replace(/\s/g, ''));
        }
      }
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
