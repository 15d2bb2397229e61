import { existsSync } from 'node:fs';
import {
  boxCoxStep,
  clipStep,
  fitPreparation,
  matrix,
  matrixOf,
  minMaxStep,
  preparationFromJSON,
  quantileStep,
  readTable,
  robustStep,
  type StepPlan,
  skewness,
  toMatrix,
  weightStep,
  yeoJohnsonStep,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const values = (plan: StepPlan, column: readonly number[], ...asked: number[]) => {
  const fitted = fitPreparation(matrix(column.map((value) => [value])), [plan]);
  return [...fitted.apply(matrix(asked.map((value) => [value]))).data];
};

describe('steps by column, by hand', () => {
  it('robust: median 3, quartiles 2 and 4', () => {
    expect(values(robustStep(), [1, 2, 3, 4, 100], 3, 5, 100)).toEqual([0, 1, 48.5]);
  });
  it('least to 0, greatest to 1', () => {
    expect(values(minMaxStep(), [2, 4, 10], 2, 6, 18)).toEqual([0, 0.5, 2]);
  });
  it('drawn in to quantiles, and counted', () => {
    const fitted = fitPreparation(matrix([[0], [1], [2], [3], [100]], ['spend']), [
      clipStep(['spend'], { high: 0.75 }),
    ]);
    expect([...fitted.apply(matrix([[-5], [2], [50]], ['spend'])).data]).toEqual([0, 2, 3]);
    expect(fitted.notes).toEqual(['1 of 5 customers were drawn in to 0 to 3 in spend.']);
  });
  it('ranks: 1, 5, 5, 9 have mean places 0, 1.5, 1.5, 3', () => {
    expect(values(quantileStep(undefined, { to: 'uniform' }), [5, 1, 9, 5], 1, 5, 9, 3, 100)).toEqual([
      0, 0.5, 1, 0.25, 1,
    ]);
    // normal quantiles of (0 + 0.5) / 4, (1.5 + 0.5) / 4 and (3 + 0.5) / 4: R qnorm(c(0.125, 0.5, 0.875))
    const [low, middle, high] = values(quantileStep(), [5, 1, 9, 5], 1, 5, 9);
    expect(low).toBeCloseTo(-1.15034938, 8);
    expect(middle).toBeCloseTo(0, 12);
    expect(high).toBeCloseTo(1.15034938, 8);
  });
  it('weights', () => {
    const fitted = fitPreparation(matrix([[1, 1]], ['a', 'b']), [weightStep({ b: 3 })]);
    expect([...fitted.apply(matrix([[2, 2]], ['a', 'b'])).data]).toEqual([2, 6]);
  });
  it('a constant column becomes 0 and is named', () => {
    for (const plan of [robustStep(), minMaxStep(), quantileStep(undefined, { to: 'uniform' })]) {
      const fitted = fitPreparation(matrix([[7], [7]], ['same']), [plan]);
      expect([...fitted.apply(matrix([[7]], ['same'])).data]).toEqual([0]);
      expect(fitted.notes[0]).toContain('All customers are alike in same');
    }
  });
});

const KINDS: [string, (columns?: string[]) => StepPlan, boolean][] = [
  ['boxCoxStep', boxCoxStep, true],
  ['yeoJohnsonStep', yeoJohnsonStep, false],
  ['robustStep', robustStep, false],
  ['minMaxStep', minMaxStep, false],
  ['quantileStep', quantileStep, false],
  ['clipStep', clipStep, false],
];

describe.each(KINDS)('%s', (name, plan, positive) => {
  const cents = fc.integer({ min: positive ? 1 : -1_000_000, max: 100_000_000 });
  const columns = fc
    .uniqueArray(cents, { minLength: 8, maxLength: 40 })
    .map((column) => column.map((value) => value / 100));

  it('keeps order, comes back, survives JSON, and does not look at the order of customers', () => {
    fc.assert(
      fc.property(columns, (column) => {
        const data = matrix(column.map((value) => [value]));
        const fitted = fitPreparation(data, [plan()]);
        const out = fitted.apply(data).data;
        const order = column.map((_, i) => i).sort((a, b) => column[a] - column[b]);
        for (let i = 1; i < order.length; i++)
          expect(out[order[i]]).toBeGreaterThanOrEqual(out[order[i - 1]]);
        expect(out.every(Number.isFinite)).toBe(true);
        if (name !== 'clipStep') {
          const back = fitted.inverse(fitted.apply(data)).data;
          const spread = Math.max(...column.map(Math.abs));
          for (const [i, value] of column.entries())
            expect(Math.abs(back[i] - value) / spread).toBeLessThan(1e-6);
        }
        const again = preparationFromJSON(JSON.parse(JSON.stringify(fitted)));
        expect(again.apply(data).data).toEqual(out);
        const turned = matrixOf(Float64Array.from(column).reverse(), 1);
        expect(fitPreparation(turned, [plan()]).apply(data).data).toEqual(out);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses a column that is not there, and no customers', () => {
    expect(() => fitPreparation(matrix([[1], [2]], ['spend']), [plan(['spnd'])])).toThrow(
      'there is no column "spnd"',
    );
    expect(() => fitPreparation(matrixOf(new Float64Array(), 1), [plan()])).toThrow(
      'there are no customers to learn from',
    );
  });
});

describe('steps refuse', () => {
  const spend = (...column: number[]) =>
    matrix(
      column.map((value) => [value]),
      ['spend'],
    );
  it.each<[string, () => unknown, string]>([
    [
      '0 under a power',
      () => fitPreparation(spend(0, 1), [boxCoxStep()]),
      'boxCoxStep: column "spend" has 0; the power needs values above 0. Use yeoJohnsonStep.',
    ],
    [
      '0 later',
      () => fitPreparation(spend(1, 2, 3), [boxCoxStep()]).apply(spend(1, 0)),
      'boxCoxStep: row 2, column "spend" is 0.',
    ],
    [
      'a constant under a power',
      () => fitPreparation(spend(1, 1), [yeoJohnsonStep()]),
      'is the same for all customers',
    ],
    [
      'quartiles without range',
      () => fitPreparation(spend(0, 0, 0, 0, 9), [robustStep()]),
      'is 0 for at least half of the customers',
    ],
    ['a weight of 0', () => weightStep({ spend: 0 }), 'the weight of "spend" is 0'],
    ['no weights', () => weightStep({}), 'there are no weights'],
    [
      'quantiles the wrong way round',
      () => clipStep(undefined, { low: 0.9, high: 0.1 }),
      'low is 0.9 and high 0.1',
    ],
    [
      'another distribution',
      () => quantileStep(undefined, { to: 'cauchy' as never }),
      'there are uniform and normal',
    ],
    [
      'unknown JSON',
      () =>
        preparationFromJSON({ kind: 'preparation', columns: ['a'], steps: [{ kind: 'x', columns: ['a'] }] }),
      'kind "x"',
    ],
  ])('%s', (_, call, message) => expect(call).toThrow(message));
});

const wholesale = '../shared/datasets/wholesale-customers/Wholesale_customers_data.csv';
describe.skipIf(!existsSync(wholesale))('powers on ../shared/datasets/wholesale-customers', () => {
  // Reference: SciPy boxcox and yeojohnson on the six amounts; skewness before.
  const names = ['Fresh', 'Milk', 'Grocery', 'Frozen', 'Detergents_Paper', 'Delicassen'];
  const amounts = async () => toMatrix(await readTable(wholesale), names);
  it.each<[string, () => StepPlan, number[]]>([
    ['Box-Cox', boxCoxStep, [0.295322, 0.066935, 0.128025, 0.089494, 0.061425, 0.190981]],
    ['Yeo-Johnson', yeoJohnsonStep, [0.294391, 0.066269, 0.123742, 0.08798, 0.055399, 0.185411]],
  ])('%s', async (_, plan, powers) => {
    const fitted = fitPreparation(await amounts(), [plan()]);
    const { parameters } = fitted.steps[0].toJSON() as unknown as { parameters: number[][] };
    for (const [j, [power]] of parameters.entries()) expect(power).toBeCloseTo(powers[j], 5);
    const before = [2.55258, 4.03992, 3.57519, 5.88783, 3.61946, 11.11353];
    const data = await amounts();
    const out = fitted.apply(data);
    for (const [j, known] of before.entries()) {
      const column = (m: typeof data) => Float64Array.from({ length: m.rows }, (__, i) => m.data[i * 6 + j]);
      expect(skewness(column(data))).toBeCloseTo(known, 4);
      expect(Math.abs(skewness(column(out)))).toBeLessThan(0.4);
    }
  });
});
