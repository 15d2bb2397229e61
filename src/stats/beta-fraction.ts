/**
 * The continued fraction of the incomplete beta function, by Lentz's method.
 *
 * @param x - Below (a + 1) / (a + b + 2), where it converges quickly.
 *
 * Source: Lentz, "Generating Bessel functions in Mie scattering calculations using continued fractions", Appl. Opt. 15
 * (1976); as in Press et al., "Numerical Recipes", 6.4.
 */
export function betaFraction(x: number, a: number, b: number): number {
  const TINY = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let value = d;
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}
