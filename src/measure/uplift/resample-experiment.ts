import { InputError } from '../../core/input-error.js';
import { seeded } from '../../core/random.js';
import { breathe, type Task } from '../../core/task.js';
import type { RankedCustomers } from '../../stats/uplift/ranked-customers.js';
import { resampledWeights } from '../../stats/uplift/resampled-weights.js';

/** How often, and by which chance, customers are drawn again. */
export interface ResampleOptions {
  /** Any whole number. */
  readonly seed: number;
  /** From 100 on, default 1000. */
  readonly resamples?: number;
}

/**
 * Draws the customers of an experiment again and again, each arm for itself.
 *
 * @param each - Gets how often each place of the ranking was drawn.
 * @throws {InputError} For a seed that is no whole number, and fewer than 100 resamples.
 */
export async function resampleExperiment(
  who: string,
  ranked: RankedCustomers,
  { seed, resamples = 1000 }: ResampleOptions,
  each: (weights: Float64Array) => void,
  task: Task,
): Promise<void> {
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new InputError(`${who}: resamples is ${resamples}. It is a whole number from 100 on.`);
  }
  const random = seeded(seed);
  const pause = Math.max(1, Math.round(500_000 / ranked.cut.length));
  for (let r = 0; r < resamples; r++) {
    if (r % pause === 0) {
      task.progress(r / resamples, 'Drawing customers again');
      await breathe(task);
    }
    each(resampledWeights(random, ranked.treated));
  }
  task.progress(1);
}
