import { readFileSync } from 'node:fs';
import {
  chiSquaredTest,
  cohensD,
  fisherExact,
  kolmogorovSmirnov,
  kruskalWallis,
  leveneTest,
  mannWhitney,
  oneWayAnova,
  welchAnova,
  welchInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { columnOf, hasShared, shared, sharedMatrix } from '../../fixtures/shared-data.js';

const CONVERSIONS = [
  [250, 3750],
  [200, 3800],
];

function iris(): Float64Array[] {
  const lengths = columnOf(sharedMatrix('oracles/data/iris.csv', 0, 4), 0);
  return [0, 50, 100].map((from) => lengths.slice(from, from + 50));
}

/** What we compute, by the name that the reference gives it. */
const COMPUTED: Readonly<Record<string, () => readonly number[]>> = {
  'anova sepal length': () => {
    const { f, p } = oneWayAnova(iris());
    return [f, p];
  },
  'kruskal sepal length': () => {
    const { h, p } = kruskalWallis(iris());
    return [h, p];
  },
  'levene median': () => {
    const { f, p } = leveneTest(iris());
    return [f, p];
  },
  'welch t sepal len setosa vs versicolor': () => {
    const { value, standardError, p } = welchInterval(iris()[0], iris()[1]);
    return [value / standardError, p];
  },
  'welch CI': () => {
    const { low, high } = welchInterval(iris()[0], iris()[1]);
    return [low, high];
  },
  'welch df': () => [welchInterval(iris()[0], iris()[1]).degreesOfFreedom],
  'mannwhitney asymptotic cc': () => {
    const { u, p } = mannWhitney(iris()[0], iris()[1]);
    return [u, p];
  },
  'ks2 sepal length setosa versicolor': () => {
    const { distance, p } = kolmogorovSmirnov(iris()[0], iris()[1]);
    return [distance, p];
  },
  'chi2 2x2 no-correction [[250,3750],[200,3800]]': () => {
    const { statistic, p } = chiSquaredTest(CONVERSIONS);
    return [statistic, p];
  },
  'chi2 2x2 yates': () => {
    const { statistic, p } = chiSquaredTest(CONVERSIONS, { continuity: true });
    return [statistic, p];
  },
  'fisher [[7,27],[1,33]]': () => {
    const { oddsRatio, p } = fisherExact([
      [7, 27],
      [1, 33],
    ]);
    return [oddsRatio!, p];
  },
  eta2: () => [oneWayAnova(iris()).etaSquared],
  omega2: () => [oneWayAnova(iris()).omegaSquared],
  'epsilon2 kruskal': () => [kruskalWallis(iris()).epsilonSquared],
  'cohen d pooled setosa-versicolor': () => [cohensD(iris()[0], iris()[1]).value],
};

describe.skipIf(!hasShared)('the values of ../shared/oracles/experiment-statistics.json', () => {
  it.each(Object.keys(COMPUTED))('%s, to 1e-10 relative', (name) => {
    const text = readFileSync(`${shared}/oracles/experiment-statistics.json`, 'utf8');
    const reference = (JSON.parse(text) as Record<string, number | number[]>)[name];
    const expected = [reference].flat();
    const computed = COMPUTED[name]();
    expect(computed.length).toBeGreaterThan(0);
    for (const [i, value] of computed.entries())
      expect(Math.abs(value / expected[i] - 1)).toBeLessThan(1e-10);
  });

  // statsmodels 0.14: anova_oneway(use_var='unequal').
  it("Welch's analysis of variance as statsmodels has it, p far out too", () => {
    const { f, p, degreesOfFreedom } = welchAnova(iris());
    expect(f / 138.90828526893796).toBeCloseTo(1, 11);
    expect(p / 1.5050589627451772e-28).toBeCloseTo(1, 10);
    expect(degreesOfFreedom.within / 92.21114532045739).toBeCloseTo(1, 11);
  });
});
