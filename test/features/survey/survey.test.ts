import { existsSync } from 'node:fs';
import {
  battery,
  featureTable,
  ipsatise,
  readTable,
  responseStyle,
  scaleScore,
  tableOf,
  yesNoSet,
} from 'clientele';
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

describe('responseStyle', () => {
  it('tells yes-saying, ends of the scale and straight lines', () => {
    // a says 5 to all, b answers consistently (4 and turned 2), c one answer, d none.
    const table = tableOf({ x: [5, 4, 3, null], y: [5, 4, null, null], z: [5, 2, null, null] });
    const styles = responseStyle(table, ['x', 'y', 'z'], { scale: [1, 5], reversed: ['z'], leastSame: 3 });
    expect(styles.array('acquiescence')).toEqual([2, 0, null, null]);
    expect(styles.array('extreme')).toEqual([1, 0, 0, null]);
    expect(styles.array('straightLined')).toEqual([true, false, false, false]);
    expect(styles.array('longestRun')).toEqual([3, 2, 1, 0]);
    expect(styles.array('answered')).toEqual([3, 3, 1, 0]);
    expect(styles.array('meanAnswer')).toEqual([5, 10 / 3, 3, null]);
    // b: squares (4 - 10/3)² twice and (2 - 10/3)²: (4 + 4 + 16) / 9 / 2 = 4/3.
    expect(styles.array('spread')[1]).toBeCloseTo(Math.sqrt(4 / 3), 14);
    expect(styles.array('spread').slice(2)).toEqual([null, null]);
    expect(responseStyle(table, ['x'], { scale: [1, 5] }).array('acquiescence')).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(() => responseStyle(table, ['x'], { scale: [1, 5], leastSame: 1 })).toThrow('leastSame is 1');
  });
});

describe('ipsatise', () => {
  const table = tableOf({ customerId: ['a', 'b', 'c'], x: [5, 3, 1], y: [3, 3, null], z: [1, 3, null] });

  it('takes the person out', () => {
    const centred = ipsatise(table, ['x', 'y', 'z'], { scale: [1, 5] });
    expect(centred.objects()).toEqual([
      { customerId: 'a', x: 2, y: 0, z: -2 },
      { customerId: 'b', x: 0, y: 0, z: 0 },
      { customerId: 'c', x: 0, y: null, z: null },
    ]);
    const standard = ipsatise(table, ['x', 'y', 'z'], { scale: [1, 5], by: 'standardise', reversed: ['z'] });
    // a turned: 5 3 5, mean 13/3, deviation sqrt((4 + 16 + 4) / 9 / 2) = 2 / sqrt(3).
    const spread = 2 / Math.sqrt(3);
    expect(standard.get('x', 0)).toBeCloseTo(2 / 3 / spread, 14);
    expect(standard.get('y', 0)).toBeCloseTo(-4 / 3 / spread, 14);
    expect([standard.get('x', 1), standard.get('x', 2)]).toEqual([null, null]);
    expect(centred.info.x.meaning).toBe('x, less the mean answer of the person.');
  });

  it('leaves mean 0 and deviation 1, whatever the answers', () => {
    const row = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const names = ['a', 'b', 'c', 'd'] as const;
        const made = tableOf(
          Object.fromEntries(names.map((name, j) => [name, rows.map((each) => each[j])])) as Record<
            'a' | 'b' | 'c' | 'd',
            number[]
          >,
        );
        for (const each of ipsatise(made, names, { scale: [1, 9], by: 'standardise' }).objects()) {
          const values = Object.values(each) as (number | null)[];
          if (values.includes(null)) continue;
          const sum = (of: (x: number) => number) =>
            (values as number[]).reduce((total, x) => total + of(x), 0);
          expect(sum((x) => x)).toBeCloseTo(0, 10);
          expect(sum((x) => x * x) / 3).toBeCloseTo(1, 10);
        }
      }),
    );
  });
});

describe('yesNoSet', () => {
  const ticks = tableOf({
    customerId: ['a', 'b', 'c', 'd'],
    rest: ['yes', 'Yes', 'no', null],
    fun: [1, 0, 0, 1],
    省钱: [true, true, false, null],
  });

  it('counts yes, and the share that each ticked', async () => {
    const set = yesNoSet(ticks, ['rest', 'fun', '省钱'], { basis: 'B6', name: 'benefits' });
    expect(set.shares.array('item')).toEqual(['rest', '省钱', 'fun']);
    expect(set.shares.array('yes')).toEqual([2, 2, 2]);
    expect(set.shares.array('n')).toEqual([3, 3, 4]);
    expect(set.scores).toEqual([1, 2 / 3, 0, null]); // d answered one of three: two are needed
    const table = await bothPlaces(ticks, [set.feature, ...set.itemFeatures]);
    expect(table.array('benefits')).toEqual(set.scores);
    expect(table.array('rest')).toEqual([1, 1, 0, null]);
    expect(table.array('省钱')).toEqual([1, 1, 0, null]);
    expect(table.info.benefits).toMatchObject({ basis: 'B6', meaning: 'Share of 3 items with yes.' });
  });

  it('takes words of its own, and refuses others', () => {
    const words = tableOf({ a: ['ja', 'nein', 'ja'], b: ['ja', 'nein', 'nein'] });
    expect(yesNoSet(words, ['a', 'b'], { yes: ['ja'], no: ['nein'] }).shares.array('yes')).toEqual([2, 1]);
    expect(() => yesNoSet(words, ['a', 'b'])).toThrow('row 1, column "a" is "ja", neither yes nor no.');
  });
});

const shared = '../shared/datasets';
describe.skipIf(!existsSync(shared))('surveys of ../shared', () => {
  // Alphas as published with the items (and in datasets/README.md); the other values by numpy 2, pairwise covariances,
  // and scipy's F quantiles: items in order, correlation with the others, alpha without the item.
  it.each([
    [
      'A',
      ['A1'],
      0.703,
      [0.6851, 0.7202],
      [0.308418, 0.563615, 0.587005, 0.394444, 0.488565],
      [0.718517, 0.61718, 0.60026, 0.685806, 0.642953],
      91,
    ],
    [
      'C',
      ['C4', 'C5'],
      0.727,
      [0.7103, 0.7425],
      [0.450242, 0.504565, 0.464205, 0.552547, 0.477469],
      [0.694, 0.673571, 0.688734, 0.653826, 0.689725],
      93,
    ],
    [
      'E',
      ['E1', 'E2'],
      0.762,
      [0.7474, 0.7755],
      [0.516273, 0.605369, 0.504573, 0.577994, 0.454245],
      [0.725655, 0.69018, 0.727914, 0.701888, 0.743633],
      87,
    ],
    [
      'N',
      [],
      0.814,
      [0.8027, 0.8248],
      [0.667206, 0.652616, 0.674817, 0.5428, 0.486482],
      [0.758138, 0.763233, 0.755343, 0.79535, 0.812602],
      106,
    ],
    [
      'O',
      ['O2', 'O5'],
      0.6,
      [0.5761, 0.6233],
      [0.390679, 0.33212, 0.450534, 0.217943, 0.416211],
      [0.531594, 0.567228, 0.497361, 0.611481, 0.511658],
      74,
    ],
  ] as const)(
    'personality items, %s',
    async (factor, reversed, alpha, [low, high], totals, dropped, gaps) => {
      const table = await readTable(`${shared}/personality-items/bfi.csv`);
      const items = [1, 2, 3, 4, 5].map((i) => `${factor}${i}`);
      const found = battery(table, items, { scale: [1, 6], reversed });
      expect(found.alpha.value).toBeCloseTo(alpha, 3);
      expect(found.alpha.low).toBeCloseTo(low, 4);
      expect(found.alpha.high).toBeCloseTo(high, 4);
      const near = (value: number) => expect.closeTo(value, 5);
      expect(found.items.array('itemTotal')).toEqual(totals.map(near));
      expect(found.items.array('alphaIfDropped')).toEqual(dropped.map(near));
      expect(found.respondents - found.complete).toBe(gaps);
      const columns = { customer: 'respondent' };
      const scores = await bothPlaces(table, [found.feature], { columns });
      const byId = new Map(scores.objects().map((row) => [Number(row.customerId), row.score]));
      const ids = table.array('respondent').map(Number);
      expect(ids.map((id) => byId.get(id))).toEqual(found.scores);
      expect(battery(table, items, { scale: [1, 6] }).findings.length > 0).toBe(reversed.length > 0);
    },
  );

  it('vacation motives', async () => {
    const table = await readTable(`${shared}/vacation-motives/motives.csv`);
    const items = table.columnNames().filter((name) => name !== 'respondent');
    const motives = yesNoSet(table, items, { basis: 'B6' });
    const shares = new Map(motives.shares.objects().map(({ item, share }) => [item, share]));
    const known = {
      'rest and relax': 0.899,
      'change of surroundings': 0.672,
      'fun and entertainment': 0.53,
      'not exceed planned budget': 0.514,
      'realise creativity': 0.078,
    };
    for (const [item, share] of Object.entries(known)) expect(shares.get(item)).toBeCloseTo(share, 10);
    expect(motives.alpha.value).toBeCloseTo(0.7183620628653026, 12); // numpy: 20/19 (1 - sum of p (1 - p) / variance of sums)
    expect(motives.alpha.method).toContain('KR-20');
  });

  it('volunteers and car buyers', async () => {
    const volunteers = await readTable(`${shared}/volunteers/volunteers.csv`);
    const reasons = volunteers
      .columnNames()
      .filter((name) => !['respondent', 'GENDER', 'AGEG'].includes(name));
    const set = yesNoSet(volunteers, reasons);
    const top = set.shares
      .objects()
      .slice(0, 5)
      .map(({ item, share }) => [item, share.toFixed(4)]);
    expect(top).toEqual([
      ['help.others', '0.6678'],
      ['give.back', '0.6375'],
      ['cause', '0.5866'],
      ['community', '0.5272'],
      ['good.job', '0.5180'],
    ]);
    expect(set.alpha.value).toBeCloseTo(0.8317819815370211, 12); // numpy
    const cars = await readTable(`${shared}/car-buyers/car_buyers.csv`);
    const chosen = yesNoSet(
      cars,
      cars.columnNames().filter((name) => name.startsWith('ch_')),
    );
    expect(chosen.shares.array('yes').slice(0, 8)).toEqual([547, 388, 361, 348, 325, 323, 317, 308]);
    expect(chosen.shares.array('item').at(-1)).toBe('ch_character');
    expect(chosen.alpha.value).toBeCloseTo(0.2986275117309891, 12); // numpy
  });

  it('business customers who give the same answer to ten questions', async () => {
    const table = await readTable(`${shared}/customer-satisfaction/customer_sat.csv`);
    const items = table.columnNames().filter((name) => name !== 'respondent');
    const lines = responseStyle(table, items, { scale: [1, 10] }).array('straightLined');
    expect(lines.filter((line) => line)).toHaveLength(102); // numpy: rows whose greatest answer is the least
    expect(
      await featureTable(table, [battery(table, items, { scale: [1, 10] }).feature], {
        columns: { customer: 'respondent' },
      }),
    ).toBeDefined();
  });
});
