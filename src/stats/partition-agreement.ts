import { InputError } from '../core/input-error.js';
import { contingency } from './contingency.js';

/** How much two ways to divide the same things have in common. */
export interface PartitionAgreement {
  /** Shared information in nats. */
  readonly mutualInformation: number;
  /** Over the mean of both entropies, 0 to 1; rises with the number of groups even by chance. */
  readonly normalizedMutualInformation: number;
  /** The same less what chance gives: 1 the same, about 0 chance. */
  readonly adjustedMutualInformation: number;
  /** Nats lost and gained from one to the other: 0 the same. */
  readonly variationOfInformation: number;
  /** Of pairs that are together in one or both, the share together in both, 0 to 1. */
  readonly jaccard: number;
  /** Geometric mean of the shares of pairs together in one that are together in the other, 0 to 1. */
  readonly fowlkesMallows: number;
  /** Share of pairs on which both agree, 0 to 1; high already by chance. */
  readonly rand: number;
}

/**
 * Compares two ways to divide the same things by information and by pairs. Where both put all into one group (or each alone)
 * all that is normalised is 1.
 *
 * @param a - Group of each: whole numbers from 0.
 * @throws {InputError} For no things, different numbers of them, and labels that are none.
 *
 * O(n + groups² · largest group). Source: Vinh, Epps and Bailey, "Information theoretic measures for clusterings
 * comparison", Journal of Machine Learning Research 11 (2010) 2837-2854, with the arithmetic mean; Meila, "Comparing
 * clusterings", Journal of Multivariate Analysis 98 (2007) 873-895.
 *
 * @example
 * partitionAgreement([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]).normalizedMutualInformation; // 0.5158…
 */
export function partitionAgreement(a: ArrayLike<number>, b: ArrayLike<number>): PartitionAgreement {
  const { counts, columns, rowTotals, columnTotals, total: n } = contingency(a, b);
  if (n === 0) throw new InputError('partitionAgreement: there are no labels.');
  let shared = 0;
  counts.forEach((count, at) => {
    if (count === 0) return;
    const expected = (rowTotals[Math.floor(at / columns)] * columnTotals[at % columns]) / n;
    shared += (count / n) * Math.log(count / expected);
  });
  const mutual = Math.max(0, shared);
  const [entropyA, entropyB] = [entropy(rowTotals, n), entropy(columnTotals, n)];
  const both = (entropyA + entropyB) / 2;
  const chance = expectedInformation(rowTotals, columnTotals, n);
  const together = pairs(counts);
  const [inA, inB, all] = [pairs(rowTotals), pairs(columnTotals), (n * (n - 1)) / 2];
  const room = both - chance;
  const apart = entropyA + entropyB - 2 * mutual;
  return {
    mutualInformation: mutual,
    normalizedMutualInformation: both === 0 ? 1 : mutual / both,
    adjustedMutualInformation: Math.abs(room) < 1e-12 ? 1 : (mutual - chance) / room,
    variationOfInformation: apart < 1e-12 ? 0 : apart, // rounding
    jaccard: inA + inB === 0 ? 1 : together / (inA + inB - together),
    fowlkesMallows: inA === 0 || inB === 0 ? Number(inA === inB) : together / Math.sqrt(inA * inB),
    rand: all === 0 ? 1 : (all + 2 * together - inA - inB) / all,
  };
}

function pairs(sizes: ArrayLike<number>): number {
  return Array.from(sizes).reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

function entropy(sizes: Float64Array, n: number): number {
  return sizes.reduce((sum, size) => (size === 0 ? sum : sum - (size / n) * Math.log(size / n)), 0);
}

/** Mutual information of groups of these sizes by chance (hypergeometric). */
function expectedInformation(ofA: Float64Array, ofB: Float64Array, n: number): number {
  const logFactorial = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logFactorial[i] = logFactorial[i - 1] + Math.log(i);
  let sum = 0;
  for (const x of ofA) {
    for (const y of ofB) {
      for (let both = Math.max(1, x + y - n); both <= Math.min(x, y); both++) {
        const chance =
          logFactorial[x] +
          logFactorial[y] +
          logFactorial[n - x] +
          logFactorial[n - y] -
          logFactorial[n] -
          logFactorial[both] -
          logFactorial[x - both] -
          logFactorial[y - both] -
          logFactorial[n - x - y + both];
        sum += (both / n) * Math.log((n * both) / (x * y)) * Math.exp(chance);
      }
    }
  }
  return sum;
}
