import {
  DISPLAY_KEY,
  nameSegments,
  personaCards,
  profile,
  profileEvidence,
  quote,
  segmentsOfColumn,
  sentence,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { cardSentence } from '#clientele/profile/personas/persona-cards';
import { manyCustomers, segmentsOf } from '../segments-by-hand.js';

const values = (recencyDays: number, frequency: number, region: string, gender: string, segment: number) => ({
  segment,
  values: { recencyDays, frequency, region, gender },
});
const { labels, table } = manyCustomers([
  values(5, 9, 'North', 'f', 0),
  values(7, 7, 'North', 'f', 0),
  values(200, 1, 'South', 'm', 1),
  values(300, 2, 'South', 'm', 1),
]);
const described = table.describe({
  recencyDays: { unit: 'days', role: 'base' },
  gender: { role: 'protected' },
});
const segments = segmentsOf(labels);
const people = profile(segments, described, { id: 'customerId', categories: ['region', 'gender'] });
const { cards } = personaCards(people).content;
const said = (card: number) => cards[card].sections.flatMap(({ sentences }) => sentences);

describe('personaCards', () => {
  it('states size, markers against all customers, and what is not known', () => {
    // 40 customers a segment. Recency 5 and 7 (20 each): median 6; of all (5, 7, 200, 300): (7 + 200) / 2 = 103.5, no decimals from 100 on.
    expect(cards[0].subtitle).toBe('40 customers, 50% of all');
    const texts = said(0).map(({ text }) => text.replaceAll('\u00a0', ' '));
    expect(texts).toContain('Last order typically 6 days ago (all: 104).');
    expect(texts).toContain('Region North: 100% of them (all: 50%).');
    expect(texts).toContain('50% have stayed away for 7 days or longer.');
    // Frequency 7 and 9: median 8; of all (1, 2, 7, 9) it is 4.5, the number of orders of nobody: means 8 and 4.75.
    expect(texts).toContain('On average 8 orders each (all: 4.75).');
    expect(texts).toContain('50% have 9 orders or more.');
    expect(texts).toContain('Not measured: satisfaction, needs and interests, preferred channel.');
    // Wilson for 40 of 80 at 95%: 0.5 ± 1.96 · sqrt(0.25 / 80 + 0.96 / 6400) / (1 + 3.8416 / 80): 0.393 to 0.607.
    expect(cards[0].subtitleEvidence).toEqual([
      'profile, s1, customers = 40 of 80',
      'profile, s1, share = 50.0% (39.3% to 60.7%, 95% interval)',
    ]);
  });

  it('tells shares, money and people as one would say them', () => {
    const row = (segment: number, ecoShare: number, monetary: number, age: number) => ({
      segment,
      values: { ecoShare, monetary, age, birthYear: 2025 - age, plan: segment === 0 ? 'gold' : 'basic' },
    });
    const { labels, table } = manyCustomers([row(0, 0.9, 614.16, 70), row(1, 0.15, 66.1, 30)]);
    const made = profile(
      segmentsOf(labels),
      table.describe({
        ecoShare: { unit: 'share', meaning: 'Share of spending on the eco-friendly range' },
        monetary: { unit: 'EUR', digits: 2 },
        age: { unit: 'years', role: 'descriptor' },
      }),
      { id: 'customerId' },
    );
    // Medians of all are the middle of two values: 52.5%, 340.13 EUR, 50 years.
    const texts = personaCards(made).content.cards.map(({ sections }) =>
      sections[0].sentences.map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    expect(texts[0]).toEqual([
      'Typically 90% of their spending is on the eco-friendly range (all: 53%).',
      'Typically 614 EUR spent (all: 340).',
      'Typically 70 years old (all: 50).',
      'Plan gold: 100% of them (all: 50%).',
    ]);
    expect(texts[1][1]).toBe('Typically 66.10 EUR spent (all: 340).');
  });

  it('says who they are with what did not set them apart', () => {
    const row = (segment: number, recencyDays: number, age: number) => ({
      segment,
      values: { recencyDays, age, region: age < 40 ? 'North' : 'South' },
    });
    const both = [30, 35, 45, 50, 55].flatMap((age) => [row(0, 5, age), row(1, 90, age)]);
    const { labels, table } = manyCustomers(both);
    const made = profile(segmentsOf(labels), table.describe({ recencyDays: { unit: 'days' } }), {
      id: 'customerId',
    });
    const who = personaCards(made).content.cards[0].sections.find(
      ({ heading }) => heading === 'Who they are',
    )!;
    // Ages 30, 35, 45, 50, 55 in equal number: quartiles 35 and 50; 3 of 5 live in the South.
    expect(who.sentences.map(({ text }) => text)).toEqual(['Region: most often South (60%).']);
    expect(JSON.stringify(made.segments[0].markers.slice(0, 2))).toContain('age');
  });

  it('tells once what was kept out because of its name', () => {
    const row = (segment: number) => ({ segment, values: { recencyDays: segment, gender: 'f' } });
    const { labels, table } = manyCustomers([row(0), row(1)]);
    const { content } = personaCards(profile(segmentsOf(labels), table, { id: 'customerId' }));
    expect(content.note).toContain('Left out because of what their names say');
    expect(content.note).toContain(': gender.');
    expect(JSON.stringify(content.cards)).not.toContain('gender');
    expect(personaCards(people).content.note).toBeUndefined(); // there it has a role
  });

  it('quotes every number, and every sentence is proven', () => {
    for (const one of [...said(0), ...said(1)]) {
      expect(one.proven, one.text).toBe(true);
      if (/\p{N}/u.test(one.text)) expect(one.evidence.length, one.text).toBeGreaterThan(0);
    }
    expect(said(0).flatMap(({ evidence }) => evidence)).toContain(
      'profile, s1, recencyDays, median = 6\u00a0days',
    );
  });

  it('boxes a sentence whose number was changed', () => {
    const true_ = sentence`Median ${quote(profileEvidence(people), ['s1', 'recencyDays', 'median'])}.`;
    expect(cardSentence({ said: true_ }, [profileEvidence(people)]).proven).toBe(true);
    expect(cardSentence({ said: { ...true_, text: 'Median 5.' } }, [profileEvidence(people)]).proven).toBe(
      false,
    );
    const given = personaCards(people, { channels: { s1: { ...true_, text: 'Median 5.' } } }).content
      .cards[0];
    expect(given.sections.find(({ heading }) => heading === 'How to reach them')!.sentences[0].proven).toBe(
      false,
    );
  });

  it('has two to five markers a segment, also where little sets it apart', () => {
    const alike = manyCustomers([0, 1].map((segment) => values(5, 9, 'North', 'f', segment)));
    const same = profile(segmentsOf(alike.labels), alike.table, { id: 'customerId' });
    const section = personaCards(same).content.cards[0].sections.find(({ heading }) =>
      heading.startsWith('Hardly'),
    )!;
    expect(section.sentences).toHaveLength(2);
  });

  it('keeps protected columns out, also when the profile holds them', () => {
    expect(people.categories.map(({ name }) => name)).toContain('gender');
    expect(JSON.stringify(cards).toLowerCase()).not.toContain('gender');
  });

  it('marks what nobody measured as an assumption', () => {
    const given = personaCards(people, {
      channels: { s2: 'E-mail at 8' },
      needs: { s2: ['Quick delivery'] },
    });
    const sections = given.content.cards[1].sections;
    const reach = sections.find(({ heading }) => heading === 'How to reach them')!.sentences;
    expect(reach).toEqual([{ text: 'E-mail at 8', evidence: [], basis: 'assumption', proven: true }]);
    const unknown = sections.find(({ heading }) => heading === 'What we do not know')!.sentences;
    expect(unknown.map(({ text }) => text)).toEqual(['Not measured: satisfaction.']); // the rest is given
  });

  it('says of a small segment only that it is small, and nothing of it can be quoted', () => {
    const strict = profile(segments, described, { id: 'customerId', minimum: 41 });
    const [card] = personaCards(strict).content.cards;
    expect(card).toMatchObject({ subtitle: 'fewer than 41 customers: too few to show', sections: [] });
    expect(() => quote(profileEvidence(strict), ['s1', 'recencyDays', 'median'])).toThrow(
      'has nothing to quote',
    );
  });

  it('keeps hostile names as text', () => {
    const shown = personaCards(people, { names: { s1: '<img src=x onerror=alert(1)>' } })[DISPLAY_KEY]();
    expect(shown['text/html']).not.toContain('<img');
    expect(shown['text/html']).toContain('&lt;img');
  });

  it('refuses a segment that is not there', () => {
    expect(() => personaCards(people, { names: { s3: 'X' } })).toThrow(
      'personaCards: there is no segment "s3". There are: s1, s2.',
    );
    expect(() => personaCards(people, { names: { s1: ' ' } })).toThrow('the name of segment "s1" is empty.');
  });
});

describe('nameSegments', () => {
  it('names in plain words what differs most', () => {
    expect(nameSegments(segments, people)).toEqual({
      s1: 'Recent, frequent', // the region only describes
      s2: 'Lapsed, few orders',
    });
  });

  it('names shares by what they are of', () => {
    const row = (segment: number, ecoShare: number, storeShare: number, eveningShare: number) => ({
      segment,
      values: { ecoShare, storeShare, eveningShare },
    });
    const made = manyCustomers([row(0, 0.9, 0.1, 0.2), row(1, 0.1, 0.8, 0.2), row(2, 0.1, 0.1, 0.9)]);
    const share = (meaning: string) => ({ unit: 'share', meaning });
    const table = made.table.describe({
      ecoShare: share('Share of spending on the eco-friendly range'),
      storeShare: share('Share of orders placed in a store'),
      eveningShare: share('Share of orders placed from 18 hours on'),
    });
    const three = segmentsOf(made.labels, ['a', 'b', 'c']);
    expect(nameSegments(three, profile(three, table, { id: 'customerId' }))).toEqual({
      s1: 'Eco-friendly range',
      s2: 'Store orders',
      s3: 'Orders from 18 hours on',
    });
  });

  it('grades between the quartiles, and says "very" of the further one of two', () => {
    // Orders 1, 2, 8, 20 with 20 customers each: quartiles 1.75 and 11; medians of segments are these values.
    const four = manyCustomers(
      [1, 2, 8, 20].map((frequency, segment) => ({ segment, values: { frequency } })),
    );
    const graded = segmentsOf(four.labels, ['a', 'b', 'c', 'd']);
    expect(nameSegments(graded, profile(graded, four.table, { id: 'customerId' }))).toEqual({
      s1: 'One-time',
      s2: 'Few orders',
      s3: 'Several orders',
      s4: 'Frequent',
    });
    // Recency 1, 2, 50, 60, 70: quartiles 2 and 60: 1 and 2 are both recent.
    const days = [1, 2, 50, 60, 70];
    const five = manyCustomers(days.map((recencyDays, segment) => ({ segment, values: { recencyDays } })));
    const recent = segmentsOf(five.labels, ['a', 'b', 'c', 'd', 'e']);
    const names = nameSegments(recent, profile(recent, five.table, { id: 'customerId' }));
    expect([names.s1, names.s2]).toEqual(['Very recent', 'Recent']);
  });

  it('keeps facts short enough for charts', () => {
    const long = 'x'.repeat(60);
    const rows = [0, 1].map((segment) => ({
      segment,
      values: { [long]: segment, plan: segment === 0 ? long : 'no' },
    }));
    const made = manyCustomers(rows);
    const two = segmentsOf(made.labels);
    for (const name of Object.values(nameSegments(two, profile(two, made.table, { id: 'customerId' })))) {
      for (const fact of name.split(', ')) expect(fact.length).toBeLessThanOrEqual(28);
    }
  });

  it('takes own words', () => {
    const own = { recencyDays: { high: 'asleep', low: 'awake' } };
    expect(nameSegments(segments, people, own).s1).toBe('Awake, frequent');
  });

  it('gives distinct names also to segments that are alike', () => {
    const alike = manyCustomers([0, 1, 2, 3].map((segment) => values(5, 9, 'North', 'f', segment)));
    const four = segmentsOf(alike.labels, ['a', 'b', 'c', 'd']);
    const names = Object.values(nameSegments(four, profile(four, alike.table, { id: 'customerId' })));
    expect(names[0]).toBe('Close to average');
    expect(new Set(names).size).toBe(4);
  });

  it('never uses protected columns or outcomes, and tells nothing of small segments', () => {
    const outcome = described.describe({ frequency: { role: 'outcome' }, region: { role: 'protected' } });
    const told = profile(segments, outcome, { id: 'customerId', categories: ['region', 'gender'] });
    expect(nameSegments(segments, told)).toEqual({ s1: 'Recent', s2: 'Lapsed' });
    const strict = profile(segments, described, { id: 'customerId', minimum: 41 });
    expect(nameSegments(segments, strict)).toEqual({ s1: 'Small group', s2: 'Small group (2)' });
  });

  it('leaves the rest of rules its name', () => {
    const rules = segmentsOf(labels, ['Loyal', 'Everybody else'], 'rules');
    expect(nameSegments(rules, profile(rules, described, { id: 'customerId' })).s2).toBe('Everybody else');
  });

  it('refuses the profile of other segments', () => {
    const other = segmentsOf(labels, ['a', 'b', 'c']);
    expect(() => nameSegments(other, people)).toThrow(
      'nameSegments: the profile has segments s1, s2, the segmentation s1, s2, s3.',
    );
  });
});

describe('markers of skewed columns', () => {
  it('tell no difference of means where means are alike and most customers are not', () => {
    // A: 9, 10 and 11, ten customers each, mean 10. B: 24 times 5 and 6 times 30, mean 10. 80% of pairs have more in A.
    const skewed = tableOf({
      customerId: Array.from({ length: 60 }, (_, i) => `c${i}`),
      kind: Array.from({ length: 60 }, (_, i) => (i < 30 ? 'A' : 'B')),
      spend: Array.from({ length: 60 }, (_, i) => (i < 30 ? 9 + (i % 3) : i < 54 ? 5 : 30)),
    });
    const kinds = segmentsOfColumn(skewed, { id: 'customerId', column: 'kind' });
    const [card] = personaCards(
      profile(kinds, skewed, { id: 'customerId', columns: ['spend'], categories: [] }),
    ).content.cards;
    const details = card.sections.flatMap(({ sentences }) => sentences.map(({ detail }) => detail));
    expect(details).toContain('large difference, n = 30');
  });
});
