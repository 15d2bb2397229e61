import type { Estimate } from '../../core/estimate.js';
import { seeded } from '../../core/random.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { weightedScores } from './weighted-scores.js';

/** How a single weight would have to change for another segment to come first. */
export interface WeightChange {
  readonly criterion: string;
  /** Share of all weights today, 0 to 1. */
  readonly from: number;
  /** Share beyond which the winner is another; all other weights keep their ratio. */
  readonly to: number;
  /** Key of the segment that comes first then. */
  readonly winner: string;
}

/** How much the choice hangs on the weights. */
export interface WeightSensitivity {
  /** By segment key: in what share of all weightings it ranks first, alone or with others. */
  readonly first: Readonly<Record<string, Estimate>>;
  /** One a criterion whose weight can change the winner, the smallest change first. */
  readonly changes: readonly WeightChange[];
  readonly draws: number;
}

/** What is weighted: a row of ratings for each segment, a column for each criterion. */
export interface Rated {
  readonly keys: readonly string[];
  readonly ratings: readonly (readonly number[])[];
  readonly criteria: readonly string[];
  /** Shares that sum to 1. */
  readonly weights: readonly number[];
}

/** Scores nearer than this share of the scale are equal. */
export const SAME_SCORE = 1e-9;

/**
 * Draws weightings evenly from all there are (Dirichlet with all parameters 1) and counts who ranks first; and solves
 * exactly, one weight at a time, from where on another segment does.
 *
 * O(draws · segments · criteria).
 */
export function weightSensitivity(
  rated: Rated,
  span: number,
  { seed, draws }: { readonly seed: number; readonly draws: number },
): WeightSensitivity {
  const { keys, ratings, weights } = rated;
  const random = seeded(seed);
  const wins = keys.map(() => 0);
  const drawn = new Float64Array(weights.length);
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    for (let j = 0; j < drawn.length; j++) {
      drawn[j] = -Math.log(1 - random.next());
      total += drawn[j];
    }
    let best = -Infinity;
    const scores = ratings.map((row) => {
      let score = 0;
      for (let j = 0; j < drawn.length; j++) score += (drawn[j] / total) * row[j];
      best = Math.max(best, score);
      return score;
    });
    for (let s = 0; s < scores.length; s++) if (scores[s] >= best - SAME_SCORE * span) wins[s]++;
  }
  return {
    first: Object.fromEntries(keys.map((key, s) => [key, wilsonInterval(wins[s], draws)])),
    changes: changesOf(rated, span),
    draws,
  };
}

function changesOf(rated: Rated, span: number): WeightChange[] {
  const { keys, ratings, criteria, weights } = rated;
  const scores = weightedScores(ratings, weights);
  const best = Math.max(...scores);
  const leaders = scores.flatMap((score, s) => (score >= best - SAME_SCORE * span ? [s] : []));
  if (leaders.length !== 1) return [];
  const [winner] = leaders;
  const found = criteria.flatMap((criterion, j): WeightChange[] => {
    if (weights.length < 2) return [];
    const others = weightedScores(
      ratings,
      weights.map((weight, i) => (i === j ? 0 : weight / (1 - weights[j]))),
    );
    // The lead over a rival is a straight line in the weight: (1 - t) · rest + t · own.
    const crossings = keys.flatMap((key, s) => {
      const [rest, own] = [others[winner] - others[s], ratings[winner][j] - ratings[s][j]];
      const to = rest / (rest - own);
      const isInside = s !== winner && rest !== own && to > 1e-12 && to < 1 - 1e-12;
      return isInside
        ? [{ criterion, from: weights[j], to, winner: key, steepness: Math.abs(rest - own) }]
        : [];
    });
    crossings.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from) || b.steepness - a.steepness);
    const [nearest] = crossings;
    if (nearest === undefined) return [];
    const { from, to, winner: next } = nearest;
    return [{ criterion, from, to, winner: next }];
  });
  return found.sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
}
