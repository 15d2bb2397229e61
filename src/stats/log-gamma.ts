/** Logarithm of the gamma function of a number above 0, by Stirling's series at 10 or more. */
export function logGamma(value: number): number {
  let x = value;
  let factors = 0;
  for (; x < 10; x++) factors += Math.log(x);
  const y = 1 / (x * x);
  const series = (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y / 1188)))) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - factors;
}
