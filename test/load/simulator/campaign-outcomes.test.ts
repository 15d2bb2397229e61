import { readFileSync } from 'node:fs';
import {
  embeddedFile,
  type OutcomesTruth,
  type RetailerOutcomeRow,
  readTable,
  seeded,
  simulateRetailer,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { assortment } from '#clientele/load/simulator/assortment';
import { expectedBaskets } from '#clientele/load/simulator/expected-basket';
import { drawPerson } from '#clientele/load/simulator/population';
import { basketAmount, basketMargin, drawBasket } from '#clientele/load/simulator/shopping';

const ARMS = ['none', 'one-message', 'by-segment'] as const;
const OUTCOMES = ['converted', 'revenue', 'margin', 'orderedAgain', 'visits', 'satisfaction'] as const;

describe('what came of the campaigns', () => {
  it('shows the stated means within chance, by group, arm and outcome', async () => {
    const { outcomes, groups, outcomesTruth } = await simulateRetailer({ seed: 3, customers: 12_000 });
    const groupOf = new Map(groups.objects().map((row) => [row.customerId, row.group]));
    const rows = outcomes.objects();
    const scores: number[] = [];
    for (const campaign of ['summer', 'autumn'] as const) {
      const own = rows.filter((row) => row.campaign === campaign);
      for (const [group, { size, means }] of Object.entries(outcomesTruth[campaign].groups)) {
        const members = own.filter(({ customerId }) => groupOf.get(customerId) === group);
        expect(members.length).toBe(size);
        for (const outcome of OUTCOMES) {
          for (const arm of ARMS) {
            const values = members.flatMap((row) =>
              row.arm === arm && row[outcome] !== null ? [row[outcome]] : [],
            );
            const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
            const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
            const score = (mean - means![outcome][arm]) / Math.sqrt(square / values.length);
            expect(Math.abs(score), `${campaign} ${group} ${outcome} ${arm}`).toBeLessThan(4.5);
            scores.push(score);
          }
        }
      }
    }
    // 180 scores, not all independent: together no wider than chance makes them
    expect(Math.sqrt(scores.reduce((sum, z) => sum + z * z, 0) / scores.length)).toBeLessThan(1.25);
  });

  it('moves nobody in the summer, and in the autumn those whom a message fits', async () => {
    const { outcomesTruth } = await simulateRetailer({ seed: 4, customers: 600 });
    const effect = (
      { groups }: OutcomesTruth,
      group: keyof OutcomesTruth['groups'],
      outcome: (typeof OUTCOMES)[number],
    ) => groups[group].means![outcome]['by-segment'] - groups[group].means![outcome].none;
    for (const outcome of OUTCOMES) {
      for (const group of ['families', 'eco-friendly', 'young-professionals'] as const) {
        expect(effect(outcomesTruth.autumn, group, outcome)).toBeGreaterThan(0);
      }
      for (const group of ['retirees', 'others'] as const) {
        expect(effect(outcomesTruth.autumn, group, outcome)).toBe(0);
      }
      const { none, ...others } = outcomesTruth.summer.all.means![outcome];
      expect(Object.values(others)).toEqual([none, none]);
    }
  });

  it('has the first campaign as it stands in its own file, and windows that do not meet', async () => {
    const { campaign, outcomes, outcomesTruth } = await simulateRetailer({ seed: 2, customers: 300 });
    const autumn = outcomes.objects().filter((row) => row.campaign === 'autumn');
    const kept = ({ customerId, arm, message, sentOn, converted, revenue }: RetailerOutcomeRow) => ({
      customerId,
      arm,
      message,
      sentOn,
      converted,
      revenue,
    });
    expect(autumn.map(kept)).toEqual(campaign.objects().map(({ orders, ...row }) => row));
    const { sentOn, againDays } = outcomesTruth.summer;
    expect(Date.parse(sentOn) + againDays * 86_400_000).toBeLessThan(Date.parse(outcomesTruth.autumn.sentOn));
    for (const row of outcomes) {
      expect(row.clicked).toBeLessThanOrEqual(row.opened);
      if (row.arm === 'none') expect([row.opened, row.unsubscribed]).toEqual([0, 0]);
      if (row.satisfaction !== null) expect([1, 2, 3, 4, 5]).toContain(row.satisfaction);
    }
  });

  it('is read back from the embedded files as it was simulated', async () => {
    const table = await readTable(embeddedFile('retailer/campaign-outcomes.csv.gz'));
    const truth = JSON.parse(readFileSync(embeddedFile('retailer/truth-outcomes.json'), 'utf8'));
    const { outcomes, outcomesTruth } = await simulateRetailer({ seed: 8 });
    expect(truth).toEqual(outcomesTruth);
    expect(table.array('satisfaction')).toEqual(outcomes.array('satisfaction'));
    expect(table.array('margin')).toEqual(outcomes.array('margin'));
  });
});

describe('expectedBaskets', () => {
  it.each([
    ['2025-07-11', true],
    ['2025-10-01', false],
  ])('is the mean of many baskets on %s', (date, sale) => {
    const [from, to, day] = ['2024-01-01', '2025-12-31', date].map((text) => Date.parse(text) / 86_400_000);
    const products = assortment();
    for (const seed of [1, 2]) {
      const person = drawPerson(seeded(seed), from, to);
      const random = seeded(9);
      const baskets = Array.from({ length: 20_000 }, () => drawBasket(random, person, day, products));
      const expected = expectedBaskets(products)(person, sale);
      for (const [money, of] of [
        ['amount', basketAmount],
        ['margin', basketMargin],
      ] as const) {
        const values = baskets.map(of);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        expect(Math.abs(mean - expected[money])).toBeLessThan(4 * Math.sqrt(square / values.length));
      }
    }
  });
});
