import { digamma } from '../digamma.js';
import { logGamma } from '../log-gamma.js';
import { logSumExp } from '../log-sum-exp.js';
import type { PurchaseGroups } from './purchase-groups.js';
import type { PurchaseProcess } from './purchase-process.js';

/**
 * BG/BB, for purchases that can be made once a period (a yearly gift, a monthly box): customers buy at each opportunity with
 * chances of a beta distribution (alpha, beta) and leave before it with chances of another (gamma, delta).
 *
 * Source: Fader, Hardie and Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science 29
 * (2010) 1086-1108.
 */
export const betaBernoulli: PurchaseProcess = {
  name: 'BG/BB',
  parameters: ['alpha', 'beta', 'gamma', 'delta'],
  meanings: [
    'chance to buy at an opportunity: alpha / (alpha + beta) is its mean',
    'chance not to buy',
    'chance to leave before an opportunity: gamma / (gamma + delta) is its mean',
    'chance to stay',
  ],
  times: [],
  discrete: true,
  starts: () => [
    [1, 1, 0.5, 2.5],
    [0.5, 2, 0.5, 5],
    [2, 1, 1, 5],
  ],
  logLikelihood: likelihood,
  alive: (parameters, { count, recency, age }) => {
    const [alpha, beta, gamma, delta] = parameters;
    const all = logLikelihoodOf(alpha, beta, gamma, delta, count, recency, age);
    const buys = logBeta(alpha + count, beta + age - count) - logBeta(alpha, beta);
    return Math.exp(buys + logBeta(gamma, delta + age + 1) - logBeta(gamma, delta) - all);
  },
  expectedIfAlive: ([alpha, beta, gamma, delta], { count, age }, time) => {
    // Alive at the next opportunity, as `alive` means it.
    const next = logBeta(gamma, delta + age + 1);
    let there = 0;
    for (let i = 1; i <= time; i++) there += Math.exp(logBeta(gamma, delta + age + i) - next);
    return ((alpha + count) / (alpha + beta + age)) * there;
  },
  expectedOfNew: ([alpha, beta, gamma, delta], time) =>
    (alpha / (alpha + beta)) * opportunitiesAlive(gamma, delta, time),
  chances: ([alpha, beta, gamma, delta], time, most) => {
    const chances = new Float64Array(most + 1);
    for (let lived = 0; lived <= time; lived++) {
      const lives =
        (lived === time ? logBeta(gamma, delta + time) : logBeta(gamma + 1, delta + lived)) -
        logBeta(gamma, delta);
      for (let x = 0; x <= Math.min(most, lived); x++) {
        const ways = logGamma(lived + 1) - logGamma(x + 1) - logGamma(lived - x + 1);
        chances[x] += Math.exp(ways + logBeta(alpha + x, beta + lived - x) - logBeta(alpha, beta) + lives);
      }
    }
    return chances;
  },
};

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Opportunities that a new customer is expected to be there for. */
function opportunitiesAlive(gamma: number, delta: number, time: number): number {
  let total = 0;
  for (let i = 1; i <= time; i++) total += Math.exp(logBeta(gamma, delta + i) - logBeta(gamma, delta));
  return total;
}

function logLikelihoodOf(
  alpha: number,
  beta: number,
  gamma: number,
  delta: number,
  count: number,
  recency: number,
  age: number,
): number {
  const terms: number[] = [];
  for (let lived = recency; lived <= age; lived++) {
    const leaves = lived === age ? logBeta(gamma, delta + age) : logBeta(gamma + 1, delta + lived);
    terms.push(logBeta(alpha + count, beta + lived - count) + leaves);
  }
  return logSumExp(terms) - logBeta(alpha, beta) - logBeta(gamma, delta);
}

function likelihood(parameters: readonly number[], groups: PurchaseGroups, gradient: Float64Array): number {
  const [alpha, beta, gamma, delta] = parameters;
  const slopeBuys = [digamma(alpha + beta) - digamma(alpha), digamma(alpha + beta) - digamma(beta)];
  const slopeStays = [digamma(gamma + delta) - digamma(gamma), digamma(gamma + delta) - digamma(delta)];
  let total = 0;
  const sums = new Float64Array(4);
  for (let g = 0; g < groups.size; g++) {
    const [count, recency, age, w] = [groups.count[g], groups.recency[g], groups.age[g], groups.weight[g]];
    const one = logLikelihoodOf(alpha, beta, gamma, delta, count, recency, age);
    total += w * one;
    const scale = one + logBeta(alpha, beta) + logBeta(gamma, delta);
    const byCount = digamma(alpha + count);
    for (let lived = recency; lived <= age; lived++) {
      const isThere = lived === age;
      const [left, stayed] = isThere ? [gamma, delta + age] : [gamma + 1, delta + lived];
      const share =
        w * Math.exp(logBeta(alpha + count, beta + lived - count) + logBeta(left, stayed) - scale);
      const [whole, life] = [digamma(alpha + beta + lived), digamma(left + stayed)];
      sums[0] += share * (byCount - whole + slopeBuys[0]);
      sums[1] += share * (digamma(beta + lived - count) - whole + slopeBuys[1]);
      sums[2] += share * (digamma(left) - life + slopeStays[0]);
      sums[3] += share * (digamma(stayed) - life + slopeStays[1]);
    }
  }
  for (let i = 0; i < 4; i++) gradient[i] = parameters[i] * sums[i];
  return total;
}
