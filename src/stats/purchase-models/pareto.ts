import { digamma } from '../digamma.js';
import { gaussLegendre } from '../gauss-legendre.js';
import { logGamma } from '../log-gamma.js';
import { negativeBinomial } from './negative-binomial.js';
import type { PurchaseGroups } from './purchase-groups.js';
import type { PurchaseProcess } from './purchase-process.js';

const RULE = gaussLegendre(16);
/** Beyond this many factors of e below the start of the interval nothing is left to integrate. */
const FADED = 40;

/**
 * Pareto/NBD: customers buy at rates of a gamma distribution (r, alpha) and live for times of a Pareto distribution (s, beta).
 *
 * The likelihood of having left is an integral over the time of leaving; it is taken as such, by Gauss-Legendre in the
 * logarithm of time, because the difference of hypergeometric functions of the papers loses its digits.
 *
 * Source: Schmittlein, Morrison and Colombo, Management Science 33 (1987) 1-24; Fader and Hardie, "A note on deriving the
 * Pareto/NBD model and related expressions" (2005).
 */
export const paretoNegativeBinomial: PurchaseProcess = {
  name: 'Pareto/NBD',
  parameters: ['r', 'alpha', 's', 'beta'],
  meanings: [
    'shape of the purchase rates: small where customers differ much',
    'scale of the purchase rates: r / alpha is the mean rate',
    'shape of the rates of leaving: small where customers differ much',
    'scale of the rates of leaving: s / beta is the mean rate',
  ],
  times: [1, 3],
  discrete: false,
  starts: (groups) => {
    let [bought, lived] = [0, 0];
    for (let g = 0; g < groups.size; g++) {
      bought += groups.weight[g] * groups.count[g];
      lived += groups.weight[g] * groups.age[g];
    }
    const rate = Math.max(bought, 0.5) / lived;
    return [
      [0.5, 0.35 / rate, 0.6, 0.4],
      [1, 0.7 / rate, 1, 1],
      [0.5, 0.4 / rate, 0.3, 2],
    ];
  },
  logLikelihood: likelihood,
  alive: ([r, alpha, s, beta], { count, recency, age }) => {
    const moments = new Float64Array(5);
    leaving(r, alpha, s, beta, count, recency, age, moments);
    const stayed = Math.exp(
      -(r + count) * Math.log((alpha + age) / (alpha + recency)) -
        s * Math.log((beta + age) / (beta + recency)),
    );
    return stayed / (stayed + moments[0]);
  },
  expectedIfAlive: ([r, alpha, s, beta], { count, age }, time) =>
    ((r + count) / (alpha + age)) * timeAlive(s, beta + age, time),
  expectedOfNew: ([r, alpha, s, beta], time) => (r / alpha) * timeAlive(s, beta, time),
  chances: ([r, alpha, s, beta], time, most) => {
    const stayed = Math.exp(-s * Math.log1p(time / beta));
    const chances = negativeBinomial(r, alpha, time, most).map((chance) => chance * stayed);
    // Those who leave at a time buy until then.
    const base = Math.min(alpha, beta);
    const range = Math.log1p(time / base);
    const panels = Math.ceil(range / 1.5);
    for (let panel = 0; panel < panels; panel++) {
      RULE.nodes.forEach((node, k) => {
        const v = (range * (panel + 0.5 + 0.5 * node)) / panels;
        const then = base * Math.expm1(v);
        const density =
          (s / beta) *
          Math.exp(-(s + 1) * Math.log1p(then / beta)) *
          (base + then) *
          (range / (2 * panels)) *
          RULE.weights[k];
        negativeBinomial(r, alpha, then, most).forEach((chance, j) => {
          chances[j] += density * chance;
        });
      });
    }
    return chances;
  },
};

/** Mean time that customers of Pareto lifetimes live within a time. */
function timeAlive(s: number, beta: number, time: number): number {
  const range = Math.log1p(time / beta);
  return beta * (s === 1 ? range : Math.expm1((1 - s) * range) / (1 - s));
}

/**
 * The integral of s (alpha + t)^-(r + x) (beta + t)^-(s + 1) from recency to age, over (alpha + recency)^-(r + x)
 * (beta + recency)^-s, and with it the weighted sums of log(alpha + t), 1 / (alpha + t), log(beta + t), 1 / (beta + t).
 */
function leaving(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  count: number,
  recency: number,
  age: number,
  moments: Float64Array,
): void {
  moments.fill(0);
  const base = Math.min(alpha, beta);
  const start = base + recency;
  const isAlpha = alpha <= beta;
  // Near its start the integrand falls by e in 1 / fall, near its end in 1 / steep: the factor of the larger base comes late.
  const larger = Math.max(alpha, beta) + recency;
  const [own, other] = isAlpha ? [r + count, s] : [s, r + count];
  const fall = own + (other * start) / larger;
  const range = Math.min(Math.log((base + age) / start), (FADED + Math.log(larger / start)) / fall);
  if (!(range > 0)) return;
  const steep = own + (other * start * Math.exp(range)) / (larger + start * Math.expm1(range));
  const panels = Math.max(1, Math.ceil(Math.max(range / 3, (range * steep) / 14)));
  const [logAlpha, logBeta] = [Math.log(alpha + recency), Math.log(beta + recency)];
  const half = range / (2 * panels);
  for (let panel = 0; panel < panels; panel++) {
    for (let k = 0; k < RULE.nodes.length; k++) {
      const v = half * (2 * panel + 1 + RULE.nodes[k]);
      const passed = start * Math.expm1(v);
      const late = Math.log1p(passed / larger);
      const [riseAlpha, riseBeta] = isAlpha ? [v, late] : [late, v];
      const [atAlpha, atBeta] = [alpha + recency + passed, beta + recency + passed];
      const value =
        RULE.weights[k] *
        half *
        s *
        ((start + passed) / atBeta) *
        Math.exp(-(r + count) * riseAlpha - s * riseBeta);
      moments[0] += value;
      moments[1] += value * (logAlpha + riseAlpha);
      moments[2] += value / atAlpha;
      moments[3] += value * (logBeta + riseBeta);
      moments[4] += value / atBeta;
    }
  }
}

function likelihood(parameters: readonly number[], groups: PurchaseGroups, gradient: Float64Array): number {
  const [r, alpha, s, beta] = parameters;
  const { size, weight, counts, recency, age } = groups;
  const level = counts.values.map(
    (x) => logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta),
  );
  const byR = counts.values.map((x) => digamma(r + x) - digamma(r) + Math.log(alpha));
  const moments = new Float64Array(5);
  let [total, sumR, sumAlpha, sumS, sumBeta] = [0, 0, 0, 0, 0];
  for (let g = 0; g < size; g++) {
    const c = counts.at[g];
    const shape = r + counts.values[c];
    const [early, late] = [recency[g], age[g]];
    leaving(r, alpha, s, beta, counts.values[c], early, late, moments);
    const [lateAlpha, lateBeta] = [Math.log(alpha + late), Math.log(beta + late)];
    const [earlyAlpha, earlyBeta] = [Math.log(alpha + early), Math.log(beta + early)];
    const stayed = Math.exp(-shape * (lateAlpha - earlyAlpha) - s * (lateBeta - earlyBeta));
    const both = stayed + moments[0];
    const w = weight[g];
    total += w * (level[c] - shape * earlyAlpha - s * earlyBeta + Math.log(both));
    const left = moments[0] / both;
    const here = stayed / both;
    sumR += w * (byR[c] - here * lateAlpha - moments[1] / both);
    sumAlpha += w * (r / alpha - shape * (here / (alpha + late) + moments[2] / both));
    sumS += w * (Math.log(beta) + left / s - here * lateBeta - moments[3] / both);
    sumBeta += w * (s / beta - (here * s) / (beta + late) - ((s + 1) * moments[4]) / both);
  }
  gradient[0] = r * sumR;
  gradient[1] = alpha * sumAlpha;
  gradient[2] = s * sumS;
  gradient[3] = beta * sumBeta;
  return total;
}
