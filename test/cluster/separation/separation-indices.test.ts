import { calinskiHarabasz, daviesBouldin, kmeans, type Matrix, matrix, silhouette } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf, hasShared, sharedMatrix, standardized } from '../../fixtures/shared-data.js';

const iris = () => sharedMatrix('oracles/data/iris.csv', 0, 4);
const wine = () => sharedMatrix('oracles/data/wine.csv', 0, 13);
const cancer = () => sharedMatrix('oracles/data/breast-cancer.csv', 0, 30);

// k-means optima by scikit-learn 1.2.1: silhouette, Calinski-Harabasz, Davies-Bouldin.
const optima: [string, () => Matrix, number, number, number, number][] = [
  ['iris', iris, 2, 0.6810461692, 513.92454598, 0.4042928372],
  ['iris', iris, 3, 0.5528190124, 561.62775663, 0.6619715465],
  ['iris', iris, 4, 0.498050505, 530.76580819, 0.7803069839],
  ['iris', iris, 5, 0.4887488871, 495.54148768, 0.805965212],
  ['iris z', () => standardized(iris()), 3, 0.4599482392, 241.9044017, 0.8335949465],
  ['wine z', () => standardized(wine()), 3, 0.2848589192, 70.940008, 1.3891879777],
  ['breast cancer z', () => standardized(cancer()), 2, 0.3449740051, 267.69640443, 1.3123202104],
];

// The true classes as segments, by silhouette_score, calinski_harabasz_score, davies_bouldin_score of scikit-learn 1.9.1.
const classes: [string, number, number, number, number][] = [
  ['iris', 4, 0.503477440693296, 487.33087637489984, 0.7513707094756737],
  ['wine', 13, 0.20008297882823028, 206.6781164482878, 1.5154862521642123],
  ['breast-cancer', 30, 0.5136967682373822, 633.6311042652751, 0.7206452123084452],
  ['digits', 64, 0.1629432052257522, 144.1902786959258, 2.1517097380390964],
];

describe.skipIf(!hasShared)('indices on ../shared data', () => {
  it.each(optima)('%s, %#: as scikit-learn prints them', async (_, data, k, fit, ratio, overlap) => {
    const values = data();
    const { labels } = await kmeans(values, { k, seed: 1, restarts: 60 });
    expect((await silhouette(values, labels)).mean).toBeCloseTo(fit, 9);
    expect(calinskiHarabasz(values, labels)).toBeCloseTo(ratio, 7);
    expect(daviesBouldin(values, labels)).toBeCloseTo(overlap, 9);
  });

  it.each(classes)(
    '%s by class: as scikit-learn computes them',
    async (name, columns, fit, ratio, overlap) => {
      const values = sharedMatrix(`oracles/data/${name}.csv`, 0, columns);
      const labels = columnOf(sharedMatrix(`oracles/data/${name}.csv`, columns, columns + 1), 0);
      expect((await silhouette(values, labels)).mean).toBeCloseTo(fit, 12);
      expect(calinskiHarabasz(values, labels) / ratio).toBeCloseTo(1, 12);
      expect(daviesBouldin(values, labels)).toBeCloseTo(overlap, 12);
    },
  );
});

describe('worked by hand', () => {
  const spend = matrix([[0], [1], [5], [6]]);

  it('two pairs around 0.5 and 5.5: between 4 · 2.5² = 25 by 1, within 4 · 0.5² = 1 by 2', () => {
    expect(calinskiHarabasz(spend, [0, 0, 1, 1])).toBeCloseTo(50, 12);
  });
  it('two pairs, each 0.5 from its centroid, the centroids 5 apart', () => {
    expect(daviesBouldin(spend, [0, 0, 1, 1])).toBeCloseTo(0.2, 14);
  });
});

describe.each([
  ['calinskiHarabasz', calinskiHarabasz],
  ['daviesBouldin', daviesBouldin],
] as const)('%s', (name, index) => {
  it('does not depend on numbers of segments, order of customers, shift, scale and copies of columns', () => {
    const row = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), fc.nat(2));
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 30 }), (drawn) => {
        // Three corners keep the centroids apart.
        const rows = [...drawn, [500, 0, 0], [0, 500, 1], [0, 0, 2]] as const;
        const one = index(
          matrix(rows.map(([a, b]) => [a, b])),
          rows.map(([, , label]) => label),
        );
        const turned = rows.toReversed();
        const labels = turned.map(([, , label]) => 7 - 2 * label);
        const other = index(matrix(turned.map(([a, b]) => [9 - 3 * a, 3 * b + 100, 5])), labels);
        expect(other / one).toBeCloseTo(1, 9);
      }),
    );
  });

  it.each([1e-300, 1e300])('takes values of %d', (size) => {
    const unit = index(matrix([[0], [1], [5], [6]]), [0, 0, 1, 1]);
    expect(index(matrix([[0], [size], [5 * size], [6 * size]]), [0, 0, 1, 1]) / unit).toBeCloseTo(1, 12);
  });

  it('says what it needs', () => {
    const spend = matrix([[0], [1], [5], [6]]);
    expect(() => index(spend, [0, 0, 0, 0])).toThrow(
      `${name} needs 2 to 3 segments; there are 4 customers in 1 segments.`,
    );
    expect(() => index(spend, [0, 1])).toThrow(`${name}: 2 labels for 4 customers.`);
    expect(() => index(spend, [0, 0.5, 1, 1])).toThrow(`${name}: label 2 is 0.5.`);
    const broken = { ...spend, data: Float64Array.of(0, 1, Number.POSITIVE_INFINITY, 6) };
    expect(() => index(broken, [0, 0, 1, 1])).toThrow(`${name}: the matrix has values that are not finite.`);
  });
});

describe('where customers or centroids are alike', () => {
  const pairs = matrix([[0.1], [0.1], [0.1], [0.7], [0.7]]);

  it('customers on their centroids leave nothing within', () => {
    expect(calinskiHarabasz(pairs, [0, 0, 0, 1, 1])).toBe(Infinity);
    expect(daviesBouldin(pairs, [0, 0, 0, 1, 1])).toBe(0);
  });

  it('segments in the same place cannot be told apart', () => {
    expect(daviesBouldin(pairs, [0, 0, 1, 2, 2])).toBe(Infinity);
    expect(calinskiHarabasz(matrix([[1], [-1], [1], [-1]]), [0, 0, 1, 1])).toBe(0);
  });

  it('customers all alike cannot be judged', () => {
    const alike = matrix([[0.1], [0.1], [0.1]]);
    expect(() => calinskiHarabasz(alike, [0, 0, 1])).toThrow('calinskiHarabasz: all customers are alike');
    expect(daviesBouldin(alike, [0, 0, 1])).toBe(Infinity);
  });
});
