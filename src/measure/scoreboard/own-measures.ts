import type { Estimate } from '../../core/estimate.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import type { Campaign } from './campaign-results.js';
import type { CustomerOrders } from './customer-orders.js';
import type { MeasuredGroup, ScoreboardMeasure } from './measured-segments.js';
import type { MeasureKey } from './score-measures.js';

/** How a scoreboard measures, and what it is compared with. */
interface OwnMeasureOptions {
  readonly confidence: number;
  readonly currency: string | undefined;
  /** First and last day of the last period's orders. */
  readonly before: readonly [string, string] | undefined;
}

/** Periods whose lengths differ by more, as a share, are not compared by their revenue. */
const UNLIKE_PERIODS = 0.05;

/** What the scoreboard measures itself: conversion, and revenue per customer in the place of lifetime value. */
export function ownMeasures(
  groups: readonly MeasuredGroup[],
  bought: CustomerOrders,
  campaign: Campaign | undefined,
  { confidence, currency, before }: OwnMeasureOptions,
): Partial<Record<MeasureKey, ScoreboardMeasure>> {
  const by = (estimate: (customers: readonly number[]) => Estimate | undefined) =>
    Object.fromEntries(groups.map(({ key, members }) => [key, estimate(members)]));
  const { revenue, period } = bought;
  // Revenue of a longer period is more, and says nothing about customers.
  const isAlike =
    before === undefined ||
    period === undefined ||
    Math.abs(daysOf(period) / daysOf(before) - 1) <= UNLIKE_PERIODS;
  return {
    ...(campaign === undefined
      ? {}
      : {
          conversion: {
            label: 'Conversion',
            unit: 'share',
            bySegment: by((customers) => treatedRate(campaign, customers, confidence)),
          },
        }),
    ...(revenue === undefined
      ? {}
      : {
          lifetimeValue: {
            label: isAlike
              ? 'Revenue per customer so far'
              : `Revenue per customer in ${daysOf(period!)} days`,
            ...(currency === undefined ? {} : { unit: currency }),
            bySegment: by((customers) =>
              customers.length < 2
                ? undefined
                : meanInterval(
                    customers.map((i) => revenue[i]),
                    confidence,
                  ),
            ),
          },
        }),
  };
}

function treatedRate(
  campaign: Campaign,
  customers: readonly number[],
  confidence: number,
): Estimate | undefined {
  const treated = customers.filter((i) => campaign.armOf[i] > 0);
  if (treated.length === 0) return undefined;
  const converted = treated.reduce((sum, i) => sum + campaign.converted[i], 0);
  return wilsonInterval(converted, treated.length, confidence);
}

function daysOf([first, last]: readonly [string, string]): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}
