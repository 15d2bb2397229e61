import {
  benjaminiHochberg,
  chiSquaredTest,
  cohensD,
  fisherExact,
  kolmogorovSmirnov,
  kruskalWallis,
  leveneTest,
  mannWhitney,
  oneWayAnova,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, hasShared, sharedMatrix } from '../../fixtures/shared-data.js';

/** Values of the second column by the number in the first. */
function groupsOf(path: string): Float64Array[] {
  const { rows, data } = sharedMatrix(path, 0, 2);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < rows; i++) {
    groups.set(data[2 * i], [...(groups.get(data[2 * i]) ?? []), data[2 * i + 1]]);
  }
  return [...groups.values()].map((values) => Float64Array.from(values));
}

describe.skipIf(!hasShared)('on ../shared/oracles', () => {
  const species = () => {
    const lengths = columnOf(sharedMatrix('oracles/data/iris.csv', 0, 4), 0);
    return [0, 50, 100].map((from) => lengths.slice(from, from + 50));
  };

  // scipy 1.10.1 and statsmodels 0.13.5 on the length of sepals.
  it('compares the species of iris as scipy does, also where p is tiny', () => {
    const anova = oneWayAnova(species());
    expect(anova.f).toBeCloseTo(119.26450218, 7);
    expect(anova.p / 1.6696691907693826e-31).toBeCloseTo(1, 9);
    expect(anova.etaSquared).toBeCloseTo(0.61870573, 8);
    expect(anova.omegaSquared).toBeCloseTo(0.6119308, 7);
    const ranks = kruskalWallis(species());
    expect(ranks.h).toBeCloseTo(96.937436, 6);
    expect(ranks.p / 8.91873433246198e-22).toBeCloseTo(1, 9);
    expect(ranks.epsilonSquared).toBeCloseTo(0.6458329, 7);
    const levene = leveneTest(species());
    expect(levene.f).toBeCloseTo(6.35272002, 8);
    expect(levene.p).toBeCloseTo(0.00225853, 8);
  });

  it('compares setosa with versicolor', () => {
    const [setosa, versicolor] = species();
    const ranks = mannWhitney(setosa, versicolor);
    expect(ranks.u).toBe(168.5);
    expect(ranks.p / 8.34582714594069e-14).toBeCloseTo(1, 8);
    expect(cohensD(setosa, versicolor).value).toBeCloseTo(-2.10419725, 8);
    const shapes = kolmogorovSmirnov(setosa, versicolor);
    expect(shapes.distance).toBeCloseTo(0.78, 12);
    expect(shapes.p / 2.807570962237254e-15).toBeCloseTo(1, 9);
  });

  // NIST StRD: F certified to 15 digits; the second has seven leading digits that never change.
  it('keeps the digits of NIST', () => {
    const plain = oneWayAnova(groupsOf('oracles/data/nist-sirstv.csv'));
    expect(plain.f).toBeCloseTo(1.18046237440255, 10);
    expect(plain.etaSquared).toBeCloseTo(0.190999039051129, 10);
    const constant = oneWayAnova(groupsOf('oracles/data/nist-atmwtag.csv'));
    expect(Math.abs(constant.f / 15.946733567793 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(constant.etaSquared / 0.257426544538321 - 1)).toBeLessThan(1e-9);
  });
});

describe('tests of counts', () => {
  // scipy 1.10.1.
  it('are those of scipy', () => {
    const table = [
      [250, 3750],
      [200, 3800],
    ];
    expect(chiSquaredTest(table).statistic).toBeCloseTo(5.8866813834, 9);
    expect(chiSquaredTest(table, { continuity: true }).statistic).toBeCloseTo(5.6535688006, 9);
    expect(chiSquaredTest(table).p).toBeCloseTo(0.0152558236, 6);
    const fisher = fisherExact([
      [7, 27],
      [1, 33],
    ]);
    expect(fisher.oddsRatio).toBeCloseTo(8.5556, 4);
    expect(fisher.p).toBeCloseTo(0.0544001305, 9);
    // Statsmodels: four shares.
    const four = chiSquaredTest([
      [73, 90, 114, 75],
      [13, 3, 22, 7],
    ]);
    expect(four.statistic).toBeCloseTo(11.11938768628861, 10);
    expect(four.p).toBeCloseTo(0.011097511366581344, 12);
  });

  it('leave out empty rows and columns, and refuse what is no table', () => {
    const filled = chiSquaredTest([
      [10, 0, 20],
      [0, 0, 0],
      [20, 0, 10],
    ]);
    expect(filled.degreesOfFreedom).toBe(1);
    expect(() => chiSquaredTest([[1, 2]])).toThrow(
      'needs two rows and two columns with counts; there are 1 and 2',
    );
    expect(() => chiSquaredTest([[1, 2], [1]])).toThrow('row 2 has 1 counts');
    expect(() =>
      chiSquaredTest([
        [1, -2],
        [1, 1],
      ]),
    ).toThrow('row 1, column 2 is -2');
    expect(() =>
      fisherExact([
        [1.5, 2],
        [1, 1],
      ]),
    ).toThrow('count 1 is 1.5');
    const empty = fisherExact([
      [0, 0],
      [3, 4],
    ]);
    expect(empty.oddsRatio).toBeUndefined();
    expect(empty.p).toBeCloseTo(1, 12);
  });
});

// statsmodels 0.13.5.
it('corrects for a share of false alarms as statsmodels does', () => {
  const given = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
  const expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.10571429, 0.216, 0.216, 0.216];
  for (const [i, value] of benjaminiHochberg(given).entries()) expect(value).toBeCloseTo(expected[i], 8);
  expect(() => benjaminiHochberg([2])).toThrow('p-value 1 is 2');
});

describe('laws', () => {
  const group = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 12 });

  it('nothing changes with the order of groups and values, nor with shift and scale', () => {
    fc.assert(
      fc.property(group, group, group, (a, b, c) => {
        const moved = [c, a.toReversed(), b].map((values) => values.map((value) => 4 * value + 8));
        for (const test of [oneWayAnova, kruskalWallis, leveneTest]) {
          expect(test(moved).p).toBeCloseTo(test([a, b, c]).p, 9);
        }
        expect(
          kolmogorovSmirnov(
            b.map((value) => 2 * value),
            a.map((value) => 2 * value),
          ).p,
        ).toBeCloseTo(kolmogorovSmirnov(a, b).p, 12);
        const [there, back] = [mannWhitney(a, b), mannWhitney(b, a)];
        expect(there.u + back.u).toBe(a.length * b.length);
        expect(there.p).toBeCloseTo(back.p, 12);
      }),
      { numRuns: 60 },
    );
  });

  it('two groups: F is the square of t, by hand', () => {
    // 1 2 3 and 5 6 7: means 2 and 6, variance 1 each, t = −4 / √(2/3), so F = 24.
    expect(
      oneWayAnova([
        [1, 2, 3],
        [5, 6, 7],
      ]).f,
    ).toBeCloseTo(24, 12);
    expect(cohensD([1, 2, 3], [5, 6, 7]).value).toBeCloseTo(-4, 12);
    // 20 orders of three and three; two of them part the samples wholly.
    expect(kolmogorovSmirnov([1, 2, 3], [5, 6, 7]).p).toBeCloseTo(2 / 20, 12);
    expect(
      oneWayAnova([
        [1, 1],
        [2, 2],
      ]),
    ).toMatchObject({ f: Infinity, p: 0, etaSquared: 1 });
    expect(
      oneWayAnova([
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ f: 0, p: 1, etaSquared: 0 });
  });

  it('refuses what cannot be compared', () => {
    expect(() => oneWayAnova([[1, 2]])).toThrow('oneWayAnova compares two groups or more; there is 1');
    expect(() => kruskalWallis([[1], []])).toThrow('group 2 is empty');
    expect(() => mannWhitney([1, Number.NaN], [1])).toThrow('group 1: value 2 is NaN');
    expect(() => oneWayAnova([[1], [2]])).toThrow('needs two values or more in a group');
    expect(() => cohensD([1, 1], [2, 2])).toThrow('nothing varies within the groups');
  });
});
