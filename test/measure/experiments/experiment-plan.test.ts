import { experimentPlan, proportionPower, tTestPower } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('experimentPlan', () => {
  it('says how many customers and days an effect takes', () => {
    const plan = experimentPlan({ baseline: 0.05, effect: 0.0125, customersPerDay: 1000 });
    // statsmodels: 5332.13 an arm without the far side
    expect(plan).toMatchObject({
      kind: 'yes or no',
      treated: 5333,
      control: 5333,
      customers: 10_666,
      days: 11,
    });
    expect(proportionPower({ control: 0.05, treated: 0.0625, n: plan.treated })).toBeGreaterThan(0.8);
    expect(plan.because).toContain('whole weeks');
  });

  it('takes relative effects, numbers, more arms and a small control group', () => {
    const plan = experimentPlan({
      baseline: { mean: 20, standardDeviation: 60 },
      effect: { relative: 0.05 },
      arms: 3,
      controlShare: 0.2,
    });
    expect(plan.effect).toBeCloseTo(1, 12);
    expect(plan.alphaEach).toBeCloseTo(0.025, 12);
    expect(plan.control / plan.treated).toBeCloseTo(0.5, 3);
    expect(tTestPower({ effect: 1 / 60, n: plan.treated, ratio: 0.5, alpha: 0.025 })).toBeGreaterThanOrEqual(
      0.8,
    );
    expect(tTestPower({ effect: 1 / 60, n: plan.treated - 2, ratio: 0.5, alpha: 0.025 })).toBeLessThan(0.8);
  });

  it('says what the customers there are can find, and how likely', () => {
    const found = experimentPlan({ baseline: 0.3, customers: 2000 });
    expect(proportionPower({ control: 0.3, treated: 0.3 + found.effect, n: 1000 })).toBeCloseTo(0.8, 8);
    const weak = experimentPlan({ baseline: 0.3, customers: 200, effect: 0.05 });
    expect(weak.power).toBeLessThan(0.3);
    expect(weak.because).toContain('less than the 80% wanted');
    expect(weak.curve).toHaveLength(41);
    expect(weak.curve.every(({ power }, i) => i === 0 || power >= weak.curve[i - 1].power)).toBe(true);
  });

  it.each<[Parameters<typeof experimentPlan>[0], string]>([
    [{ baseline: 0.3 }, 'give the effect'],
    [{ baseline: 0, effect: 0.1 }, 'A share lies between 0 and 1'],
    [{ baseline: 0.9, effect: 0.2 }, 'Shares lie between 0 and 1'],
    [{ baseline: 0.3, effect: 0 }, 'give one that would matter'],
    [{ baseline: 0.3, effect: 0.1, arms: 1 }, 'from 2 on'],
    [{ baseline: 0.3, effect: 0.1, controlShare: 1 }, 'controlShare is 1'],
    [{ baseline: 0.3, effect: 0.1, power: 0.01 }, 'power is 0.01'],
    [{ baseline: 0.3, customers: 3 }, 'an arm has 1 customers'],
    [{ baseline: 0.3, customers: 4 }, 'so few customers'],
    [{ baseline: { mean: 1, standardDeviation: 0 }, effect: 1 }, 'standard deviation 0'],
    [{ baseline: 0.3, effect: 0.1, customersPerDay: 0 }, 'customersPerDay is 0'],
  ])('complains of %j', (options, said) => {
    expect(() => experimentPlan(options)).toThrow(said);
  });
});
