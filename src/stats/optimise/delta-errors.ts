/** Numbers that follow from estimated parameters, with standard errors. */
export interface DeltaErrors {
  readonly values: Float64Array;
  readonly errors: Float64Array;
}

const STEP = 1e-4;

/**
 * Standard errors of functions of estimated parameters by the delta method, with central differences.
 *
 * @param at - Estimates.
 * @param covariance - Of the estimates, row after row.
 *
 * Calls the functions twice for each parameter. Source: Wasserman, "All of Statistics" (2004), 9.9.
 *
 * @example
 * deltaErrors(([x]) => [2 * x], [3], [0.25]).errors[0].toFixed(6); // '1.000000'
 */
export function deltaErrors(
  calculate: (parameters: number[]) => ArrayLike<number>,
  at: ArrayLike<number>,
  covariance: ArrayLike<number>,
): DeltaErrors {
  const size = at.length;
  const values = Float64Array.from(calculate(Array.from(at)));
  const slopes = Array.from({ length: size }, (_, i) => {
    const moved = (step: number) => calculate(Array.from(at, (each, j) => each + (i === j ? step : 0)));
    const [above, below] = [moved(STEP), moved(-STEP)];
    return values.map((_, k) => (above[k] - below[k]) / (2 * STEP));
  });
  const errors = values.map((_, k) => {
    let square = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) square += slopes[i][k] * covariance[i * size + j] * slopes[j][k];
    }
    return Math.sqrt(Math.max(0, square));
  });
  return { values, errors };
}
