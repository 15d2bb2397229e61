import {
  cohortHeatMap,
  cohortTable,
  cohortTriangle,
  type Figure,
  gainLoss,
  gainLossBars,
  revenueTree,
  revenueWaterfall,
  type SegmentsOfCustomers,
  survivalCurves,
  timeToNextOrder,
} from 'clientele';
import { ordersOf } from '../../measure/retention/order-rows.js';

export const asOf = '2025-12-20';
export const before = ['2025-01-01', '2025-06-30'] as const;
export const after = ['2025-07-01', '2025-12-31'] as const;

/** Orders of a year of customers `c0`, `c1`, …: those with larger numbers order less often, every fifth once. */
export function yearOf(customers: number) {
  return ordersOf(
    Array.from({ length: customers }, (_, i): [string, string, number][] => {
      const gap = 20 + (i % 4) * 15;
      const count = i % 5 === 0 ? 1 : 1 + Math.floor((340 - (i % 40)) / gap);
      return Array.from({ length: count }, (_, j) => {
        const day = new Date(Date.UTC(2025, 0, 1 + (i % 40) + j * gap)).toISOString().slice(0, 10);
        return [`c${i}`, day, 10 + (i % 4) * 5 + j];
      });
    }).flat(),
  );
}

/** Figures of what customers of these segments did. */
export async function effects(segmentation: SegmentsOfCustomers): Promise<Record<string, Figure>> {
  const orders = yearOf(segmentation.ids.length);
  const tree = await revenueTree({ orders, before, after, segmentation, currency: 'EUR' });
  const moved = await gainLoss({ orders, before, after, segmentation, currency: 'EUR' });
  const cohorts = await cohortTable(orders, { asOf });
  return {
    survivalCurves: survivalCurves(await timeToNextOrder({ orders, asOf, segmentation })),
    cohortHeatMap: cohortHeatMap(cohortTriangle(cohorts, { asOf })),
    revenueWaterfall: revenueWaterfall(tree),
    waterfallOfSegments: revenueWaterfall(tree, { of: 'segments' }),
    gainLossBars: gainLossBars(moved),
  };
}
