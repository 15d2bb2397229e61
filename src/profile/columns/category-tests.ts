import type { Estimate } from '../../core/estimate.js';
import { contingencyOfCounts } from '../../stats/contingency.js';
import { cramersVIntervalOfCounts } from '../../stats/cramers-v-interval.js';
import { type ChiSquaredTest, chiSquaredTest } from '../../stats/hypothesis/chi-squared-test.js';
import { fisherExact } from '../../stats/hypothesis/fisher-exact.js';
import { oddsRatio } from '../../stats/hypothesis/odds-ratio.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';

/** Whether segments differ in a category. */
export interface CategoryTests {
  readonly chiSquared: ChiSquaredTest;
  /** Cramér's V with bias correction. */
  readonly cramersV: Estimate;
  /** What to mind of the test. */
  readonly warnings: readonly string[];
}

/** How a segment differs from all other customers in how many have a category. */
export interface CategoryDifference {
  /** Share of the segment less that of the others. */
  readonly points: Estimate;
  /** Odds of the segment over those of the others; `undefined` where nobody or everybody has it. */
  readonly oddsRatio: Estimate | undefined;
  readonly p: number;
  /** Fisher's where a count below 5 is expected. */
  readonly method: 'chi-squared' | "Fisher's exact";
}

interface CountedCategory {
  readonly count: number;
  readonly bySegment: readonly { readonly count: number }[];
}

/**
 * Tests of a category by segment.
 *
 * @param n - Customers with a value, by segment.
 * @returns Differences by category and segment.
 */
export function categoryTests(
  categories: readonly CountedCategory[],
  n: Float64Array,
  confidence: number,
): { tests: CategoryTests | undefined; differences: (CategoryDifference | undefined)[][] } {
  const known = n.reduce((sum, count) => sum + count, 0);
  return {
    tests: testsAcross(categories, n, confidence),
    differences: categories.map(({ count, bySegment }) =>
      bySegment.map(({ count: own }, s) => differenceOf(own, n[s], count - own, known - n[s], confidence)),
    ),
  };
}

function testsAcross(
  categories: readonly CountedCategory[],
  n: Float64Array,
  confidence: number,
): CategoryTests | undefined {
  if (categories.length < 2 || n.filter((count) => count > 0).length < 2) return undefined;
  const counts = categories.map(({ bySegment }) => bySegment.map(({ count }) => count));
  const chiSquared = chiSquaredTest(counts);
  const warnings = chiSquared.leastExpected < 5 ? ['Counts below 5 are expected by chance: p is rough.'] : [];
  return {
    chiSquared,
    cramersV: cramersVIntervalOfCounts(contingencyOfCounts(counts), confidence),
    warnings,
  };
}

function differenceOf(
  own: number,
  n: number,
  other: number,
  others: number,
  confidence: number,
): CategoryDifference | undefined {
  if (n === 0 || others === 0) return undefined;
  const table = [
    [own, n - own],
    [other, others - other],
  ];
  const all = n + others;
  const leastExpected = (Math.min(n, others) * Math.min(own + other, all - own - other)) / all;
  const isRare = leastExpected < 5;
  const isCertain = own + other === 0 || own + other === all;
  return {
    points: newcombeInterval(own, n, other, others, confidence),
    oddsRatio: oddsRatio(table, confidence),
    p: isRare || isCertain ? fisherExact(table).p : chiSquaredTest(table).p,
    method: isRare || isCertain ? "Fisher's exact" : 'chi-squared',
  };
}
