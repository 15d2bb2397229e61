import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBadRows, readTable } from 'clientele';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'bad-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'orders.csv');
writeFileSync(
  path,
  'id,amount,day\na,1,2024-01-01\nb,free,2024-01-02\nc,3,tomorrow\nd,,2024-01-04\ne,"x\ny",never\nf,6,2024-01-06\n',
);
const types = { amount: 'number', day: 'date' } as const;

describe('rows with values of another type', () => {
  it('are all listed, with their lines', async () => {
    const found = await findBadRows(path, { types });
    expect(found.objects()).toEqual([
      { row: 2, place: 'line 3', column: 'amount', value: 'free', needed: 'a number' },
      { row: 5, place: 'line 6', column: 'amount', value: 'x\ny', needed: 'a number' },
      { row: 3, place: 'line 4', column: 'day', value: 'tomorrow', needed: 'a date like YYYY-MM-DD' },
      { row: 5, place: 'line 6', column: 'day', value: 'never', needed: 'a date like YYYY-MM-DD' },
    ]);
    expect((await findBadRows(path, { types: { id: 'text' } })).numRows()).toBe(0);
    await expect(findBadRows(path, { types: { amont: 'number' } })).rejects.toThrow(
      'there is no column "amont". Nearest: "amount"',
    );
  });

  it('are an error that names the others, too', async () => {
    await expect(readTable(path, { types: { amount: 'number' } })).rejects.toThrow(
      'line 3, column "amount": "free" is not a number. So is one more row: line 6.',
    );
  });

  it('are left out on request, counted and named', async () => {
    const warnings: string[] = [];
    const task = {
      signal: new AbortController().signal,
      progress() {},
      warn: (text: string) => warnings.push(text),
    };
    const table = await readTable(path, { types, onBadRows: 'leave out' }, task);
    expect(table.array('id')).toEqual(['a', 'd', 'f']);
    expect(table.array('amount')).toEqual([1, null, 6]);
    expect(warnings).toEqual([
      `3 rows are left out of "${path}": line 3, "amount" "free"; line 6, "amount" "x\\ny"; line 4, "day" "tomorrow"; line 6, "day" "never". findBadRows lists all.`,
    ]);
  });
});
