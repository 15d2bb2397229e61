import {
  DISPLAY_KEY,
  nameSegments,
  personaCards,
  profile,
  profileEvidence,
  quote,
  sentence,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { cardSentence } from '#clientele/profile/persona-cards';
import { manyCustomers, segmentsOf } from './segments-by-hand.js';

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
    expect(texts).toContain('Recency: median 6 days, all customers 104 days (n = 40).');
    expect(texts).toContain('Region North: 100% of them, 50% of all customers (n = 40).');
    expect(texts).toContain('Half of them bought last within 6 days; a quarter not for 7 days or longer.');
    expect(texts).toContain('Not measured: satisfaction.');
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
    expect(cardSentence(true_, people).proven).toBe(true);
    expect(cardSentence({ ...true_, text: 'Median 5.' }, people).proven).toBe(false);
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
    expect(unknown.map(({ text }) => text)).toEqual(['Not measured: satisfaction.']);
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
      s1: 'Recent, frequent, region North',
      s2: 'Long inactive, few orders, region South',
    });
  });

  it('takes own words', () => {
    const own = { recencyDays: { high: 'asleep', low: 'awake' } };
    expect(nameSegments(segments, people, own).s1).toBe('Awake, frequent, region North');
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
    expect(nameSegments(segments, told)).toEqual({ s1: 'Recent', s2: 'Long inactive' });
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
