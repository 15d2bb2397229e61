import type { Estimate } from '../../core/estimate.js';
import { mean } from '../../stats/mean.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { sum } from '../../stats/sum.js';
import type { PropensityPair } from './propensity-pairs.js';

/** What the effect is computed from. */
export interface MatchedData {
  readonly logits: Float64Array;
  readonly outcome: Float64Array;
  readonly treated: Float64Array;
  readonly isYesNo: boolean;
  readonly withReplacement: boolean;
  readonly confidence: number;
}

/**
 * Mean difference of pairs with its interval. Where nobody stands in two pairs, Student's of the differences, for yes and no
 * Bonett and Price's, which keeps its width where few pairs differ; else Abadie and Imbens's, in which the spread of an outcome around what its log odds tell is seen on the nearest in the same arm.
 *
 * @returns `undefined` with fewer than two pairs.
 *
 * Source: Abadie and Imbens, "Large sample properties of matching estimators for average treatment effects", Econometrica 74
 * (2006) 235-267; Bonett and Price, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired
 * data", J. Educ. Behav. Stat. 37 (2012) 479-488.
 */
export function matchedEffect(pairs: readonly PropensityPair[], data: MatchedData): Estimate | undefined {
  const { outcome, isYesNo, withReplacement, confidence } = data;
  if (pairs.length < 2) return undefined;
  const differences = pairs.map((pair) => outcome[pair.treated] - outcome[pair.control]);
  const repeated = withReplacement ? withRepeats(pairs, differences, data) : undefined;
  const usesAnswers = isYesNo && (repeated === undefined || repeated.low === repeated.high);
  const { value, low, high } = usesAnswers
    ? ofAnswers(differences, confidence)
    : (repeated ?? meanInterval(differences, confidence));
  return {
    value,
    low: isYesNo ? Math.max(-1, low) : low,
    high: isYesNo ? Math.min(1, high) : high,
    n: 2 * pairs.length,
    confidence,
    method: `observational: pairs matched on propensity ${withReplacement ? 'with' : 'without'} replacement, ${usesAnswers ? 'Bonett and Price' : withReplacement ? 'Abadie and Imbens' : "Student's t"} interval`,
  };
}

/** One pair of each kind that differs is added before the usual interval of a difference. */
function ofAnswers(
  differences: readonly number[],
  confidence: number,
): { value: number; low: number; high: number } {
  const n = differences.length + 2;
  const up = (differences.filter((difference) => difference > 0).length + 1) / n;
  const down = (differences.filter((difference) => difference < 0).length + 1) / n;
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt((up + down - (up - down) ** 2) / n);
  const value = mean(differences);
  return { value, low: Math.min(value, up - down - half), high: Math.max(value, up - down + half) };
}

function withRepeats(
  pairs: readonly PropensityPair[],
  differences: readonly number[],
  { logits, outcome, treated, confidence }: MatchedData,
): { value: number; low: number; high: number } {
  const value = mean(differences);
  const times = new Map<number, number>();
  for (const { control } of pairs) times.set(control, (times.get(control) ?? 0) + 1);
  const others = Array.from(outcome, (_, row) => row)
    .filter((row) => treated[row] === 0)
    .sort((a, b) => logits[a] - logits[b] || outcome[a] - outcome[b]);
  const repeats = others.flatMap((row, i) => {
    const count = times.get(row) ?? 0;
    if (count < 2) return [];
    const [before, after] = [others[i - 1], others[i + 1]];
    const isBefore =
      after === undefined ||
      (before !== undefined && logits[row] - logits[before] <= logits[after] - logits[row]);
    const nearest = isBefore ? before : after;
    return nearest === undefined ? [] : [count * (count - 1) * ((outcome[row] - outcome[nearest]) ** 2 / 2)];
  });
  const square = sum(differences.map((difference) => (difference - value) ** 2)) + sum(repeats);
  const half = normalQuantile((1 + confidence) / 2) * (Math.sqrt(square) / pairs.length);
  return { value, low: value - half, high: value + half };
}
