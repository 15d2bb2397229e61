/** Where a function is least, and how little that is. */
export interface Minimum {
  readonly at: number;
  readonly value: number;
}

const GOLDEN = (3 - Math.sqrt(5)) / 2;

/**
 * The least value of a function of one number between two ends, without derivatives: golden section with parabolas where
 * they help. Finds a local minimum; of a function with one valley it is the least.
 *
 * @param tolerance - How near the place has to be, relative to its size plus a thousandth; default 1e-9.
 *
 * About 10 to 40 evaluations. Source: Brent, "Algorithms for Minimization without Derivatives" (1973), chapter 5.
 *
 * @example
 * Math.abs(brentMinimum((x) => (x - 2) ** 2, 0, 5).at - 2) < 1e-8; // true
 */
export function brentMinimum(
  calculate: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-9,
): Minimum {
  let [a, b] = [low, high];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = calculate(x);
  let [fw, fv] = [fx, fx];
  let [step, before] = [0, 0];
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    const near = tolerance * (Math.abs(x) + 1e-3);
    if (Math.abs(x - middle) <= 2 * near - (b - a) / 2) break;
    const parabola = parabolaStep(x, fx, w, fw, v, fv);
    const useful =
      Math.abs(parabola) < Math.abs(before) / 2 && x + parabola > a + near && x + parabola < b - near;
    before = useful ? step : x < middle ? b - x : a - x;
    step = useful ? parabola : GOLDEN * before;
    const u = Math.abs(step) >= near ? x + step : x + Math.sign(step || 1) * near;
    const fu = calculate(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return { at: x, value: fx };
}

/** The way from x to the lowest point of the parabola through three points. */
function parabolaStep(x: number, fx: number, w: number, fw: number, v: number, fv: number): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  const p = (x - v) * q - (x - w) * r;
  const divisor = 2 * (q - r);
  return divisor === 0 ? Number.NaN : -p / divisor;
}
