import {
  conditionText,
  type RfmMapRow,
  rfmMap,
  ruleCoverage,
  ruleSegments,
  type ScoreRange,
  tableOf,
  tenRuleRfmTable,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageContent } from '#clientele/cluster/rules/coverage-content';
import { contentText } from '#clientele/display/content-text';

const SCORES = { recencyScore: 5, frequencyScore: 5, monetaryScore: 5 };

/** Cells in one row of a map and more, and in several, counted by loops. */
function counted(rows: readonly RfmMapRow[]): { covered: number; contested: number } {
  const within = (score: number, range: ScoreRange = [1, 5]) => {
    const [from, to] = typeof range === 'number' ? [range, range] : range;
    return score >= from && score <= to;
  };
  let covered = 0;
  let contested = 0;
  for (let r = 1; r <= 5; r++) {
    for (let f = 1; f <= 5; f++) {
      for (let m = 1; m <= 5; m++) {
        const held = rows.filter((row) => within(r, row.r) && within(f, row.f) && within(m, row.m)).length;
        covered += Number(held > 0);
        contested += Number(held > 1);
      }
    }
  }
  return { covered, contested };
}

describe('the table of ten rules', () => {
  const coverage = ruleCoverage(rfmMap(tenRuleRfmTable), SCORES);

  it('is in 115 of 125 cells, 58 of them more than once', () => {
    expect(counted(tenRuleRfmTable)).toEqual({ covered: 115, contested: 58 });
    expect(coverage).toMatchObject({ cells: 125, covered: 115, isPartition: false });
    expect(coverage.contested.length).toBe(58);
    expect(coverage.because).toBe(
      '115 of 125 cells are in a rule, 10 are in no rule, 58 are in several, so that the order of the rules decides.',
    );
  });

  it('names the cells, and who claims them', () => {
    // Frequency 4 or 5 with money 1 and recency 2 or more, and money 2 where frequency is 5 and recency 2
    const codes = coverage.uncovered.map((cell) => Object.values(cell).join(''));
    expect(codes).toEqual(['215', '241', '251', '252', '341', '351', '441', '451', '541', '551']);
    const best = coverage.contested.find(({ cell }) => Object.values(cell).join('') === '555');
    expect(best?.rules).toEqual(['Champions', 'Potential Loyalist']);
    expect(coverage.rules[0]).toEqual({ rule: 'Champions', cells: 1, won: 1, alone: 0 });
    expect(coverage.rules.reduce((sum, { won }) => sum + won, 0)).toBe(115);
    expect(coverage.rules.reduce((sum, { alone }) => sum + alone, 0)).toBe(115 - 58);
  });

  it('displays itself, one row a rule, with the cells in no rule below', () => {
    const text = contentText(coverageContent(coverage));
    expect(text).toContain("Can't Lose Them");
    expect(text).toContain('In no rule, as recencyScore, frequencyScore, monetaryScore: 2 1 5; 2 4 1;');
  });

  it('with the ranges of older versions leaves out 36 cells', () => {
    const older: RfmMapRow[] = [
      { name: 'Champions', r: [4, 5], f: [4, 5], m: [4, 5] },
      { name: 'Loyal Customers', r: [2, 5], f: [3, 5], m: [3, 5] },
      { name: 'Potential Loyalist', r: [3, 5], f: [1, 3], m: [1, 3] },
      { name: 'New Customers', r: [4, 5], f: 1, m: 1 },
      { name: 'Promising', r: [3, 4], f: 1, m: 1 },
      { name: 'Need Attention', r: [2, 3], f: [2, 3], m: [2, 3] },
      { name: 'About To Sleep', r: [2, 3], f: [1, 2], m: [1, 2] },
      { name: 'At Risk', r: [1, 2], f: [2, 5], m: [2, 5] },
      { name: "Can't Lose Them", r: 1, f: [4, 5], m: [4, 5] },
      { name: 'Lost', r: [1, 2], f: [1, 2], m: [1, 2] },
    ];
    const { covered, contested } = ruleCoverage(rfmMap(older), SCORES);
    expect([covered, contested.length]).toEqual([89, 39]);
    expect(counted(older)).toEqual({ covered: 89, contested: 39 });
  });
});

const range = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .map(([a, b]): ScoreRange => (a === b ? a : [Math.min(a, b), Math.max(a, b)]));
const map = fc
  .array(fc.record({ r: range, f: range, m: range }, { requiredKeys: ['r'] }), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map((row, i) => ({ name: `Segment ${i}`, ...row })));

describe('ruleCoverage', () => {
  it('counts as loops do, and as customers of every cell are segmented', () => {
    const every = Array.from({ length: 125 }, (_, i) => [
      Math.floor(i / 25) + 1,
      (Math.floor(i / 5) % 5) + 1,
      (i % 5) + 1,
    ]);
    const table = tableOf({
      id: every.map((scores) => scores.join('')),
      recencyScore: every.map(([r]) => r),
      frequencyScore: every.map(([, f]) => f),
      monetaryScore: every.map(([, , m]) => m),
    });
    fc.assert(
      fc.property(map, (rows) => {
        const rules = rfmMap(rows);
        const asked = new Set(rows.flatMap((row) => Object.keys(row)));
        const scores = Object.fromEntries(Object.entries(SCORES).filter(([name]) => asked.has(name[0])));
        const coverage = ruleCoverage(rules, scores);
        const each = 125 / coverage.cells; // columns that nobody asks for multiply the cells
        expect({ covered: coverage.covered * each, contested: coverage.contested.length * each }).toEqual(
          counted(rows),
        );
        const made = ruleSegments(table, rules, { id: 'id' });
        expect(made.rules.map(({ won }) => won)).toEqual(coverage.rules.map(({ won }) => won * each));
        expect(made.overlap).toBe(coverage.contested.length * each);
      }),
    );
  });

  it('says when rules are a partition', () => {
    const rules = [
      { name: 'Home', when: { country: 'DE' } },
      { name: 'Abroad', when: { not: { country: 'DE' } } },
    ];
    const coverage = ruleCoverage(rules, { country: ['DE', 'FR', 'IT'] });
    expect(coverage).toMatchObject({ isPartition: true, covered: 3, uncovered: [], contested: [] });
    expect(coverage.because).toBe(
      'Each of 3 cells is in exactly one rule: the order of the rules does not matter.',
    );
    const one = ruleCoverage([rules[0]], { country: ['DE', 'FR'] });
    expect(one.because).toBe('1 of 2 cells are in a rule, 1 is in no rule, none is in several.');
  });

  const rules = [{ name: 'A', when: { orders: { below: 3 } } }];
  it.each<[object[], object, string]>([
    [[], { orders: 5 }, 'ruleCoverage: there are no rules.'],
    [rules, {}, 'ruleCoverage: say which values the columns can take.'],
    [rules, { order: 5 }, 'Rule "A": there is no column "orders". Nearest: "order".'],
    [rules, { orders: 5, country: ['DE'] }, 'ruleCoverage: there is no rule that looks at column "country".'],
    [rules, { orders: 0 }, 'the values of column "orders" have to be a list of values that differ'],
    [rules, { orders: [1, 1] }, 'the values of column "orders" have to be a list of values that differ'],
    [rules, { orders: ['one'] }, 'Rule "A": column "orders" holds texts, and is compared with numbers.'],
    [rules, { orders: 1e9 }, 'ruleCoverage: there are 200,001 cells, more than 200,000. Give fewer values'],
    [
      [{ name: 'A', when: () => true }],
      { orders: 5 },
      'ruleCoverage: rule "A" is a function. Write it as a condition',
    ],
  ])('refuses %j on %j', (given, values, reason) => {
    expect(() => ruleCoverage(given as never, values as never)).toThrow(reason);
  });
});

describe('rfmMap', () => {
  it('writes ranges and cells as conditions', () => {
    const [ranges, cells, one] = rfmMap([
      { name: 'Champions', r: [4, 5], f: 5 },
      { name: 'Odd', cells: ['111', '515'], why: 'By hand' },
      { name: 'Single', cells: ['222'] },
    ]);
    expect(conditionText(ranges.when)).toBe('recencyScore 4 to 5 and frequencyScore is 5');
    expect(cells).toEqual({
      name: 'Odd',
      why: 'By hand',
      when: {
        any: [
          { recencyScore: 1, frequencyScore: 1, monetaryScore: 1 },
          { recencyScore: 5, frequencyScore: 1, monetaryScore: 5 },
        ],
      },
    });
    expect(one.when).toEqual({ recencyScore: 2, frequencyScore: 2, monetaryScore: 2 });
  });

  it('takes other columns and other scores', () => {
    const rules = rfmMap([{ name: 'Top', r: 9, f: [1, 9] }], {
      columns: { r: 'R', f: 'F', m: 'M' },
      scores: 9,
    });
    expect(rules[0].when).toEqual({ R: 9, F: { from: 1, to: 9 } });
    const made = ruleSegments(tableOf({ id: ['a'], R: [9], F: [1], M: [1] }), rules, { id: 'id' });
    expect(made.segments[0].size).toBe(1);
  });

  it.each<[RfmMapRow[], object, string]>([
    [[], {}, 'rfmMap: there are no segments.'],
    [[{ name: 'A' }], {}, 'rfmMap: "A" asks for no scores. Give r, f, m or cells.'],
    [[{ name: 'A', r: 6 }], {}, 'rfmMap: r of "A" is 6. Scores are whole numbers from 1 to 5.'],
    [[{ name: 'A', f: [0, 1] }], {}, 'rfmMap: f of "A" is 0.'],
    [[{ name: 'A', m: [5, 4] }], {}, 'rfmMap: m of "A" goes from 5 down to 4. Turn it round.'],
    [[{ name: 'A', cells: [] }], {}, 'rfmMap: "A" has no cells.'],
    [[{ name: 'A', cells: ['55'] }], {}, 'rfmMap: cell "55" of "A" is not three scores, such as "555".'],
    [[{ name: 'A', cells: ['5x5'] }], {}, 'rfmMap: cell "5x5" of "A" is not three scores'],
    [[{ name: 'A', r: 1, cells: ['555'] }], {}, 'rfmMap: "A" has both ranges and cells.'],
    [
      [{ name: 'A', r: [1, 2, 3] as unknown as [number, number] }],
      {},
      'rfmMap: r of "A" is [1,2,3]. It is a score, or two: [from, to].',
    ],
    [[{ name: 'A', r: null as unknown as number }], {}, 'rfmMap: r of "A" is null.'],
    [
      [{ name: 'A', r: 1, ff: 2 } as { name: string }],
      {},
      'rfmMap, segment "A": there is no entry "ff". There are: name, r, f, m',
    ],
    [[null as unknown as { name: string }], {}, 'rfmMap: a segment is null.'],
    [
      [{ name: 'A', r: 1 }],
      { columns: { r: 'x', f: 'x', m: 'y' } },
      'rfmMap: the columns are x, x, y. Each score needs its own.',
    ],
    [[{ name: 'A', r: 1 }], { scores: 1 }, 'rfmMap: scores is 1. It has to be a whole number from 2 to 9.'],
  ])('refuses %j with %j', (rows, options, reason) => {
    expect(() => rfmMap(rows, options)).toThrow(reason);
  });

  it('needs the scores in the table', () => {
    const table = tableOf({ id: ['a'], recencyScore: [1], frequencyScore: [1] });
    const rules = rfmMap(tenRuleRfmTable) as never;
    expect(() => ruleSegments(table, rules, { id: 'id' })).toThrow(
      'Rule "Champions": there is no column "monetaryScore".',
    );
  });
});
