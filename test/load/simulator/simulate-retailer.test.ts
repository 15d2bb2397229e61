import { type Retailer, simulateRetailer } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const cents = (euros: number) => Math.round(euros * 100);
const rows = (retailer: Retailer) => ({
  customers: retailer.customers.objects(),
  orders: retailer.orders.objects(),
  lines: retailer.lines.objects(),
  campaign: retailer.campaign.objects(),
  outcomes: retailer.outcomes.objects(),
  needs: retailer.needs.objects(),
  groups: retailer.groups.objects(),
  truth: retailer.truth,
});
const groupBy = <Row, Key>(list: readonly Row[], key: (row: Row) => Key) => {
  const groups = new Map<Key, Row[]>();
  for (const row of list) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
};

describe('simulateRetailer', () => {
  it('gives the same for the same seed and something else for another one', async () => {
    const [one, again, other] = await Promise.all(
      [5, 5, 6].map(async (seed) => JSON.stringify(rows(await simulateRetailer({ seed, customers: 60 })))),
    );
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('obeys the laws of a shop, whatever the seed', async () => {
    const options = fc.record({
      seed: fc.integer(),
      customers: fc.integer({ min: 1, max: 60 }),
      answers: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        const retailer = await simulateRetailer({ ...given, from: '2024-03-01', to: '2025-02-28' });
        checkLaws(rows(retailer), given);
      }),
      { numRuns: 25 },
    );
  });

  it('plants the effects that it states: 20,000 customers show them within chance', async () => {
    const { campaign, groups, truth } = await simulateRetailer({ seed: 3, customers: 20_000 });
    const groupOf = new Map(groups.objects().map((row) => [row.customerId, row.group]));
    const cells = groupBy(campaign.objects(), (row) => `${groupOf.get(row.customerId)} ${row.arm}`);
    expect(cells.size).toBe(15);
    for (const [cell, members] of cells) {
      const [group, arm] = cell.split(' ') as [keyof typeof truth.groups, 'none'];
      const expected = truth.groups[group].conversion![arm];
      const observed = members.filter((row) => row.converted === 1).length / members.length;
      const standardError = Math.sqrt((expected * (1 - expected)) / members.length);
      expect(Math.abs(observed - expected), cell).toBeLessThan(4 * standardError);
      expect(members.length).toBe(truth.groups[group].sizeByArm[arm]);
    }
    // The effect of the general message is the parameter; only customers certain to order gain less.
    for (const group of Object.values(truth.groups)) {
      expect(group.effect!['one-message']).toBeLessThanOrEqual(group.parameters.lift.general);
      expect(group.effect!['one-message']).toBeGreaterThan(group.parameters.lift.general - 0.001);
      expect(group.effect!['by-segment']).toBeLessThanOrEqual(group.parameters.lift.fitting);
    }
    expect(truth.groups.others.effect!['by-segment']).toBe(0);
    expect(truth.groups.retirees.effect!['by-segment']).toBe(0);
    for (const key of ['young-professionals', 'families', 'eco-friendly'] as const) {
      const { effect, parameters } = truth.groups[key];
      expect(effect!['by-segment']).toBeGreaterThan(0.7 * parameters.lift.fitting);
    }
    for (const { size, parameters } of Object.values(truth.groups)) {
      const standardError = Math.sqrt((parameters.share * (1 - parameters.share)) / 20_000);
      expect(Math.abs(size / 20_000 - parameters.share)).toBeLessThan(4 * standardError);
    }
  });

  it('has columns also where there are no rows', async () => {
    const retailer = await simulateRetailer({ seed: 1, customers: 1, answers: 0 });
    expect(retailer.needs.numRows()).toBe(0);
    expect(retailer.needs.columnNames()).toContain('sustainability');
    expect(retailer.customers.info.gender.role).toBe('protected');
  });

  it('stops when the task is stopped', async () => {
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    const task = { signal: stop.signal, progress() {}, warn() {} };
    await expect(simulateRetailer({ seed: 1 }, task)).rejects.toThrow('stopped');
  });

  it.each([
    [{ seed: 0.5 }, 'simulateRetailer: seed is 0.5; it must be a whole number.'],
    [{ seed: 1, customers: 0 }, 'simulateRetailer: customers is 0; it must be a whole number from 1.'],
    [{ seed: 1, answers: -1 }, 'simulateRetailer: answers is -1; it must be a whole number from 0.'],
    [
      { seed: 1, from: '2024-02-30' },
      'simulateRetailer, "from": "2024-02-30" is no day. Write it as YYYY-MM-DD, for example 2024-01-31.',
    ],
    [
      { seed: 1, from: '2025-12-01' },
      'simulateRetailer: "to" (2025-12-31) must lie at least 180 days after "from" (2025-12-01).',
    ],
  ])('refuses %j', async (options, message) => {
    await expect(simulateRetailer(options)).rejects.toThrow(message);
  });
});

function checkLaws(
  { customers, orders, lines, campaign, needs, groups, truth }: ReturnType<typeof rows>,
  given: { customers: number; answers: number },
): void {
  const customerOf = new Map(customers.map((row) => [row.customerId, row]));
  const linesOf = groupBy(lines, (row) => row.orderId);
  const ordersOf = groupBy(orders, (row) => row.customerId);

  expect(customerOf.size).toBe(given.customers);
  expect(groups.map((row) => row.customerId)).toEqual(customers.map((row) => row.customerId));
  for (const customer of customers) {
    expect(Number(customer.joinedOn.slice(0, 4)) - customer.birthYear).toBeGreaterThanOrEqual(18);
    expect(customer.children > 0).toBe(customer.householdType === 'family');
    if (customer.emailConsent === 'no') expect(customer.preferredContact).not.toBe('e-mail');
  }

  expect(new Set(orders.map((row) => row.orderId)).size).toBe(orders.length);
  expect(linesOf.size).toBe(orders.length);
  expect(orders.map((row) => row.orderedAt)).toEqual(orders.map((row) => row.orderedAt).sort());
  for (const order of orders) {
    const day = order.orderedAt.slice(0, 10);
    expect(day >= '2024-03-01' && day <= '2025-02-28').toBe(true);
    expect(day >= customerOf.get(order.customerId)!.joinedOn).toBe(true);
    expect(order.orderedAt.slice(10)).toMatch(/^ ([01]\d|2[0-3]):[0-5]\d$/);

    const own = linesOf.get(order.orderId)!;
    expect(own.map((row) => row.line)).toEqual(own.map((_, i) => i + 1));
    const sum = own.reduce(
      (total, row) => total + row.quantity * cents(row.unitPrice) - cents(row.discount),
      0,
    );
    expect(cents(order.amount)).toBe(sum);
    expect(sum).toBeGreaterThan(0);
    const returned = own.filter((row) => row.quantity < 0);
    expect(returned.length).toBeLessThanOrEqual(1);
    for (const back of returned) {
      expect(own.some((row) => row.product === back.product && row.quantity > 0)).toBe(true);
    }
  }
  for (const row of lines) {
    for (const euros of [row.unitPrice, row.discount, row.cost]) expect(euros).toBe(cents(euros) / 100);
    expect(row.discount * row.quantity).toBeGreaterThanOrEqual(0);
  }

  const arms = [...groupBy(campaign, (row) => row.arm).values()].map((list) => list.length);
  if (campaign.length >= 3) expect(Math.max(...arms) - Math.min(...arms)).toBeLessThanOrEqual(1);
  const invited = customers.filter((row) => row.emailConsent === 'yes' && row.joinedOn < truth.sentOn);
  expect(campaign.map((row) => row.customerId)).toEqual(invited.map((row) => row.customerId));
  const end = new Date(Date.parse(truth.sentOn) + 30 * 86_400_000).toISOString().slice(0, 10);
  for (const row of campaign) {
    expect(row.message === 'none').toBe(row.arm === 'none');
    expect(row.message === 'general').toBe(row.arm === 'one-message');
    const counted = (ordersOf.get(row.customerId) ?? []).filter(
      ({ orderedAt }) => orderedAt >= row.sentOn && orderedAt < end,
    );
    expect(row.orders).toBe(counted.length);
    expect(row.converted).toBe(counted.length > 0 ? 1 : 0);
    expect(cents(row.revenue)).toBe(counted.reduce((sum, order) => sum + cents(order.amount), 0));
  }

  expect(new Set(needs.map((row) => row.customerId)).size).toBe(needs.length);
  expect(needs.length).toBeLessThanOrEqual(given.answers);
  for (const { customerId, answeredOn, ...answers } of needs) {
    expect(customerOf.get(customerId)!.joinedOn < answeredOn).toBe(true);
    for (const answer of Object.values(answers)) expect([1, 2, 3, 4, 5, 6, 7]).toContain(answer);
  }
}
