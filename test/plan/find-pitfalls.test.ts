import {
  bootstrapStability,
  DISPLAY_KEY,
  findPitfalls,
  type HowMany,
  howMany,
  kmeans,
  leaveOneColumnOut,
  matrix,
  nullReference,
  type PlanInput,
  type PlanResults,
  plan,
  profile,
  seeded,
  shadowValues,
  silhouette,
  tableOf,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnAt, gainOf, worksheetOf } from './gain-by-hand.js';

const declared: PlanInput = {
  goal: 'Raise repeat orders by a tenth',
  decision: 'Which message goes to whom in spring',
  bases: ['B4', 'B8'],
  descriptors: ['B2'],
  knockOuts: ['buys in more than one season'],
  smallestSegment: 50,
  hypotheses: ['Recent buyers respond to new arrivals'],
  metrics: ['conversion against the control group'],
  maxCampaigns: 5,
  reviewBy: '2026-12-01',
};
const made = plan(declared);

const random = seeded(31);
const NAMES = ['recency', 'orders', 'money'];
const ids = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`);

/** Customers around places, with deviation 1. */
function around(places: readonly (readonly number[])[], each: number) {
  const rows = places.flatMap((place) =>
    Array.from({ length: each }, () => place.map((value) => value + random.normal())),
  );
  return rows;
}

// Any two places differ in two of the three columns, so that none of the columns is needed
const CORNERS = [
  [0, 0, 0],
  [10, 10, 0],
  [0, 10, 10],
  [10, 0, 10],
];
const clear = around(CORNERS, 100);
const good = matrix(clear, NAMES, ids(400));
const cloud = matrix(around([[0, 0, 0, 0, 0]], 300), ['a', 'b', 'c', 'd', 'e'], ids(300));
const info = {
  recency: { basis: 'B4' },
  orders: { basis: 'B4' },
  money: { basis: 'B8' },
} as const;

const keys = (results: PlanResults, of = made) => findPitfalls(of, results).findings.map(({ key }) => key);
const only = (results: PlanResults, of = made) => {
  const { findings } = findPitfalls(of, results);
  expect(findings).toHaveLength(1);
  return findings[0];
};

let fine: Required<PlanResults>;

beforeAll(async () => {
  const segmentation = await kmeans(good, { k: 4, seed: 1 });
  const people = tableOf(
    { id: ids(400), region: Array.from({ length: 400 }, (_, i) => ['north', 'south'][i % 2]) },
    { region: { basis: 'B2' } },
  );
  fine = {
    segmentation,
    matrix: good,
    columns: info,
    profile: profile(segmentation, people, { id: 'id' }),
    silhouette: await silhouette(good, segmentation.labels),
    shadowValues: shadowValues(good, segmentation.centroids),
    howMany: await howMany(good, { k: [2, 3, 4, 5], seed: 1, pairs: 20, references: 10 }),
    nullReference: await nullReference(good, { k: [4], seed: 1, permutations: 19 }),
    stability: await bootstrapStability(good, segmentation, { seed: 1, pairs: 20 }),
    sensitivity: await leaveOneColumnOut(good, { k: 4, seed: 1 }),
    protectedAttributes: { gender: Array.from({ length: 400 }, () => ['f', 'm', null][random.integer(3)]) },
    segmenting: gainOf(20),
    worksheet: worksheetOf(10_000, 100),
    boughtColumn: columnAt(100),
    today: '2026-12-01',
  };
});

describe('findPitfalls', () => {
  it('is silent where all is well, and has looked at everything', () => {
    const { findings, notLookedAt, lookedAt, toJudge, verdict } = findPitfalls(made, fine);
    expect(findings).toEqual([]);
    expect(notLookedAt).toEqual([]);
    expect(new Set(lookedAt.map(({ key }) => key))).toEqual(
      new Set(['S1', 'P1', 'P2', 'P3', 'P7', 'P8', 'P9', 'P10', 'P11']),
    );
    expect(toJudge).toEqual(['buys in more than one season']);
    expect(verdict).toBe('No pitfall found; 16 things looked at.');
  });

  it('says what it has not looked at', () => {
    const { findings, lookedAt, notLookedAt, verdict } = findPitfalls(made, {});
    expect([findings, lookedAt]).toEqual([[], []]);
    expect(notLookedAt).toHaveLength(16);
    expect(verdict).toBe('No pitfall found; 0 things looked at, 16 not.');
    const { smallestSegment, ...without } = declared;
    const open = findPitfalls(plan(without), { segmentation: fine.segmentation }).notLookedAt;
    expect(open.map(({ title }) => title)).toContain('smallest size');
  });

  describe('P7 and P11, gain and cost', () => {
    it('finds messages by segment that bring no more, or less, than one for all', () => {
      const none = only({ segmenting: gainOf(0) });
      expect(none).toMatchObject({ key: 'P7', severity: 'note' });
      expect(none.sentence).toMatch(/^That messages by segment bring more .* is not shown: /);
      const loss = only({ segmenting: gainOf(-10) });
      expect(loss).toMatchObject({ key: 'P7', severity: 'warning' });
      expect(loss.sentence).toMatch(/bring less than one message for all: \u2212\d+\.\d\d EUR a customer \(/);
    });

    it('finds more segments than hours allow, and costs that cannot come back', () => {
      const { sentence, evidence } = only({ worksheet: worksheetOf(10_000, 30) });
      expect(sentence).toBe('There are 5 segments; the hours of the team allow 3.');
      expect(evidence).toEqual({ segments: 5, largestSegments: 3, limit: 'hours' });
      // 2,501 for 10 customers at 40: 6.25 conversions each
      const cannot = only({ worksheet: worksheetOf(10, 100) });
      expect(cannot).toMatchObject({ key: 'P11', severity: 'error' });
      expect(cannot.sentence).toContain('add 625.3 points of conversion, and there are 90.0');
    });

    it('finds a bought column that is not worth its price', () => {
      expect(only({ boughtColumn: columnAt(1_000_000) })).toMatchObject({ key: 'P11', severity: 'warning' });
      expect(only({ boughtColumn: columnAt(columnAt(0).worth.value) })).toMatchObject({ severity: 'note' });
    });
  });

  describe('S1, the plan', () => {
    const columns = (changes: PlanResults['columns']) => ({
      segmentation: fine.segmentation,
      columns: { ...info, ...changes },
    });

    it('finds a basis that was not declared', () => {
      const finding = only(columns({ recency: { basis: 'B1' } }));
      expect(finding).toMatchObject({ key: 'S1', severity: 'warning', evidence: { columns: 'recency' } });
      expect(finding.sentence).toContain('B1 (demographic');
    });

    it('finds a descriptor that became a basis', () => {
      expect(only(columns({ recency: { basis: 'B2' } }))).toMatchObject({ key: 'S1', severity: 'error' });
    });

    it('finds a basis without columns, and columns without a basis', () => {
      expect(only(columns({ money: { basis: 'B4' } }))).toMatchObject({
        severity: 'note',
        evidence: { basis: 'B8' },
      });
      expect(only(columns({ orders: {} })).sentence).toContain('The basis of orders is not stated');
      expect(only({ segmentation: fine.segmentation, columns: {} }).sentence).toContain(
        'The basis of recency, orders, money is not stated',
      );
    });

    it('finds a descriptor that nobody looked at', () => {
      const of = plan({ ...declared, descriptors: ['B2', 'B1'] });
      expect(only({ profile: fine.profile }, of)).toMatchObject({
        severity: 'note',
        evidence: { basis: 'B1' },
      });
    });
  });

  describe('P1, over-segmentation', () => {
    it('fires on more segments than campaigns and below the smallest size', async () => {
      const segmentation = await kmeans(good, { k: 9, seed: 1 });
      const { findings } = findPitfalls(made, { segmentation, howMany: fine.howMany });
      const sentences = findings.map(({ sentence }) => sentence).join('\n');
      expect(sentences).toContain('There are 9 segments, and 5 campaigns at most can be run side by side.');
      expect(sentences).toContain('Below the 50 customers that a segment must have');
      expect(sentences).toContain('most criteria speak for 4.');
    });

    it('fires on segments that overlap, by either measure', async () => {
      const segmentation = await kmeans(cloud, { k: 4, seed: 1 });
      const overlap = (results: PlanResults) =>
        findPitfalls(made, { segmentation, ...results }).findings.find(
          ({ evidence }) => 'measure' in evidence,
        );
      const bySilhouette = overlap({ silhouette: await silhouette(cloud, segmentation.labels) });
      const byShadow = overlap({ shadowValues: shadowValues(cloud, segmentation.centroids) });
      for (const finding of [bySilhouette, byShadow]) {
        expect(finding).toMatchObject({ key: 'P1', severity: 'warning' });
        expect(finding!.evidence.segments).toBe(4);
      }
      expect(keys({ segmentation: fine.segmentation, shadowValues: fine.shadowValues })).toEqual([]);
    });
  });

  it('P1 does not take a customer alone, whose silhouette is 0 by definition, for overlap', async () => {
    const data = matrix([...clear, [300, 300, 300]], NAMES);
    const segmentation = await kmeans(data, { k: 5, seed: 1 });
    const fit = await silhouette(data, segmentation.labels);
    expect(fit.perSegment[4]).toMatchObject({ size: 1, mean: 0 });
    const { findings } = findPitfalls(made, { segmentation, silhouette: fit });
    expect(findings.filter(({ evidence }) => 'measure' in evidence)).toEqual([]);
  });

  it('P2 fires a day after the review was due', () => {
    expect(only({ today: '2026-12-02' })).toMatchObject({ key: 'P2', evidence: { days: 1 } });
    expect(keys({ today: '2026-12-01' })).toEqual([]);
    expect(() => findPitfalls(made, { today: 'soon' })).toThrow('findPitfalls: today: "soon" is no day.');
  });

  describe('P3, bias from the criteria', () => {
    const labels = () => Array.from(fine.segmentation.labels);

    it('fires on segments that go with a protected attribute', () => {
      const gender = labels().map((s) => (random.next() < (s < 2 ? 0.8 : 0.2) ? 'f' : 'm'));
      const finding = only({ segmentation: fine.segmentation, protectedAttributes: { gender } });
      // Share of f 0.8 and 0.2 in halves: V is 0.6, its standard error about 0.04
      expect(finding).toMatchObject({ key: 'P3', severity: 'warning', evidence: { attribute: 'gender' } });
      expect(Math.abs((finding.evidence.cramersV as number) - 0.6)).toBeLessThan(0.13);
    });

    it('is rarely wrong about attributes that have nothing to do with it', () => {
      let wrong = 0;
      for (let run = 0; run < 300; run++) {
        const chance = Array.from({ length: 400 }, () => random.integer(4));
        wrong += keys({ segmentation: fine.segmentation, protectedAttributes: { chance } }).length;
      }
      expect(wrong / 300).toBeLessThan(0.09); // 5% stated, standard error 1.3 points
    });

    it('fires on a protected attribute among the criteria', () => {
      const protectedAttributes = { money: Array(400).fill('x') };
      for (const results of [
        { protectedAttributes },
        { columns: { ...info, money: { role: 'protected', basis: 'B8' } } as const },
      ]) {
        expect(only({ segmentation: fine.segmentation, ...results })).toMatchObject({
          key: 'P3',
          severity: 'error',
          evidence: { columns: 'money' },
        });
      }
    });

    it('fires on segments that hang on a single column', async () => {
      // Two far groups in the first column, nothing but noise in the others
      const single = matrix(
        around(
          [
            [0, 0, 0],
            [20, 0, 0],
          ],
          100,
        ),
        NAMES,
      );
      const finding = only({ sensitivity: await leaveOneColumnOut(single, { k: 2, seed: 1 }) });
      expect(finding).toMatchObject({ key: 'P3', evidence: { column: 'recency', columns: 1, of: 3 } });
      expect(finding.evidence.agreement).toBeLessThan(0.1);
    });
  });

  describe('P8, structure that is not there', () => {
    it('fires on a cloud', async () => {
      const segmentation = await kmeans(cloud, { k: 4, seed: 1 });
      const results = {
        segmentation,
        nullReference: await nullReference(cloud, { k: [4], seed: 1, permutations: 19 }),
        howMany: await howMany(cloud, { k: [3, 4, 5], seed: 1, pairs: 20, references: 20 }),
        stability: await bootstrapStability(cloud, segmentation, { seed: 1, pairs: 20 }),
      };
      const { findings } = findPitfalls(made, results);
      const sentences = findings.filter(({ key }) => key === 'P8').map(({ sentence }) => sentence);
      expect(sentences).toHaveLength(3);
      expect(sentences[0]).toContain('Customers without structure give segments as good as these');
      expect(sentences[1]).toBe(
        'By the gap statistic no number of segments is better than one: all customers.',
      );
      expect(sentences[2]).toContain('do not all come back');
    });
  });

  it('P8 trusts the gap where it stops at one group, only when more are no better', () => {
    const row = (k: number, gap: number) => ({ k, gap, error: 0.02 });
    const evidence = (gaps: readonly number[]) =>
      ({ gap: { rows: gaps.map((gap, i) => row(i + 1, gap)), chosen: 1 }, rows: [] }) as unknown as HowMany;
    expect(keys({ howMany: evidence([0.3, 0.25, 0.4, 0.9]) })).toEqual([]); // 2 are no better, 4 are
    expect(keys({ howMany: evidence([0.3, 0.25, 0.31, 0.2]) })).toEqual(['P8']); // within the error of 1
  });

  describe('P9, outliers posing as a segment', () => {
    it('fires on three customers far away', async () => {
      const far = [0, 1, 2].map((i) => [300 + i, 300, 300]);
      const dirty = matrix([...clear, ...far], NAMES);
      const segmentation = await kmeans(dirty, { k: 5, seed: 1 });
      const finding = findPitfalls(made, { segmentation, matrix: dirty }).findings.find(
        ({ key }) => key === 'P9',
      );
      expect(finding!.evidence).toMatchObject({ segment: 'Segment 5', customers: 3 });
      // From the medians, between 0 and 10 in each column, it is 290·√3 to 301·√3
      expect(finding!.evidence.distance).toBeGreaterThan(502);
      expect(finding!.evidence.distance).toBeLessThan(522);
    });

    it('is silent about a small segment near by, and a large one far away', async () => {
      const near = matrix([...clear, [5, 5, 5], [5, 5, 5.1]], NAMES);
      const far = matrix([...clear, ...around([[300, 300, 300]], 100)], NAMES);
      for (const data of [near, far]) {
        const segmentation = await kmeans(data, { k: 5, seed: 1 });
        expect(keys({ segmentation, matrix: data })).not.toContain('P9');
      }
    });
  });

  describe('P10, lucky restarts', () => {
    it('fires where starts end in different places', async () => {
      const segmentation = await kmeans(cloud, { k: 12, seed: 1, restarts: 10 });
      const finding = findPitfalls(made, { segmentation }).findings.find(({ key }) => key === 'P10');
      expect(finding).toMatchObject({ severity: 'warning', evidence: { hits: 1, restarts: 10 } });
    });

    it('notes a single start', async () => {
      const segmentation = await kmeans(good, { k: 4, seed: 1, restarts: 1 });
      expect(only({ segmentation })).toMatchObject({ key: 'P10', severity: 'note' });
    });

    it.each([
      ['half the starts, the others as good but different', 10, 1.0005, 0.5, 1],
      ['half the starts, the others worse', 10, 1.005, 0.5, 0],
      ['few starts, the others little worse and different', 5, 1.005, 0.5, 1],
      ['few starts, the others clearly worse', 5, 1.05, 0.5, 0],
      ['few starts, the others nearly the same', 5, 1.0005, 0.95, 0],
      ['one start, the others clearly worse', 1, 1.05, 0.5, 1],
    ])('judges %s', (_, hits, inertia, agreement, expected) => {
      const certificate = { restarts: 20, hits, nextBest: [{ inertia, agreement }], verdict: '' };
      const segmentation = { ...fine.segmentation, certificate, inertia: 1 };
      expect(keys({ segmentation })).toHaveLength(expected);
    });
  });

  it('displays errors first, with what to do', () => {
    const columns = { ...info, recency: { basis: 'B2' }, orders: {}, money: { basis: 'B1' } } as const;
    const pitfalls = findPitfalls(made, { segmentation: fine.segmentation, columns });
    expect(pitfalls.findings.map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'note',
      'note',
      'note',
    ]);
    const text = String(pitfalls[DISPLAY_KEY]()['text/plain']);
    expect(text).toContain('1 error, 1 warning, 3 notes');
    expect(text).toContain('Take recency out of the segmentation');
    expect(text).toContain('To be judged by people: buys in more than one season.');
  });

  it('refuses results with unknown names and of other customers', () => {
    expect(() => findPitfalls(made, { segmentaton: 1 } as PlanResults)).toThrow(
      'findPitfalls: there is no result "segmentaton". Nearest: "segmentation".',
    );
    expect(() => findPitfalls(made, undefined as unknown as PlanResults)).toThrow('needs an object');
    const { segmentation } = fine;
    expect(() => findPitfalls(made, { segmentation, matrix: cloud })).toThrow(
      'Give the matrix that was segmented.',
    );
    expect(() => findPitfalls(made, { segmentation, shadowValues: [1] })).toThrow('1 shadow values for 400');
    expect(() => findPitfalls(made, { segmentation, protectedAttributes: { age: [1] } })).toThrow(
      '1 values of "age" for 400 customers.',
    );
  });
});
