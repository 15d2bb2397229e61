import { matrix, pca, reconstructionError, seeded } from 'clientele';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedMatrix } from '../fixtures/shared-data.js';

describe('pca', () => {
  it('matches the components worked by hand', () => {
    // Points on the line y = 2x around (1, 2): covariance [[1, 2], [2, 4]], eigenvalues 5 and 0.
    const line = matrix([
      [0, 0],
      [1, 2],
      [2, 4],
    ]);
    const components = pca(line, { components: 2 });
    expect(components.variances[0]).toBeCloseTo(5, 14);
    expect(components.variances[1]).toBeCloseTo(0, 14);
    expect(components.loadings.data[0]).toBeCloseTo(1 / Math.sqrt(5), 14);
    expect(components.loadings.data[1]).toBeCloseTo(2 / Math.sqrt(5), 14);
    expect(components.explained).toBe(1);
    expect(components.apply(line).data[4]).toBeCloseTo(Math.sqrt(5), 14);
    expect(components.columnsOut).toEqual(['component1', 'component2']);
  });

  it.skipIf(!hasShared)('finds the eigenvalues of iris in ../shared', () => {
    const iris = sharedMatrix('oracles/data/iris.csv', 0, 4);
    const components = pca(iris, { components: 4 });
    [4.228241706, 0.242670748, 0.0782095, 0.023835093].forEach((value, i) => {
      expect(Math.abs(components.variances[i] - value)).toBeLessThan(1e-9);
    });
  });

  it.skipIf(!hasShared)('explains the logs of wholesale customers in ../shared as R does', () => {
    const amounts = sharedMatrix('datasets/wholesale-customers/Wholesale_customers_data.csv', 2, 8);
    const logs = { ...amounts, data: amounts.data.map(Math.log) };
    const { shares } = pca(logs, { components: 6 });
    [44.24, 27.66, 11.62, 9.62, 4.58, 2.29].forEach((percent, i) => {
      expect(shares[i] * 100).toBeCloseTo(percent, 2);
    });
  });

  it('rebuilds everything from all components, and the variance left out from fewer', () => {
    const random = seeded(3);
    const rows = Array.from({ length: 50 }, () => {
      const common = random.normal();
      return [common + random.normal(), 3 * common, random.normal() * 0.1, 1e6 + random.normal()];
    });
    const values = matrix(rows);
    const all = pca(values, { components: 4 });
    expect(all.reconstructionError(values)).toBeLessThan(1e-18);
    const two = pca(values, { components: 2 });
    const left = all.variances[2] + all.variances[3];
    expect(two.reconstructionError(values)).toBeCloseTo((left * 49) / 50 / 4, 12);
    expect(two.reconstructionError(values)).toBe(reconstructionError(values, two.inverse(two.apply(values))));
  });

  it('fixes the sign: the largest loading is positive', () => {
    const values = matrix([
      [0, 5, 1],
      [1, 1, 2],
      [3, -4, 0],
    ]);
    const { loadings } = pca(values, { components: 3 });
    for (let c = 0; c < 3; c++) {
      const row = [...loadings.data.subarray(c * 3, c * 3 + 3)];
      expect(Math.max(...row)).toBeGreaterThanOrEqual(Math.max(...row.map(Math.abs)) * (1 - 1e-8));
    }
  });

  it('says what it needs', () => {
    const values = matrix([
      [1, 2],
      [1, 2],
    ]);
    expect(() => pca(values, { components: 3 })).toThrow(
      'pca: components is 3. It has to be a whole number from 1 to the number of columns, 2.',
    );
    expect(() => pca(values, { components: 1 })).toThrow('pca: all 2 customers are alike in x1, x2;');
    expect(() => pca(matrix([[1, 2]]), { components: 1 })).toThrow('pca needs at least 2 customers, got 1.');
    const components = pca(matrix([[1], [2]], ['age']), { components: 1 });
    expect(() => components.apply(values)).toThrow('pca needs the columns age, in this order;');
  });
});
