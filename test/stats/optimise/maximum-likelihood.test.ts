import { expect, test } from 'vitest';
import { deltaErrors } from '#clientele/stats/optimise/delta-errors';
import { maximumLikelihood } from '#clientele/stats/optimise/maximum-likelihood';

// Waiting times 1, 2 and 6 of an exponential distribution: the rate is 3 / 9, the log-likelihood 3 log(1/3) - 3, and the
// standard error of the logarithm of the rate 1 / √3.
const exponential = ([log]: Float64Array, gradient: Float64Array) => {
  gradient[0] = 3 - 9 * Math.exp(log);
  return 3 * log - 9 * Math.exp(log);
};

test('finds the peak and its curvature', () => {
  const fit = maximumLikelihood(exponential, [[2]], 3);
  expect(fit.converged).toBe(true);
  expect(Math.exp(fit.at[0])).toBeCloseTo(1 / 3, 7);
  expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(1 / 3) - 3, 10);
  expect(fit.covariance![0]).toBeCloseTo(1 / 3, 6);
});

test('a parameter without a peak is named with its direction', () => {
  const fit = maximumLikelihood(
    ([a, b], gradient) => {
      gradient[0] = Math.exp(-a);
      gradient[1] = 3 - 9 * Math.exp(b);
      return -Math.exp(-a) + 3 * b - 9 * Math.exp(b);
    },
    [[0, 0]],
    3,
  );
  expect(fit.converged).toBe(false);
  expect(fit.covariance).toBeUndefined();
  expect(fit.runaways).toEqual([{ parameter: 0, sign: 1 }]);
});

test('takes the next start where one leads nowhere', () => {
  // A peak at 0; beyond -3 a slope that falls for ever.
  const objective = ([x]: Float64Array, gradient: Float64Array) => {
    if (x > -3) {
      gradient[0] = -x;
      return -(x * x) / 2;
    }
    gradient[0] = -1;
    return -4.5 - (x + 3);
  };
  expect(maximumLikelihood(objective, [[-5], [1]], 1).at[0]).toBeCloseTo(0, 7);
});

test('errors of a product and a ratio of two parameters, by hand', () => {
  // d(xy) = (y, x), d(x / y) = (1 / y, -x / y²) at x = 2, y = 4; variances 0.01 and 0.04, covariance 0.01.
  const { values, errors } = deltaErrors(([x, y]) => [x * y, x / y], [2, 4], [0.01, 0.01, 0.01, 0.04]);
  expect(Array.from(values)).toEqual([8, 0.5]);
  expect(errors[0]).toBeCloseTo(Math.sqrt(16 * 0.01 + 2 * 8 * 0.01 + 4 * 0.04), 8);
  expect(errors[1]).toBeCloseTo(Math.sqrt(0.01 / 16 - 2 * (1 / 4) * (1 / 8) * 0.01 + 0.04 / 64), 8);
});
