import type { Random } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import { workMeter } from '../../core/work-meter.js';
import { logSumExp } from '../../stats/log-sum-exp.js';

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
const LEAST_SHARE = 1e-12; // a class that nobody is in has a share all the same
const WORK_OF_A_BREATH = 4e6; // additions: about 10 ms

/** EM from random shares of yes. O(iterations · patterns · classes · items). */
export async function fitLatentClasses(
  { items, data, counts }: AnswerPatterns,
  { k, maxIterations, tolerance }: { k: number; maxIterations: number; tolerance: number },
  random: Random,
  task: Task,
): Promise<LatentClassFit> {
  const shares = new Float64Array(k).fill(1 / k);
  const yes = Float64Array.from({ length: k * items }, () => 0.25 + 0.5 * random.next());
  const total = counts.reduce((sum, count) => sum + count, 0);
  const history: number[] = [];
  const logs = new Float64Array(k);
  const due = workMeter(WORK_OF_A_BREATH);
  for (;;) {
    if (due(counts.length * k * items)) await breathe(task);
    const logYes = yes.map((p) => Math.log(p));
    const logNo = yes.map((p) => Math.log(1 - p));
    const logShares = shares.map((share) => Math.log(share));
    const weights = new Float64Array(k);
    const sums = new Float64Array(k * items);
    let logLikelihood = 0;
    for (let i = 0; i < counts.length; i++) {
      for (let c = 0; c < k; c++) {
        logs[c] = logShares[c];
        for (let j = 0; j < items; j++) {
          logs[c] += data[i * items + j] === 1 ? logYes[c * items + j] : logNo[c * items + j];
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
      shares[c] = Math.max(LEAST_SHARE, weights[c] / total);
      for (let j = 0; j < items; j++) {
        const p = weights[c] > 0 ? sums[c * items + j] / weights[c] : yes[c * items + j];
        yes[c * items + j] = Math.min(1 - LEAST, Math.max(LEAST, p));
      }
    }
  }
}
