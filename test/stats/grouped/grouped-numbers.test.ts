import { kolmogorovSmirnov } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedNumbers } from '#clientele/stats/grouped/grouped-numbers';
import { labelledSort } from '#clientele/stats/grouped/labelled-sort';
import { midRanks } from '#clientele/stats/mid-ranks';

const hard = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0, 5e-324, -5e-324, 1.7e308, -1.7e308, Number.NaN),
);

describe('labelledSort', () => {
  it('sorts as the machine does, each number with its label', () => {
    fc.assert(
      fc.property(fc.array(hard, { maxLength: 60 }), (values) => {
        const given = Float64Array.from(values);
        const places = Int32Array.from(values, (_, i) => i);
        const { sorted, labels } = labelledSort(given, places);
        expect([...sorted]).toEqual(
          [...given.filter((value) => !Number.isNaN(value)).map((value) => value + 0)].sort((a, b) => a - b),
        );
        for (const [i, place] of labels.entries()) expect(given[place] + 0).toBe(sorted[i]);
        expect(new Set(labels).size).toBe(sorted.length);
        expect(given).toEqual(Float64Array.from(values));
      }),
    );
  });
});

describe('groupedNumbers', () => {
  it('has the ranks and distances of the definitions', () => {
    const row = fc.record({ value: fc.integer({ min: 0, max: 9 }), label: fc.integer({ min: 0, max: 3 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const values = Float64Array.from(rows, ({ value }) => value);
        const labels = Int32Array.from(rows, ({ label }) => label);
        const { groups, rankSums, rankSquares, distances } = groupedNumbers(values, labels, 4);
        const ranks = midRanks(values).map((rank) => rank - (rows.length + 1) / 2);
        for (let g = 0; g < 4; g++) {
          const own = values.filter((_, i) => labels[i] === g);
          const others = values.filter((_, i) => labels[i] !== g);
          expect(groups[g]).toEqual(own.slice().sort());
          expect(rankSums[g]).toBeCloseTo(
            ranks.reduce((sum, rank, i) => sum + (labels[i] === g ? rank : 0), 0),
            9,
          );
          const expected = own.length && others.length ? kolmogorovSmirnov(own, others).distance : 0;
          expect(distances[g]).toBeCloseTo(expected, 12);
        }
        expect(rankSquares).toBeCloseTo(
          ranks.reduce((sum, rank) => sum + rank * rank, 0),
          6,
        );
      }),
    );
  });
});
