import {
  DISPLAY_KEY,
  type EvaluationOptions,
  evaluateSegments,
  evaluationEvidence,
  isInputError,
  isProven,
  plan,
  profile,
  profileRatings,
  ratingsTable,
  segmentRatings,
  tableFromRows,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manyCustomers, segmentsOf } from '../segments-by-hand.js';

const three = {
  segments: [
    { key: 's1', name: 'Families', size: 500 },
    { key: 's2', name: 'Singles', size: 300 },
    { key: 's3', name: 'Clubs', size: 40 },
  ],
};
const options: EvaluationOptions = {
  criteria: [
    { name: 'profit', side: 'attractiveness', ratings: { s1: 8, s2: 4, s3: 10 } },
    { name: 'growth', side: 'attractiveness', ratings: { s1: 2, s2: 9, s3: 1 } },
    { name: 'our range', side: 'competitiveness', ratings: { s1: 6, s2: 6, s3: 9 } },
  ],
  plan: { weights: { profit: 50, growth: 30, 'our range': 20 } },
  seed: 1,
};

describe('evaluateSegments', () => {
  const evaluation = evaluateSegments(three, options);
  const by = (key: string) => evaluation.segments.find((segment) => segment.key === key)!;

  it('weighs by hand', () => {
    // Attractiveness by 50 : 30, competitiveness alone, score by 50 : 30 : 20.
    // s1: (8·5 + 2·3) / 8 = 5.75, 6, 0.5·8 + 0.3·2 + 0.2·6 = 5.8
    // s2: (4·5 + 9·3) / 8 = 5.875, 6, 2 + 2.7 + 1.2 = 5.9
    // s3: (10·5 + 1·3) / 8 = 6.625, 9, 5 + 0.3 + 1.8 = 7.1
    const numbers = evaluation.segments.map(({ attractiveness, competitiveness, score, rank }) => [
      attractiveness,
      competitiveness,
      score,
      rank,
    ]);
    [
      [5.75, 6, 5.8, 3],
      [5.875, 6, 5.9, 2],
      [6.625, 9, 7.1, 1],
    ].forEach((row, s) => {
      for (const [j, value] of row.entries()) expect(numbers[s][j]).toBeCloseTo(value, 12);
    });
    expect(evaluation.choice).toBe('s3');
  });

  it('finds the weight from where on another is first', () => {
    // s3 leads s2 by 1.2. With the share t of growth and 5 : 2 for the rest: s3 (10·5 + 9·2) / 7 = 68/7, s2 (20 + 12) / 7 = 32/7;
    // (1 - t)·36/7 = 8t, t = 36/92 = 0.391304. Profit: rest (3·1 + 2·9)/5 = 21/5 and (27 + 12)/5 = 39/5;
    // (1 - t)·18/5 = 6t, t = 18/48 = 0.375. Our range: s3 stays first at any share from 0 (53/8 above 47/8) to 1.
    expect(evaluation.sensitivity!.changes).toEqual([
      { criterion: 'growth', from: expect.closeTo(0.3, 12), to: expect.closeTo(36 / 92, 12), winner: 's2' },
      { criterion: 'profit', from: expect.closeTo(0.5, 12), to: expect.closeTo(0.375, 12), winner: 's2' },
    ]);
    expect(evaluation.because).toContain(
      'The smallest change that makes another the first: “growth” from 30.0% of all weights to above 39.1%, then it is Singles.',
    );
  });

  it('really changes the winner there, and not before', () => {
    const withGrowth = (t: number) =>
      evaluateSegments(three, {
        ...options,
        plan: { weights: { profit: (1 - t) * 5, growth: t * 7, 'our range': (1 - t) * 2 } },
      }).choice;
    expect([withGrowth(36 / 92 - 1e-6), withGrowth(36 / 92 + 1e-6)]).toEqual(['s3', 's2']);
  });

  it('counts who is first over all weightings', () => {
    // Two criteria: weight t of the first is uniform. a = 6t + 4(1-t), b = 3t + 6(1-t): a leads where 3t > 2(1-t), t > 0.4.
    const pair = evaluateSegments(
      {
        segments: [
          { key: 'a', name: 'A' },
          { key: 'b', name: 'B' },
        ],
      },
      {
        criteria: [
          { name: 'x', side: 'attractiveness', ratings: { a: 6, b: 3 } },
          { name: 'y', side: 'competitiveness', ratings: { a: 4, b: 6 } },
        ],
        seed: 5,
        draws: 100_000,
      },
    );
    const { first } = pair.sensitivity!;
    expect(first.a.value).toBeCloseTo(0.6, 2);
    expect(first.a.low).toBeLessThan(0.6);
    expect(first.a.high).toBeGreaterThan(0.6);
    expect(first.a.value + first.b.value).toBeCloseTo(1, 12);
  });

  it('says in proven sentences why each has its rank', () => {
    const source = evaluationEvidence(evaluation);
    for (const { reason } of evaluation.segments) expect(isProven(reason, source)).toBe(true);
    // Averages: profit 22/3 = 7.3, growth 4, our range 7. Pulls of s3: 0.5·2.67, 0.3·(-3), 0.2·2.
    expect(by('s3').reason.text).toBe(
      'Score 7.1 of 10. Above the other segments: profit 10.0 (average 7.3, weight 50%), our range 9.0 (average 7.0, weight 20%). Below them: growth 1.0 (average 4.0, weight 30%).',
    );
    const other = evaluateSegments(three, { ...options, plan: {} });
    expect(isProven(by('s3').reason, evaluationEvidence(other))).toBe(false);
  });

  it('knocks out whatever the score, and says why', () => {
    const intent = plan({
      goal: 'g',
      decision: 'd',
      bases: ['B4'],
      descriptors: [],
      hypotheses: ['h'],
      metrics: ['m'],
      maxCampaigns: 3,
      reviewBy: '2027-01-01',
      weights: { profit: 50, growth: 30, 'our range': 20 },
      knockOuts: ['buys in 2 seasons'],
      smallestSegment: 100,
    });
    const judged = { 'buys in 2 seasons': { s1: false, s2: true, s3: true } };
    const left = evaluateSegments(three, { ...options, plan: intent, judged });
    expect(left.segments.map(({ status, rank }) => [status, rank])).toEqual([
      ['knocked out', undefined],
      ['ranked', 1],
      ['knocked out', undefined],
    ]);
    expect(left.segments[0].reason.text).toBe('Knocked out: it lacks “buys in 2 seasons”.');
    expect(left.segments[2].reason.text).toBe(
      'Knocked out: fewer than the 100 customers that the plan asks for.',
    );
    expect(left.segments[2].score).toBeCloseTo(7.1, 12);
    expect(left.choice).toBe('s2');
    expect(Object.keys(left.sensitivity!.first)).toEqual(['s2']);
    expect(left.because).toBe(
      'Only Singles is left to choose, score 5.9 of 10. Knocked out: Families, Clubs.',
    );
    for (const { reason } of left.segments) expect(isProven(reason, evaluationEvidence(left))).toBe(true);
    const none = { 'buys in 2 seasons': { s1: false, s2: false, s3: false } };
    const empty = evaluateSegments(three, { ...options, plan: intent, judged: none });
    expect(empty).toMatchObject({ choice: undefined, sensitivity: undefined });
    expect(empty.because).toMatch(/^No segment is left to choose\./);
    expect(empty.criteria[0].average).toBeUndefined();
  });

  it('gives equal segments equal ranks and names no choice', () => {
    const twins = evaluateSegments(
      {
        segments: [
          { key: 'a', name: 'A' },
          { key: 'b', name: 'B' },
          { key: 'c', name: 'C' },
        ],
      },
      {
        criteria: [
          { name: 'x', side: 'attractiveness', ratings: { a: 6, b: 6, c: 1 } },
          { name: 'y', side: 'competitiveness', ratings: { a: 4, b: 4, c: 1 } },
        ],
        seed: 5,
      },
    );
    expect(twins.segments.map(({ rank }) => rank)).toEqual([1, 1, 3]);
    expect(twins.choice).toBeUndefined();
    expect(twins.sensitivity!.first).toMatchObject({ a: { value: 1 }, b: { value: 1 }, c: { value: 0 } });
    expect(twins.sensitivity!.changes).toEqual([]);
    expect(twins.because).toContain('The weights do not decide between them.');
  });

  it('displays ranks first to last, hostile names as text', () => {
    const named = {
      segments: three.segments.map((segment, s) => ({
        ...segment,
        name: ['<script>alert(1)</script>', '忠诚客户', 'عملاء'][s],
      })),
    };
    const bundle = evaluateSegments(named, options)[DISPLAY_KEY]();
    expect(bundle['text/html']).not.toContain('<script>alert');
    expect(JSON.stringify(bundle)).not.toMatch(/NaN|Infinity/);
    const { rows } = ratingsTable(evaluation).content;
    expect(rows[0]).toEqual(['profit', 'how attractive they are to us', 0.5, 8, 4, 10, 'given by people']);
  });
});

describe('laws of evaluateSegments', () => {
  const rating = fc.integer({ min: 0, max: 100 }).map((value) => value / 10);
  const weight = fc.integer({ min: 1, max: 50 });
  const case_ = fc.record({
    rows: fc.array(fc.array(rating, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
    weights: fc.array(weight, { minLength: 3, maxLength: 3 }),
  });
  const sides = ['attractiveness', 'competitiveness', 'attractiveness'] as const;
  const evaluate = (rows: number[][], weights: number[], order = rows.map((_, i) => i), factor = 1) =>
    evaluateSegments(
      { segments: order.map((i) => ({ key: `s${i}`, name: `S${i}` })) },
      {
        criteria: sides.map((side, j) => ({
          name: `c${j}`,
          side,
          ratings: Object.fromEntries(order.map((i) => [`s${i}`, rows[i][j]])),
        })),
        plan: { weights: Object.fromEntries(weights.map((each, j) => [`c${j}`, each * factor])) },
        seed: 3,
        draws: 200,
      },
    );
  const ranks = ({ segments }: ReturnType<typeof evaluate>) =>
    Object.fromEntries(segments.map(({ key, rank }) => [key, rank]));

  it('rescaled weights change nothing', () => {
    fc.assert(
      fc.property(case_, fc.constantFrom(1e-9, 0.1, 3, 1e12), ({ rows, weights }, factor) => {
        const [plain, scaled] = [evaluate(rows, weights), evaluate(rows, weights, undefined, factor)];
        expect(ranks(scaled)).toEqual(ranks(plain));
        for (const [s, { score }] of plain.segments.entries()) {
          expect(scaled.segments[s].score).toBeCloseTo(score!, 9);
        }
        expect(scaled.because).toBe(plain.because);
      }),
    );
  });

  it('a segment that is better in every criterion is first for all weights', () => {
    fc.assert(
      fc.property(case_, ({ rows, weights }) => {
        const best = [0, 1, 2].map((j) => Math.max(...rows.map((row) => row[j])) + 0.1);
        const lower = rows.map((row) => row.map((value) => value * 0.9));
        const { choice, sensitivity } = evaluate(
          [best.map((value) => Math.min(10, value)), ...lower.map((row) => row.map((v) => Math.min(9.8, v)))],
          weights,
        );
        expect(choice).toBe('s0');
        expect(sensitivity!.first.s0.value).toBe(1);
        expect(sensitivity!.changes).toEqual([]);
      }),
    );
  });

  it('the order of segments does not matter', () => {
    fc.assert(
      fc.property(case_, ({ rows, weights }) => {
        const [plain, turned] = [
          evaluate(rows, weights),
          evaluate(
            rows,
            weights,
            rows.map((_, i) => rows.length - 1 - i),
          ),
        ];
        expect(ranks(turned)).toEqual(ranks(plain));
        expect(turned.sensitivity!.first).toEqual(plain.sensitivity!.first);
        const reasons = ({ segments }: typeof plain) =>
          Object.fromEntries(segments.map(({ key, reason }) => [key, reason.text]));
        expect(reasons(turned)).toEqual(reasons(plain));
      }),
    );
  });

  it('every change it names changes the winner just beyond, and none does just before', () => {
    fc.assert(
      fc.property(case_, ({ rows, weights }) => {
        const { sensitivity, choice } = evaluate(rows, weights);
        for (const { criterion, from, to, winner } of sensitivity!.changes) {
          const j = Number(criterion[1]);
          const total = weights.reduce((sum, each) => sum + each, 0);
          const at = (share: number) =>
            weights.map((each, i) =>
              i === j ? share : ((each / total) * (1 - share)) / (1 - weights[j] / total),
            );
          const step = Math.sign(to - from) * Math.min(1e-6, (1 - to) / 2, to / 2);
          const beyond = evaluate(rows, at(to + step));
          const lead = Math.max(...beyond.segments.map(({ score }) => score!));
          const own = beyond.segments.find(({ key }) => key === winner)!.score!;
          expect(own).toBeGreaterThan(lead - 1e-6);
          expect(beyond.segments.find(({ key }) => key === choice)!.score!).toBeLessThan(lead + 1e-12);
          const before = evaluate(rows, at(from + (to - from) * 0.5));
          expect(before.choice).toBe(choice);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('ratings', () => {
  it('lie on a stated straight line and stop at its ends, also where less is better', () => {
    // Days since the last order: 30 is best (10), 130 worst (0): 80 lies in the middle.
    const { values, scaling } = segmentRatings(
      { s1: 80, s2: 10, s3: 500, s4: undefined },
      { what: 'Recency', worst: 130, best: 30, unit: 'days' },
    );
    expect(values).toEqual({ s1: 5, s2: 10, s3: 0, s4: undefined });
    expect(scaling).toBe('Recency: 130\u00a0days is 0, 30\u00a0days is 10, straight in between');
  });

  const { labels, table } = manyCustomers([
    { segment: 0, values: { monetary: 100 } },
    { segment: 0, values: { monetary: 300 } },
    { segment: 1, values: { monetary: 50 } },
  ]);
  labels.lone = 2;
  const people = profile(
    segmentsOf(labels, ['A', 'B', 'C']),
    tableFromRows([...table.objects(), { customerId: 'lone', monetary: 9 }]),
    { id: 'customerId' },
  );

  it('come from a profile, by mean, total or size', () => {
    // Means 200 and 50; totals 40 · 200 = 8000 and 20 · 50 = 1000; sizes 40 and 20. The segment of one is masked.
    const of = (column: string, best: number, statistic?: 'total') =>
      profileRatings(people, column, { worst: 0, best, ...(statistic ? { statistic } : {}) }).values;
    expect(of('monetary', 400)).toEqual({ s1: 5, s2: 1.25, s3: undefined });
    expect(of('monetary', 10_000, 'total')).toEqual({ s1: 8, s2: 1, s3: undefined });
    expect(of('customers', 80)).toEqual({ s1: 5, s2: 2.5, s3: undefined });
  });

  it('leave a masked segment unrated, and show nothing of it', () => {
    const evaluation = evaluateSegments(people, {
      criteria: [
        {
          name: 'money',
          side: 'attractiveness',
          ratings: profileRatings(people, 'monetary', { worst: 0, best: 400 }),
        },
        { name: 'fit', side: 'competitiveness', ratings: { s1: 1, s2: 9, s3: 9 } },
      ],
      seed: 1,
    });
    expect(evaluation.segments[2]).toMatchObject({ status: 'not rated', score: undefined, rank: undefined });
    expect(evaluation.segments[2].reason.text).toBe('Not rated: too few customers to show their numbers.');
    expect(evaluation.segments[1].rank).toBe(1);
  });

  it.each([
    [() => segmentRatings({ s1: 1 }, { what: 'x', worst: 1, best: 1 }), 'worst is 1 and best is 1'],
    [
      () => segmentRatings({ s1: Infinity }, { what: 'x', worst: 0, best: 1 }),
      'the value of "s1" is Infinity',
    ],
    [() => segmentRatings({ s1: 1 }, { what: 'x', worst: 0, best: 1, scale: [5, 1] }), 'scale is 5 to 1'],
    [
      () => segmentRatings(undefined as never, { what: 'x', worst: 0, best: 1 }),
      'needs a value for each segment',
    ],
    [() => profileRatings(people, 'monetry', { worst: 0, best: 1 }), 'Nearest: "monetary"'],
    [() => profileRatings(people, 'monetary', undefined as never), 'needs the worst and the best'],
    [
      () => profileRatings(people, 'monetary', { worst: 0, best: 1, statistic: 'mode' as never }),
      'no statistic "mode"',
    ],
  ])('say what is wrong %#', (run, message) => {
    let caught: unknown;
    try {
      run();
    } catch (error) {
      caught = error;
    }
    expect(isInputError(caught)).toBe(true);
    expect((caught as Error).message).toContain(message);
  });
});

describe('evaluateSegments says what it needs', () => {
  const [profit, growth, range] = options.criteria;
  it.each<[string, unknown, unknown]>([
    ['needs segments', {}, options],
    ['needs segments', { segments: [] }, options],
    ['segment "s1" stands twice', { segments: [three.segments[0], three.segments[0]] }, options],
    ['needs criteria with ratings, and a seed', three, undefined],
    ['seed is undefined', three, { ...options, seed: undefined }],
    ['draws is 5', three, { ...options, draws: 5 }],
    ['scale is 10 to 0', three, { ...options, scale: [10, 0] }],
    ['no criterion is of the side "competitiveness"', three, { criteria: [profit, growth], seed: 1 }],
    ['is called "profit" like another', three, { ...options, criteria: [profit, profit, range] }],
    ['criterion 1 has no name', three, { ...options, criteria: [{ ...profit, name: ' ' }, range] }],
    ['no side "good"', three, { ...options, criteria: [{ ...profit, side: 'good' }, range] }],
    [
      'segment "s3" has no rating',
      three,
      { ...options, criteria: [{ ...profit, ratings: { s1: 1, s2: 1 } }, growth, range] },
    ],
    ['no segment "s9"', three, { ...options, criteria: [{ ...profit, ratings: { s9: 1 } }, growth, range] }],
    [
      'the rating of "s1" is 11',
      three,
      { ...options, criteria: [{ ...profit, ratings: { s1: 11, s2: 1, s3: 1 } }, growth, range] },
    ],
    [
      'the rating of "s2" is NaN',
      three,
      { ...options, criteria: [{ ...profit, ratings: { s1: 1, s2: Number.NaN, s3: 1 } }, growth, range] },
    ],
    ['no weight for "our range"', three, { ...options, plan: { weights: { profit: 1, growth: 1 } } }],
    ['no criterion "prophet"', three, { ...options, plan: { weights: { prophet: 1 } } }],
    ['whether "s1" has "buys" is not judged', three, { ...options, plan: { knockOuts: ['buys'] } }],
    ['no knock-out of the plan "sells"', three, { ...options, judged: { sells: { s1: true } } }],
    [
      'the size of "a" is not given',
      { segments: [{ key: 'a', name: 'A' }] },
      {
        criteria: [
          { ...profit, ratings: { a: 1 } },
          { ...range, ratings: { a: 1 } },
        ],
        plan: { smallestSegment: 3 },
        seed: 1,
      },
    ],
  ])('%s', (message, of, given) => {
    let caught: unknown;
    try {
      evaluateSegments(of as never, given as never);
    } catch (error) {
      caught = error;
    }
    expect(isInputError(caught), String(caught)).toBe(true);
    expect((caught as Error).message).toContain(message);
  });
});
