import {
  chooseK,
  kmeans,
  matrixOf,
  renameSegments,
  type Segmentation,
  seeded,
  stabilityAcross,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';

/** Customers a, b, c, … in segments by position. */
function solution(labels: readonly number[], ids = 'abcdefghijkl'): Segmentation {
  const names = Array.from({ length: Math.max(...labels) + 1 }, (_, s) => `Segment ${s + 1}`);
  return segmentsOf(Object.fromEntries(labels.map((label, i) => [ids[i], label])), names);
}

// Eight customers. Two halves; then three, three, and two from the middle.
const two = solution([0, 0, 0, 0, 1, 1, 1, 1]);
const three = solution([1, 1, 1, 2, 2, 0, 0, 0]);
// Of the last: a alone; b and c alone; d, e, f and one more (g) mixed; h alone.
const four = solution([3, 1, 1, 0, 0, 0, 0, 2]);

describe('stabilityAcross', () => {
  const { segmentations, steps } = stabilityAcross([two, three, four]);

  it('gives entropies worked by hand', () => {
    // Step 1: {f g h} comes whole from the second half, {a b c} whole from the first, {d e} in halves: ln 2 / ln 2 = 1.
    expect(steps[0].after.map(({ entropy }) => entropy)).toEqual([0, 0, 1]);
    expect(steps[0].after.map(({ stability }) => stability)).toEqual([1, 1, 0]);
    expect(steps[0].after.map(({ from }) => from)).toEqual([
      [0, 3],
      [3, 0],
      [1, 1],
    ]);
    // Step 2: {d e f g} has two of {d e} and two of {f g h}: ln 2 / ln 3.
    expect(steps[1].after.map(({ entropy }) => entropy)).toEqual([
      expect.closeTo(Math.log(2) / Math.log(3), 12),
      0,
      0,
      0,
    ]);
    expect(steps.map(({ customers }) => customers)).toEqual([8, 8]);
  });

  it('takes shares, not counts: a half and two quarters of three', () => {
    // ½ ln 2 + 2 · ¼ ln 4 = 1.5 ln 2, over ln 3.
    const before = solution([0, 0, 1, 2, 0, 1, 2, 2]);
    const after = solution([0, 0, 0, 0, 1, 2, 3, 3]);
    const [first] = stabilityAcross([before, after]).steps[0].after;
    expect(first.entropy).toBeCloseTo((1.5 * Math.log(2)) / Math.log(3), 12);
  });

  it('lets keys and names persist by the matching with most customers', () => {
    // {f g h} continues the second half, {a b c} the first, {d e} is new.
    expect(segmentations[1].segments.map(({ key, name }) => `${key} ${name}`)).toEqual([
      's2 Segment 2',
      's1 Segment 1',
      's3 Segment 3',
    ]);
    // Most customers in pairs: {b c} with {a b c} (2), {d e f g} with {d e} (2), {h} with {f g h} (1); or {d e f g} with
    // {f g h} (2), and nothing for {d e}: 4. So {a} is new.
    expect(segmentations[2].segments.map(({ key }) => key)).toEqual(['s3', 's1', 's2', 's4']);
    expect(segmentations[2].labels).toBe(four.labels);
  });

  it('keeps names that people gave, and gives none twice', () => {
    const named = renameSegments(two, { s1: 'Loyal', s2: 'Segment 3' });
    const [, after] = stabilityAcross([named, three]).segmentations;
    expect(after.segments.map(({ name }) => name)).toEqual(['Segment 3', 'Loyal', 'Segment 3 (2)']);
  });

  it('never uses a key again', () => {
    // Nobody of the third segment is in the last solution: it is gone, and s3 with it.
    const before = solution([0, 0, 1, 1, 2, 2]);
    const after = segmentsOf({ a: 0, b: 0, c: 1, d: 1, x: 2, y: 2, z: 3 }, ['A', 'B', 'C', 'D']);
    const last = stabilityAcross([before, after]);
    expect(last.segmentations[1].segments.map(({ key }) => key)).toEqual(['s1', 's2', 's4', 's5']);
    expect(last.steps[0].customers).toBe(4);
    expect(last.steps[0].after[2]).not.toHaveProperty('entropy');
    expect(last.steps[0].after[2]).not.toHaveProperty('stability');
  });

  it('calls all stable that comes from one segment', () => {
    const one = solution([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(stabilityAcross([one, three]).steps[0].after.map(({ entropy }) => entropy)).toEqual([0, 0, 0]);
  });

  it('depends neither on the order of rows nor on names', async () => {
    const random = seeded(4);
    const values = Float64Array.from(
      { length: 120 },
      (_, i) => random.normal() + 4 * (Math.floor(i / 2) % 3),
    );
    const ids = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const rows = ids.map((_, i) => [values[2 * i], values[2 * i + 1]]);
    const order = ids.map((_, i) => (i * 7) % 60);
    const forward = await chooseK(matrixOf(values, 2, ['x', 'y'], ids), { k: [2, 3, 4], seed: 1 });
    const turned = await chooseK(
      matrixOf(
        Float64Array.from(order.flatMap((i) => rows[i])),
        2,
        ['x', 'y'],
        order.map((i) => ids[i]),
      ),
      { k: [2, 3, 4], seed: 1 },
    );
    const stepsOf = (sweep: typeof forward) =>
      stabilityAcross(sweep.rows.map(({ segmentation }) => segmentation)).steps;
    expect(stepsOf(turned)).toEqual(stepsOf(forward));
  });

  it('says what it needs', async () => {
    expect(() => stabilityAcross([two])).toThrow('stabilityAcross needs at least 2 segmentations, got 1.');
    expect(() => stabilityAcross(undefined as never)).toThrow('at least 2 segmentations, got 0.');
    expect(() => stabilityAcross([two, undefined as never])).toThrow('got something else among them');
    expect(() => stabilityAcross([])).toThrow('stabilityAcross needs at least 2 segmentations, got 0.');
    expect(() => stabilityAcross([three, two])).toThrow('stabilityAcross: 3 segments are followed by 2.');
    expect(() => stabilityAcross([two, two])).toThrow('stabilityAcross: 2 segments are followed by 2.');
    const strangers = await kmeans(matrixOf(Float64Array.of(1, 2, 5, 9), 1, ['x'], ['p', 'q', 'r', 's']), {
      k: 3,
      seed: 1,
    });
    expect(() => stabilityAcross<Segmentation<never>>([two, strangers])).toThrow(
      'have no customer in common',
    );
  });
});
