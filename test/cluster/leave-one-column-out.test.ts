import { leaveOneColumnOut, matrix, seeded } from 'clientele';
import { expect, test } from 'vitest';

const random = seeded(2);
/** Two groups in columns a and b alike, nothing in c. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const place = i % 2 === 0 ? 0 : 20;
  return [place + random.normal(), place + random.normal(), random.normal()];
});

test('a column that another one repeats, or that tells nothing, changes nothing', async () => {
  const found = await leaveOneColumnOut(matrix(rows, ['a', 'b', 'c']), { k: 2, seed: 1, restarts: 5 });
  expect(found).toEqual([
    { column: 'a', agreement: 1, k: 2 },
    { column: 'b', agreement: 1, k: 2 },
    { column: 'c', agreement: 1, k: 2 },
  ]);
});

test('without the only column that tells groups, they agree by chance', async () => {
  const single = matrix(
    rows.map(([a, , c]) => [a, c]),
    ['a', 'c'],
  );
  const [a, c] = await leaveOneColumnOut(single, { k: 2, seed: 1, restarts: 5 });
  expect(Math.abs(a.agreement)).toBeLessThan(0.1);
  expect(c.agreement).toBe(1);
});

test('the order of customers does not matter', async () => {
  const there = await leaveOneColumnOut(matrix(rows), { k: 3, seed: 1 });
  const back = await leaveOneColumnOut(matrix([...rows].reverse()), { k: 3, seed: 1 });
  back.forEach(({ agreement }, i) => {
    expect(agreement).toBeCloseTo(there[i].agreement, 12);
  });
});

test('makes fewer segments where the other columns have fewer values', async () => {
  const few = matrix([
    [0, 1],
    [1, 1],
    [2, 1],
    [2, 2],
  ]);
  const found = await leaveOneColumnOut(few, { k: 3, seed: 1 });
  expect(found.map(({ k }) => k)).toEqual([2, 3]);
});

test('says what it needs', async () => {
  await expect(leaveOneColumnOut(matrix([[1], [2]]), { k: 2, seed: 1 })).rejects.toThrow(
    'leaveOneColumnOut: the matrix has one column. Two or more are needed.',
  );
  await expect(leaveOneColumnOut(matrix(rows), { k: 0, seed: 1 })).rejects.toThrow('kmeans');
});

test('can be stopped', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  const task = { signal: stop.signal, progress() {}, warn() {} };
  await expect(leaveOneColumnOut(matrix(rows), { k: 2, seed: 1 }, task)).rejects.toThrow('stopped');
});
