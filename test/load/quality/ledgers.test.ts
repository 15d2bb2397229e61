import { call, column, dataUse, keepRows, rowLedger, rowLedgerTable, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const people = tableOf(
  { id: ['a', 'b', 'c', 'd'], born: [1893, 1980, null, 1990], income: [1, null, 666_666, 5] },
  { id: { role: 'id' }, income: { unit: 'EUR' } },
);

describe('keepRows', () => {
  it('leaves out by the first reason and accounts for every row', async () => {
    const { table, ledger } = await keepRows(
      people,
      {
        'born before 1914': call('less', column('born'), 1914),
        'no income': call('isMissing', column('income')),
        'income above 500,000': call('less', 500_000, column('income')),
        'born at all': call('less', column('born'), 1914),
      },
      'customers',
    );
    expect(table.array('id')).toEqual(['d']);
    expect(table.info).toEqual(people.info);
    expect(ledger).toEqual({
      what: 'customers',
      rowsIn: 4,
      kept: 1,
      dropped: [
        { reason: 'born before 1914', rows: 1, first: 1 },
        { reason: 'no income', rows: 1, first: 2 },
        { reason: 'income above 500,000', rows: 1, first: 3 },
        { reason: 'born at all', rows: 0 },
      ],
    });
    expect(rowLedgerTable(ledger).array('rows')).toEqual([4, 1, 1, 1, 0, 1]);
  });

  it('adds up on any table', async () => {
    const value = fc.option(fc.integer({ min: -5, max: 5 }));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 30 }), async (values) => {
        const { table, ledger } = await keepRows(tableOf({ x: values }), {
          gap: call('isMissing', column('x')),
          low: call('less', column('x'), 0),
        });
        expect(table.array('x')).toEqual(values.filter((each) => each !== null && each >= 0));
        expect(ledger.kept + ledger.dropped.reduce((sum, { rows }) => sum + rows, 0)).toBe(values.length);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses columns that are not there and no reason', async () => {
    await expect(keepRows(people, { x: call('isMissing', column('incme')) })).rejects.toThrow(
      'Nearest: "income"',
    );
    await expect(keepRows(people, {})).rejects.toThrow('needs a reason');
  });
});

describe('rowLedger', () => {
  it('names the difference', () => {
    const ledger = { what: 'rows', rowsIn: 10, kept: 7, dropped: [{ reason: 'old', rows: 1 }] };
    expect(() => rowLedger(ledger)).toThrow('2 are not accounted for');
    expect(() => rowLedger({ ...ledger, rowsIn: 7 })).toThrow('1 are counted twice');
    expect(() => rowLedger({ ...ledger, kept: 0.5 })).toThrow('0.5 is no number of rows');
  });
});

describe('dataUse', () => {
  const table = tableOf(
    { id: ['a'], bought: [1], income: [1], shoe: [1], mailing: [true] },
    { id: { role: 'id' }, mailing: { role: 'consent' } },
  );
  it('follows columns through features and names what nothing uses', () => {
    const ledger = dataUse(table, [
      { what: 'feature', name: 'recency', uses: ['bought'] },
      { what: 'feature', name: 'loyalty', uses: ['recency'] },
      { what: 'criterion', name: 'Loyal', uses: ['loyalty'] },
      { what: 'feature', name: 'wealth', uses: ['income'] },
    ]);
    expect(ledger.columns.objects()).toEqual([
      { column: 'id', status: 'kept', uses: '' },
      { column: 'bought', status: 'used', uses: 'feature recency, feature loyalty, criterion Loyal' },
      { column: 'income', status: 'dead end', uses: 'feature wealth' },
      { column: 'shoe', status: 'unused', uses: '' },
      { column: 'mailing', status: 'kept', uses: '' },
    ]);
    expect([ledger.unused, ledger.deadEnds]).toEqual([['shoe'], ['wealth']]);
    expect(ledger.findings.map(({ sentence }) => sentence)).toEqual([
      'Nothing uses "shoe".',
      'Nothing reads the features "wealth".',
    ]);
  });
  it('refuses unknown names and circles', () => {
    expect(() => dataUse(table, [{ what: 'metric', name: 'm', uses: ['shoo'] }])).toThrow('Nearest: "shoe"');
    const circle = [
      { what: 'feature' as const, name: 'f', uses: ['g', 'shoe'] },
      { what: 'feature' as const, name: 'g', uses: ['f'] },
    ];
    expect(() => dataUse(table, circle)).toThrow('use each other');
    expect(() => dataUse(table, [{ what: 'feature', name: 'shoe', uses: [] }])).toThrow('names two things');
  });
});
