/** Places and weights of a sum that stands for an integral from −1 to 1. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Nodes and weights of Gauss and Legendre on −1 to 1: exact for polynomials of degree 2 `count` − 1.
 *
 * @param count - From 1 on.
 *
 * O(count²). Source: Press et al., "Numerical Recipes", 3rd ed. (2007), 4.6.
 *
 * @example
 * const { nodes, weights } = gaussLegendre(3);
 * nodes.reduce((sum, x, i) => sum + weights[i] * x ** 4, 0); // 0.4
 */
export function gaussLegendre(count: number): QuadratureRule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < Math.ceil(count / 2); i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 0; step < 100; step++) {
      let [value, before] = [1, 0];
      for (let j = 0; j < count; j++) {
        [value, before] = [((2 * j + 1) * x * value - j * before) / (j + 1), value];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      const move = value / slope;
      x -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    if (2 * i + 1 === count) x = 0;
    nodes[i] = -x;
    nodes[count - 1 - i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
    weights[count - 1 - i] = weights[i];
  }
  return { nodes, weights };
}
