import { existsSync } from 'node:fs';
import { firmSize, readTable, rollUp } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const shared = '../shared/datasets';

describe.skipIf(!existsSync(shared))('firms of ../shared', () => {
  const count = (values: readonly unknown[]) => {
    const counts: Record<string, number> = {};
    for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    return counts;
  };

  it('Fortune 1000 by size', async () => {
    const table = await readTable(`${shared}/fortune-1000/Fortune_1000.csv`);
    const labels = ['smallest', 'smaller', 'larger', 'largest'];
    const features = [
      firmSize({ employees: 'num. of employees' }),
      firmSize({
        employees: 'num. of employees',
        employeeLimits: [1000, 10_000, 100_000],
        labels,
        name: 'staff',
      }),
      firmSize({ revenue: 'revenue', revenueLimits: [2000, 10_000, 50_000], labels, name: 'money' }),
    ];
    const found = await bothPlaces(table, features, { columns: { customer: 'company' } });
    // Counted with Python's bisect on the file.
    expect(count(found.array('firmSize'))).toEqual({ medium: 5, large: 995 });
    expect(count(found.array('staff'))).toEqual({ smallest: 30, smaller: 372, larger: 531, largest: 67 });
    expect(count(found.array('money'))).toEqual({ smallest: 4, smaller: 676, larger: 255, largest: 65 });
    const sectors = await bothPlaces(
      table,
      [rollUp('sector', { money: ['Financials'], energy: ['Energy'] }, { other: 'other' })],
      {
        columns: { customer: 'company' },
      },
    );
    expect(count(sectors.array('sectorGroup'))).toEqual({ money: 162, energy: 109, other: 729 });
  });

  it('Forbes 2000 by industry and sellers of Olist by segment', async () => {
    const forbes = await readTable(`${shared}/forbes-2000/forbes2000.csv`);
    const groups = {
      finance: ['Banking', 'Diversified financials', 'Insurance'],
      utilities: ['Utilities'],
      materials: ['Materials', 'Chemicals'],
    };
    const found = await bothPlaces(forbes, [rollUp('category', groups)], { columns: { customer: 'rank' } });
    // Published: banking 313, diversified financials 158, insurance 112, utilities 110, materials 97; chemicals 50.
    expect(count(found.array('categoryGroup'))).toEqual({
      finance: 583,
      utilities: 110,
      materials: 147,
      null: 1160,
    });
    const sellers = await readTable(`${shared}/olist-seller-funnel/closed_deals.csv`);
    const kinds = await bothPlaces(
      sellers,
      [
        rollUp(
          'business_segment',
          { home: ['home decor'], beauty: ['health beauty'], cars: ['car accessories'] },
          { other: 'other' },
        ),
      ],
      { columns: { customer: 'mql_id' } },
    );
    expect(count(kinds.array('business_segmentGroup'))).toEqual({
      home: 105,
      beauty: 93,
      cars: 77,
      other: 566,
      null: 1,
    });
  });
});
