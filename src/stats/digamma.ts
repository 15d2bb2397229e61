/**
 * Derivative of the logarithm of the gamma function at a number above 0, to about 14 digits: the asymptotic series at 10
 * or more, below it the recurrence.
 *
 * Source: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 6.3.5 and 6.3.18.
 *
 * @example
 * digamma(1).toFixed(12); // '-0.577215664902'
 */
export function digamma(value: number): number {
  let x = value;
  let lost = 0;
  for (; x < 10; x++) lost += 1 / x;
  const y = 1 / (x * x);
  const series =
    y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - (y * 691) / 32760)))));
  return Math.log(x) - 0.5 / x - series - lost;
}
