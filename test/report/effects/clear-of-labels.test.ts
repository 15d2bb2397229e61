import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearOfLabels } from '#clientele/report/effects/clear-of-labels';

const label = fc
  .record({ row: fc.integer({ min: 0, max: 9 }), start: fc.integer({ min: -5, max: 5 }), long: fc.nat(5) })
  .map(({ row, start, long }) => ({ row, start, end: start + long }));

describe('clearOfLabels', () => {
  it('leaves out the rows whose label is in the way', () => {
    const labels = [
      { row: 0, start: 1, end: 3 },
      { row: 1, start: 2.5, end: 4 },
      { row: 2, start: 0, end: 2 },
    ];
    expect(clearOfLabels(2, [-0.5, 2.5], labels, 0.25)).toEqual([
      [-0.5, -0.25],
      [0.25, 1.75],
      [2.25, 2.5],
    ]);
    expect(clearOfLabels(9, [-0.5, 2.5], labels, 0.25)).toEqual([[-0.5, 2.5]]);
  });

  it('covers a place exactly where no label of its row is in the way', () => {
    fc.assert(
      fc.property(fc.array(label), fc.integer({ min: -5, max: 5 }), (labels, at) => {
        const pieces = clearOfLabels(at, [-0.5, 9.5], labels, 0.25);
        for (let place = -0.4; place < 9.5; place += 0.1) {
          const inTheWay = labels.some(
            ({ row, start, end }) => start <= at && at <= end && Math.abs(place - row) < 0.25,
          );
          expect(pieces.some(([from, to]) => from <= place && place <= to)).toBe(!inTheWay);
        }
      }),
    );
  });
});
