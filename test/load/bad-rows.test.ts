import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { collectTable, findBadRows, openTable, readTable } from 'clientele';
import fc from 'fast-check';
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

// Line 3 has a value too few, lines 5 and 6 are one record, line 8 has two values too many, line 10 no number.
const RAGGED = 'id,amount,day\na,1,x\nb,2\nc,3,x\n"d\ne",4,x\n\nf,5,x,y,z\ng,6,x\nh,free,x\ni,8\nj,9,x\n';
const raggedRows = [
  { row: 2, place: 'line 3', column: '', value: 'b,2', needed: '3 values, not 2' },
  { row: 5, place: 'line 8', column: '', value: 'f,5,x,y,z', needed: '3 values, not 5' },
  { row: 8, place: 'line 11', column: '', value: 'i,8', needed: '3 values, not 2' },
];
const bad = { row: 7, place: 'line 10', column: 'amount', value: 'free', needed: 'a number' };
/** A task that keeps what it is warned of. */
function listening() {
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  return { task: { signal: new AbortController().signal, progress() {}, warn }, warnings };
}

describe('records of more or fewer values', () => {
  const files: [string, string | Buffer][] = [
    ['plain', RAGGED],
    ['with returns', RAGGED.replaceAll('\n', '\r\n')],
    ['with mixed ends', RAGGED.replace('\nj', '\r\nj')],
    ['packed', gzipSync(RAGGED)],
    ['in UTF-16', Buffer.from(`\uFEFF${RAGGED}`, 'utf16le')],
  ];

  it.each(files)('are listed with their lines and left out, %s', async (name, content) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, content);
    expect((await findBadRows(path, {})).objects()).toEqual(raggedRows);
    expect((await findBadRows(path, { types: { amount: 'number' } })).objects()).toEqual([
      ...raggedRows,
      bad,
    ]);
    const { task, warnings } = listening();
    const table = await readTable(path, { types: { amount: 'number' }, onBadRows: 'leave out' }, task);
    expect(table.array('amount')).toEqual([1, 3, 4, 6, 9]);
    expect(warnings).toEqual([
      `4 rows are left out of "${path}": line 3, 3 values, not 2; line 8, 3 values, not 5; line 11, 3 values, not 2; line 10, "amount" "free". findBadRows lists all.`,
    ]);
    await expect(readTable(path)).rejects.toThrow('line 3: 2 values where the file has 3 columns.');
  });

  it('are left out of blank-separated files, too', async () => {
    const path = join(folder, 'blanks.txt');
    writeFileSync(path, '1 2 3\n4 5\n\n 7  8 9\n1 1 1 1\n3 4 5\n');
    const options = { separator: 'blanks', header: false } as const;
    expect((await findBadRows(path, options)).objects()).toEqual([
      { row: 2, place: 'line 2', column: '', value: '4 5', needed: '3 values, not 2' },
      { row: 4, place: 'line 5', column: '', value: '1 1 1 1', needed: '3 values, not 4' },
    ]);
    const { task, warnings } = listening();
    const table = await readTable(path, { ...options, onBadRows: 'leave out' }, task);
    expect(table.array('column1')).toEqual([1, 7, 3]);
    expect(warnings).toHaveLength(1);
  });

  it('do not hide what is broken in another way', async () => {
    const path = join(folder, 'quote.csv');
    writeFileSync(path, 'a,b\n1\n2,"x\n3,4\n');
    await expect(readTable(path, { onBadRows: 'leave out' })).rejects.toThrow(
      'line 3: a quoted value does not end where it should.',
    );
  });

  it('are those that do not have a value for each column, whatever the file', async () => {
    // A record is left out where its number of values is not that of the names; the row of each is its place.
    const record = fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), async (records) => {
        const path = join(folder, 'any.csv');
        writeFileSync(path, `p,q,r\n${records.map((each) => each.join(',')).join('\n')}\n`);
        const options = { separator: ',', header: true } as const;
        const listed = await findBadRows(path, options);
        const lines = records.flatMap(({ length }, i) => (length === 3 ? [] : [`line ${i + 2}`]));
        expect(listed.array('place')).toEqual(lines);
        const kept = records.filter(({ length }) => length === 3);
        const text = { types: { p: 'text' }, onBadRows: 'leave out' } as const;
        const table = await readTable<{ p: string }>(
          path,
          { ...options, ...text, columns: ['p'] },
          listening().task,
        );
        expect(table.array('p')).toEqual(kept.map(([p]) => p));
      }),
      { numRuns: 25 },
    );
  });
});

describe('openTable without bad rows', () => {
  const types = { amount: 'number', day: 'text' } as const;

  it('has the rows that readTable has, and counts the others', async () => {
    const path = join(folder, 'in-place.csv');
    writeFileSync(path, RAGGED);
    const { task, warnings } = listening();
    const opened = await openTable(path, { types, onBadRows: 'leave out' }, task);
    expect(warnings).toEqual([
      `openTable: 4 rows are left out of "${path}": 3 not of 3 values (line 3, 8, 11); 1 with a "amount" that is no number. findBadRows lists all.`,
    ]);
    const memory = await readTable(path, { types, onBadRows: 'leave out' }, listening().task);
    const found = await collectTable(opened);
    for (const name of ['id', 'amount', 'day']) expect(found.array(name)).toEqual(memory.array(name));
    // whatever columns are asked for, also the one without bad values
    expect((await collectTable(opened, ['id'])).array('id')).toEqual(memory.array('id'));
    await expect(openTable(path, { types })).rejects.toThrow(
      'line 3: 2 values where the file has 3 columns.',
    );
  });

  it('still refuses values of columns whose type was not given, and open quotes', async () => {
    const path = join(folder, 'late.csv');
    // the type of b is found in its first 20,480 rows, and the value after them is no number
    writeFileSync(path, `a,b\n${'1,2\n'.repeat(30_000)}1,free\n1\n`);
    const opened = await openTable(path, { onBadRows: 'leave out' }, listening().task);
    await expect(collectTable(opened)).rejects.toThrow('free');
    writeFileSync(path, 'a,b\n1\n2,"x\n3,4\n');
    await expect(openTable(path, { onBadRows: 'leave out' })).rejects.toThrow(
      'line 3: a quoted value does not end where it should.',
    );
  });
});
