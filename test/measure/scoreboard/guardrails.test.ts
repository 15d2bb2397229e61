import {
  type GuardrailOptions,
  guardrails,
  newcombeInterval,
  seeded,
  tableFromRows,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

interface Arm {
  readonly n: number;
  readonly converted: number;
  readonly unsubscribed: number;
}

/** Arms by segment, with the first customers converted and the last unsubscribed. */
function campaignOf(segments: readonly Readonly<Record<string, Arm>>[]) {
  const rows = segments.flatMap((arms, segment) =>
    Object.entries(arms).flatMap(([arm, { n, converted, unsubscribed }]) =>
      Array.from({ length: n }, (_, i) => ({
        customerId: `${segment}${arm}${i}`,
        arm,
        segment,
        converted: i < converted ? 1 : 0,
        unsubscribed: i >= n - unsubscribed ? 1 : 0,
      })),
    ),
  );
  return {
    segmentation: segmentsOf(
      Object.fromEntries(rows.map(({ customerId, segment }) => [customerId, segment])),
      segments.map((_, s) => `Segment ${s + 1}`),
    ),
    campaign: tableFromRows(rows),
    control: 'none',
    harms: { unsubscribed: { margin: 0.01, title: 'Unsubscribed' } },
  };
}

const CONTROL = { n: 4000, converted: 200, unsubscribed: 8 };

describe('guardrails', () => {
  it('calls a gain a win only where every guardrail holds', () => {
    const { wins, results } = guardrails(
      campaignOf([
        { none: CONTROL, mail: { n: 4000, converted: 280, unsubscribed: 10 } },
        { none: CONTROL, mail: { n: 4000, converted: 280, unsubscribed: 100 } },
        { none: CONTROL, mail: { n: 4000, converted: 280, unsubscribed: 40 } },
        { none: CONTROL, mail: { n: 4000, converted: 205, unsubscribed: 10 } },
        { none: CONTROL, mail: { n: 5, converted: 5, unsubscribed: 0 } },
      ]),
    );
    const verdicts = results.filter(({ arm }) => arm === 'mail').map(({ key, verdict }) => [key, verdict]);
    // Harm less control in points: 0.05, 2.3, 0.8 (its interval passes the margin of 1 and lies above 0), 0.05, too few; of all
    // 1.00 less 0.20, standard error 0.085: up to 0.97.
    expect(verdicts).toEqual([
      ['s1', 'holds'],
      ['s2', 'loss'],
      ['s3', 'loss'],
      ['s4', 'holds'],
      ['s5', 'not measured'],
      ['all', 'holds'],
    ]);
    expect(wins.map(({ verdict }) => verdict)).toEqual([
      'win',
      'gain with a guardrail loss',
      'gain with a guardrail loss',
      'no gain shown',
      'not measured',
      'win',
    ]);
    expect(wins[1].because).toContain('but not a win. Guardrail loss: Unsubscribed 2.30');
  });

  it("has Newcombe's interval of the harm, and Wilson's of each arm", () => {
    const data = campaignOf([
      {
        none: { n: 4000, converted: 0, unsubscribed: 200 },
        mail: { n: 4000, converted: 9, unsubscribed: 250 },
      },
    ]);
    const [control, mail] = guardrails(data).results;
    expect(control).toMatchObject({ arm: 'none', verdict: 'control', difference: undefined, harmed: 200 });
    // 250/4000 less 200/4000: 0.0023978715, 0.0226478710.
    expect(mail.difference!.low).toBeCloseTo(0.0023978715, 9);
    expect(mail.difference!.high).toBeCloseTo(0.022647871, 9);
    expect(mail.verdict).toBe('loss');
  });

  it('does not take few customers for proof of no harm', () => {
    const [win] = guardrails(
      campaignOf([
        { none: { n: 100, converted: 5, unsubscribed: 0 }, mail: { n: 100, converted: 40, unsubscribed: 0 } },
      ]),
    ).wins;
    // Newcombe for 0/100 less 0/100 at 95%: ±3.7 points, far beyond the margin of 1.
    expect(newcombeInterval(0, 100, 0, 100).high).toBeGreaterThan(0.01);
    expect(win.verdict).toBe('gain, guardrails not shown');
    expect(win.because).toContain('not yet a win');
  });

  it('lets a harm at the margin pass in about 2.5% of campaigns', () => {
    let passed = 0;
    for (let seed = 1; seed <= 2000; seed++) {
      const random = seeded(seed);
      const draw = (p: number) => {
        let count = 0;
        for (let i = 0; i < 600; i++) if (random.next() < p) count++;
        return count;
      };
      // As `guarded` decides: the upper end within the margin of 3 points, which is the true harm here.
      if (newcombeInterval(draw(0.05), 600, draw(0.02), 600).high <= 0.03) passed++;
    }
    expect(passed / 2000).toBeLessThan(0.035);
    expect(passed / 2000).toBeGreaterThan(0.01);
  });

  it('does not depend on the order of rows, hides small arms, shows no number that is none', () => {
    const data = campaignOf([
      { none: { n: 30, converted: 3, unsubscribed: 0 }, mail: { n: 30, converted: 9, unsubscribed: 1 } },
      { none: { n: 30, converted: 3, unsubscribed: 0 }, mail: { n: 4, converted: 1, unsubscribed: 3 } },
    ]);
    const backwards = tableFromRows(data.campaign.objects().reverse());
    const result = guardrails(data);
    expect(guardrails({ ...data, campaign: backwards }).results).toEqual(result.results);
    const text = shownText(result);
    expect(text).toContain('fewer than 10');
    expect(text).not.toMatch(/NaN|undefined|Infinity|75\.00/); // three of four
  });

  const good = campaignOf([{ none: CONTROL, mail: CONTROL }]);
  it.each<[string, object, string]>([
    ['no harms', { harms: {} }, 'guardrails: there are no harms.'],
    ['a margin of nothing', { harms: { unsubscribed: { margin: 0 } } }, 'the margin of "unsubscribed" is 0.'],
    ['a margin in percent', { harms: { unsubscribed: { margin: 5 } } }, 'the margin of "unsubscribed" is 5.'],
    ['no such column', { harms: { complained: { margin: 0.1 } } }, 'there is no column "complained"'],
    ['a control that is no arm', { control: 'nome' }, 'guardrails: there is no arm "nome". Nearest: "none".'],
    [
      'everyone in one arm',
      { campaign: tableOf({ customerId: ['0none0'], arm: ['none'], converted: [0], unsubscribed: [0] }) },
      'all rows are in arm "none"',
    ],
    [
      'a customer twice',
      {
        campaign: tableOf({
          customerId: ['0none0', '0none0'],
          arm: ['none', 'mail'],
          converted: [0, 1],
          unsubscribed: [0, 0],
        }),
      },
      'customer "0none0" stands in row 1 and in row 2',
    ],
    [
      'a harm that is neither 0 nor 1',
      {
        campaign: tableOf({
          customerId: ['0none0', '0mail0'],
          arm: ['none', 'mail'],
          converted: [0, 1],
          unsubscribed: [0, 2],
        }),
      },
      'row 2, column "unsubscribed" is 2. It has to be 0 or 1.',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => guardrails({ ...good, ...change } as GuardrailOptions<object>)).toThrow(message);
  });
});
