import { describe, expect, it } from 'vitest';
import { stratifiedMean } from '#clientele/cluster/separation/stratified-mean';

describe('stratifiedMean', () => {
  it('weights parts by their size and counts what was not drawn', () => {
    // Weights 2/3 and 1/3, so 2/3 · 2 + 1/3 · 5 = 3. Variance 4/9 · 0.7 · 1/3 + 1/9 · 0.6 · 2/2 = 0.17037 with
    // 0.17037² / (0.10370²/2 + 0.06667²/1) = 2.9553 degrees of freedom; half the interval by scipy.stats.t.
    const mean = stratifiedMean([
      { size: 10, values: [1, 2, 3] },
      { size: 5, values: [4, 6] },
    ]);
    expect(mean).toMatchObject({ value: 3, n: 5, confidence: 0.95 });
    expect(mean.high - 3).toBeCloseTo(1.324894785267938, 10);
    expect(3 - mean.low).toBeCloseTo(1.324894785267938, 10);
  });

  it('is sure of parts that were drawn whole', () => {
    const whole = { size: 1, values: [7] };
    expect(stratifiedMean([whole, { size: 3, values: [1, 2, 3] }])).toMatchObject({
      value: 3.25,
      low: 3.25,
      high: 3.25,
    });
    // By hand: weight 3/4 squared · (1 - 2/3) · 0.5 / 2, one degree of freedom, t = 12.7062.
    const { high, value } = stratifiedMean([whole, { size: 3, values: [1, 2] }]);
    expect(high - value).toBeCloseTo(12.7062047 * Math.sqrt((9 / 16 / 3) * 0.25), 6);
  });
});
