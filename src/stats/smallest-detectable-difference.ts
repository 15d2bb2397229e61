import { InputError } from '../core/input-error.js';
import { checkConfidence } from './check-confidence.js';
import { normalQuantile } from './normal-quantile.js';

/** Arms of a test, and how sure it has to be. */
export interface DetectableOptions {
  /** Customers in each arm, each a whole number from 1 on. */
  readonly arms: readonly [number, number];
  /** Share without the treatment, from 0 to below 1. */
  readonly baseline: number;
  /** Confidence of the two-sided test, default 0.95. */
  readonly confidence?: number;
  /** Chance that the difference is found when it is there, default 0.8. */
  readonly power?: number;
}

/**
 * The smallest rise above a baseline share that a test of two shares finds with the asked power (normal approximation, pooled
 * variance where nothing differs).
 *
 * @returns Difference of shares, above 0 to 1; `undefined` where not even a rise to 1 would be found.
 * @throws {InputError} For arms without customers, a baseline outside 0 to 1, and a confidence or power out of range.
 *
 * O(1). With few expected answers in an arm (fewer than about 5) it is rough.
 * Source: Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 3rd edition (2003), section 4.2.
 *
 * @example
 * smallestDetectableDifference({ arms: [5000, 5000], baseline: 0.05 })!.toFixed(4); // '0.0129'
 */
export function smallestDetectableDifference(options: DetectableOptions): number | undefined {
  const who = 'smallestDetectableDifference';
  const { arms, baseline, confidence = 0.95, power = 0.8 } = options;
  const wrong = arms.find((n) => !Number.isInteger(n) || n < 1);
  if (arms.length !== 2 || wrong !== undefined) {
    throw new InputError(`${who}: arms are ${arms.join(' and ')}. Each is a number of customers, from 1 on.`);
  }
  if (!(baseline >= 0 && baseline < 1)) {
    throw new InputError(`${who}: baseline is ${baseline}. It is a share from 0 to below 1.`);
  }
  checkConfidence(who, confidence);
  if (!(power >= 0.5 && power < 1)) {
    throw new InputError(`${who}: power is ${power}. It is a chance from 0.5 to below 1, usually 0.8.`);
  }
  const [a, b] = arms;
  const [level, found] = [normalQuantile((1 + confidence) / 2), normalQuantile(power)];
  const surplus = (difference: number) => {
    const raised = baseline + difference;
    const pooled = (a * baseline + b * raised) / (a + b);
    const same = Math.sqrt(pooled * (1 - pooled) * (1 / a + 1 / b));
    const own = Math.sqrt((baseline * (1 - baseline)) / a + (raised * Math.max(0, 1 - raised)) / b);
    return difference - level * same - found * own;
  };
  let [low, high] = [0, 1 - baseline];
  if (surplus(high) < 0) return undefined;
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2;
    if (surplus(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}
