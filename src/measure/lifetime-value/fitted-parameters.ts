import type { Estimate } from '../../core/estimate.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import type { LikelihoodFit } from '../../stats/optimise/maximum-likelihood.js';

/** One estimated parameter of a model. */
export interface FittedParameter {
  readonly name: string;
  readonly meaning: string;
  readonly value: number;
  /** `undefined` where the fit did not converge, as is the interval. */
  readonly standardError: number | undefined;
  /** Symmetric on the logarithm, so that it stays above 0. */
  readonly interval: Estimate | undefined;
}

/** Parameters, above 0, of a fit of their logarithms. */
export function fittedParameters(
  names: readonly string[],
  meanings: readonly string[],
  { at, covariance }: LikelihoodFit,
  n: number,
  confidence: number,
): FittedParameter[] {
  const z = normalQuantile((1 + confidence) / 2);
  return names.map((name, i) => {
    const value = Math.exp(at[i]);
    const error = covariance === undefined ? undefined : Math.sqrt(covariance[i * names.length + i]);
    return {
      name,
      meaning: meanings[i],
      value,
      standardError: error === undefined ? undefined : value * error,
      interval:
        error === undefined
          ? undefined
          : {
              value,
              low: value * Math.exp(-z * error),
              high: value * Math.exp(z * error),
              n,
              confidence,
              method: 'maximum likelihood, normal interval of the logarithm',
            },
    };
  });
}
