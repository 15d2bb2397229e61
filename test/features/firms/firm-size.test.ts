import { firmSize, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('firmSize', () => {
  // Recommendation 2003/361/EC: fewer than 10, 50, 250 employees; revenue of at most 2, 10, 50 million euros.
  const firms = tableOf({
    customerId: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    staff: [9, 10, 249, 250, null, 5, -1],
    euros: [2_000_000, 2_000_001, 50_000_000, 1, 1, 60_000_000, 1],
  });

  it('is the class of the European Union', async () => {
    const table = await bothPlaces(firms, [
      firmSize({ employees: 'staff' }),
      firmSize({ revenue: 'euros', revenueUnit: 1e-6, name: 'byRevenue' }),
      firmSize({ employees: 'staff', revenue: 'euros', revenueUnit: 1e-6, name: 'both' }),
    ]);
    expect(table.array('firmSize')).toEqual(['micro', 'small', 'medium', 'large', null, 'micro', null]);
    expect(table.array('byRevenue')).toEqual([
      'micro',
      'small',
      'medium',
      'micro',
      'micro',
      'large',
      'micro',
    ]);
    expect(table.array('both')).toEqual(['micro', 'small', 'medium', 'large', null, 'large', null]);
    expect(table.info.firmSize).toMatchObject({ basis: 'B5', levels: ['micro', 'small', 'medium', 'large'] });
  });

  it('takes own limits', async () => {
    const own = firmSize({ employees: 'staff', employeeLimits: [100], labels: ['few', 'many'] });
    expect((await bothPlaces(firms, [own])).array('firmSize')).toEqual([
      'few',
      'few',
      'many',
      'many',
      null,
      'few',
      null,
    ]);
  });

  it('refuses what makes no classes', () => {
    expect(() => firmSize({})).toThrow('firmSize needs a column of employees or of revenue.');
    expect(() => firmSize({ employees: 'x', employeeLimits: [1] })).toThrow(
      '1 edges make 2 bands, 4 different labels',
    );
    expect(() => firmSize({ revenue: 'x', revenueUnit: 0 })).toThrow('revenueUnit is 0');
  });
});
