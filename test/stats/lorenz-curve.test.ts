import { gini, lorenzCurve } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('lorenzCurve', () => {
  it('matches the points worked by hand', () => {
    // 1, 3, 6 of 10: the least third has 1/10, two thirds 4/10
    expect(lorenzCurve([6, 1, 3])).toEqual([
      { customerShare: 0, valueShare: 0 },
      { customerShare: 1 / 3, valueShare: 0.1 },
      { customerShare: 2 / 3, valueShare: 0.4 },
      { customerShare: 1, valueShare: 1 },
    ]);
  });

  it('encloses the Gini coefficient', () => {
    const values = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, (all) => {
        fc.pre(all.some((value) => value > 0));
        const points = lorenzCurve(all);
        let below = 0; // area under the curve, by trapezes
        for (let i = 1; i < points.length; i++)
          below += (points[i].valueShare + points[i - 1].valueShare) / 2 / all.length;
        expect(1 - 2 * below).toBeCloseTo(gini(all), 9);
      }),
    );
  });

  it('refuses values below 0, none, and only zeros', () => {
    expect(() => lorenzCurve([-1, 2])).toThrow('a value is -1');
    expect(() => lorenzCurve([])).toThrow('there are no values');
    expect(() => lorenzCurve([0])).toThrow('all values are 0');
  });
});
