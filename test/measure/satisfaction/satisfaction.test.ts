import {
  netPromoterScore,
  type SurveyOptions,
  satisfaction,
  seeded,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedLines } from '../../fixtures/shared-data.js';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

/** Customers of segments with an answer each, `undefined` for none. */
function surveyOf(answers: readonly (readonly (number | null)[])[]) {
  const rows = answers.flatMap((own, s) =>
    own.map((answer, i) => ({ customerId: `s${s}c${i}`, answer, segment: s })),
  );
  return {
    segmentation: segmentsOf(
      Object.fromEntries(rows.map(({ customerId, segment }) => [customerId, segment])),
    ),
    survey: tableFromRows(rows),
    answer: 'answer',
  };
}

const repeat = (answer: number | null, times: number) => new Array<number | null>(times).fill(answer);

describe('satisfaction', () => {
  it('has CSAT, top-two-box and non-response, by hand', () => {
    const { rows, weighted } = satisfaction({
      ...surveyOf([
        [5, 4, 3, null],
        [1, 2],
      ]),
      scale: [1, 5],
      minimum: 0,
    });
    const [first, second, all] = rows;
    // (4 + 3 + 2) / 3 of 4 steps: 75; 4 and 5 of three answers; three of four answered.
    expect(first.csat!.value).toBeCloseTo(75, 12);
    expect(first.topTwoBox!.value).toBeCloseTo(2 / 3, 12);
    expect(first.response).toMatchObject({ asked: 4, answers: 3 });
    expect(first.response.rate!.value).toBe(0.75);
    expect(second.csat!.value).toBeCloseTo(12.5, 12);
    expect(first.difference!.value).toBeCloseTo(2 / 3 - 0, 12);
    expect(all.csat!.value).toBeCloseTo((100 + 75 + 50 + 0 + 25) / 5, 12);
    expect(all.difference).toBeUndefined();
    // Four of six customers are of the first segment: (4 · 75 + 2 · 12.5) / 6, not the 50 of those who answered.
    expect(weighted.csat!.value).toBeCloseTo((4 * 75 + 2 * 12.5) / 6, 12);
    // Variance of the mean: first (100, 75, 50: 625)/3, second (0, 25: 312.5)/2.
    const half = 1.959964 * Math.sqrt((4 / 6) ** 2 * (625 / 3) + (2 / 6) ** 2 * (312.5 / 2));
    expect(weighted.csat!.high).toBeCloseTo((4 * 75 + 2 * 12.5) / 6 + half, 4);
  });

  it('warns where segments answer at unlike rates, and only there', () => {
    const unlike = satisfaction({
      ...surveyOf([
        [...repeat(5, 80), ...repeat(null, 20)],
        [...repeat(2, 20), ...repeat(null, 80)],
      ]),
      scale: [1, 5],
    });
    expect(unlike.nonResponse.p).toBeLessThan(0.001);
    expect(unlike.nonResponse.warning).toContain('most in First (80%), least in Second (20%)');
    expect(shownText(unlike)).toContain('Take the one weighted by segment.');
    const alike = satisfaction({
      ...surveyOf([
        [...repeat(5, 50), ...repeat(null, 50)],
        [...repeat(2, 48), ...repeat(null, 52)],
      ]),
      scale: [1, 5],
    });
    expect(alike.nonResponse.warning).toBeUndefined();
    expect(shownText(alike)).toContain('No sign that segments answer at unlike rates.');
  });

  it('weights the truth back where who answers depends on the segment', () => {
    // Truth 0.5 · 75 + 0.5 · 25 = 50; those who answer alone say about 65. The interval covers as it should.
    let covered = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const random = seeded(seed);
      const group = (answers: number, likely: number) => [
        ...Array.from(
          { length: answers },
          () => 1 + [0, 1, 2, 3, 4].filter((_, i) => i > 0 && random.next() < likely).length,
        ),
        ...repeat(null, 100 - answers),
      ];
      const { weighted } = satisfaction({ ...surveyOf([group(80, 0.75), group(20, 0.25)]), scale: [1, 5] });
      if (weighted.csat!.low <= 50 && 50 <= weighted.csat!.high) covered++;
    }
    expect(covered / 500).toBeGreaterThan(0.91);
    expect(covered / 500).toBeLessThan(0.98);
  });

  it('counts only those who were asked', () => {
    const { segmentation } = surveyOf([repeat(1, 4), repeat(1, 2)]);
    const survey = tableOf({
      customerId: ['s0c0', 's0c1', 's1c0'],
      asked: [1, 1, 0],
      answer: [5, null, null],
    });
    const { rows } = satisfaction({ segmentation, survey, answer: 'answer', asked: 'asked', scale: [1, 5] });
    expect(rows.map(({ response }) => [response.answers, response.asked])).toEqual([
      [1, 2],
      [0, 0],
      [1, 2],
    ]);
    expect(rows[1].response.rate).toBeUndefined();
  });

  it('hides few answers and never shows what is no number', () => {
    const result = satisfaction({ ...surveyOf([repeat(5, 30), repeat(null, 20)]), scale: [1, 5] });
    expect(result.weighted.csat).toBeUndefined();
    expect(result.rows[0].csat).toMatchObject({ value: 100, low: 100, high: 100 });
    const text = shownText(result);
    expect(text).toContain('fewer than 10 answers');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each<[string, object, string]>([
    [
      'no scale',
      { scale: undefined },
      'satisfaction: the scale is NaN to NaN. Give the lowest and the highest answer',
    ],
    ['a scale that is none', { scale: [5, 1] }, 'satisfaction: the scale is 5 to 1.'],
    [
      'an answer off the scale',
      { survey: tableOf({ customerId: ['s0c0'], answer: [9] }) },
      'satisfaction: row 1, column "answer" is 9. An answer is a whole number from 1 to 5, or empty.',
    ],
    [
      'an answer in words',
      { survey: tableOf({ customerId: ['s0c0'], answer: ['good'] }) },
      'column "answer" is "good"',
    ],
    [
      'two answers of one customer',
      { survey: tableOf({ customerId: ['s0c0', 's0c0'], answer: [1, 2] }) },
      'customer "s0c0" stands in row 1 and in row 2.',
    ],
    [
      'an answer of somebody who was not asked',
      { survey: tableOf({ customerId: ['s0c0'], answer: [1], asked: [0] }), asked: 'asked' },
      'row 1, customer "s0c0" answered and was not asked.',
    ],
    ['no such column', { answer: 'anser' }, 'there is no column "anser". Nearest: "answer".'],
  ])('refuses %s', (_, change, message) => {
    const options = { ...surveyOf([[1, 2], [3]]), scale: [1, 5], ...change };
    expect(() => satisfaction(options as unknown as SurveyOptions<object>)).toThrow(message);
  });
});

describe('netPromoterScore', () => {
  it('has classes, score and difference, by hand', () => {
    const { rows, weighted } = netPromoterScore({
      ...surveyOf([
        [10, 9, 8, 7, 6, 0],
        [9, 9, 10, 3],
      ]),
      scale: [0, 10],
      minimum: 0,
    });
    expect(rows.map(({ promoters, passives, detractors }) => [promoters, passives, detractors])).toEqual([
      [2, 2, 2],
      [3, 0, 1],
      [5, 2, 3],
    ]);
    expect(rows.map(({ score }) => score!.value)).toEqual([0, 50, 20]);
    expect(rows.map(({ difference }) => difference?.value)).toEqual([-50, 50, undefined]);
    expect(weighted!.value).toBeCloseTo(20, 12); // all answered: the weights are those of the answers
  });

  it('does not depend on the order of rows', () => {
    const random = seeded(3);
    const data = surveyOf([0, 1].map(() => Array.from({ length: 30 }, () => random.integer(11))));
    const rows = data.survey.objects();
    const of = (list: typeof rows) =>
      netPromoterScore({ ...data, survey: tableFromRows(list), scale: [0, 10] }).rows;
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(of(shuffled)).toEqual(of(rows));
      }),
      { numRuns: 10 },
    );
  });

  it('refuses scales on which it is not defined', () => {
    expect(() => netPromoterScore({ ...surveyOf([[1], [2]]), scale: [1, 5] })).toThrow(
      'netPromoterScore: the scale is 1 to 5. The score is defined from 0 to 10',
    );
  });

  it('shows nothing of few answers', () => {
    const result = netPromoterScore({ ...surveyOf([repeat(10, 30), repeat(0, 5)]), scale: [0, 10] });
    const text = shownText(result);
    expect(text).toContain('fewer than 10 answers');
    expect(text).not.toContain('200'); // the difference would tell the score of the five
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe.skipIf(!hasShared)('satisfaction on real surveys (../shared/datasets)', () => {
  const columns = (path: string) => {
    const [header, ...lines] = sharedLines(path).map((line) => line.replaceAll('"', '').split(','));
    const ids = lines.map((_, i) => `r${i}`);
    const column = (name: string) => lines.map((line) => Number(line[header.indexOf(name)]));
    return { segmentation: segmentsOf(Object.fromEntries(ids.map((id) => [id, 0])), ['Only']), ids, column };
  };

  it('agrees with the recommendations of mobile-phone customers', () => {
    // README: 95 answers of 9-10, 95 of 7-8, 60 of 1-6; promoters minus detractors +14. CUSA1 has the mean 7.988.
    const { segmentation, ids, column } = columns('datasets/mobile-satisfaction/mobi.csv');
    const survey = tableOf({ customerId: ids, recommend: column('CUSL3'), overall: column('CUSA1') });
    const nps = netPromoterScore({ segmentation, survey, answer: 'recommend', scale: [1, 10] });
    expect(nps.rows[0]).toMatchObject({ promoters: 95, passives: 95, detractors: 60 });
    expect(nps.rows[0].score!.value).toBe(14);
    expect(shownText(nps)).toContain('The scale starts at 1');
    const csat = satisfaction({ segmentation, survey, answer: 'overall', scale: [1, 10] }).rows[0].csat!;
    expect(csat.value).toBeCloseTo((100 * (7.988 - 1)) / 9, 10);
  });

  it('agrees with the business customers of a directory', () => {
    // README: 308 answers of 9-10, 549 of 7-8, 954 of 1-6; mean of q1 6.0663.
    const { segmentation, ids, column } = columns('datasets/customer-satisfaction/customer_sat.csv');
    const survey = tableOf({ customerId: ids, q1: column('q1') });
    const [only] = netPromoterScore({ segmentation, survey, answer: 'q1', scale: [1, 10] }).rows;
    expect(only).toMatchObject({ promoters: 308, passives: 549, detractors: 954 });
    const [row] = satisfaction({ segmentation, survey, answer: 'q1', scale: [1, 10] }).rows;
    expect(row.topTwoBox!.value).toBeCloseTo(308 / 1811, 12);
    expect(row.csat!.value).toBeCloseTo((100 * (6.0663 - 1)) / 9, 2);
  });
});
