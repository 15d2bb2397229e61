import { battery, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

// Three items, the third asks the other way round. Turned, the answers are
// a: 1 2 1, b: 2 2 2, c: 4 4 4, d: 5 4 5; means 3, 3, 3.
const answers = tableOf({
  customerId: ['a', 'b', 'c', 'd'],
  q1: [1, 2, 4, 5],
  q2: [2, 2, 4, 4],
  q3: [5, 4, 2, 1],
});
const options = { scale: [1, 5], reversed: ['q3'] } as const;

describe('battery', () => {
  // Variances by 3: q1 (4+1+1+4)/3 = 10/3, q2 4/3, q3 10/3. Covariances: q1q2 (2+1+1+2)/3 = 2, q1q3 10/3, q2q3 2.
  // Sum of all: 24/3 + 2 (2 + 10/3 + 2) = 68/3. Alpha = 3/2 (1 - 8 / (68/3)) = 3/2 (1 - 24/68) = 33/34.
  const found = battery(answers, ['q1', 'q2', 'q3'], options);

  it('has the alpha worked by hand', () => {
    expect(found.alpha.value).toBeCloseTo(33 / 34, 14);
    expect(found.alpha).toMatchObject({
      n: 4,
      confidence: 0.95,
      method: "Cronbach's alpha, Feldt's interval",
    });
    // scipy 1.17: 1 - (1 - 33/34) * stats.f.ppf([.975, .025], 3, 6)
    expect(found.alpha.low).toBeCloseTo(0.805917690530692, 9);
    expect(found.alpha.high).toBeCloseTo(0.9980039140293407, 9);
    // Correlations: q1q2 and q2q3 2 / sqrt(40/9), q1q3 1.
    const r = 2 / Math.sqrt(40 / 9);
    expect(found.standardisedAlpha).toBeCloseTo(1.5 * (1 - 3 / (3 + 2 * (2 * r + 1))), 14);
  });

  it('says how each item goes with the others', () => {
    // q1 with q2 + q3: covariance 2 + 10/3 = 16/3; variance of q2 + q3 4/3 + 10/3 + 4 = 26/3.
    const [q1, q2] = found.items.objects();
    expect(q1).toMatchObject({ item: 'q1', reversed: false, n: 4, nonResponse: 0, mean: 3 });
    expect(q1.itemTotal).toBeCloseTo(16 / 3 / Math.sqrt((10 / 3) * (26 / 3)), 14);
    expect(q1.deviation).toBeCloseTo(Math.sqrt(10 / 3), 14);
    // Without q2: 2 (1 - (20/3) / (40/3)) = 1.
    expect(q2.alphaIfDropped).toBeCloseTo(1, 14);
    expect(found.findings).toEqual([]);
  });

  it('gives scores, as mean or sum, where enough is answered; the same as the feature', async () => {
    const gaps = tableOf({
      customerId: ['1', '2', '3', '4', '5'],
      q1: [1, null, 9, 5, 5],
      q2: [2, 3, 4, null, 4],
      q3: [5, null, 2, 1, 3],
    });
    const coded = { ...options, missing: [9] };
    const mean = battery(gaps, ['q1', 'q2', 'q3'], { ...coded, name: 'planning', basis: 'B7' });
    // Turned: 1 2 1 / - 3 - / - 4 4 / 5 - 5 / 5 4 3; two of three are needed.
    expect(mean.scores).toEqual([4 / 3, null, 4, 5, 4]);
    expect(mean).toMatchObject({ respondents: 5, complete: 2, unscored: 1 });
    expect(mean.items.array('nonResponse').map((share) => share.toFixed(2))).toEqual([
      '0.40',
      '0.20',
      '0.20',
    ]);
    const sum = battery(gaps, ['q1', 'q2', 'q3'], { ...coded, name: 'sum', score: 'sum', leastAnswered: 1 });
    expect(sum.scores).toEqual([4, 9, 12, 15, 12]);
    const table = await bothPlaces(gaps, [mean.feature, sum.feature]);
    expect(table.array('planning')).toEqual(mean.scores);
    expect(table.array('sum')).toEqual(sum.scores);
    expect(table.info.planning).toMatchObject({ basis: 'B7', meaning: 'Mean of 3 items, 1 to 5.' });
  });

  it('reads answers that are written out', async () => {
    const said = tableOf({
      customerId: ['a', 'b', 'c', 'd'],
      '我 like it': ['agree', 'neither', 'disagree', null],
      hateIt: ['disagree', 'neither', 'do not know', 'agree'],
    });
    const written = { scale: [1, 5], words: ['disagree', 'neither', 'agree'], reversed: ['hateIt'] } as const;
    const likes = battery(said, ['我 like it', 'hateIt'], { ...written, missing: ['do not know'] });
    // disagree, neither, agree are 1, 3, 5; turned, hateIt is 5 3 - 1.
    expect(likes.scores).toEqual([5, 3, 1, 1]);
    expect((await bothPlaces(said, [likes.feature])).array('score')).toEqual(likes.scores);
    expect(() => battery(said, ['我 like it', 'hateIt'], written)).toThrow(
      'row 3, column "hateIt" is "do not know", off the scale from 1 to 5 (1 such answer). Name codes for no answer: missing: ["do not know"].',
    );
    expect(() => battery(said, ['我 like it', 'hateIt'], { scale: [1, 5], words: ['x', 'x'] })).toThrow(
      'words are x, x',
    );
  });

  it('finds the item that was not turned', () => {
    const forgotten = battery(answers, ['q1', 'q2', 'q3'], { scale: [1, 5] });
    expect(forgotten.findings.map(({ evidence }) => evidence.item)).toContain('q3');
    expect(forgotten.findings.at(-1)?.wayOut).toBe('Put "q3" into reversed, or leave it out.');
  });

  it('is KR-20 for items of 0 and 1', () => {
    const ticks = tableOf({ a: [1, 1, 0, 0], b: [1, 0, 0, 0], c: [true, true, true, false] });
    const set = battery(ticks, ['a', 'b', 'c'], { scale: [0, 1] });
    // KR-20 with variances by n: p 1/2, 1/4, 3/4: sum of p (1 - p) 10/16; sums 3, 2, 1, 0: variance 5/4. 3/2 (1 - 1/2).
    expect(set.alpha.value).toBeCloseTo(0.75, 14);
    expect(set.alpha.method).toContain('KR-20');
  });

  it('does not change with the order of rows and items, nor where answers are shifted', () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 7 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 20 }), (rows) => {
        const table = (made: number[][], shift = 0) =>
          tableOf({
            x: made.map((each) => each[0] + shift),
            y: made.map((each) => each[1] + shift),
            z: made.map((each) => each[2] + shift),
          });
        let alpha: number;
        try {
          alpha = battery(table(rows), ['x', 'y', 'z'], { scale: [1, 7] }).alpha.value;
        } catch {
          fc.pre(false);
          return;
        }
        const other = battery(table([...rows].reverse(), 10), ['z', 'x', 'y'], {
          scale: [11, 17],
          reversed: ['x', 'y', 'z'],
        });
        expect(other.alpha.value).toBeCloseTo(alpha, 8);
        expect(alpha).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it.each([
    [{ scale: [5, 1] }, 'the scale goes from 5 to 1'],
    [
      { scale: [1, 4] },
      'row 4, column "q1" is 5, off the scale from 1 to 4 (2 such answers). Name codes for no answer: missing: [5].',
    ],
    [{ scale: [1, 5], reversed: ['q4'] }, 'reversed item "q4" is not among the items'],
    [{ scale: [1, 5], leastAnswered: 4 }, 'leastAnswered is 4'],
    [{ scale: [1, 5], confidence: 1 }, 'confidence'],
  ])('refuses %j', (bad, message) => {
    expect(() => battery(answers, ['q1', 'q2', 'q3'], bad as never)).toThrow(message);
  });

  it('refuses one item, an item twice, and answers all alike', () => {
    expect(() => battery(answers, ['q1'], { scale: [1, 5] })).toThrow('two items or more');
    const apart = tableOf({ x: [1, 2, null, null], y: [null, null, 1, 2] });
    expect(() => battery(apart, ['x', 'y'], { scale: [1, 5] })).toThrow(
      'answered together by fewer than two',
    );
    const empty = tableOf({ x: [], y: [] });
    expect(() => battery(empty, ['x', 'y'], { scale: [1, 5] })).toThrow(
      'answered together by fewer than two',
    );
    expect(() => battery(answers, ['q1', 'q1'], { scale: [1, 5] })).toThrow('item "q1" is there twice');
    expect(() => battery(tableOf({ x: [1, 1], y: [1, 1] }), ['x', 'y'], { scale: [1, 5] })).toThrow(
      'do not differ enough',
    );
    expect(() => battery(tableOf({ x: ['1'], y: ['2'] }), ['x', 'y'], { scale: [1, 5] })).toThrow(
      'column "x" is "1", off the scale',
    );
  });
});
