/**
 * Counts work so that long loops know when to breathe, without reading a clock.
 *
 * @param limit - Units of work between two breaths; a unit is about a multiplication and a few memory reads, so
 *   that 5 million take 10 to 20 ms.
 * @returns A function that takes the units just done and says whether it is time to breathe.
 *
 * @example
 * const due = workMeter(100);
 * due(60); // false
 * due(60); // true
 * due(60); // false
 */
export function workMeter(limit: number): (units: number) => boolean {
  let done = 0;
  return (units) => {
    done += units;
    if (done < limit) return false;
    done = 0;
    return true;
  };
}
