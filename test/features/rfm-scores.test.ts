import { existsSync } from 'node:fs';
import { type RfmRow, readOrders, rfm, rfmScores, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const customers = (frequency: readonly number[]) =>
  tableOf<RfmRow>({
    customerId: frequency.map((_, i) => `c${i}`),
    recencyDays: frequency.map((orders) => 100 - orders),
    frequency,
    monetary: frequency.map((orders) => 10 * orders),
  });

describe('rfmScores', () => {
  // Quintile cuts of 1 to 5 (type 7): 1.8, 2.6, 3.4, 4.2.
  it('matches the cuts worked by hand', () => {
    const { table, cuts } = rfmScores(customers([3, 1, 5, 2, 4]));
    expect(table.array('frequencyScore')).toEqual([3, 1, 5, 2, 4]);
    expect(table.array('recencyScore')).toEqual([3, 1, 5, 2, 4]);
    expect(table.array('monetaryScore')).toEqual([3, 1, 5, 2, 4]);
    expect(cuts.map(({ measure }) => measure)).toEqual(['recencyDays', 'frequency', 'monetary']);
    for (const [i, cut] of cuts[1].cuts.entries()) expect(cut).toBeCloseTo([1.8, 2.6, 3.4, 4.2][i], 12);
    expect(cuts[1]).toMatchObject({ emptyScores: [], note: 'Cuts at 1.8, 2.6, 3.4, 4.2.' });
  });

  // Cuts at positions 1.4, 2.8, 4.2 and 5.6 of 0 to 7: 1, 1, 1 and 1.6. So 1 is above no cut and 2 is above all.
  it('names the scores that nobody gets', () => {
    const { cuts } = rfmScores(customers([1, 1, 1, 1, 1, 1, 2, 3]));
    expect(cuts[1].emptyScores).toEqual([2, 3, 4]);
    expect(cuts[1].note).toContain('Many customers share a value, so nobody has score 2 or 3 or 4.');
  });

  it('depends on values alone: ties are equal, more is never less', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 10 }), (frequency, bins) => {
        const { table } = rfmScores(customers(frequency), { bins });
        const scores = table.array('frequencyScore');
        const recency = table.array('recencyScore');
        for (let i = 0; i < frequency.length; i++) {
          expect(scores[i]).toBeGreaterThanOrEqual(1);
          expect(scores[i]).toBeLessThanOrEqual(bins);
          for (let j = 0; j < frequency.length; j++) {
            if (frequency[i] >= frequency[j]) expect(scores[i]).toBeGreaterThanOrEqual(scores[j]);
            if (frequency[i] >= frequency[j]) expect(recency[i]).toBeGreaterThanOrEqual(recency[j]);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes own cuts, a value equal to one below it, and natural breaks', () => {
    const own = rfmScores(customers([1, 2, 3, 10]), { cuts: { frequency: [2, 5] } });
    expect(own.table.array('frequencyScore')).toEqual([1, 1, 2, 3]);
    expect(own.cuts[1].note).toBe('Own cuts at 2, 5.');
    // {1, 2}, {10, 11}: 0.5 + 0.5
    const { table, cuts } = rfmScores(customers([1, 2, 10, 11]), { bins: 2, method: 'breaks' });
    expect(table.array('frequencyScore')).toEqual([1, 1, 2, 2]);
    expect(cuts[1]).toMatchObject({ cuts: [2], note: 'Natural breaks at 2.' });
  });

  it('refuses cuts that do not ascend and more natural breaks than values', () => {
    expect(() => rfmScores(customers([1, 2]), { cuts: { frequency: [3, 2] } })).toThrow('cuts are [3,2]');
    expect(() => rfmScores(customers([1, 2]), { method: 'breaks' })).toThrow('there are 2');
  });

  it('needs no amounts', () => {
    const { table, cuts } = rfmScores(customers([1, 2]).select('customerId', 'recencyDays', 'frequency'));
    expect(table.columnNames()).toEqual(['customerId', 'recencyScore', 'frequencyScore']);
    expect(cuts).toHaveLength(2);
  });

  it.each([1, 2.5, 11, Number.NaN])('refuses %d bins', (bins) => {
    expect(() => rfmScores(customers([1]), { bins })).toThrow(
      `rfmScores: bins is ${bins}; choose a whole number from 2 to 10.`,
    );
  });

  it('refuses no customers and values that are no numbers', () => {
    expect(() => rfmScores(customers([]))).toThrow('rfmScores: there are no customers.');
    expect(() => rfmScores(customers([Number.NaN]))).toThrow(
      'rfmScores: row 1, column "recencyDays" is NaN, not a number.',
    );
  });

  // Reference: quintile cuts (type 7) of CDNOW_sample.txt, each line an order, analysis day 1998-07-01.
  it.skipIf(!existsSync('../shared/datasets'))('CDNOW sample of ../shared', async () => {
    const input = await readOrders('../shared/datasets/cdnow/CDNOW_sample.txt', {
      customer: 'column2',
      date: 'column3',
      amount: 'column5',
      order: 'line number',
    });
    const { cuts } = rfmScores(await rfm(input.orders, { asOf: '1998-07-01' }));
    const expected = [
      [153, 443, 487, 513],
      [1, 1, 2, 4],
      [15.36, 31.958, 59.25, 130.436],
    ];
    for (const [m, measure] of cuts.entries()) {
      for (const [i, cut] of measure.cuts.entries()) expect(cut).toBeCloseTo(expected[m][i], 3);
    }
    expect(cuts[1].emptyScores).toEqual([2]);
  });
});
