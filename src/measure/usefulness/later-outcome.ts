import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { midRanks } from '../../stats/mid-ranks.js';
import { type CustomerValues, isYesNo, valuesOf } from '../scoreboard/customer-values.js';
import type { OutcomeScale } from './held-out.js';

const SCALES: readonly OutcomeScale[] = ['as it is', 'logarithm', 'ranks'];

/** What customers did later, on the scale that was asked for. */
export interface LaterOutcome {
  /** Divided by `unit`, so that squares of large values do not overflow. */
  readonly values: Float64Array;
  readonly unit: number;
  readonly yesNo: boolean;
}

/** Checks and scales what is to be predicted. */
export function laterOutcome(
  who: string,
  later: CustomerValues,
  ids: readonly string[],
  scale: OutcomeScale = 'as it is',
): LaterOutcome {
  if (!SCALES.includes(scale)) throw unknownName(who, 'scale', String(scale), SCALES);
  const raw = valuesOf(who, 'later', later, ids);
  const yesNo = isYesNo(raw);
  if (yesNo && scale !== 'as it is') {
    throw new InputError(`${who}: later is yes or no, which has no ${scale}. Leave the scale away.`);
  }
  const negative = scale === 'logarithm' ? raw.findIndex((value) => value < 0) : -1;
  if (negative >= 0) {
    throw new InputError(
      `${who}: later of customer "${ids[negative]}" is ${raw[negative]}, which has no logarithm. Use ranks.`,
    );
  }
  const scaled = scale === 'ranks' ? midRanks(raw) : scale === 'logarithm' ? raw.map(Math.log1p) : raw;
  if (scaled.every((value) => value === scaled[0])) {
    throw new InputError(
      `${who}: later is ${raw[0]} for ${ids.length === 1 ? 'the one customer' : `all ${ids.length} customers`}. There is nothing to predict.`,
    );
  }
  const yes = scaled.reduce((sum, value) => sum + value, 0);
  if (yesNo && Math.min(yes, ids.length - yes) < 2) {
    throw new InputError(
      `${who}: ${yes} of ${ids.length} customers are a yes. Two of each are needed: one to learn from, one to test.`,
    );
  }
  const unit = scaled.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { values: scaled.map((value) => value / unit), unit, yesNo };
}

/** What is predicted, in words. */
export function onScale(what: string, scale: OutcomeScale = 'as it is'): string {
  return scale === 'as it is' ? what : `the ${scale} of ${what}`;
}
