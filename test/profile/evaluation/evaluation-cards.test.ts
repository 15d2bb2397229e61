import {
  DISPLAY_KEY,
  evaluateSegments,
  evaluationCards,
  isInputError,
  profile,
  reachability,
  responseBySegment,
  smallestDetectableDifference,
  tableFromRows,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { manyCustomers, segmentsOf } from '../segments-by-hand.js';

const { labels, table } = manyCustomers(
  [
    { segment: 0, values: { monetary: 100 } },
    { segment: 1, values: { monetary: 300 } },
    { segment: 1, values: { monetary: 500 } },
  ],
  200,
);
for (let i = 0; i < 3; i++) labels[`lone${i}`] = 2;
const ids = Object.keys(labels);
const segmentation = segmentsOf(labels, ['Savers', '<script>Spenders</script>', 'Few']);
const rows = [...table.objects(), ...[0, 1, 2].map((i) => ({ customerId: `lone${i}`, monetary: 7777 }))];
const people = profile(segmentation, tableFromRows(rows).describe({ monetary: { unit: 'EUR' } }), {
  id: 'customerId',
});
const label = (i: number) => labels[ids[i]];
// By e-mail half of the first segment and all others, by post a quarter of everybody.
const channels = {
  'e-mail': reachability({ segmentation, reachable: ids.map((_, i) => label(i) > 0 || i % 2 === 0) }),
  post: reachability({ segmentation, reachable: ids.map((_, i) => i % 4 === 0) }),
};
// Treated: every other pair. Of the treated in the second segment one half says yes, else one in ten.
const treated = ids.map((_, i) => i % 4 < 2);
const outcome = ids.map((_, i) => (label(i) === 1 && treated[i] ? i % 2 === 0 : i % 10 === 3));
const response = responseBySegment({ segmentation, treated, outcome });
const evaluation = evaluateSegments(people, {
  criteria: [
    { name: 'size', side: 'attractiveness', ratings: { s1: 4, s2: 8, s3: 1 } },
    { name: 'fit', side: 'competitiveness', ratings: { s1: 6, s2: 5, s3: 1 } },
  ],
  seed: 1,
});
const all = {
  evaluation,
  value: 'monetary',
  channels,
  response,
  cost: { perContact: { 'e-mail': 0.05, post: 1.2 }, currency: 'EUR' },
  test: { baseline: 0.05 },
};
const { cards } = evaluationCards(people, all).content;
const section = (card: number, heading: string) =>
  cards[card].sections
    .find((each) => each.heading === heading)
    ?.sentences.map(({ text }) => text.replaceAll('\u00a0', ' '));

describe('evaluationCards', () => {
  it('tells size, value, channel and cost', () => {
    expect(cards[1].subtitle).toBe('400 customers, 66% of all');
    // Means 400 and, over all 603, (200·100 + 400·400 + 3·7777) / 603 = 337.2; shares 160,000 of 203,331.
    expect(section(1, 'What it is worth')).toEqual([
      'Money spent: on average 400 EUR (all customers: 337 EUR).',
      'Together they hold 79% of it.',
    ]);
    // Wilson for 100 of 200: 0.5 ± 0.0687 (43% to 57%).
    expect(section(0, 'How to reach it')).toEqual([
      'By e-mail: it reaches 50% of them (43% to 57%), 100 customers.',
    ]);
    expect(section(0, 'What a contact costs')).toEqual(['100 customers once: 5 EUR, at 0.05 each.']);
    expect(section(1, 'What a contact costs')).toEqual(['400 customers once: 20 EUR, at 0.05 each.']);
  });

  it('tells the response and whether it is distinct', () => {
    const [effect, distinct] = section(1, 'How it responds')!;
    const own = response.segments[1].effect!;
    expect(effect).toContain(`Effect ${(own.value * 100).toFixed(1)} percentage points (`);
    expect(response.interaction!.p).toBeLessThan(0.001);
    expect(distinct).toMatch(/^The segments differ by more than chance \(p = /);
  });

  it('tells the smallest effect that a test can show', () => {
    // 100 reachable, 50 an arm, from 5%.
    const d = smallestDetectableDifference({ arms: [50, 50], baseline: 0.05 })!;
    expect(section(0, 'Smallest test')).toEqual([
      '50 treated, 50 held out.',
      `It could show a rise from 5.0% to ${((0.05 + d) * 100).toFixed(1)}% or more (${(d * 100).toFixed(1)} percentage points), with 80% power at 95% confidence.`,
    ]);
    const few = evaluationCards(people, { test: { baseline: 0.5, control: 0.005 } }).content.cards[0];
    expect(few.sections.find(({ heading }) => heading === 'Smallest test')!.sentences[1].text).toBe(
      'No rise from 50%, however large, could be shown: test them together with others.',
    );
  });

  it('takes the baseline from the control group where none is given', () => {
    const without = evaluationCards(people, { response }).content.cards[0];
    const said = without.sections.find(({ heading }) => heading === 'Smallest test')!.sentences[1].text;
    expect(said).toContain(`rise from ${(response.segments[0].controlMean! * 100).toFixed(1)}%`);
  });

  it('proves every sentence and tells rank and reason', () => {
    for (const card of cards) {
      for (const { sentences } of card.sections)
        for (const one of sentences) expect(one.proven, one.text).toBe(true);
    }
    expect(section(1, 'Where it ranks')![0]).toBe('Rank 1 of 2.');
  });

  it('shows nothing of a segment below the minimum', () => {
    expect(cards[2]).toMatchObject({ subtitle: 'fewer than 10 customers: too few to show', sections: [] });
    const bundle = evaluationCards(people, all)[DISPLAY_KEY]();
    expect(JSON.stringify(bundle)).not.toContain('7,777');
    expect(JSON.stringify(bundle)).not.toMatch(/NaN|Infinity/);
    expect(bundle['text/html']).not.toContain('<script>Spenders');
  });

  it('names what nobody measured', () => {
    const [bare] = evaluationCards(people).content.cards;
    expect(bare.sections).toEqual([
      {
        heading: 'What we do not know',
        sentences: [
          {
            text: 'Not measured: rank, value, channel, response, cost, conversion without a campaign.',
            evidence: [],
            basis: 'data',
            proven: true,
          },
        ],
      },
    ]);
  });

  it.each<[string, object]>([
    ['no number column "money"', { value: 'money' }],
    ['no channel "fax"', { channels, cost: { perContact: { fax: 1 }, currency: 'EUR' } }],
    ['a contact (any) costs -1', { cost: { perContact: -1, currency: 'EUR' } }],
    ['baseline is 2', { test: { baseline: 2 } }],
    ['control is 1', { test: { control: 1 } }],
    ['power is 0', { test: { power: 0 } }],
    ['the channel "x" is of the segments a', { channels: { x: { segments: [{ key: 'a' }] } } }],
  ])('says what it needs: %s', (message, options) => {
    let caught: unknown;
    try {
      evaluationCards(people, options as never);
    } catch (error) {
      caught = error;
    }
    expect(isInputError(caught), String(caught)).toBe(true);
    expect((caught as Error).message).toContain(message);
  });
});
