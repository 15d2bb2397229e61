import { meanInterval, newcombeInterval, wilsonInterval } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('wilsonInterval', () => {
  it.each([
    // statsmodels 0.13.5, proportion_confint(method='wilson')
    [10, 100, 0.05522913706067509, 0.17436566150491348],
    [19, 38, 0.348499283643951, 0.651500716356049],
  ])('agrees with statsmodels for %i of %i', (successes, n, low, high) => {
    const share = wilsonInterval(successes, n);
    expect(share.low).toBeCloseTo(low, 14);
    expect(share.high).toBeCloseTo(high, 14);
    expect(share).toMatchObject({ value: successes / n, n, confidence: 0.95, method: 'Wilson interval' });
  });

  it('ends exactly at 0 and at 1', () => {
    expect(wilsonInterval(0, 7).low).toBe(0);
    expect(wilsonInterval(7, 7).high).toBe(1);
  });

  it('mirrors when successes and failures are swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (n, draw) => {
        const successes = draw % (n + 1);
        const one = wilsonInterval(successes, n, 0.9);
        const other = wilsonInterval(n - successes, n, 0.9);
        expect(one.low).toBeCloseTo(1 - other.high, 12);
        expect(one.low).toBeLessThanOrEqual(one.value);
        expect(one.high).toBeGreaterThanOrEqual(one.value);
      }),
    );
  });

  it('says what a share needs', () => {
    expect(() => wilsonInterval(0, 0)).toThrow(
      'wilsonInterval: n is 0. A share needs a whole number of observations from 1 on.',
    );
    expect(() => wilsonInterval(5, 4)).toThrow('wilsonInterval: 5 successes among 4.');
    expect(() => wilsonInterval(1, 4, 95)).toThrow(
      'wilsonInterval: confidence is 95. It lies between 0 and 1',
    );
    expect(() => wilsonInterval(Number.NaN, 4)).toThrow('wilsonInterval: NaN successes among 4.');
  });
});

describe('newcombeInterval', () => {
  it('agrees with statsmodels', () => {
    const lift = newcombeInterval(250, 4000, 200, 4000);
    expect(lift.value).toBeCloseTo(0.0125, 15);
    expect(lift.low).toBeCloseTo(0.002397871495349436, 14);
    expect(lift.high).toBeCloseTo(0.022647870960817027, 14);
    expect(lift.n).toBe(8000);
  });

  it('agrees with print for 7 of 34 against 1 of 34', () => {
    const lift = newcombeInterval(7, 34, 1, 34);
    expect(lift.low).toBeCloseTo(0.019, 3);
    expect(lift.high).toBeCloseTo(0.34, 2);
  });

  it('stays inside -1 to 1 and changes sign with the groups', () => {
    expect(newcombeInterval(5, 5, 0, 5).high).toBe(1);
    const one = newcombeInterval(3, 10, 8, 20);
    const other = newcombeInterval(8, 20, 3, 10);
    expect(one.low).toBeCloseTo(-other.high, 15);
  });

  it('refuses an empty group', () => {
    expect(() => newcombeInterval(3, 10, 0, 0)).toThrow('newcombeInterval: n is 0.');
  });
});

describe('meanInterval', () => {
  it('matches the value worked by hand', () => {
    // Mean 3, sample variance 7, t(0.975, 2) = 0.95 * sqrt(2 / (1 - 0.95²)) in closed form.
    const half = 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2)) * Math.sqrt(7 / 3);
    const spend = meanInterval([1, 2, 6]);
    expect(spend.value).toBe(3);
    expect(spend.low).toBeCloseTo(3 - half, 12);
    expect(spend.high).toBeCloseTo(3 + half, 12);
  });

  it('does not depend on the order of the values', () => {
    const values = [0.1, 1e8, 0.7, 3.3, 12.35, 0.2];
    expect(meanInterval([...values].reverse())).toEqual(meanInterval(values));
  });

  it('has no width for values all alike, and no ends for a single one', () => {
    expect(meanInterval([4, 4, 4])).toMatchObject({ value: 4, low: 4, high: 4 });
    expect(meanInterval([4])).toMatchObject({ value: 4, low: -Infinity, high: Infinity, n: 1 });
  });

  it('names a value that is none', () => {
    expect(() => meanInterval([])).toThrow('meanInterval: there are no values.');
    expect(() => meanInterval([1, Number.NaN])).toThrow('meanInterval: value 2 is NaN, not a finite number.');
  });
});
