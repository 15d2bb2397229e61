import type { Task } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteName, quoteText } from '#clientele/engine/duckdb/quote';
import { withDuckDb } from '#clientele/engine/duckdb/with-duckdb';
import type { Engine } from '#clientele/engine/engine';

const task = (signal = new AbortController().signal): Task => ({ signal, progress() {}, warn() {} });
const values = (sql: string, bound?: Parameters<Engine['query']>[1]) =>
  withDuckDb(task(), async (duckdb) => (await duckdb.query(sql, bound)).map((column) => column.values[0]));

describe('withDuckDb', () => {
  it('converts values at the door', async () => {
    expect(await values("SELECT 1, 2.5, 'x', true, NULL, 12.34::DECIMAL(9,2), (2^40)::BIGINT")).toEqual([
      1,
      2.5,
      'x',
      true,
      null,
      12.34,
      1099511627776,
    ]);
    expect(
      await values(
        "SELECT DATE '2011-12-09', TIMESTAMP '2011-12-09 12:50:00.5', TIMESTAMP '1969-12-31 23:59:59.9995'",
      ),
    ).toEqual([new Date('2011-12-09'), new Date('2011-12-09T12:50:00.500Z'), new Date(-1)]);
  });

  it('turns a column of whole numbers into text when one is beyond 2^53', async () => {
    const columns = await withDuckDb(task(), (duckdb) =>
      duckdb.query('SELECT unnest([1, 9007199254740993]::BIGINT[]) AS id'),
    );
    expect(columns).toEqual([{ name: 'id', type: 'text', values: ['1', '9007199254740993'] }]);
  });

  it('gives the nearest number for decimals of more than 15 digits', async () => {
    const text = '12345678901234567.89';
    expect(await values(`SELECT ${text}::DECIMAL(38,6)`)).toEqual([Number(text)]);
  });

  it('binds values', async () => {
    expect(await values('SELECT $1, $2', ["'; DROP TABLE x --", 3])).toEqual(["'; DROP TABLE x --", 3]);
  });

  it('quotes names and texts, whatever they hold', async () => {
    await withDuckDb(task(), (duckdb) =>
      fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1, unit: 'binary' }), async (text) => {
          fc.pre(!text.includes('\0'));
          const [column] = await duckdb.query(`SELECT ${quoteText(text)} AS ${quoteName(text)}`);
          expect(column).toMatchObject({ name: text, values: [text] });
        }),
        { numRuns: 50 },
      ),
    );
  });

  it('keeps rows in order with two threads', async () => {
    const rows = await withDuckDb(task(), async (duckdb) => {
      await duckdb.run('CREATE TEMP TABLE n AS SELECT i::INTEGER AS i FROM range(500000) t(i)');
      return (await duckdb.query('SELECT i FROM n WHERE i % 3 <> 1'))[0].values as number[];
    });
    expect(rows.every((row, i) => i === 0 || row > rows[i - 1])).toBe(true);
  });

  it('takes tables from memory and gives them back', async () => {
    const columns = [
      { name: 'id', type: 'text', values: ['001', null, 'ü"\''] },
      { name: 'at', type: 'date', values: [new Date(-5), new Date('2020-02-29T12:00:00Z'), null] },
      { name: 'n', type: 'number', values: [0.1, null, -3] },
      { name: 'yes', type: 'boolean', values: [true, false, null] },
    ] as const;
    const back = await withDuckDb(task(), async (duckdb) => {
      await duckdb.append('a table', columns);
      return duckdb.query(`SELECT * FROM ${quoteName('a table')}`);
    });
    expect(back).toEqual(columns);
  });

  it.each([0, 1, 5, 100])('is interrupted by Stop after %d ms, with the reason', async (wait) => {
    const stop = new AbortController();
    const running = withDuckDb(task(stop.signal), (duckdb) =>
      duckdb.query(
        'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3',
      ),
    );
    setTimeout(() => stop.abort(new Error('stopped by the user')), wait);
    await expect(running).rejects.toThrow('stopped by the user');
  });

  it('says that a query failed after its first rows', async () => {
    const late = "SELECT CASE WHEN i = 900000 THEN error('too late') ELSE i END FROM range(1000000) t(i)";
    await expect(values(late)).rejects.toThrow('too late');
  });

  it('never reaches for the network', async () => {
    await expect(values("SELECT * FROM read_csv('http://localhost:9/x.csv')")).rejects.toThrow(/httpfs/);
  });

  it.each([0, 1.5, -1])('refuses %d threads', async (threads) => {
    await expect(withDuckDb(task(), async () => 1, { threads })).rejects.toThrow(
      `DuckDB: threads is ${threads}; it must be a whole number from 1 on.`,
    );
  });
});
