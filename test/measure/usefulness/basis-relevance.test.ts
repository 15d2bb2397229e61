import { basisRelevance, DISPLAY_KEY, matrix, matrixOf, seeded } from 'clientele';
import { expect, test } from 'vitest';

const random = seeded(21);
const CUSTOMERS = 3000;
const normal = () => Float64Array.from({ length: CUSTOMERS }, () => random.normal());
const [a, b, noise, rest] = [normal(), normal(), normal(), normal()];
const ids = Array.from({ length: CUSTOMERS }, (_, i) => `c${i}`);
const asMatrix = (values: Float64Array) => matrixOf(values, 1, ['x'], ids);
// Variance 4 from a, 1 from b, 1 of noise: a explains 4/6, b 1/6, alone and beside each other
const later = a.map((each, i) => 2 * each + b[i] + rest[i]);

test('finds what each basis was planted to explain', async () => {
  const bases = { B4: asMatrix(a), B2: asMatrix(b), B1: asMatrix(noise) };
  const { together, bases: scores, because } = await basisRelevance({ bases, later, seed: 1 });
  expect(Math.abs(together.value - 5 / 6)).toBeLessThan(0.03);
  [4 / 6, 1 / 6, 0].forEach((share, i) => {
    expect(Math.abs(scores[i].alone.value - share)).toBeLessThan(0.04);
    expect(Math.abs(scores[i].onlyIt.value - share)).toBeLessThan(0.04);
  });
  expect(because).toContain('Without B1 no loss can be seen.');
  expect(because).toMatch(/Without B4, 6\d\.\d points/);
});

test('bases that tell the same are each dispensable', async () => {
  const { bases, because } = await basisRelevance({
    bases: { B4: asMatrix(a), B8: asMatrix(a.map((each) => 5 * each)) },
    later,
    seed: 1,
  });
  for (const { alone, onlyIt } of bases) {
    expect(Math.abs(alone.value - 4 / 6)).toBeLessThan(0.04);
    expect(Math.abs(onlyIt.value)).toBeLessThan(0.002);
  }
  expect(because).toContain('they tell the same');
});

test('the only basis tells what all tell, and yes and no work too', async () => {
  const yes = Array.from(later, (each) => each > 0);
  const { together, bases, outcome } = await basisRelevance({
    bases: { B4: asMatrix(a) },
    later: yes,
    seed: 1,
  });
  expect(outcome).toBe('yes or no');
  expect(bases[0].alone).toEqual(together);
  expect(bases[0].onlyIt.value).toBeCloseTo(together.value, 12);
});

test('matches matrices by id, not by row', async () => {
  const order = Array.from({ length: CUSTOMERS }, (_, i) => CUSTOMERS - 1 - i);
  const turned = matrixOf(
    Float64Array.from(order, (i) => b[i]),
    1,
    ['x'],
    order.map((i) => ids[i]),
  );
  const there = await basisRelevance({ bases: { B4: asMatrix(a), B2: asMatrix(b) }, later, seed: 3 });
  const back = await basisRelevance({ bases: { B4: asMatrix(a), B2: turned }, later, seed: 3 });
  expect(back.bases).toEqual(there.bases);
});

test('noise is not relevant', async () => {
  const { because, together } = await basisRelevance({
    bases: { B1: asMatrix(noise) },
    later: rest,
    seed: 1,
  });
  expect(together.value).toBeLessThan(0.005);
  expect(because).toContain('cannot be seen');
});

test('displays, and says what it needs', async () => {
  const bases = { B4: asMatrix(a) };
  expect(String((await basisRelevance({ bases, later, seed: 1 }))[DISPLAY_KEY]()['text/plain'])).toContain(
    'B4',
  );
  await expect(basisRelevance({ bases: {}, later, seed: 1 })).rejects.toThrow('there are no bases.');
  await expect(basisRelevance({ bases: { B4: matrix([]) }, later: [], seed: 1 })).rejects.toThrow(
    'there are no customers.',
  );
  await expect(
    basisRelevance({ bases: { B4: asMatrix(a), B2: matrix([[1]]) }, later, seed: 1 }),
  ).rejects.toThrow('basis B2 has 1 rows for 3000 customers.');
});
