import { DISPLAY_KEY, matrix, matrixOf, outOfTimePrediction, seeded } from 'clientele';
import { expect, test } from 'vitest';
import { quadrants, reordered, segmented } from './usefulness-data.js';

test('by hand: four customers, each predicted from the other three', async () => {
  // Segment means without oneself: 3, 1, 14, 10; errors 2², 2², 4², 4²: 40.
  // Means of all others: 9, 25/3, 6, 14/3; errors 8², (16/3)², 4², (28/3)²: 1760/9.
  const { scores, unknown, outcome } = await outOfTimePrediction({
    segmentation: segmented([0, 0, 1, 1]),
    later: [1, 3, 10, 14],
    folds: 4,
    seed: 1,
  });
  expect(scores[0].explained.value).toBeCloseTo(1 - 360 / 1760, 12);
  expect(scores[0].error).toBeCloseTo(Math.sqrt(10), 12);
  expect(unknown).toBeCloseTo(Math.sqrt(1760 / 36), 12);
  expect(outcome).toBe('number');
  // Ratio of two means, linearised: d = (1 − 9/44)-weighted rests, t(3) at 97.5% is 3.182446305284
  const errors = [4, 4, 16, 16];
  const nobody = [64, 256 / 9, 16, 784 / 9];
  const d = errors.map((error, i) => (nobody[i] - error - (35 / 44) * nobody[i]) / (1760 / 36));
  const deviation = Math.sqrt(d.reduce((sum, each) => sum + each * each, 0) / 3);
  expect(scores[0].explained.high - 35 / 44).toBeCloseTo((3.182446305284 * deviation) / 2, 10);
});

test('what is explained is what was planted', async () => {
  // Variance 2 of the columns that matter and 1 of noise: features explain 2/3. Half a normal has mean √(2/π), so
  // quadrants keep 2/π of it: 4/(3π) = 0.424. Standard errors are about 0.01.
  const { segmentation, raw, later } = quadrants(4000, 1, 3);
  const { scores, because } = await outOfTimePrediction({ segmentation, raw, later, seed: 1 });
  expect(Math.abs(scores[0].explained.value - 4 / (3 * Math.PI))).toBeLessThan(0.035);
  expect(Math.abs(scores[1].explained.value - 2 / 3)).toBeLessThan(0.035);
  expect(scores[1].moreThanSegments!.value).toBeCloseTo(
    scores[1].explained.value - scores[0].explained.value,
    12,
  );
  expect(because).toMatch(/^The segments explain 4\d\.\d% .* of later behaviour, on customers held out\. /);
  expect(because).toContain('more than the segments by');
});

test('intervals hold the truth as often as they say', async () => {
  let [own, features, difference] = [0, 0, 0];
  const RUNS = 200;
  for (let run = 0; run < RUNS; run++) {
    const { segmentation, raw, later } = quadrants(400, 1, 100 + run);
    const { scores } = await outOfTimePrediction({ segmentation, raw, later, seed: run });
    const holds = ({ low, high }: { low: number; high: number }, truth: number) =>
      Number(low <= truth && truth <= high);
    own += holds(scores[0].explained, 4 / (3 * Math.PI));
    features += holds(scores[1].explained, 2 / 3);
    difference += holds(scores[1].moreThanSegments!, 2 / 3 - 4 / (3 * Math.PI));
  }
  // 95% stated; the standard error of 200 runs is 1.5 points
  for (const held of [own, features, difference]) expect(held / RUNS).toBeGreaterThan(0.9);
});

test('noise is not explained: below 0 on average, and rarely said to be', async () => {
  let [sum, said] = [0, 0];
  const RUNS = 200;
  for (let run = 0; run < RUNS; run++) {
    const { segmentation, raw, later } = quadrants(150, 0, 900 + run);
    const { scores } = await outOfTimePrediction({ segmentation, raw, later, seed: run });
    sum += scores[0].explained.value;
    said += scores.filter(({ explained }) => explained.low > 0).length;
  }
  expect(sum / RUNS).toBeLessThan(0);
  expect(said / (2 * RUNS)).toBeLessThan(0.05); // 2.5% stated
});

test('yes and no: chances of segments, Brier and area under the curve', async () => {
  // Yes with chance 0.8 in one half, 0.2 in the other: variance 1/4, of which 0.3² is between. 0.09 / 0.25 = 36%.
  const random = seeded(4);
  const labels = Array.from({ length: 6000 }, (_, i) => i % 2);
  const later = labels.map((s) => random.next() < (s === 0 ? 0.8 : 0.2));
  const raw = matrix(labels.map((s) => [s, random.normal()]));
  const { scores, outcome, unknown } = await outOfTimePrediction({
    segmentation: segmented(labels),
    later,
    raw,
    rfm: labels.map((s) => `cell ${s}`),
    seed: 2,
  });
  expect(outcome).toBe('yes or no');
  expect(Math.abs(unknown - 0.25)).toBeLessThan(0.001);
  for (const { explained, error, area } of scores) {
    expect(Math.abs(explained.value - 0.36)).toBeLessThan(0.05);
    expect(Math.abs(error - 0.16)).toBeLessThan(0.01);
    // Pairs of a yes and a no: 0.8² ranked right, 2 · 0.8 · 0.2 tied, half of them right; the noise column splits ties
    expect(Math.abs(area! - 0.8)).toBeLessThan(0.02);
  }
  expect(scores[1].explained.value).toBe(scores[0].explained.value); // the cells are the segments
});

test('the order of customers and the names of labels do not matter', async () => {
  const { segmentation, raw, later } = quadrants(120, 1, 8);
  const there = await outOfTimePrediction({ segmentation, raw, rfm: raw, later, seed: 5 });
  const order = Array.from({ length: 120 }, (_, i) => (7 * i + 3) % 120);
  const ids = reordered(segmentation.ids, order);
  const moved = await outOfTimePrediction({
    segmentation: {
      ids,
      labels: Int32Array.from(reordered(segmentation.labels, order), (s) => 3 - s),
      segments: segmentation.segments,
    },
    raw, // matched by its ids
    rfm: raw,
    later: matrixOf(Float64Array.from(later), 1, ['later'], segmentation.ids),
    seed: 5,
  });
  expect(moved.scores).toEqual(there.scores);
});

test('a shift and a unit of what came later change nothing but the error', async () => {
  const { segmentation, raw, later } = quadrants(120, 1, 8);
  const there = await outOfTimePrediction({ segmentation, raw, later, seed: 5 });
  const other = await outOfTimePrediction({
    segmentation,
    raw,
    later: later.map((y) => 100 * y + 7),
    seed: 5,
  });
  const huge = await outOfTimePrediction({ segmentation, raw, later: later.map((y) => 1e250 * y), seed: 5 });
  there.scores.forEach(({ explained, error }, i) => {
    expect(other.scores[i].explained.value).toBeCloseTo(explained.value, 9);
    expect(other.scores[i].error).toBeCloseTo(100 * error, 6);
    expect(huge.scores[i].explained.value).toBeCloseTo(explained.value, 9);
  });
});

test('ranks and logarithms see what a heavy tail hides', async () => {
  const { segmentation, raw, later } = quadrants(2000, 1, 12);
  const money = later.map((y) => Math.exp(2 * y)); // the logarithm is the planted one
  const plain = await outOfTimePrediction({ segmentation, raw, later: money, seed: 1 });
  const ranks = await outOfTimePrediction({ segmentation, raw, later: money, scale: 'ranks', seed: 1 });
  const logarithm = await outOfTimePrediction({
    segmentation,
    raw,
    later: money,
    scale: 'logarithm',
    seed: 1,
  });
  expect(ranks.scores[0].explained.value).toBeGreaterThan(plain.scores[0].explained.value + 0.2);
  expect(logarithm.scores[0].explained.value).toBeGreaterThan(plain.scores[0].explained.value + 0.2);
  // ranks know nothing of the values
  const again = await outOfTimePrediction({ segmentation, raw, later, scale: 'ranks', seed: 1 });
  expect(again.scores).toEqual(ranks.scores);
});

test('columns that repeat, do not vary or decide all are no trouble', async () => {
  const { segmentation, later } = quadrants(60, 1, 2);
  const yes = Array.from(later, (y) => y > 0);
  const odd = matrix(Array.from(later, (y) => [5, y, y, 1e9 * y]));
  for (const outcome of [Array.from(later), yes]) {
    const { scores } = await outOfTimePrediction({ segmentation, raw: odd, later: outcome, seed: 1 });
    expect(scores[1].explained.value).toBeGreaterThan(0.6);
    expect(scores[1].explained.value).toBeLessThanOrEqual(1);
  }
  const flat = matrix(Array.from(later, () => [5]));
  const { scores } = await outOfTimePrediction({ segmentation, raw: flat, later: yes, seed: 1 });
  expect(scores[1].explained.value).toBeCloseTo(0, 12);
});

test('displays a row for each way to predict', async () => {
  const { segmentation, raw, later } = quadrants(60, 1, 2);
  const text = String(
    (await outOfTimePrediction({ segmentation, raw, rfm: raw, later, seed: 1, what: 'spending <b>' }))[
      DISPLAY_KEY
    ]()['text/plain'],
  );
  for (const name of ['The segments', 'Plain RFM', 'The features', 'Nothing known']) {
    expect(text).toContain(name);
  }
});

test.each<[string, object, string]>([
  ['too few values', { later: [1, 2] }, 'outOfTimePrediction: 2 values of later for 4 customers.'],
  ['NaN', { later: [1, 2, Number.NaN, 3] }, 'later of customer 3, "c2", is NaN.'],
  [
    'what is the same for all',
    { later: [2, 2, 2, 2] },
    'later is 2 for all 4 customers. There is nothing to',
  ],
  ['one yes', { later: [true, false, false, false] }, '1 of 4 customers are a yes.'],
  ['one part', { folds: 1 }, 'folds is 1. It is a whole number from 2 to that of the customers, 4.'],
  ['more parts than customers', { folds: 5 }, 'folds is 5.'],
  ['half a seed', { seed: 0.5 }, 'seed is 0.5.'],
  ['a logarithm of −1', { later: [-1, 2, 3, 4], scale: 'logarithm' }, 'is -1, which has no logarithm.'],
  ['ranks of yes and no', { later: [1, 1, 0, 0], scale: 'ranks' }, 'later is yes or no, which has no ranks.'],
  ['an unknown scale', { scale: 'log' }, 'there is no scale "log".'],
  ['features of others', { raw: matrix([[1], [2]]) }, 'raw has 2 rows for 4 customers.'],
  [
    'features with other ids',
    { raw: matrix([[1], [2], [3], [4]], ['x'], ['c0', 'c1', 'c2', 'x']) },
    'raw has no customer "c3".',
  ],
  [
    'two columns of what came later',
    { later: matrix(Array(4).fill([1, 2])) },
    'later has 2 columns, x1, x2.',
  ],
  ['too few cells', { rfm: ['555'] }, '1 cells of rfm for 4 customers.'],
  ['a confidence of 95', { confidence: 95 }, 'confidence'],
])('refuses %s', async (_, changes, message) => {
  const given = { segmentation: segmented([0, 0, 1, 1]), later: [1, 2, 3, 4], folds: 2, seed: 1 };
  await expect(outOfTimePrediction({ ...given, ...changes })).rejects.toThrow(message);
});

test('refuses no customers, and a label without a segment', async () => {
  const none = { ids: [], labels: new Int32Array(0), segments: [] };
  await expect(outOfTimePrediction({ segmentation: none, later: [], seed: 1 })).rejects.toThrow(
    'outOfTimePrediction: there are no customers.',
  );
  await expect(
    outOfTimePrediction({ segmentation: segmented([0, 2, 1, 1], 2), later: [1, 2, 3, 4], seed: 1 }),
  ).rejects.toThrow('the label of customer 2, "c1", is 2; there are 2 segments.');
});

test.each([
  ['a line that the features tell', (i: number) => ((i * 7919) % 101) + (i % 4) * 5],
  ['two values that the features tell', (i: number) => (i % 2 ? 0 : 100)],
])('the interval holds its value although %s leaves nothing but rounding', async (_, laterOf) => {
  const later = Array.from({ length: 120 }, (_, i) => laterOf(i));
  const raw = matrix(later.map((value, i) => [value, (i * 17) % 23]));
  const given = { segmentation: segmented(later.map((_, i) => i % 4)), later, raw, folds: 3, seed: 1 };
  const { scores } = await outOfTimePrediction(given);
  for (const { explained } of scores) {
    expect(explained.low).toBeLessThanOrEqual(explained.value);
    expect(explained.high).toBeGreaterThanOrEqual(explained.value);
  }
});
