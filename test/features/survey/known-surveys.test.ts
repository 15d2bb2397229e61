import { existsSync } from 'node:fs';
import {
  band,
  battery,
  featureTable,
  openTable,
  ordered,
  readTable,
  responseStyle,
  yesNoSet,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const shared = '../shared/datasets';

describe.skipIf(!existsSync(shared))('surveys of ../shared', () => {
  // Alphas as published with the items (and in datasets/README.md); the other values by numpy 2, pairwise covariances,
  // and scipy's F quantiles: items in order, correlation with the others, alpha without the item.
  it.each([
    [
      'A',
      ['A1'],
      0.703,
      [0.6851, 0.7202],
      [0.308418, 0.563615, 0.587005, 0.394444, 0.488565],
      [0.718517, 0.61718, 0.60026, 0.685806, 0.642953],
      91,
    ],
    [
      'C',
      ['C4', 'C5'],
      0.727,
      [0.7103, 0.7425],
      [0.450242, 0.504565, 0.464205, 0.552547, 0.477469],
      [0.694, 0.673571, 0.688734, 0.653826, 0.689725],
      93,
    ],
    [
      'E',
      ['E1', 'E2'],
      0.762,
      [0.7474, 0.7755],
      [0.516273, 0.605369, 0.504573, 0.577994, 0.454245],
      [0.725655, 0.69018, 0.727914, 0.701888, 0.743633],
      87,
    ],
    [
      'N',
      [],
      0.814,
      [0.8027, 0.8248],
      [0.667206, 0.652616, 0.674817, 0.5428, 0.486482],
      [0.758138, 0.763233, 0.755343, 0.79535, 0.812602],
      106,
    ],
    [
      'O',
      ['O2', 'O5'],
      0.6,
      [0.5761, 0.6233],
      [0.390679, 0.33212, 0.450534, 0.217943, 0.416211],
      [0.531594, 0.567228, 0.497361, 0.611481, 0.511658],
      74,
    ],
  ] as const)(
    'personality items, %s',
    async (factor, reversed, alpha, [low, high], totals, dropped, gaps) => {
      const table = await readTable(`${shared}/personality-items/bfi.csv`);
      const items = [1, 2, 3, 4, 5].map((i) => `${factor}${i}`);
      const found = battery(table, items, { scale: [1, 6], reversed });
      expect(found.alpha.value).toBeCloseTo(alpha, 3);
      expect(found.alpha.low).toBeCloseTo(low, 4);
      expect(found.alpha.high).toBeCloseTo(high, 4);
      const near = (value: number) => expect.closeTo(value, 5);
      expect(found.items.array('itemTotal')).toEqual(totals.map(near));
      expect(found.items.array('alphaIfDropped')).toEqual(dropped.map(near));
      expect(found.respondents - found.complete).toBe(gaps);
      const columns = { customer: 'respondent' };
      const scores = await bothPlaces(table, [found.feature], { columns });
      const byId = new Map(scores.objects().map((row) => [Number(row.customerId), row.score]));
      const ids = table.array('respondent').map(Number);
      expect(ids.map((id) => byId.get(id))).toEqual(found.scores);
      expect(battery(table, items, { scale: [1, 6] }).findings.length > 0).toBe(reversed.length > 0);
    },
  );

  it('vacation motives', async () => {
    const table = await readTable(`${shared}/vacation-motives/motives.csv`);
    const items = table.columnNames().filter((name) => name !== 'respondent');
    const motives = yesNoSet(table, items, { basis: 'B6' });
    const shares = new Map(motives.shares.objects().map(({ item, share }) => [item, share]));
    const known = {
      'rest and relax': 0.899,
      'change of surroundings': 0.672,
      'fun and entertainment': 0.53,
      'not exceed planned budget': 0.514,
      'realise creativity': 0.078,
    };
    for (const [item, share] of Object.entries(known)) expect(shares.get(item)).toBeCloseTo(share, 10);
    expect(motives.alpha.value).toBeCloseTo(0.7183620628653026, 12); // numpy: 20/19 (1 - sum of p (1 - p) / variance of sums)
    expect(motives.alpha.method).toContain('KR-20');
  });

  it('volunteers and car buyers', async () => {
    const volunteers = await readTable(`${shared}/volunteers/volunteers.csv`);
    const reasons = volunteers
      .columnNames()
      .filter((name) => !['respondent', 'GENDER', 'AGEG'].includes(name));
    const set = yesNoSet(volunteers, reasons);
    const top = set.shares
      .objects()
      .slice(0, 5)
      .map(({ item, share }) => [item, share.toFixed(4)]);
    expect(top).toEqual([
      ['help.others', '0.6678'],
      ['give.back', '0.6375'],
      ['cause', '0.5866'],
      ['community', '0.5272'],
      ['good.job', '0.5180'],
    ]);
    expect(set.alpha.value).toBeCloseTo(0.8317819815370211, 12); // numpy
    const cars = await readTable(`${shared}/car-buyers/car_buyers.csv`);
    const chosen = yesNoSet(
      cars,
      cars.columnNames().filter((name) => name.startsWith('ch_')),
    );
    expect(chosen.shares.array('yes').slice(0, 8)).toEqual([547, 388, 361, 348, 325, 323, 317, 308]);
    expect(chosen.shares.array('item').at(-1)).toBe('ch_character');
    expect(chosen.alpha.value).toBeCloseTo(0.2986275117309891, 12); // numpy
  });

  it('rows that stay in their file give the same', async () => {
    const path = `${shared}/personality-items/bfi.csv`;
    const { feature } = battery(await readTable(path), ['A1', 'A2', 'A3'], {
      scale: [1, 6],
      reversed: ['A1'],
    });
    const features = [feature, band('age', [20, 40]), ordered('education', [1, 2, 3, 4, 5])];
    const columns = { customer: 'respondent' };
    const inMemory = await featureTable(await readTable(path), features, { columns, where: 'memory' });
    const inFile = await featureTable(await openTable(path), features, { columns });
    expect(inFile.objects()).toEqual(inMemory.objects());
  });

  it('business customers who give the same answer to ten questions', async () => {
    const table = await readTable(`${shared}/customer-satisfaction/customer_sat.csv`);
    const items = table.columnNames().filter((name) => name !== 'respondent');
    const lines = responseStyle(table, items, { scale: [1, 10] }).array('straightLined');
    expect(lines.filter((line) => line)).toHaveLength(102); // numpy: rows whose greatest answer is the least
    expect(
      await featureTable(table, [battery(table, items, { scale: [1, 10] }).feature], {
        columns: { customer: 'respondent' },
      }),
    ).toBeDefined();
  });
});
