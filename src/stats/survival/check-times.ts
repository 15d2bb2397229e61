import { InputError } from '../../core/input-error.js';

/** Checks times to an event, or to the end of observation, and whether it came. */
export function checkTimes(
  who: string,
  times: ArrayLike<number>,
  happened: ArrayLike<number | boolean>,
): void {
  if (times.length === 0) throw new InputError(`${who}: there are no observations.`);
  if (happened.length !== times.length) {
    throw new InputError(
      `${who}: ${times.length} times, but ${happened.length} values that say whether the event came.`,
    );
  }
  for (let i = 0; i < times.length; i++) {
    if (!(times[i] >= 0 && times[i] < Infinity)) {
      throw new InputError(`${who}: time ${i + 1} is ${times[i]}. Times are finite and 0 or more.`);
    }
    if (Number(happened[i]) !== 0 && Number(happened[i]) !== 1) {
      throw new InputError(
        `${who}: value ${i + 1} of whether the event came is ${String(happened[i])}. It is true or false, or 1 or 0.`,
      );
    }
  }
}
