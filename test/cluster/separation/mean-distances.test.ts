import { currentTask, type Matrix, matrix } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanDistances } from '#clientele/cluster/separation/mean-distances';
import { quickMeanDistances } from '#clientele/cluster/separation/quick-mean-distances';
import { segmentedRows } from '#clientele/cluster/separation/segmented-rows';
import { scaledValues, unitScale } from '#clientele/cluster/separation/unit-scale';
import { plainMeanDistances } from './plain-silhouette.js';

const options = { precision: 'default', threads: 2 } as const;

/** Customers with 1 to 9 columns in up to five segments, of which two occur; so few values that many are alike. */
const customers = fc
  .integer({ min: 1, max: 9 })
  .chain((columns) =>
    fc.array(
      fc.tuple(
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns }),
        fc.nat(4),
      ),
      { minLength: 3, maxLength: 90 },
    ),
  );

function segmentedFrom(list: readonly (readonly [number[], number])[]): { rows: Matrix; labels: number[] } {
  const labels = list.map(([, label], i) => (i < 2 ? 3 * i : label));
  labels[2] = 0; // three customers in two segments at least
  return { rows: matrix(list.map(([row]) => row)), labels };
}

describe('mean distances', () => {
  it('in double are those of the formula written down plainly', async () => {
    await fc.assert(
      fc.asyncProperty(customers, fc.nat(1000), async (list, some) => {
        const { rows, labels } = segmentedFrom(list);
        const plain = plainMeanDistances(rows, labels);
        const targets = Int32Array.from({ length: 1 + (some % rows.rows) }, (_, i) => (i + some) % rows.rows);
        const scale = unitScale('test', rows);
        const unit = scale.before * scale.after;
        const means = await meanDistances(
          segmentedRows('test', rows, labels),
          scaledValues(rows, scale),
          targets,
          options,
          currentTask(),
        );
        targets.forEach((row, t) => {
          expectClose(means.own[t] / unit, plain.own[row], 1e-13);
          expectClose(means.nearest[t] / unit, plain.nearest[row], 1e-13);
        });
      }),
    );
  });

  it.each(['default', 'fast'] as const)(
    'in single precision, %s, are off by no more than they doubt and single precision may',
    async (precision) => {
      await fc.assert(
        fc.asyncProperty(customers, async (list) => {
          const { rows, labels } = segmentedFrom(list);
          const plain = plainMeanDistances(rows, labels);
          const scale = unitScale('test', rows);
          const unit = scale.before * scale.after;
          const segmented = segmentedRows('test', rows, labels);
          const values = scaledValues(rows, scale);
          const means = await quickMeanDistances(segmented, values, { precision, threads: 2 }, currentTask());
          const rounding = (rows.columns / 2 + 17) * 2 ** -24;
          for (let i = 0; i < rows.rows; i++) {
            const allowed = means.doubts[i] / unit;
            expectClose(means.own[i] / unit, plain.own[i], rounding, allowed);
            expectClose(means.nearest[i] / unit, plain.nearest[i], rounding, allowed);
          }
        }),
      );
    },
  );

  it('say when the memory does not suffice', async () => {
    const wide = { rows: 3, columns: 200_000_000, names: [], data: new Float64Array(3) };
    const values = new Float64Array(3);
    const segmented = segmentedRows('test', wide, [0, 0, 1]);
    const all = Int32Array.of(0, 1, 2);
    await expect(meanDistances(segmented, values, all, options, currentTask())).rejects.toThrow(
      'silhouette needs 17.60 GB of memory, more than the 4 GB that WebAssembly can address. Take a part',
    );
    await expect(quickMeanDistances(segmented, values, options, currentTask())).rejects.toThrow(
      'silhouette needs 25.60 GB of memory, more than the 4 GB that WebAssembly can address. Set sample',
    );
  });
});

/** Both not numbers, or apart by no more than a share of the expected value and an absolute amount. */
function expectClose(value: number, expected: number, share: number, amount = 0): void {
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(Math.abs(value - expected)).toBeLessThanOrEqual(share * expected + amount);
}
