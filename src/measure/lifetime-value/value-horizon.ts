import { InputError } from '../../core/input-error.js';
import { checkTime, type PurchaseModel } from './purchase-model.js';

/** How far value is counted, and how it is discounted. */
export interface ValueHorizon {
  /** Number of periods to come, default 12. */
  readonly periods?: number;
  /** Length of a period in the model's unit of time; default a month where the unit is weeks or days, 1 for BG/BB. */
  readonly periodLength?: number;
  /** Discount a period, default 0.01: money at the end of period i counts for (1 + rate)^-i. */
  readonly discountRate?: number;
}

const DAYS_A_MONTH = 365.25 / 12;

/** The horizon with its defaults, checked. */
export function valueHorizon(
  who: string,
  model: PurchaseModel,
  { periods = 12, periodLength, discountRate = 0.01 }: ValueHorizon,
): Required<ValueHorizon> {
  if (!Number.isInteger(periods) || periods < 1 || periods > 10_000) {
    throw new InputError(`${who}: periods is ${periods}. It is a whole number from 1 to 10,000.`);
  }
  if (!(discountRate >= 0 && discountRate < 10)) {
    throw new InputError(
      `${who}: discountRate is ${discountRate}. It is a rate a period from 0 on, for example 0.01.`,
    );
  }
  const usual = { opportunities: 1, weeks: DAYS_A_MONTH / 7, days: DAYS_A_MONTH, months: 1 }[model.unit];
  const length = periodLength ?? usual;
  if (length === undefined) {
    throw new InputError(
      `${who}: the history does not say in which unit its times are. Give periodLength, the length of a period in that unit: 4.35 for months in weeks.`,
    );
  }
  if (!(length > 0)) throw new InputError(`${who}: periodLength is ${length}. It is above 0.`);
  checkTime(model.process, length * periods);
  if (model.process.discrete) checkTime(model.process, length);
  return { periods, periodLength: length, discountRate };
}
