import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DISPLAY_KEY, newcombeInterval, responseBySegment, seeded, welchInterval } from 'clientele';
import { describe, expect, it } from 'vitest';
import { hasShared, shared } from '../../fixtures/shared-data.js';
import { reordered, segmented } from './usefulness-data.js';

/** Customers in even segments, treated at random, with an outcome of segment and treatment. */
function campaign(
  seed: number,
  sizes: readonly number[],
  outcomeOf: (segment: number, treated: boolean, random: ReturnType<typeof seeded>) => number,
) {
  const random = seeded(seed);
  const labels = sizes.flatMap((size, s) => Array<number>(size).fill(s));
  const treated = labels.map(() => random.next() < 0.5);
  const outcome = labels.map((s, i) => outcomeOf(s, treated[i], random));
  return { segmentation: segmented(labels), treated, outcome };
}

describe('responseBySegment', () => {
  it('by hand: shares of two segments', () => {
    // Segment 1: 30 of 50 treated, 10 of 50 not. Segment 2: 20 of 50 and 20 of 50.
    const yes = [30, 10, 20, 20];
    const outcome = yes.flatMap((count) => Array.from({ length: 50 }, (_, i) => i < count));
    const treated = yes.flatMap((_, cell) => Array<boolean>(50).fill(cell % 2 === 0));
    const segmentation = segmented(yes.flatMap((_, cell) => Array<number>(50).fill(cell < 2 ? 0 : 1)));
    const { segments, interaction, overall } = responseBySegment({ segmentation, treated, outcome });
    expect(segments[0].effect).toEqual(newcombeInterval(30, 50, 10, 50));
    expect([segments[0].treatedMean, segments[0].controlMean]).toEqual([0.6, 0.2]);
    // Pooled share 0.4: z² = 0.4² / (0.24 · 2/50) = 16.667 on one degree of freedom, two normal tails beyond 4.0825: 4.456e-5
    expect(segments[0].p).toBeCloseTo(4.456e-5, 8);
    expect(segments[0].corrected).toBeCloseTo(2 * segments[0].p!, 12);
    expect(segments[1]).toMatchObject({ p: 1, corrected: 1 });
    // Agresti and Caffo: (31/52 · 21/52 + 11/52 · 41/52) / 52, and twice 21/52 · 31/52 / 52
    const [v1, v2] = [(31 * 21 + 11 * 41) / 52 ** 3, (2 * 21 * 31) / 52 ** 3];
    expect(interaction!.q).toBeCloseTo(0.4 ** 2 / (v1 + v2), 10);
    expect(overall!.value).toBeCloseTo(0.2, 12);
  });

  it('numbers are compared as Welch does', () => {
    const { segmentation, treated, outcome } = campaign(1, [60, 40], (s, t, r) => s + Number(t) + r.normal());
    const { segments } = responseBySegment({ segmentation, treated, outcome });
    const arm = (s: number, is: boolean) =>
      outcome.filter((_, i) => segmentation.labels[i] === s && treated[i] === is);
    expect(segments[1].effect!.low).toBe(welchInterval(arm(1, true), arm(1, false)).low);
    expect(segments[1].p).toBe(welchInterval(arm(1, true), arm(1, false)).p);
  });

  it.runIf(hasShared)(
    'finds what Karlan and List published: Republican states respond, others do not',
    () => {
      const text = gunzipSync(
        readFileSync(`${shared}/datasets/charitable-giving/charitable.csv.gz`),
      ).toString();
      const [header, ...lines] = text.trim().split(/\r?\n/);
      const names = header.replaceAll('"', '').split(',');
      const at = (name: string) => names.indexOf(name);
      const rows = lines.map((line) => line.split(',')).filter((row) => Number(row[at('red0')]) >= 0);
      const { segments, interaction } = responseBySegment({
        segmentation: segmented(rows.map((row) => Number(row[at('red0')]))),
        treated: rows.map((row) => Number(row[at('treatment')])),
        outcome: rows.map((row) => Number(row[at('out_gavedum')])),
      });
      expect([segments[1].control, segments[1].treated]).toEqual([6648, 13_594]);
      expect([segments[0].control, segments[0].treated]).toEqual([10_029, 19_777]);
      expect(segments[1].controlMean).toBeCloseTo(0.01459, 5);
      expect(segments[1].treatedMean).toBeCloseTo(0.02339, 5);
      expect(segments[0].controlMean).toBeCloseTo(0.02004, 5);
      expect(segments[0].treatedMean).toBeCloseTo(0.02109, 5);
      expect(segments[1].effect!.low).toBeGreaterThan(0);
      expect(segments[0].effect!.low).toBeLessThan(0);
      // Of those shares: 0.00775² over the sum of p(1 − p)/n, 6.845e-6, is 8.77; the variances here are a little larger
      expect(Math.abs(interaction!.q - 8.77)).toBeLessThan(0.1);
      expect(interaction!.p).toBeLessThan(0.004);
    },
  );

  it('does not depend on the order of customers or of segments', () => {
    const { segmentation, treated, outcome } = campaign(7, [50, 40, 30], (s, t, r) =>
      Number(r.next() < 0.3 + 0.1 * s * Number(t)),
    );
    const there = responseBySegment({ segmentation, treated, outcome });
    const order = Array.from({ length: 120 }, (_, i) => (7 * i + 3) % 120);
    const back = responseBySegment({
      segmentation: {
        ids: reordered(segmentation.ids, order),
        labels: Int32Array.from(reordered(segmentation.labels, order), (s) => 2 - s),
        segments: [...segmentation.segments].reverse(),
      },
      treated: reordered(treated, order),
      outcome: reordered(outcome, order),
    });
    expect([...back.segments].reverse()).toEqual(there.segments);
    expect(back.interaction!.q).toBeCloseTo(there.interaction!.q, 12);
  });

  it('rejects about 5% where all segments respond alike', () => {
    const RUNS = 600;
    let [shares, numbers, family] = [0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const rate = (s: number) => 0.1 + 0.1 * s;
      const bought = responseBySegment(
        campaign(run, [200, 300, 250, 400], (s, t, r) => Number(r.next() < rate(s) + 0.05 * Number(t))),
      );
      shares += Number(bought.interaction!.p < 0.05);
      // Few customers with unlike deviations: here chi-squared would reject far too often
      const spent = responseBySegment(
        campaign(run, [40, 40, 40, 40], (s, t, r) => 5 * Number(t) + (1 + s) * r.normal()),
      );
      numbers += Number(spent.interaction!.p < 0.05);
      const nothing = responseBySegment(campaign(run, [200, 300, 250], (_, __, r) => Number(r.next() < 0.3)));
      family += Number(nothing.segments.some(({ corrected }) => corrected! < 0.05));
    }
    // Standard error 0.9 points
    for (const rejected of [shares, numbers]) {
      expect(rejected / RUNS).toBeGreaterThan(0.02);
      expect(rejected / RUNS).toBeLessThan(0.08);
    }
    expect(family / RUNS).toBeLessThan(0.08);
  });

  it('finds planted differences, and their spread', () => {
    // Effects 0, 2, 4: true standard deviation 2
    const { interaction, because, segments } = responseBySegment(
      campaign(3, [400, 400, 400], (s, t, r) => 2 * s * Number(t) + r.normal()),
    );
    expect(interaction!.p).toBeLessThan(1e-50);
    expect(Math.abs(interaction!.spread.value - 2)).toBeLessThan(0.15);
    expect(because).toContain('Segments differ in how the treatment moves the outcome');
    expect(segments[2].corrected).toBeLessThan(1e-50);
    expect(segments[2].corrected).toBeGreaterThan(0);
  });

  it('intervals hold the true effects as often as they say', () => {
    const RUNS = 400;
    let [numbers, shares, overall] = [0, 0, 0];
    for (let run = 0; run < RUNS; run++) {
      const spent = responseBySegment(
        campaign(run, [90, 60], (s, t, r) => 3 * s * Number(t) + (1 + 2 * Number(t)) * r.normal()),
      );
      const { low, high } = spent.segments[1].effect!;
      numbers += Number(low <= 3 && 3 <= high);
      overall += Number(spent.overall!.low <= 1.2 && 1.2 <= spent.overall!.high); // 0.6 · 0 + 0.4 · 3
      const bought = responseBySegment(
        campaign(run, [150, 150], (_, t, r) => Number(r.next() < (t ? 0.3 : 0.2))),
      );
      const share = bought.segments[0].effect!;
      shares += Number(share.low <= 0.1 && 0.1 <= share.high);
    }
    // 95% stated, standard error 1.1 points
    for (const held of [numbers, shares, overall]) {
      expect(held / RUNS).toBeGreaterThan(0.915);
      expect(held / RUNS).toBeLessThan(0.985);
    }
  });

  it('refuses effects of small arms and goes on with the others', () => {
    const { segmentation, treated, outcome } = campaign(
      5,
      [200, 200, 9],
      (_, t, r) => Number(t) + r.normal(),
    );
    const { segments, interaction, because } = responseBySegment({ segmentation, treated, outcome });
    expect(segments[2]).toMatchObject({ effect: undefined, p: undefined });
    expect(segments[2].flags[0]).toMatch(/^An arm has \d customers, fewer than 10: no effect\.$/);
    expect(interaction!.degreesOfFreedom).toBe(1);
    expect(because).toContain('Segment 3');
  });

  it('leaves out of the comparison where nothing varies', () => {
    const treated = Array.from({ length: 60 }, (_, i) => i % 2 === 0);
    const outcome = treated.map((is, i) => (i < 20 ? 3 + Number(is) : i));
    const segmentation = segmented(treated.map((_, i) => Number(i >= 20)));
    const { segments, interaction } = responseBySegment({ segmentation, treated, outcome });
    expect(segments[0].effect).toMatchObject({ value: 1, low: 1, high: 1 });
    expect(segments[0].flags).toEqual(['Nothing varies in either arm: left out of the comparison.']);
    expect(interaction).toBeUndefined();
  });

  it('displays', () => {
    const result = responseBySegment(campaign(5, [100, 100], (_, t, r) => Number(t) + r.normal()));
    expect(String(result[DISPLAY_KEY]()['text/plain'])).toContain('Segment 2');
  });

  it.each<[string, object, string]>([
    ['no control group', { treated: Array(20).fill(1) }, '20 of 20 customers were treated.'],
    ['nobody treated', { treated: Array(20).fill(0) }, '0 of 20 customers were treated.'],
    ['two that are alike', { outcome: Array(20).fill(1) }, 'the outcome is 1 for all customers.'],
    ['NaN', { outcome: Array(20).fill(Number.NaN) }, 'outcome of customer 1, "c0", is NaN.'],
    ['a treatment of 2', { treated: Array(20).fill(2) }, 'treated of customer 1, "c0", is 2.'],
    ['a minimum of 1', { minimum: 1 }, 'minimum is 1.'],
  ])('refuses %s', (_, changes, message) => {
    const labels = Array.from({ length: 20 }, (_, i) => i % 2);
    const given = {
      segmentation: segmented(labels),
      treated: labels,
      outcome: labels.map((each, i) => each + i),
    };
    expect(() => responseBySegment({ ...given, ...changes })).toThrow(message);
  });
});

it('says what is wrong with values, in its own name', () => {
  const made = campaign(1, [40, 40], (segment) => segment + 1);
  const refused = (outcome: unknown) =>
    expect(() => responseBySegment({ ...made, outcome: outcome as number[] }));
  refused(made.outcome.map((value) => value * 1e200)).toThrow(
    'responseBySegment: values of the outcome are too large to be squared.',
  );
  refused(undefined).toThrow('responseBySegment: outcome is undefined. Give one value a customer');
  refused(new Map()).toThrow('responseBySegment: outcome is no list.');
});
