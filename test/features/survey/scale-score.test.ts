import { scaleScore, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('scaleScore', () => {
  it('is the same in memory and in the engine for any answers and names', async () => {
    const answer = fc.option(fc.constantFrom(1, 2, 3, 4, 5, 99, 0.5, 4.5));
    const rows = fc.array(fc.tuple(answer, answer, answer), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom('mean' as const, 'sum' as const), async (made, score) => {
        fc.pre([0, 1, 2].every((j) => made.some((row) => row[j] !== null)));
        const table = tableOf({
          customerId: made.map((_, i) => i),
          '问 题': made.map((row) => row[0]),
          'a "quote"': made.map((row) => row[1]),
          select: made.map((row) => row[2]),
        });
        const items = ['问 题', 'a "quote"', 'select'];
        await bothPlaces(table, [
          scaleScore('x', items, { scale: [1, 5], reversed: ['select'], missing: [99], score }),
        ]);
      }),
      { numRuns: 20 },
    );
  });
});
