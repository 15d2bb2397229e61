import { customerTypes, DISPLAY_KEY, matrixOf, treatmentBalance } from 'clientele';
import { describe, expect, it } from 'vitest';
import { planted } from './uplift-data.js';

describe('customerTypes', () => {
  it('by hand: four customers of each type, with the thresholds said', () => {
    const ids = Array.from({ length: 80 }, (_, i) => `c${i}`);
    const type = (i: number) => i % 4;
    const treated = ids.map((_, i) => i < 40);
    // Persuadables buy when treated, sure things always, lost causes never, the others when left alone.
    const outcome = ids.map((_, i) => [treated[i], true, false, !treated[i]][type(i)]);
    const { types, typeOf, likely } = customerTypes({
      ids,
      treated,
      outcome,
      scores: ids.map((_, i) => [0.1, 0.05, -0.05, -0.1][type(i)]),
      without: ids.map((_, i) => [0, 0.9, 0.1, 0.9][type(i)]),
      leastUplift: 0.1,
    });
    expect(likely).toBeCloseTo(0.475, 12);
    expect(typeOf.slice(0, 4)).toEqual(['persuadable', 'sure thing', 'lost cause', 'do not disturb']);
    expect(types.map(({ customers, share }) => [customers, share])).toEqual(Array(4).fill([20, 0.25]));
    expect(types.map(({ observed }) => observed!.value)).toEqual([1, 0, 0, -1]);
    for (const { observed } of types) expect(Math.max(-observed!.low, observed!.high)).toBeLessThanOrEqual(1);
    expect(types[0].rule).toBe('uplift 10.0 points or more');
    expect(types[2].rule).toContain('outcome without treatment below 47.5%');
  });

  it('small types have no effect, and are not counted in the table', () => {
    const experiment = planted(1, 100, {});
    const types = customerTypes({
      ...experiment,
      scores: experiment.ids.map((_, i) => Number(i < 4)),
      without: experiment.ids.map(() => 0.5),
      leastUplift: 0.5,
    });
    expect(types.types[0]).toMatchObject({ customers: 4, observed: undefined });
    expect(types.types[3]).toMatchObject({ customers: 0, expected: undefined, observed: undefined });
    const text = (types[DISPLAY_KEY]() as Record<string, string>)['text/plain'];
    expect(text).toContain('fewer than 10');
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it('hostile input is told', () => {
    const experiment = planted(1, 40, {});
    const all = { ...experiment, scores: experiment.truth, without: experiment.truth, leastUplift: 0.1 };
    expect(() => customerTypes({ ...all, leastUplift: 0 })).toThrow(/leastUplift is 0/);
    expect(() => customerTypes({ ...all, minimum: 1 })).toThrow(/minimum is 1/);
    expect(() => customerTypes({ ...all, likely: Number.NaN })).toThrow(/likely is NaN/);
    expect(() => customerTypes({ ...all, without: [1] })).toThrow(/1 values of without for 40 customers/);
    expect(() => customerTypes({ ...all, treated: experiment.treated.map(() => true) })).toThrow(/everyone/);
  });
});

describe('treatmentBalance', () => {
  it('by hand: standardised differences', () => {
    // Treated 1 2 3, control 2 3 4: means 1 apart, both of variance 1. z² = 1 / (1/3 + 1/3) = 1.5; 2 columns, the other of p 1.
    const features = matrixOf(Float64Array.of(1, 5, 2, 5, 3, 5, 2, 5, 3, 5, 4, 5), 2, ['x', 'same']);
    const { columns, isBalanced } = treatmentBalance({ features, treated: [1, 1, 1, 0, 0, 0] });
    expect(columns[0].difference).toBeCloseTo(-1, 12);
    expect(columns[0].p).toBeCloseTo(2 * 0.220671, 5);
    expect(columns[1]).toEqual({ column: 'same', difference: 0, p: 1 });
    expect(isBalanced).toBe(true);
    // A column that is the arm itself varies in neither.
    const arm = treatmentBalance({
      features: matrixOf(Float64Array.of(1, 1, 0, 0), 1, ['arm']),
      treated: [1, 1, 0, 0],
    });
    expect([arm.columns[0].difference, arm.isBalanced]).toEqual([undefined, false]);
    expect(arm.because).toContain('arm, without variation');
  });

  it('calls about 5% of fair draws unbalanced, and finds a draw that was not', () => {
    const RUNS = 1000;
    let wrong = 0;
    for (let run = 0; run < RUNS; run++) wrong += Number(!treatmentBalance(planted(run, 120, {})).isBalanced);
    expect(wrong / RUNS).toBeGreaterThan(0.03);
    expect(wrong / RUNS).toBeLessThan(0.07);
    const { ids, features } = planted(1, 400, {});
    const chosen = ids.map((_, i) => features.data[4 * i + 2] > 0.5 || i % 2 === 0);
    expect(treatmentBalance({ features, treated: chosen }).because).toMatch(/more than lot makes likely: c,/);
  });

  it('the share of treated along the scores does not hang on the order of ties', () => {
    const { ids, features } = planted(2, 100, {});
    const treated = ids.map((_, i) => i % 2 === 0);
    const even = treatmentBalance({ features, treated, scores: ids.map(() => 1) });
    for (const { treatedShare } of even.curve) expect(treatedShare).toBeCloseTo(0.5, 12);
    const apart = treatmentBalance({ features, treated, scores: ids.map((_, i) => Number(treated[i])) });
    expect([apart.curve[0].treatedShare, apart.curve.at(-1)!.treatedShare]).toEqual([1, 0]);
    expect(apart.because).toMatch(/100% of the points|9\d% of the points/);
  });

  it('hostile input is told', () => {
    const { features, treated } = planted(1, 40, {});
    expect(() => treatmentBalance({ features, treated: treated.map(() => true) })).toThrow(
      /40 customers were treated and 0/,
    );
    expect(() => treatmentBalance({ features, treated, window: 1 })).toThrow(/window is 1/);
    expect(() => treatmentBalance({ features: [] as never, treated })).toThrow(/needs a matrix/);
    expect(() => treatmentBalance({ features: matrixOf(new Float64Array(0), 0, []), treated: [] })).toThrow(
      /no columns/,
    );
  });
});
