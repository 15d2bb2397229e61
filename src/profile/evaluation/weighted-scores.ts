import { sum } from '../../stats/sum.js';

/**
 * Weighted mean of each row of ratings.
 *
 * @param weights - Shares that sum to 1; with equal ratings the score is that rating, not one beside it.
 */
export function weightedScores(
  ratings: readonly (readonly number[])[],
  weights: readonly number[],
): number[] {
  return ratings.map((row) => {
    const used = row.filter((_, j) => weights[j] > 0);
    const score = sum(row.map((rating, j) => rating * weights[j]));
    return Math.min(Math.max(score, Math.min(...used)), Math.max(...used));
  });
}
