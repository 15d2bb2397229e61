import { expect, test } from 'vitest';
import { gaussLegendre } from '#clientele/stats/gauss-legendre';

test.each([1, 2, 5, 16])('%i nodes integrate powers below twice as many exactly', (size) => {
  const { nodes, weights } = gaussLegendre(size);
  for (let power = 0; power < 2 * size; power++) {
    const integral = nodes.reduce((total, node, i) => total + weights[i] * node ** power, 0);
    expect(integral).toBeCloseTo(power % 2 === 0 ? 2 / (power + 1) : 0, 12);
  }
});
