import { InputError } from '../../core/input-error.js';

const LARGEST = 1e150;

/** Checks that values can be squared. */
export function checkMoney(who: string, what: string, values: Float64Array, ids: readonly string[]): void {
  const wrong = values.findIndex((value) => Math.abs(value) > LARGEST);
  if (wrong < 0) return;
  throw new InputError(
    `${who}: ${what} of customer ${wrong + 1}, "${ids[wrong]}", is ${values[wrong]}, too large to be squared. Give it in another unit.`,
  );
}
