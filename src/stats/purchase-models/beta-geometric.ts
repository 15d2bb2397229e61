import { digamma } from '../digamma.js';
import { logGamma } from '../log-gamma.js';
import { negativeBinomial } from './negative-binomial.js';
import type { PurchaseGroups } from './purchase-groups.js';
import type { PurchaseProcess } from './purchase-process.js';
import { purchasesUntilLeaving } from './purchases-until-leaving.js';

/**
 * BG/NBD and MBG/NBD: customers buy at rates of a gamma distribution (r, alpha) and leave after a purchase with chances of a
 * beta distribution (a, b). In the second they may leave after the first purchase, too; in the first whoever bought once is
 * surely alive.
 *
 * Source: Fader, Hardie and Lee, Marketing Science 24 (2005) 275-284; Batislam, Denizel and Filiztekin, Int. J. Res. Mark.
 * 24 (2007) 201-209.
 */
export function betaGeometric(leavesAtOnce: boolean): PurchaseProcess {
  const more = leavesAtOnce ? 1 : 0; // purchases beyond the repeats after which a customer may have left
  return {
    name: leavesAtOnce ? 'MBG/NBD' : 'BG/NBD',
    parameters: ['r', 'alpha', 'a', 'b'],
    meanings: [
      'shape of the purchase rates: small where customers differ much',
      'scale of the purchase rates: r / alpha is the mean rate',
      'chance to leave after a purchase: a / (a + b) is its mean',
      'chance to stay after a purchase',
    ],
    times: [1],
    discrete: false,
    starts: (groups) => {
      let [bought, lived] = [0, 0];
      for (let g = 0; g < groups.size; g++) {
        bought += groups.weight[g] * groups.count[g];
        lived += groups.weight[g] * groups.age[g];
      }
      const rate = Math.max(bought, 0.5) / lived;
      return [
        [0.5, 0.35 / rate, 0.9, 2.5],
        [1, 0.7 / rate, 0.5, 5],
        [0.2, 0.1 / rate, 2, 3],
      ];
    },
    logLikelihood: (parameters, groups, gradient) => likelihood(parameters, groups, gradient, more),
    alive: ([r, alpha, a, b], { count, recency, age }) =>
      count + more === 0
        ? 1
        : 1 /
          (1 +
            Math.exp((r + count) * Math.log((alpha + age) / (alpha + recency))) *
              (a / (b + count - 1 + more))),
    expectedIfAlive: ([r, alpha, a, b], { count, age }, time) =>
      purchasesUntilLeaving(r + count, alpha + age, a, b + count + more, time),
    expectedOfNew: ([r, alpha, a, b], time) =>
      (leavesAtOnce ? b / (a + b) : 1) * purchasesUntilLeaving(r, alpha, a, b + more, time),
    chances: ([r, alpha, a, b], time, most) => {
      const counts = negativeBinomial(r, alpha, time, most);
      let stays = leavesAtOnce ? b / (a + b) : 1; // chance not to have left after j repeats
      let leaves = leavesAtOnce ? a / (a + b) : 0; // chance to have left exactly then
      let reached = 1; // chance of at least j purchases of someone who never leaves
      return counts.map((chance, j) => {
        const total = stays * chance + leaves * reached;
        reached = Math.max(0, reached - chance);
        const staying = b + j + more;
        leaves = (stays * a) / (a + staying);
        stays = (stays * staying) / (a + staying);
        return total;
      });
    },
  };
}

function likelihood(
  parameters: readonly number[],
  groups: PurchaseGroups,
  gradient: Float64Array,
  more: number,
): number {
  const [r, alpha, a, b] = parameters;
  const { size, weight, counts, recencies, ages } = groups;
  // What depends on the number of purchases alone.
  const constants = [logGamma(r) - r * Math.log(alpha), logGamma(a + b) - logGamma(b)];
  const [slopeR, slopeAB, slopeB] = [digamma(r) - Math.log(alpha), digamma(a + b), digamma(b)];
  const level = counts.values.map(
    (x) =>
      logGamma(r + x) - constants[0] + constants[1] + logGamma(b + x + more) - logGamma(a + b + x + more),
  );
  const leaving = counts.values.map((x) => (x + more === 0 ? -Infinity : Math.log(a / (b + x + more - 1))));
  const byR = counts.values.map((x) => digamma(r + x) - slopeR);
  const byA = counts.values.map((x) => slopeAB - digamma(a + b + x + more));
  const byB = counts.values.map((x) => digamma(b + x + more) - slopeB);
  const logAge = ages.values.map((age) => Math.log(alpha + age));
  const logRecency = recencies.values.map((recency) => Math.log(alpha + recency));

  let [total, sumR, sumAlpha, sumA, sumB] = [0, 0, 0, 0, 0];
  for (let g = 0; g < size; g++) {
    const c = counts.at[g];
    const shape = r + counts.values[c];
    const [late, early] = [logAge[ages.at[g]], logRecency[recencies.at[g]]];
    const odds = Math.exp(leaving[c] + shape * (late - early)); // of having left
    const left = odds === Infinity ? 1 : odds / (1 + odds);
    const w = weight[g];
    total +=
      w * (level[c] - shape * late + (odds < 1e300 ? Math.log1p(odds) : leaving[c] + shape * (late - early)));
    const inverse =
      (1 - left) / (alpha + ages.values[ages.at[g]]) + left / (alpha + recencies.values[recencies.at[g]]);
    sumR += w * (byR[c] - late + left * (late - early));
    sumAlpha += w * (r / alpha - shape * inverse);
    sumA += w * (byA[c] + left / a);
    sumB += w * (byB[c] + byA[c] - (left === 0 ? 0 : left / (b + counts.values[c] + more - 1)));
  }
  gradient[0] = r * sumR;
  gradient[1] = alpha * sumAlpha;
  gradient[2] = a * sumA;
  gradient[3] = b * sumB;
  return total;
}
