import {
  featureTable,
  feedbackFeatures,
  pearson,
  rateOf,
  simulateRetailer,
  simulateTouchpoints,
  tableOf,
} from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';

type Retailer = Awaited<ReturnType<typeof simulateRetailer>>;
type Touchpoints = ReturnType<typeof simulateTouchpoints>;
let retailer: Retailer;
let points: Touchpoints;
let groupOf: Map<string, string>;
beforeAll(async () => {
  retailer = await simulateRetailer({ seed: 5, customers: 3000, answers: 100 });
  points = simulateTouchpoints(retailer, { seed: 7 });
  groupOf = new Map(retailer.groups.objects().map(({ customerId, group }) => [customerId, group]));
});

/** Whether a share found lies within four standard errors of the planted one. */
const near = (found: number, planted: number, n: number) =>
  Math.abs(found - planted) < 4 * Math.sqrt((planted * (1 - planted)) / n) + 1e-9;

describe('simulateTouchpoints', () => {
  it('plants consent by group and purpose, one row a customer', () => {
    const { consents, truth } = points;
    expect(consents.array('customerId')).toEqual(retailer.customers.array('customerId'));
    for (const [group, chances] of Object.entries(truth.groups)) {
      const own = consents.objects().filter(({ customerId }) => groupOf.get(customerId) === group);
      for (const [column, purpose] of [
        ['profiling', 'profiling'],
        ['thirdParty', 'third party'],
      ] as const) {
        const share = own.filter((row) => row[column]).length / own.length;
        expect(near(share, chances.consent[purpose], own.length), `${group} ${purpose}`).toBe(true);
      }
    }
  });

  it('sends mails with consent only, and nothing after somebody unsubscribed', async () => {
    const { mails, consents, truth } = points;
    const agreed = new Set(
      consents
        .objects()
        .filter(({ marketing }) => marketing)
        .map(({ customerId }) => customerId),
    );
    expect(new Set(mails.array('customerId'))).toEqual(agreed);
    const gone = new Map<string, string>();
    for (const { customerId, at, event } of mails.objects()) {
      expect(gone.has(customerId)).toBe(false);
      if (event === 'unsubscribed') gone.set(customerId, at);
    }
    expect(gone.size).toBeGreaterThan(0);
    const rates = await featureTable(mails.select('customerId', 'event'), [
      rateOf('openRate', { event: 'opened' }, { event: 'sent' }),
    ]);
    const own = rates.objects().filter(({ customerId }) => groupOf.get(customerId) === 'retirees');
    const opened = own.reduce((sum, { openRate }) => sum + (openRate as number), 0) / own.length;
    expect(Math.abs(opened - truth.groups.retirees.opened)).toBeLessThan(0.05);
  });

  it('writes feedback whose topics and feelings can be found again', async () => {
    const { feedback, truth } = points;
    expect(truth.feedback).toHaveLength(feedback.numRows());
    const one = tableOf({
      customerId: feedback.array('customerId').map((id, i) => `${id} ${i}`),
      text: feedback.array('text'),
    });
    const topics = {
      delivery: ['parcel', 'delivery', 'courier'],
      price: ['price', 'offers', 'expensive'],
      quality: ['fabric', 'material', 'seams'],
      service: ['staff', 'help*', 'service'],
    };
    const said = new Map(
      (await feedbackFeatures(one, { topics })).table.objects().map((row) => [row.customerId, row]),
    );
    let [topicsFound, feelingsFound] = [0, 0];
    for (const [i, { topic, feeling }] of truth.feedback.entries()) {
      const row = said.get(one.array('customerId')[i])!;
      if (row[`${topic}Share`] === 1) topicsFound++;
      if ((row.meanSentiment ?? 0) > 0 === (feeling === 'good')) feelingsFound++;
    }
    expect(topicsFound / truth.feedback.length).toBeGreaterThan(0.95);
    expect(feelingsFound / truth.feedback.length).toBeGreaterThan(0.8);
  });

  it('writes the planted share of feedback in German, by the same customers on the same topics', () => {
    const both = simulateTouchpoints(retailer, { seed: 7, germanShare: 0.4 });
    expect(both.feedback.array('customerId')).toEqual(points.feedback.array('customerId'));
    expect(both.feedback.array('customerId').every((id) => groupOf.has(id))).toBe(true);
    const said = both.truth.feedback;
    expect(said.map(({ topic }) => topic)).toEqual(points.truth.feedback.map(({ topic }) => topic));
    const german = /\b(Das|Die|Der|Ein|Ich|Was für|Vielen)\b/; // the phrase or the ending has one of these
    const english = points.feedback.array('text');
    both.feedback.array('text').forEach((text, i) => {
      expect(german.test(text)).toBe(said[i].language === 'de');
      if (said[i].language === 'en') expect(text).toBe(english[i]);
    });
    const found = said.filter(({ language }) => language === 'de').length;
    expect(near(found / said.length, 0.4, said.length)).toBe(true);
    expect(() => simulateTouchpoints(retailer, { seed: 7, germanShare: 2 })).toThrow(
      'simulateTouchpoints: germanShare is 2; it must be from 0 to 1.',
    );
  });

  it('makes those who wait longer less satisfied', () => {
    const { contacts } = points;
    expect(pearson(contacts.array('waitingMinutes'), contacts.array('satisfaction'))).toBeLessThan(-0.3);
    for (const { satisfaction, waitingMinutes } of contacts.objects()) {
      expect(satisfaction >= 1 && satisfaction <= 5 && waitingMinutes >= 1).toBe(true);
    }
  });

  it('visits belong to customers and days of the year', () => {
    const { events, truth } = points;
    const visits = events.objects().filter(({ event }) => event === 'visit');
    expect(
      events.objects().every(({ customerId, at }) => groupOf.has(customerId) && at.startsWith('2025-')),
    ).toBe(true);
    const expected = retailer.groups
      .objects()
      .reduce((sum, { group }) => sum + truth.groups[group].visitsPerYear, 0);
    expect(Math.abs(visits.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('gives the same for the same seed, and leaves the retailer as it was', () => {
    const again = simulateTouchpoints(retailer, { seed: 7 });
    expect(again.events.toCSV()).toBe(points.events.toCSV());
    expect(again.feedback.toCSV()).toBe(points.feedback.toCSV());
    expect(simulateTouchpoints(retailer, { seed: 8 }).events.toCSV()).not.toBe(points.events.toCSV());
  });
});
