import { DISPLAY_KEY, type PlanInput, plan } from 'clientele';
import { describe, expect, it } from 'vitest';

const declared: PlanInput = {
  goal: 'Raise repeat orders by a tenth',
  decision: 'Which message goes to whom in spring',
  bases: ['B4', 'B8'],
  descriptors: ['B1'],
  knockOuts: ['buys in more than one season'],
  smallestSegment: 200,
  weights: { size: 1, value: 3 },
  hypotheses: ['Recent buyers respond to <b>new</b> arrivals'],
  metrics: ['conversion against the control group'],
  maxCampaigns: 5,
  reviewBy: '2026-12-01',
};

describe('plan', () => {
  it('survives JSON', () => {
    const text = JSON.stringify(plan(declared));
    expect(JSON.parse(text)).toEqual(declared);
    expect(JSON.stringify(plan(JSON.parse(text)))).toBe(text);
  });

  it('needs no smallest size', () => {
    const { smallestSegment, ...without } = declared;
    const text = JSON.stringify(plan(without));
    expect(JSON.parse(text)).toEqual(without);
    expect(plan(without).smallestSegment).toBeUndefined();
  });

  it('reads as a table, with the bases in words and weights as shares', () => {
    const shown = plan(declared)[DISPLAY_KEY]();
    expect(shown['text/plain']).toContain('B4 behavioural: purchases, usage, loyalty, channels');
    expect(shown['text/plain']).toContain('value (75%)');
    expect(shown['text/plain']).toContain('at least 200 customers');
    expect(shown['text/html']).toContain('&lt;b&gt;new&lt;/b&gt;');
  });

  it.each<[string, object, string]>([
    ['an unknown key', { gaol: 'x' }, 'plan: there is no key "gaol". Nearest: "goal".'],
    ['an empty goal', { goal: '  ' }, 'plan: goal is empty. Say it in a sentence.'],
    ['a missing decision', { decision: undefined }, 'plan: decision is missing.'],
    ['no bases', { bases: [] }, 'plan: bases is empty. Name at least one.'],
    ['an unknown basis', { bases: ['B9'] }, 'plan: bases: there is no basis "B9".'],
    ['a basis twice', { bases: ['B4', 'B4'] }, 'plan: B4 stands twice in bases.'],
    [
      'a basis that is also a descriptor',
      { descriptors: ['B1', 'B8'] },
      'plan: B8 (value: worth to the business) is a basis and a descriptor.',
    ],
    [
      'a weight of 0',
      { weights: { size: 0 } },
      'plan: the weight of "size" is 0. It has to be a number above 0.',
    ],
    [
      'half a campaign',
      { maxCampaigns: 0.5 },
      'plan: maxCampaigns is 0.5. It has to be a whole number from 1 on.',
    ],
    [
      'segments of nobody',
      { smallestSegment: 0 },
      'plan: smallestSegment is 0. It has to be a whole number from 1 on.',
    ],
    [
      'a day that is none',
      { reviewBy: '2026-02-30' },
      'plan: reviewBy is "2026-02-30". It is a day such as 2026-12-01.',
    ],
    ['an empty hypothesis', { hypotheses: [''] }, 'plan: hypotheses, number 1 is empty.'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => plan({ ...declared, ...changes } as PlanInput)).toThrow(message);
  });
});
