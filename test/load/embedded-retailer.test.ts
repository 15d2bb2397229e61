import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { embeddedFile, type RetailerTruth } from 'clientele';
import { describe, expect, it } from 'vitest';

/** Rows of an embedded file; no value in them is quoted. */
function read(name: string): Record<string, string>[] {
  const text = gunzipSync(readFileSync(embeddedFile(`retailer/${name}.csv.gz`))).toString();
  const [names, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return lines.map((values) => Object.fromEntries(values.map((value, i) => [names[i], value])));
}
const truth = JSON.parse(readFileSync(embeddedFile('retailer/truth.json'), 'utf8')) as RetailerTruth;
const customers = read('customers');
const orders = read('orders');
const lines = read('order-lines');
const campaign = read('campaign');
const needs = read('needs');
const groupOf = new Map(read('truth').map((row) => [row.customerId, row.group]));

describe('the embedded retailer', () => {
  it('has the size that its description gives', () => {
    expect([customers, orders, lines, needs].map((rows) => rows.length)).toEqual([4000, 23_337, 52_703, 600]);
    const ordered = new Set(orders.map((row) => row.customerId));
    expect(customers.length - ordered.size).toBe(239);
    expect(orders[0].orderedAt >= '2024-01-01' && orders.at(-1)!.orderedAt < '2026-01-01').toBe(true);
  });

  it('writes money with two decimals', () => {
    const money = [
      ...orders.map((row) => row.amount),
      ...lines.flatMap((row) => [row.unitPrice, row.discount, row.cost]),
      ...campaign.map((row) => row.revenue),
    ];
    expect(money.filter((text) => !/^-?\d+\.\d\d$/.test(text) || text === '-0.00')).toEqual([]);
  });

  it('has groups of the stated shares, within chance', () => {
    for (const [key, { size, parameters }] of Object.entries(truth.groups)) {
      expect([...groupOf.values()].filter((group) => group === key).length).toBe(size);
      const standardError = Math.sqrt((parameters.share * (1 - parameters.share)) / 4000);
      expect(Math.abs(size / 4000 - parameters.share), key).toBeLessThan(3 * standardError);
    }
  });

  it('shows the planted effects: the 95% interval of each difference holds the truth', () => {
    const rate = (arm: string, group?: string) => {
      const members = campaign.filter(
        (row) => row.arm === arm && (group === undefined || groupOf.get(row.customerId) === group),
      );
      const p = members.filter((row) => row.converted === '1').length / members.length;
      return { p, variance: (p * (1 - p)) / members.length };
    };
    for (const group of [undefined, ...(Object.keys(truth.groups) as (keyof RetailerTruth['groups'])[])]) {
      const { effect } = group === undefined ? truth.all : truth.groups[group];
      const none = rate('none', group);
      for (const arm of ['one-message', 'by-segment'] as const) {
        const sent = rate(arm, group);
        const halfWidth = 1.96 * Math.sqrt(none.variance + sent.variance);
        expect(Math.abs(sent.p - none.p - effect![arm]), `${group} ${arm}`).toBeLessThan(halfWidth);
      }
    }
    // By segment beats no message beyond chance; the one message is too weak to show at this size.
    const [none, bySegment] = [rate('none'), rate('by-segment')];
    expect((bySegment.p - none.p) / Math.sqrt(none.variance + bySegment.variance)).toBeGreaterThan(1.96);
  });

  it('hides the groups from the ids and shows them to a simple rule, not perfectly', () => {
    const spent = new Map<string, { eco: number; all: number }>();
    const customerOf = new Map(orders.map((row) => [row.orderId, row.customerId]));
    for (const row of lines) {
      const customer = customerOf.get(row.orderId)!;
      const sums = spent.get(customer) ?? { eco: 0, all: 0 };
      const amount = Number(row.quantity) * Number(row.unitPrice) - Number(row.discount);
      sums.all += amount;
      if (row.ecoFriendly === 'yes') sums.eco += amount;
      spent.set(customer, sums);
    }
    const rule = (row: Record<string, string>) => {
      const { eco, all } = spent.get(row.customerId) ?? { eco: 0, all: 1 };
      const age = 2025 - Number(row.birthYear);
      if (eco / all >= 0.5) return 'eco-friendly';
      if (row.children !== '0') return 'families';
      return age >= 60 ? 'retirees' : age < 36 ? 'young-professionals' : 'others';
    };
    const hits = customers.filter((row) => rule(row) === groupOf.get(row.customerId)).length / 4000;
    expect(hits).toBeGreaterThan(0.65);
    expect(hits).toBeLessThan(0.85);
    for (const group of Object.keys(truth.groups)) {
      const members = customers.map((row) => groupOf.get(row.customerId) === group);
      const early = members.slice(0, 2000).filter(Boolean).length / members.filter(Boolean).length;
      expect(early).toBeGreaterThan(0.35); // older ids belong to older customers, which groups differ in a little
      expect(early).toBeLessThan(0.75);
    }
  });

  it('has needs that go with the group', () => {
    const mean = (group: string, need: string) => {
      const answers = needs.filter((row) => groupOf.get(row.customerId) === group);
      return answers.reduce((sum, row) => sum + Number(row[need]), 0) / answers.length;
    };
    const most = (need: string) =>
      Object.keys(truth.groups).reduce((a, b) => (mean(a, need) >= mean(b, need) ? a : b));
    expect(most('sustainability')).toBe('eco-friendly');
    expect(most('price')).toBe('families');
    expect(most('style')).toBe('young-professionals');
    expect(most('service')).toBe('retirees');
  });
});
