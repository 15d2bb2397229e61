import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { TargetingValue } from './targeting-value.js';

/** What a bought column is worth against its price. */
export interface BoughtColumn {
  /** Net margin that segments with the column bring more for each customer, on customers held out. */
  readonly gain: Estimate;
  /** The same for all customers of the campaigns that the column serves, less its price. */
  readonly net: Estimate;
  /** Highest price at which the column pays. */
  readonly worth: Estimate;
  /** `worth buying`, `not worth its price`, or `not known` where the interval holds both. */
  readonly verdict: 'worth buying' | 'not worth its price' | 'not known';
  readonly because: string;
}

/**
 * Is a bought column worth its price? Two targetings of the same customers, by segments made without the column and with it,
 * are compared on customers held out; the gain is set against the price.
 *
 * @param options - `without` and `withColumn`: `targetingValue` of the same customers, arms and seed. `price`: of the column,
 *   from 0 on. `contacts`: customers times campaigns for which it is used, from 1 on.
 * @throws {InputError} For targetings of unlike customers or currency, a price below 0, and no contacts.
 *
 * O(customers).
 *
 * @example
 * const arms = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'none' : 'letter'));
 * const margin = arms.map((arm, i) => (arm === 'letter' && segmentation.labels[i] === 0 ? 40 : 0) + (i % 3));
 * const campaign = { arms, margin, cost: { letter: 15 }, seed: 1, minimum: 2, currency: 'EUR' };
 * const everybody = { ...segmentation, labels: new Int32Array(200) };
 * const without = targetingValue({ ...campaign, segmentation: everybody });
 * const withColumn = targetingValue({ ...campaign, segmentation });
 * boughtColumn({ without, withColumn, price: 50, contacts: 200 }).verdict; // 'worth buying'
 */
export function boughtColumn(options: {
  readonly without: TargetingValue;
  readonly withColumn: TargetingValue;
  readonly price: number;
  readonly contacts: number;
  readonly confidence?: number;
}): BoughtColumn {
  checkGiven('boughtColumn', options);
  const who = 'boughtColumn';
  const { without, withColumn, price, contacts, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  const [before, after] = [without.scores, withColumn.scores];
  if (before.rows !== after.rows || after.ids!.some((id, i) => id !== before.ids![i])) {
    throw new InputError(
      `${who}: ${before.rows} customers held out without the column, ${after.rows} with it, and not the same. Give both targetings the same customers, parts and seed.`,
    );
  }
  if (without.currency !== withColumn.currency) {
    throw new InputError(
      `${who}: one targeting is in ${without.currency}, the other in ${withColumn.currency}.`,
    );
  }
  if (!(price >= 0 && price < Infinity))
    throw new InputError(`${who}: the price is ${price}. It is an amount from 0 on.`);
  if (!(contacts >= 1 && contacts < Infinity)) {
    throw new InputError(
      `${who}: contacts is ${contacts}. It is a number of customers times campaigns, from 1 on.`,
    );
  }
  const gain: Estimate = {
    ...meanInterval(
      after.data.map((score, i) => score - before.data[i]),
      confidence,
    ),
    method: `${withColumn.value.method}, differences of the same customers`,
  };
  const scaled = (less: number): Estimate => ({
    ...gain,
    value: gain.value * contacts - less,
    low: gain.low * contacts - less,
    high: gain.high * contacts - less,
  });
  const net = scaled(price);
  const verdict = net.low > 0 ? 'worth buying' : net.high < 0 ? 'not worth its price' : 'not known';
  const { currency } = withColumn;
  const because = `The column brings ${intervalCell(gain, { digits: 2 })} ${currency} for each customer, on customers held out; for ${formatNumber(contacts)} contacts ${intervalCell(scaled(0), { digits: 0 })} ${currency} against a price of ${formatNumber(price, { digits: 0 })} ${currency}: ${verdict}.`;
  return { gain, net, worth: scaled(0), verdict, because };
}
