import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { seeded } from '../../core/random.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { loopMemory } from '../../simd/loop-memory.js';
import { loopsModule } from '../../simd/loops-module.js';
import { withTeam } from '../../simd/team.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { checkFinite } from '../../stats/check-finite.js';
import { mean } from '../../stats/mean.js';
import { quantile } from '../../stats/quantile.js';

/** How often is drawn, and from which seed. */
export interface BootstrapOptions {
  /** Any whole number. */
  readonly seed: number;
  /** Samples, from 100 on; default 10,000. */
  readonly replicates?: number;
  /** Confidence of the intervals, default 0.95. */
  readonly confidence?: number;
  /** Most threads, default one a core. The number changes nothing but the time. */
  readonly threads?: number;
}

/** A difference of means with intervals that assume no shape of the values. */
export interface BootstrapDifference {
  /** Mean of the treated less mean of the control group. */
  readonly absolute: Estimate;
  /** The same over the mean of the control group; `undefined` where that is 0, or below or at 0 in a sample. */
  readonly relative: Estimate | undefined;
}

const CHUNK = 25;

/**
 * Difference of two means with bootstrap intervals, for money, which is skewed: customers of each arm are drawn again with
 * replacement, each time as many as there are, and the middle of what comes out is the interval (percentiles).
 *
 * Every draw is made, none is approximated. The order of the values does not matter, nor the number of threads.
 *
 * @param treated - One a customer, two or more.
 * @param control - One a customer, two or more.
 * @throws {InputError} For fewer than two customers in an arm, values that are not finite, fewer than 100 samples, and
 *   a number of threads that is none.
 *
 * O(samples · customers): 10,000 samples of 100,000 customers take 1 to 2 s on two cores.
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), 13.
 *
 * @example
 * const { absolute } = await bootstrapDifference([0, 0, 0, 90, 4], [0, 0, 1, 2, 0], { seed: 1 });
 * absolute.value; // 18.2
 */
export async function bootstrapDifference(
  treated: ArrayLike<number>,
  control: ArrayLike<number>,
  options: BootstrapOptions,
  task: Task = currentTask(),
): Promise<BootstrapDifference> {
  checkGiven('bootstrapDifference', options);
  const who = 'bootstrapDifference';
  const { seed, replicates = 10_000, confidence = 0.95, threads } = options;
  checkConfidence(who, confidence);
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It is a whole number.`);
  if (!(Number.isInteger(replicates) && replicates >= 100)) {
    throw new InputError(`${who}: replicates is ${replicates}. It is a whole number from 100 on.`);
  }
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new InputError(`${who}: threads is ${threads}. It is a whole number from 1 on.`);
  }
  for (const [what, arm] of [['the treated', treated] as const, ['the control group', control] as const]) {
    if (arm.length < 2) {
      throw new InputError(`${who}: ${what} are ${arm.length} customers. Two or more are needed.`);
    }
    checkFinite(who, arm);
  }
  const [a, b] = [mean(treated), mean(control)];
  const as = await resampledMeans(treated, { seed, stream: 0, replicates, threads }, task);
  const bs = await resampledMeans(control, { seed, stream: 1, replicates, threads }, task);
  const told = {
    n: treated.length + control.length,
    confidence,
    method: `bootstrap of ${replicates} samples, percentiles`,
  };
  const between = (value: number, drawn: Float64Array): Estimate => ({
    value,
    low: Math.min(value, quantile(drawn, (1 - confidence) / 2)), // sums of equal values differ by rounding
    high: Math.max(value, quantile(drawn, (1 + confidence) / 2)),
    ...told,
  });
  const isSafe = b > 0 && bs.every((each) => each > 0);
  return {
    absolute: between(a - b, as.map((each, i) => each - bs[i]).sort()),
    relative: isSafe ? between(a / b - 1, as.map((each, i) => each / bs[i] - 1).sort()) : undefined,
  };
}

async function resampledMeans(
  values: ArrayLike<number>,
  {
    seed,
    stream,
    replicates,
    threads,
  }: { seed: number; stream: number; replicates: number; threads?: number },
  task: Task,
): Promise<Float64Array> {
  const precision = 'default';
  const { memory, arrays, at } = loopMemory(
    {
      values: ['float64', values.length],
      states: ['uint32', 16 * replicates],
      sums: ['float64', replicates],
    },
    loopsModule(precision).shared,
    { name: 'bootstrapDifference', wayOut: 'Draw a part of the customers first.' },
  );
  // sorted: which place a value has does not depend on the order of the rows
  arrays.values.set(Float64Array.from(values).sort());
  const chance = seeded(seed).stream(stream);
  for (let i = 0; i < arrays.states.length; i++) arrays.states[i] = chance.next() * 4294967296;
  await withTeam({ memory, precision, threads }, async (team) => {
    const step = Math.max(CHUNK, Math.ceil(1e8 / values.length));
    for (let from = 0; from < replicates; from += step) {
      const units = Math.min(step, replicates - from);
      const [states, sums] = [at.states + 64 * from, at.sums + 8 * from];
      await team.run('bootstrapSums', { units, chunk: CHUNK }, at.values, values.length, states, sums);
      await breathe(task);
    }
  });
  return arrays.sums.map((sum) => sum / values.length);
}
