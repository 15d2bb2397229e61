// Coefficients of the three rational approximations, as in the source.
const NEAR_TOP = [
  2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745,
];
const NEAR_BOTTOM = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const SIDE_TOP = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
];
const SIDE_BOTTOM = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
];
const TAIL_TOP = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 2.9112874951168793e-5,
  0.023073441764940174,
];
const TAIL_BOTTOM = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
];
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * Probability that a standard normal variable exceeds `z`.
 *
 * @param z - Any number, also infinite.
 * @returns 0 to 1, correct to about 15 significant digits also far out, where it is tiny.
 *
 * Source: Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631-637.
 *
 * @example
 * normalUpperTail(1.959963984540054); // 0.025
 */
export function normalUpperTail(z: number): number {
  const size = Math.abs(z);
  if (size <= 0.67448975) return 0.5 - nearZero(z);
  const tail = size <= Math.sqrt(32) ? front(size) * side(size) : farOut(size);
  return z > 0 ? tail : 1 - tail;
}

function nearZero(z: number): number {
  const square = z * z;
  let [top, bottom] = [NEAR_TOP[4] * square, square];
  for (let i = 0; i < 3; i++) {
    top = (top + NEAR_TOP[i]) * square;
    bottom = (bottom + NEAR_BOTTOM[i]) * square;
  }
  return (z * (top + NEAR_TOP[3])) / (bottom + NEAR_BOTTOM[3]);
}

function side(size: number): number {
  let [top, bottom] = [SIDE_TOP[8] * size, size];
  for (let i = 0; i < 7; i++) {
    top = (top + SIDE_TOP[i]) * size;
    bottom = (bottom + SIDE_BOTTOM[i]) * size;
  }
  return (top + SIDE_TOP[7]) / (bottom + SIDE_BOTTOM[7]);
}

function farOut(size: number): number {
  if (size > 38.5) return 0;
  const square = 1 / (size * size);
  let [top, bottom] = [TAIL_TOP[5] * square, square];
  for (let i = 0; i < 4; i++) {
    top = (top + TAIL_TOP[i]) * square;
    bottom = (bottom + TAIL_BOTTOM[i]) * square;
  }
  const rest = (square * (top + TAIL_TOP[4])) / (bottom + TAIL_BOTTOM[4]);
  return (front(size) * (1 / ROOT_TWO_PI - rest)) / size;
}

/** e^(−size² / 2), the square taken in two parts, so that its rounding is not multiplied. */
function front(size: number): number {
  const cut = Math.trunc(size * 16) / 16;
  return Math.exp(-(cut * cut) / 2) * Math.exp((-(size - cut) * (size + cut)) / 2);
}
