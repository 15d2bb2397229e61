import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  absoluteEffect,
  armMoments,
  cuped,
  type ExperimentOptions,
  experiment,
  experimentRows,
  seeded,
  segmentEffectsTable,
  tableFromRows,
  verdictTable,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { hasShared, shared } from '../../fixtures/shared-data.js';

const quick = { replicates: 0, placebos: 0 } as const;
const ids = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`);
/** Arms in turn, so that they have the sizes that were planned. */
const inTurn = (n: number) => Array.from({ length: n }, (_, i) => i % 2 === 0);
const yes = (n: number, seed: number, share: (i: number) => number) => {
  const random = seeded(seed);
  return Array.from({ length: n }, (_, i) => random.next() < share(i));
};
const text = (value: object) =>
  (value as Record<symbol, () => Record<string, string>>)[Symbol.for('Jupyter.display')]()['text/plain'];

describe('experiment', () => {
  it('finds a planted effect, by segment, and says so', async () => {
    const n = 6000;
    const treated = inTurn(n);
    const labels = Int32Array.from({ length: n }, (_, i) => Math.floor(i / 2) % 3);
    const segmentation = {
      ids: ids(n),
      labels,
      segments: ['Young', 'Families', 'Retired'].map((name, s) => ({
        key: `s${s}`,
        name,
        size: n / 3,
        share: 1 / 3,
      })),
    };
    const converted = yes(n, 1, (i) => 0.1 + (treated[i] && labels[i] === 1 ? 0.12 : 0));
    const result = await experiment({
      segmentation,
      arms: treated,
      outcomes: { converted },
      planned: { control: 1, treated: 1 },
    });
    expect(result.verdict).toMatchObject({ decision: 'win', arm: 'treated' });
    const [arm] = result.bySegment;
    expect(arm.segments.map(({ corrected }) => corrected! < 0.05)).toEqual([false, true, false]);
    expect(arm.interaction!.p).toBeLessThan(0.001);
    const middle = arm.segments[1];
    expect(middle.absolute!.low).toBeLessThan(0.12);
    expect(middle.absolute!.high).toBeGreaterThan(0.12);
    expect(middle.shrunken!.value).toBeLessThan(middle.absolute!.value); // drawn towards the others
    expect(result.refutations[0].findings.every((finding) => finding.startsWith('Survived'))).toBe(true);
    expect(result.effects[0].chanceToWin).toBeGreaterThan(0.99);
    expect(text(result)).toContain('A win.');
    expect(text(verdictTable(result))).toContain('Roll out "treated"');
    expect(text(segmentEffectsTable(result))).toContain('Families');
  });

  it('says that nothing is clear where nothing was planted, in at least 93% of 300 campaigns', async () => {
    let clear = 0;
    for (let seed = 0; seed < 300; seed++) {
      const outcomes = { converted: yes(400, seed, () => 0.2) };
      const { verdict } = await experiment({ ids: ids(400), arms: inTurn(400), outcomes, ...quick });
      clear += Number(verdict.decision !== 'not clear');
      if (seed === 0) expect(verdict.next.join(' ')).toContain('power of 80%');
    }
    expect(clear / 300).toBeLessThan(0.07);
  });

  it('frees an effect of what was known before, and covers it in 93 to 97% of 2,000 seeds', async () => {
    const treated = inTurn(120);
    const drawn = (seed: number) => {
      const random = seeded(seed);
      const before = treated.map(() => 50 + 10 * random.normal());
      return { before, spend: before.map((value, i) => value + 5 * random.normal() + (treated[i] ? 2 : 0)) };
    };
    const part = (values: ArrayLike<number>, is: boolean) =>
      armMoments(Array.from(values).filter((_, i) => treated[i] === is));
    let covered = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const { before, spend } = drawn(seed);
      const { adjusted } = cuped(spend, before);
      const { low, high } = absoluteEffect(part(adjusted, true), part(adjusted, false));
      covered += Number(low <= 2 && high >= 2);
      if (seed >= 20) continue;
      const { effects } = await experiment({
        ids: ids(120),
        arms: treated,
        outcomes: { spend },
        before: { spend: before },
        ...quick,
      });
      const { absolute, decisive } = effects[0];
      expect(decisive.by).toBe('adjusted');
      expect(decisive.absolute.low).toBeCloseTo(low, 10);
      expect(decisive.absolute.high).toBeCloseTo(high, 10);
      expect(high - low).toBeLessThan(absolute.high - absolute.low);
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.97);
  });

  it('trusts no effect when customers are missing from an arm', async () => {
    const arms = Array.from({ length: 5000 }, (_, i) => (i % 10 < 4 ? 'letter' : 'none'));
    const converted = arms.map((arm, i) => (arm === 'letter' ? i % 3 === 0 : i % 10 === 5));
    const { verdict, sampleRatio } = await experiment({
      ids: ids(5000),
      arms,
      control: 'none',
      outcomes: { converted },
      planned: { none: 1, letter: 1 },
      ...quick,
    });
    expect(sampleRatio!.p).toBeLessThan(1e-6);
    expect(verdict.decision).toBe('not to be trusted');
    expect(verdict.arm).toBeUndefined();
    expect(verdict.next.join(' ')).toContain('missing');
  });

  it('trusts no effect when the arms did not fall evenly over the segments', async () => {
    const labels = Int32Array.from({ length: 600 }, (_, i) => Number(i >= 300));
    const segmentation = {
      ids: ids(600),
      labels,
      segments: [
        { key: 'a', name: 'A', size: 300, share: 0.5 },
        { key: 'b', name: 'B', size: 300, share: 0.5 },
      ],
    };
    const treated = Array.from({ length: 600 }, (_, i) => (i >= 300 ? i % 4 > 0 : i % 4 === 0));
    const { verdict } = await experiment({
      segmentation,
      arms: treated,
      outcomes: { spend: Array.from(labels, (l, i) => 10 * l + (i % 7)) },
      ...quick,
    });
    expect(verdict.decision).toBe('not to be trusted');
  });

  it('calls a win with harm no win', async () => {
    const n = 4000;
    const treated = inTurn(n);
    const converted = yes(n, 3, (i) => (treated[i] ? 0.3 : 0.2));
    const unsubscribed = yes(n, 4, (i) => (treated[i] ? 0.06 : 0.02));
    const satisfied = yes(n, 5, () => 0.7);
    const given = { ids: ids(n), arms: treated, outcomes: { converted }, ...quick };
    const result = await experiment({
      ...given,
      guardrails: {
        unsubscribed: { values: unsubscribed, harm: 'more' },
        satisfied: { values: satisfied, harm: 'less', margin: 0.1 },
      },
    });
    expect(result.guardrails.map(({ state }) => state)).toEqual(['broken', 'held']);
    expect(result.verdict.decision).toBe('win with a loss');
    expect(result.verdict.next[0]).toContain('Do not roll out');
    const lenient = await experiment({
      ...given,
      guardrails: { unsubscribed: { values: unsubscribed, harm: 'more', margin: 0.1 } },
    });
    expect(lenient.verdict.decision).toBe('win');
  });

  it('widens what is looked at again and again, and says loss for a loss', async () => {
    const n = 3000;
    const treated = inTurn(n);
    const converted = yes(n, 6, (i) => (treated[i] ? 0.1 : 0.3));
    const given = { ids: ids(n), arms: treated, outcomes: { converted }, ...quick };
    const [once, often] = [await experiment(given), await experiment({ ...given, anytime: 3000 })];
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    expect(width(often.effects[0].decisive.absolute)).toBeGreaterThan(
      1.2 * width(once.effects[0].decisive.absolute),
    );
    expect(often.effects[0].decisive.by).toBe('at any time');
    expect([once.verdict.decision, often.verdict.decision]).toEqual(['loss', 'loss']);
  });

  it('is the same for customers in any order', async () => {
    const n = 300;
    const treated = inTurn(n);
    const spend = Array.from({ length: n }, (_, i) => ((i * 37) % 91) / 7 + (treated[i] ? 1 : 0));
    const options: ExperimentOptions = {
      ids: ids(n),
      arms: treated,
      outcomes: { spend },
      before: { spend: spend.map((x, i) => x + (i % 5)) },
    };
    const turned: ExperimentOptions = {
      ids: [...ids(n)].reverse(),
      arms: [...treated].reverse(),
      outcomes: { spend: [...spend].reverse() },
      before: { spend: [...(options.before!.spend as number[])].reverse() },
    };
    const strip = (value: object) => JSON.parse(JSON.stringify(value)) as unknown;
    expect(strip(await experiment(turned))).toEqual(strip(await experiment(options)));
  });

  describe('says', () => {
    const given = {
      ids: ids(100),
      arms: inTurn(100),
      outcomes: { spend: Array.from({ length: 100 }, (_, i) => i % 7) },
      ...quick,
    };
    it.each<[string, Partial<ExperimentOptions>, string]>([
      ['that everyone was treated', { arms: ids(100).map(() => true) }, 'all 100 customers are treated'],
      ['that nobody was', { arms: ids(100).map(() => 0) }, 'all 100 customers are untreated'],
      [
        'that there is one arm',
        { arms: ids(100).map(() => 'letter'), control: 'none' },
        'all 100 customers are in arm "letter"',
      ],
      [
        'that the control group is missing',
        { arms: ids(100).map((_, i) => (i % 2 ? 'a' : 'b')) },
        'which arm is the control group',
      ],
      [
        'that it is misspelt',
        { arms: ids(100).map((_, i) => (i % 2 ? 'none' : 'letter')), control: 'non' },
        'Nearest: "none"',
      ],
      ['that an arm is too small', { arms: ids(100).map((_, i) => i < 5) }, 'arm "treated" has 5 customers'],
      [
        'that an arm has no name',
        { arms: ids(100).map((_, i) => (i === 3 ? '' : i % 2 ? 'a' : 'b')), control: 'a' },
        'customer 4, "c3", is empty',
      ],
      ['that a customer stands twice', { ids: ['x', 'x', ...ids(98)] }, 'stands in row 1 and in row 2'],
      ['that there is no outcome', { outcomes: {} }, 'there is no outcome'],
      [
        'that an outcome is no number',
        { outcomes: { spend: ids(100).map((_, i) => (i === 1 ? Number.NaN : 1)) } },
        'customer 2, "c1", is NaN',
      ],
      [
        'that values before have no outcome',
        { before: { visits: ids(100).map(() => 1) } },
        'no outcome "visits"',
      ],
      [
        'that an arm was not planned',
        { planned: { control: 1 } as Record<string, number> },
        'planned share of arm "treated"',
      ],
      [
        'that a planned arm has nobody',
        { planned: { control: 1, treated: 1, third: 1 } },
        'arm "third" was planned',
      ],
      [
        'what harm is',
        { guardrails: { x: { values: ids(100).map(() => 1), harm: 'up' as 'more' } } },
        "'more' or 'less'",
      ],
      ['what numbers are allowed', { minimum: 1 }, 'from 2 on'],
      ['what numbers are allowed of samples', { replicates: 5 }, 'from 100 on'],
      ['what numbers are allowed of placebos', { placebos: 3 }, 'from 20 on'],
      ['what confidence is', { confidence: 2 }, 'between 0 and 1'],
    ])('%s', async (_, changed, said) => {
      await expect(experiment({ ...given, ...changed })).rejects.toThrow(said);
    });
  });

  it('has no NaN in results of odd campaigns: nobody converted, nothing varies, unequal arms, an empty segment', async () => {
    const n = 240;
    const labels = Int32Array.from({ length: n }, (_, i) => i % 2);
    const segmentation = {
      ids: ids(n),
      labels,
      segments: ['A', 'B', 'Empty'].map((name, s) => ({
        key: `s${s}`,
        name,
        size: s < 2 ? n / 2 : 0,
        share: s < 2 ? 0.5 : 0,
      })),
    };
    const treated = Array.from({ length: n }, (_, i) => i % 12 < 2);
    const cases: Record<string, (number | boolean)[]> = {
      nobody: ids(n).map(() => false),
      constant: ids(n).map(() => 7),
      'one segment': ids(n).map((_, i) => i % 2 === 0 && i % 3 === 0),
      money: ids(n).map((_, i) => (i % 50 === 0 ? 1e6 : 0)),
    };
    for (const [name, outcome] of Object.entries(cases)) {
      const result = await experiment({
        segmentation,
        arms: treated,
        outcomes: { [name]: outcome },
        placebos: 20,
        replicates: 100,
      });
      const shown = JSON.stringify(result, (_, value: unknown) =>
        typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value,
      );
      expect(shown).not.toContain('NaN');
      expect(text(result)).not.toMatch(/NaN|Infinity|undefined/);
      expect(text(segmentEffectsTable(result))).not.toMatch(/NaN|Infinity|undefined/);
      const [effect] = result.effects;
      if (effect.kind === 'yes or no') {
        expect(effect.absolute.low).toBeGreaterThanOrEqual(-1);
        expect(effect.absolute.high).toBeLessThanOrEqual(1);
      }
      expect(result.flags.join(' ')).toContain('unequal');
    }
  });
});

describe('experimentRows', () => {
  const table = (rows: readonly object[]) => tableFromRows(rows);
  const base = [
    { customerId: 'a', arm: 'letter', converted: 1 },
    { customerId: 'b', arm: 'none', converted: 0 },
  ];

  it('refuses a second outcome and a second arm, with the rows', () => {
    const twice = [...base, { customerId: 'a', arm: 'letter', converted: 0 }];
    expect(() => experimentRows(table(twice), { outcomes: ['converted'] })).toThrow(
      'customer "a" has an outcome in row 1 and another in row 3',
    );
    const both = [...base, { customerId: 'a', arm: 'none', converted: 0 }];
    expect(() => experimentRows(table(both), { outcomes: ['converted'] })).toThrow(
      'in arm "letter" in row 1 and in arm "none" in row 3',
    );
    expect(
      experimentRows(table(twice), { outcomes: ['converted'], repeated: 'largest' }).outcomes.converted,
    ).toEqual([1, 0]);
    const sum = experimentRows(table([...base, ...base.slice(0, 1)]), {
      outcomes: ['converted'],
      repeated: 'sum',
    });
    expect(sum.outcomes.converted).toEqual([2, 0]);
    expect(sum.flags.join(' ')).toContain('1 customer had several rows');
  });

  it('does not count outcomes before the treatment', () => {
    const rows = experimentRows(
      table([
        { customerId: 'a', arm: 'letter', converted: 1, sent: '2026-01-10', ordered: '2026-01-02' },
        { customerId: 'b', arm: 'letter', converted: 1, sent: '2026-01-10', ordered: '2026-01-12' },
        { customerId: 'c', arm: 'none', converted: 1, sent: null, ordered: '2026-01-03' },
        { customerId: 'd', arm: 'none', converted: 0, sent: null, ordered: null },
      ]),
      { outcomes: ['converted'], treatedAt: 'sent', outcomeAt: 'ordered' },
    );
    expect(rows.outcomes.converted).toEqual([0, 1, 0, 0]);
    expect(rows.flags.join(' ')).toContain('before the treatment count as none: "letter" 1, "none" 1');
  });

  it('tells of overlapping campaigns and of missing values, and whether the arms differ in them', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({
      customerId: `c${i}`,
      arm: i % 2 === 0 ? 'letter' : 'none',
      converted: i % 10 === 3 ? null : i % 3 === 0,
      other: i % 2 === 0 && i % 4 === 0,
    }));
    const { flags, ids: kept } = experimentRows(table(rows), {
      outcomes: ['converted'],
      otherCampaign: 'other',
    });
    expect(kept).toHaveLength(180);
    expect(flags.join(' ')).toContain(
      'a value is missing: "letter" 0, "none" 20. The arms differ in this by more than chance',
    );
    expect(flags.join(' ')).toContain(
      'Another campaign reached customers in the same days: "letter" 50, "none" 0',
    );
  });

  it('says what is no value, with the row', () => {
    expect(() =>
      experimentRows(table([{ customerId: 'a', arm: 'x', converted: 'yes' }]), { outcomes: ['converted'] }),
    ).toThrow('row 1, column "converted" is "yes"');
    expect(() =>
      experimentRows(table([{ customerId: '', arm: 'x', converted: 1 }]), { outcomes: ['converted'] }),
    ).toThrow('row 1, column "customerId" is empty');
    expect(() => experimentRows(table(base), { outcomes: ['convertd'] })).toThrow('Nearest: "converted"');
    expect(() => experimentRows(table(base), { outcomes: [] })).toThrow('no outcome');
    expect(() =>
      experimentRows(table(base.map((row) => ({ ...row, at: 'soon' }))), {
        outcomes: ['converted'],
        treatedAt: 'at',
      }),
    ).toThrow('It is a date');
  });
});

describe.skipIf(!hasShared)('the fundraising experiment of Karlan and List (2007)', () => {
  const read = () => {
    const [head, ...lines] = gunzipSync(
      readFileSync(`${shared}/datasets/charitable-giving/charitable.csv.gz`),
    )
      .toString('utf8')
      .trim()
      .split('\n');
    const names = head.split(',').map((name) => name.replaceAll('"', ''));
    return lines.map((line, i) => {
      const fields = line.split(',');
      const value = (name: string) => {
        const field = fields[names.indexOf(name)];
        return field === '' || field === 'NA' || field === '-999' ? null : Number(field);
      };
      return {
        customerId: `d${i}`,
        arm: value('treatment') === 1 ? 'match' : 'plain',
        gave: value('out_gavedum'),
        dollars: value('out_amountgive'),
        red: value('red0'),
      };
    });
  };

  it('comes out as published', async () => {
    const rows = read();
    const all = experimentRows(tableFromRows(rows), { outcomes: ['gave'] });
    const result = await experiment({
      ...all,
      control: 'plain',
      planned: { plain: 1, match: 2 },
      placebos: 0,
    });
    expect(result.arms.map(({ n }) => n)).toEqual([16687, 33396]);
    const [gave] = result.effects;
    expect([gave.controlMean, gave.treatedMean].map((share) => (100 * share).toFixed(3))).toEqual([
      '1.786',
      '2.204',
    ]);
    expect((100 * gave.absolute.value).toFixed(3)).toBe('0.418');
    expect(gave.p).toBeCloseTo(0.0019, 3); // t = 3.10
    expect(result.verdict).toMatchObject({ decision: 'win', arm: 'match' });
    const money = experimentRows(tableFromRows(rows), { outcomes: ['dollars'] });
    const [dollars] = (await experiment({ ...money, control: 'plain', placebos: 0, replicates: 0 })).effects;
    expect(dollars.controlMean.toFixed(4)).toBe('0.8133');
    expect(dollars.treatedMean.toFixed(3)).toBe('0.965');
    expect(money.flags.join(' ')).toContain('a value is missing');
  });

  it('has its effect in states that voted Republican', async () => {
    const rows = read().filter(({ red }) => red !== null);
    const given = experimentRows(tableFromRows(rows), { outcomes: ['gave'] });
    const labels = Int32Array.from(rows, ({ red }) => Number(red === 1));
    const segmentation = {
      ids: given.ids,
      labels,
      segments: ['elsewhere', 'Republican'].map((name) => ({ key: name, name, size: 0, share: 0 })),
    };
    const { bySegment } = await experiment({ ...given, segmentation, control: 'plain', placebos: 0 });
    const [elsewhere, republican] = bySegment[0].segments;
    expect([republican.control, republican.treated]).toEqual([6648, 13594]);
    expect([elsewhere.control, elsewhere.treated]).toEqual([10029, 19777]);
    const shares = [
      republican.controlMean,
      republican.treatedMean,
      elsewhere.controlMean,
      elsewhere.treatedMean,
    ];
    expect(shares.map((share) => (100 * share!).toFixed(3))).toEqual(['1.459', '2.339', '2.004', '2.109']);
    expect(republican.corrected).toBeLessThan(0.001);
    expect(elsewhere.corrected).toBeGreaterThan(0.3);
    expect(bySegment[0].interaction!.p).toBeLessThan(0.05);
  });
});
