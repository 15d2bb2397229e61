import type { Random } from '../core/random.js';
import { logSumExp } from '../stats/log-sum-exp.js';

/** Answers that occur, each with the number of customers who gave them. */
export interface AnswerPatterns {
  readonly items: number;
  readonly data: Float64Array;
  readonly counts: Float64Array;
}

/** What one start of EM came to. */
export interface LatentClassFit {
  readonly shares: Float64Array;
  /** Share of yes, a row a class. */
  readonly yes: Float64Array;
  readonly history: readonly number[];
  readonly converged: boolean;
}

const LEAST = 1e-6; // an answer that nobody gave is unlikely, not impossible

/** EM from random shares of yes. O(iterations · patterns · classes · items). */
export function fitLatentClasses(
  { items, data, counts }: AnswerPatterns,
  { k, maxIterations, tolerance }: { k: number; maxIterations: number; tolerance: number },
  random: Random,
): LatentClassFit {
  const shares = new Float64Array(k).fill(1 / k);
  const yes = Float64Array.from({ length: k * items }, () => 0.25 + 0.5 * random.next());
  const total = counts.reduce((sum, count) => sum + count, 0);
  const history: number[] = [];
  const logs = new Float64Array(k);
  for (;;) {
    const weights = new Float64Array(k);
    const sums = new Float64Array(k * items);
    let logLikelihood = 0;
    for (let i = 0; i < counts.length; i++) {
      for (let c = 0; c < k; c++) {
        logs[c] = Math.log(shares[c]);
        for (let j = 0; j < items; j++) {
          const p = yes[c * items + j];
          logs[c] += Math.log(data[i * items + j] === 1 ? p : 1 - p);
        }
      }
      const all = logSumExp(logs);
      logLikelihood += counts[i] * all;
      for (let c = 0; c < k; c++) {
        const weight = counts[i] * Math.exp(logs[c] - all);
        weights[c] += weight;
        for (let j = 0; j < items; j++) sums[c * items + j] += weight * data[i * items + j];
      }
    }
    const gain = logLikelihood - (history.at(-1) ?? -Infinity);
    history.push(logLikelihood);
    const converged = gain <= tolerance * Math.abs(logLikelihood);
    if (converged || history.length > maxIterations) return { shares, yes, history, converged };
    for (let c = 0; c < k; c++) {
      shares[c] = weights[c] / total;
      for (let j = 0; j < items; j++) {
        const p = weights[c] > 0 ? sums[c * items + j] / weights[c] : yes[c * items + j];
        yes[c * items + j] = Math.min(1 - LEAST, Math.max(LEAST, p));
      }
    }
  }
}
