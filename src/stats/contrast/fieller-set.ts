import type { EstimatedPair, FiellerInterval } from './fieller-interval.js';

/** The ratios r for which numerator − r · denominator lies within t of its standard errors from 0; `t` is 0 or more. */
export function fiellerSet(pair: EstimatedPair, t: number): FiellerInterval {
  const {
    numerator: x,
    denominator: y,
    numeratorVariance: u,
    denominatorVariance: v,
    covariance: w = 0,
  } = pair;
  const [a, b, c] = [y * y - t * t * v, x * y - t * t * w, x * x - t * t * u];
  const value = y === 0 ? undefined : x / y;
  const everything = { value, set: 'everything', low: -Infinity, high: Infinity } as const;
  const under = b * b - a * c; // a r² − 2 b r + c ≤ 0
  if (a === 0) {
    if (b === 0) return everything;
    const end = c / (2 * b);
    return b > 0
      ? { value, set: 'between', low: end, high: Infinity }
      : { value, set: 'between', low: -Infinity, high: end };
  }
  if (a < 0 && under <= 0) return everything;
  const root = Math.sqrt(Math.max(0, under));
  // of the two roots the larger in size first, so that no digits are lost
  const far = b + (b < 0 ? -root : root);
  const [one, other] = far === 0 ? [0, 0] : [far / a, c / far];
  return {
    value,
    set: a > 0 ? 'between' : 'outside',
    low: Math.min(one, other),
    high: Math.max(one, other),
  };
}
