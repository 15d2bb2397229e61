import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByLead, restoreOrder } from '#clientele/cluster/k-means/order-by-lead';
import { withPackedCustomers } from '#clientele/cluster/k-means/packed-customers';

const some = fc.integer({ min: -400, max: 4000 }).map((thousandths) => thousandths / 1000);
const lead = fc.oneof(some, fc.constantFrom(0, Infinity));

describe('customers in the order of their leads', () => {
  it('come with rows and labels, the closest first up to a quarter, and go back', async () => {
    const customers = fc.array(fc.record({ lead, label: fc.integer({ min: 0, max: 4 }) }), {
      minLength: 5,
      maxLength: 70,
    });
    await fc.assert(
      fc.asyncProperty(customers, fc.integer({ min: 1, max: 3 }), async (all, times) => {
        const data = Float64Array.from(all.flatMap((_, row) => [row, row % 3]));
        const rows = { count: all.length, columns: 2, data };
        await withPackedCustomers(
          rows,
          { k: 5, precision: 'default', threads: 1, reorder: true },
          async (packed) => {
            const { labels, leads, order, tiles } = packed.memory.arrays;
            const plainTiles = tiles.slice();
            labels.set(all.map((customer) => customer.label));
            for (let time = 0; time < times; time++) {
              leads.set(all.map((_, place) => all[time === 0 ? place : order[place]].lead));
              await orderByLead(packed);
              const placed = [...order].map((row) => all[row]);
              expect([...order].toSorted((a, b) => a - b)).toEqual(all.map((_, row) => row));
              expect([...labels.subarray(0, all.length)]).toEqual(placed.map((customer) => customer.label));
              // Bins have a first digit and a quarter of it: none of a later bin is a quarter smaller.
              placed.forEach((customer, place) => {
                const rest = placed.slice(place + 1).map((later) => Math.max(0, later.lead));
                expect(Math.min(...rest) * 1.25).toBeGreaterThanOrEqual(Math.max(0, customer.lead));
              });
            }
            restoreOrder(packed);
            expect([...labels.subarray(0, all.length)]).toEqual(all.map((customer) => customer.label));
            await packed.team.run('pack', packed.tiles, packed.job);
            expect(tiles).toEqual(plainTiles);
          },
        );
      }),
      { numRuns: 60 },
    );
  });
});
