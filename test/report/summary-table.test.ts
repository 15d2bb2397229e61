import { summaryTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

const customers = tableOf(
  {
    customerId: ['a', 'b', 'c', 'd', 'e'],
    recencyDays: [10, 30, 50, 70, 90],
    monetary: [1000.5, 2000.5, 3000.5, null, Number.NaN],
    ecoShare: [0, 0.25, 0.5, 0.75, 1],
    birthYear: [1950, 1960, 1970, 1980, 1990],
    region: ['North', 'North', 'South', 'South', 'South'],
  },
  {
    customerId: { role: 'id' },
    recencyDays: { unit: 'days' },
    monetary: { unit: 'EUR', digits: 2 },
    ecoShare: { unit: 'share', meaning: 'Share of spending on the eco-friendly range' },
  },
);

describe('summaryTable', () => {
  it('has a row for each number column, in words and spoken formats', () => {
    const { columns, rows, caption } = summaryTable(customers, { caption: 'Customers' }).content;
    expect(caption).toBe('Customers');
    expect(columns.map(({ title }) => title)).toEqual([
      'Feature',
      'Unit',
      'Mean',
      'Least',
      'Lower quartile',
      'Median',
      'Upper quartile',
      'Most',
      'Missing',
    ]);
    // Quartiles of five values are the second and fourth, of three halfway between neighbours.
    expect(rows).toEqual([
      ['Days since last order', 'days', '50', '10', '30', '50', '70', '90', 0],
      ['Money spent', 'EUR', '2,000.50', '1,000.50', '1,500.50', '2,000.50', '2,500.50', '3,000.50', 2],
      ['Spending on eco-friendly range', null, '50.0%', '0.0%', '25.0%', '50.0%', '75.0%', '100.0%', 0],
      ['Year of birth', null, '1970', '1950', '1960', '1970', '1980', '1990', 0],
    ]);
  });

  it('leaves out the columns of units and missing values where there are none', () => {
    const plain = summaryTable(tableOf({ x: [1, 2, 3] })).content;
    expect(plain.columns.map(({ name }) => name)).not.toContain('unit');
    expect(plain.columns.map(({ name }) => name)).not.toContain('missing');
    expect(plain.rows).toEqual([['X', '2', '1', '1.5', '2', '2.5', '3']]);
  });

  it('has empty cells, not NaN, where nobody has a value', () => {
    const empty = summaryTable(tableOf({ x: [null, null] as (number | null)[] }), { columns: ['x'] }).content;
    expect(empty.rows).toEqual([['X', null, null, null, null, null, null, 2]]);
  });

  it('refuses texts and unknown columns', () => {
    expect(() => summaryTable(customers, { columns: ['region'] })).toThrow(
      'summaryTable: row 1, column "region" is "North", not a finite number.',
    );
    expect(() => summaryTable(customers, { columns: ['recencyDay' as 'recencyDays'] })).toThrow(
      'summaryTable: there is no column "recencyDay". Nearest: "recencyDays".',
    );
  });
});
