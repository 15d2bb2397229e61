import { logGamma } from '../log-gamma.js';

const EPSILON = 1e-16;
const LONG_SERIES = 4000;

/**
 * Purchases expected in a time from customers who buy at rates of a gamma distribution and leave after a purchase with
 * chances of a beta distribution: the mean of (1 - exp(-rate chance time)) / chance.
 *
 * The hypergeometric function of the papers after Euler's transformation, so that leaving chances around 1 lose no digits;
 * where its terms change signs, the integral over the chance instead.
 *
 * @param shape - Shape of the rates.
 * @param scale - Scale parameter of the rates (1 / unit of time); the mean rate is `shape / scale`.
 *
 * Source: Fader, Hardie and Lee, Marketing Science 24 (2005) 275-284; Abramowitz and Stegun (1964), 15.3.3.
 */
export function purchasesUntilLeaving(
  shape: number,
  scale: number,
  a: number,
  b: number,
  time: number,
): number {
  if (!(time > 0)) return 0;
  const share = time / (scale + time);
  const factor = a + b - 1 - shape;
  const terms = 40 / Math.log1p(scale / time);
  return factor > -1 && a < 50 && terms < LONG_SERIES
    ? bySeries(shape, scale, a, b, time, share)
    : byIntegral(shape, scale, a, b, time);
}

function bySeries(shape: number, scale: number, a: number, b: number, time: number, share: number): number {
  const excess = a - 1;
  const [factor, bottom] = [a + b - 1 - shape, a + b - 1];
  const rest = -Math.log1p(time / scale); // logarithm of 1 - share
  let term = (factor / bottom) * share;
  let sum = term;
  for (let n = 2; n < 20 * LONG_SERIES && Math.abs(term) > EPSILON * Math.abs(sum); n++) {
    term *= ((excess + n - 1) * (factor + n - 1) * share) / ((bottom + n - 1) * n);
    sum += term;
  }
  const lost = excess === 0 ? -rest : -Math.expm1(excess * rest) / excess;
  return bottom * (lost - Math.exp(excess * rest) * sum);
}

/** The double exponential rule of Takahasi and Mori: ends at which the beta density is infinite are no trouble. */
function byIntegral(shape: number, scale: number, a: number, b: number, time: number): number {
  const rate = (chance: number) =>
    chance < 1e-300
      ? (shape * time) / scale
      : -Math.expm1(-shape * Math.log1p((chance * time) / scale)) / chance;
  const narrow = Math.min(a, b);
  if (narrow > 5000) {
    const mean = a / (a + b);
    const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
    return (rate(mean - deviation) + rate(mean + deviation)) / 2;
  }
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const step = 1 / (32 * Math.ceil(Math.sqrt(narrow / 50)));
  // Beyond these ends the density has faded: it falls with the a-th and b-th power of the chances.
  const faded = 40 + Math.max(0, -logBeta);
  const [first, last] = [-Math.asinh(faded / (Math.PI * a)), Math.asinh(faded / (Math.PI * b))];
  let total = 0;
  for (let k = Math.floor(first / step); k <= last / step; k++) {
    const u = k * step;
    const w = Math.PI * Math.sinh(u); // log-odds of the chance
    const far = Math.log1p(Math.exp(-Math.abs(w)));
    const [logChance, logStay] = w < 0 ? [w - far, -far] : [-far, -w - far];
    const density = Math.exp(a * logChance + b * logStay - logBeta) * Math.PI * Math.cosh(u);
    if (density > 0) total += density * rate(Math.exp(logChance));
  }
  return total * step;
}
