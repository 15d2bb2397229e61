import {
  categoryShareBars,
  customerJourney,
  distributionPanels,
  embeddingScatter,
  type Figure,
  indexChart,
  lorenzPlot,
  markerVariables,
  matrix,
  type Profile,
  profile,
  profileHeatMap,
  type RfmRow,
  radarChart,
  rfmGrid,
  rfmScores,
  segmentProfilePlot,
  segmentShareBars,
  snakePlot,
  tableOf,
} from 'clientele';
import { segmentsOf } from '../../profile/segments-by-hand.js';

/** Sixty customers: 30, 20 and 10 of them in a segment. */
export const ids = Array.from({ length: 60 }, (_, i) => `c${String(i).padStart(2, '0')}`);
const label = (i: number) => (i < 30 ? 0 : i < 50 ? 1 : 2);

export const segmentation = (names: readonly string[]) =>
  segmentsOf(Object.fromEntries(ids.map((id, i) => [id, label(i)])), names);

/**
 * Means by segment and of all: recency 10, 40, 130, all 40; orders 2, 5, 8, all 4; likes 1/2, 1/4, 1, all 1/2. The North has all of
 * the first, half of the second and none of the third segment: 40 of 60; lapsed are none, half and all: 20 of 60.
 */
export const customers = tableOf(
  {
    customerId: ids,
    recencyDays: ids.map((_, i) => [10, 40, 130][label(i)]),
    orders: ids.map((_, i) => [2, 5, 8][label(i)] + (i % 2 === 0 ? -1 : 1)),
    likes: ids.map((_, i) => ([i % 2 === 0, i % 4 === 2, true][label(i)] ? 1 : 0)),
    region: ids.map((_, i) => (['North', i % 2 === 0 ? 'North' : 'South', 'South'] as const)[label(i)]),
    lapsed: ids.map((_, i) => [false, i % 2 === 0, true][label(i)]),
    gender: ids.map((_, i) => (i % 3 === 0 ? 'f' : 'm')),
  },
  { recencyDays: { unit: 'days' }, orders: { unit: 'orders' }, gender: { role: 'protected' } },
);

export const people = (names: readonly string[]): Profile =>
  profile(segmentation(names), customers, {
    id: 'customerId',
    categories: ['region', 'lapsed', 'gender'],
  });

/** Recency and orders in two classes each, money 10, 20 and 40 by segment. */
export const rfmTable = tableOf<RfmRow>(
  {
    customerId: ids,
    recencyDays: customers.array('recencyDays') as number[],
    frequency: customers.array('orders') as number[],
    monetary: ids.map((_, i) => [10, 20, 40][label(i)]),
  },
  { monetary: { unit: 'EUR' } },
);

export const plane = matrix(
  ids.map((_, i) => [label(i) * 10 + (i % 5), (i % 7) - label(i)]),
  ['PC1', 'PC2'],
  ids,
);

/** Every figure of who segments are; three names. */
export function peopleFigures(names: readonly string[]): Record<string, Figure> {
  const known = people(names);
  return {
    segmentProfilePlot: segmentProfilePlot(known, markerVariables(known)),
    snakePlot: snakePlot(known),
    radarChart: radarChart(known),
    indexChart: indexChart(known),
    profileHeatMap: profileHeatMap(known),
    distributionPanels: distributionPanels(known),
    segmentShareBars: segmentShareBars(known),
    categoryShareBars: categoryShareBars(known, 'region'),
    lorenzPlot: lorenzPlot(rfmTable.array('monetary') as number[], { what: 'money spent' }),
    rfmGrid: rfmGrid(rfmScores(rfmTable, { cuts: { recencyDays: [50], frequency: [4] } }), rfmTable),
    customerJourney: customerJourney(known, [
      { name: 'Where', columns: ['region'] },
      { name: 'Buys', columns: ['orders'] },
      { name: 'Lapses', columns: ['lapsed', 'recencyDays'] },
    ]),
    embeddingScatter: embeddingScatter(plane, segmentation(names), { medoids: [2, 32, 52] }),
  };
}
