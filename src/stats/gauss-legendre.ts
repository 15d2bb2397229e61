/** Where a function is looked at between -1 and 1, and how much each place counts. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The rule of Gauss and Legendre: integrates polynomials of degree below `2 * size` exactly from -1 to 1.
 *
 * O(size²), by Newton steps on the Legendre polynomial.
 * Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 4.6.
 *
 * @example
 * const { nodes, weights } = gaussLegendre(2);
 * (weights[0] * nodes[0] ** 2 + weights[1] * nodes[1] ** 2).toFixed(12); // '0.666666666667'
 */
export function gaussLegendre(size: number): QuadratureRule {
  const nodes = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round++) {
      let [before, value] = [1, x];
      for (let j = 2; j <= size; j++)
        [before, value] = [value, ((2 * j - 1) * x * value - (j - 1) * before) / j];
      slope = (size * (x * value - before)) / (x * x - 1);
      const step = value / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
