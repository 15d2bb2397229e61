/**
 * Chances of 0, 1, … purchases in a time, up to `most`, where rates have a gamma distribution: the negative binomial
 * distribution. O(most).
 */
export function negativeBinomial(shape: number, scale: number, time: number, most: number): Float64Array {
  const chances = new Float64Array(most + 1);
  const share = time / (scale + time);
  chances[0] = Math.exp(-shape * Math.log1p(time / scale));
  for (let j = 1; j <= most; j++) chances[j] = (chances[j - 1] * (shape + j - 1) * share) / j;
  return chances;
}
