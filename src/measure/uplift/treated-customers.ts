import { InputError } from '../../core/input-error.js';
import {
  type CustomerValues,
  checkSegmented,
  isYesNo,
  valuesOf,
  yesNoOf,
} from '../scoreboard/customer-values.js';

/** A treatment that customers got or not, and what came of it. */
export interface TreatedCustomers {
  /** Customer ids, each once. */
  readonly ids: readonly string[];
  /** Who was treated; the others are the control group. */
  readonly treated: CustomerValues;
  /** What came of it: a number, or yes or no. */
  readonly outcome: CustomerValues;
}

/** A checked experiment, in the order of the ids. */
export interface CheckedTreatment {
  readonly ids: readonly string[];
  /** 1 for treated, 0 for control. */
  readonly treated: Float64Array;
  readonly outcome: Float64Array;
  readonly isYesNo: boolean;
  readonly treatedCount: number;
}

const LARGEST = 1e150;

/**
 * Reads and checks an experiment.
 *
 * @throws {InputError} For no customers, one who stands twice, values that do not fit, fewer than two customers of an arm, an
 *   outcome that is the same for all, and one too large to be squared.
 */
export function readTreated(who: string, options: TreatedCustomers): CheckedTreatment {
  const { ids } = options;
  if (!Array.isArray(ids)) {
    throw new InputError(`${who} needs ids, a list with one customer id for each value.`);
  }
  checkSegmented(who, {
    ids,
    labels: new Int32Array(ids.length),
    segments: [{ key: '', name: '', size: 0, share: 1 }],
  });
  const treated = yesNoOf(who, 'treated', options.treated, ids);
  const outcome = valuesOf(who, 'outcome', options.outcome, ids);
  const treatedCount = treated.reduce((sum, value) => sum + value, 0);
  const fewer = Math.min(treatedCount, ids.length - treatedCount);
  if (fewer < 2) {
    const none =
      fewer === 0 ? (treatedCount === 0 ? 'nobody was treated' : 'everyone was treated') : undefined;
    const came = none ?? `an arm has one customer only`;
    throw new InputError(
      `${who}: ${came}. What a treatment does is seen against customers who did not get it: two or more of each are needed.`,
    );
  }
  if (outcome.every((value) => value === outcome[0])) {
    throw new InputError(
      `${who}: the outcome is ${outcome[0]} for all ${ids.length} customers. There is nothing to compare.`,
    );
  }
  const large = outcome.findIndex((value) => Math.abs(value) > LARGEST);
  if (large >= 0) {
    throw new InputError(
      `${who}: outcome of customer "${ids[large]}" is ${outcome[large]}, too large to be squared. Give it in another unit.`,
    );
  }
  return { ids, treated, outcome, isYesNo: isYesNo(outcome), treatedCount };
}
