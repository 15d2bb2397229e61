import type { RfmMapRow } from './rfm-map.js';

/**
 * The table of ten segments on RFM scores from 1 to 5 that is copied from site to site, here with the ranges of the example
 * of `rfm_segment` in version 0.3 of R's package rfm. It is not a partition: asked for all 125 cells, it leaves out 10 and
 * claims 58 more than once, so its segments depend on the order of its rows (`ruleCoverage` lists the cells). With the
 * ranges of older versions of that example it leaves out 36 cells and claims 39 more than once. It is here to be looked
 * at, not to be used.
 *
 * Source: Hebbali, "rfm: Recency, Frequency and Monetary Value Analysis", R package 0.3.0 (2023), `rfm_segment`.
 */
export const tenRuleRfmTable: readonly RfmMapRow[] = [
  { name: 'Champions', r: 5, f: 5, m: 5, why: 'Bought lately, often and for much money' },
  { name: 'Potential Loyalist', r: [3, 5], f: [3, 5], m: [2, 5], why: 'Bought lately, and more than once' },
  { name: 'Loyal Customers', r: [2, 4], f: [2, 4], m: [2, 4], why: 'Buy regularly' },
  { name: 'Promising', r: [3, 4], f: [1, 3], m: [3, 5], why: 'Bought not long ago, for good money' },
  { name: 'New Customers', r: [4, 5], f: [1, 3], m: [1, 5], why: 'Bought lately, not often' },
  { name: "Can't Lose Them", r: [1, 2], f: [3, 4], m: [4, 5], why: 'Bought for much money, and stay away' },
  { name: 'At Risk', r: [1, 2], f: [2, 5], m: [4, 5], why: 'Bought for much money, some time ago' },
  { name: 'Need Attention', r: [1, 3], f: [3, 5], m: [3, 5], why: 'Bought often, and not lately' },
  { name: 'About To Sleep', r: [2, 3], f: [1, 3], m: [1, 4], why: 'Bought little, some time ago' },
  { name: 'Lost', r: 1, f: [1, 5], m: [1, 5], why: 'Not seen for the longest time' },
];
