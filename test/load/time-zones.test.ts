import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  collectTable,
  featureTable,
  findBadRows,
  medianGap,
  openTable,
  orderCount,
  readOrders,
  readTable,
  recency,
  type Table,
} from 'clientele';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'time-zones-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAPPED = { customer: 'customerId', date: 'orderedAt', order: 'orderId', amount: 'amount' };

function file(name: string, times: readonly string[]): string {
  const path = join(folder, name);
  const lines = times.map((time, i) => `a,${i},${time},1`);
  writeFileSync(path, `customerId,orderId,orderedAt,amount\n${lines.join('\n')}\n`);
  return path;
}

/** Times of a table in memory, and of the same file read in place. */
async function timesOf(path: string): Promise<[unknown[], unknown[]]> {
  const memory = (await readTable(path)).array('orderedAt');
  const opened = await openTable(path);
  expect(opened.columns.get('orderedAt')).toBe('time');
  return [memory, (await collectTable(opened)).array('orderedAt')];
}

describe('times with a zone', () => {
  it('are instants in UTC', async () => {
    const path = file('zones.csv', [
      '2024-03-31T02:30:00+02:00',
      '2024-03-31T02:30:00Z',
      '2024-12-31 23:30:00-05:00', // the next year in UTC
      '2024-01-01 00:15:00.250+0530',
      '2024-06-01T12:00:00+02',
    ]);
    const expected = [
      '2024-03-31T00:30:00.000Z',
      '2024-03-31T02:30:00.000Z',
      '2025-01-01T04:30:00.000Z',
      '2023-12-31T18:45:00.250Z',
      '2024-06-01T10:00:00.000Z',
    ].map((text) => new Date(text));
    const [memory, inPlace] = await timesOf(path);
    expect(memory).toEqual(expected);
    expect(inPlace).toEqual(expected);
    const { orders } = await readOrders(path, MAPPED);
    expect(orders.array('orderedAt').map(Number).sort()).toEqual(expected.map(Number).sort());
  });

  it('mean what JavaScript reads, whatever the offset', async () => {
    const time = fc.tuple(
      fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(time, { minLength: 1, maxLength: 20 }), async (times) => {
        const texts = times.map(([date, minutes]) => {
          const sign = minutes < 0 ? '-' : '+';
          const two = (number: number) => String(number).padStart(2, '0');
          const size = Math.abs(minutes);
          return `${date.toISOString().slice(0, -1)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        });
        const expected = texts.map((text) => new Date(text));
        expect(await timesOf(file('any.csv', texts))).toEqual([expected, expected]);
      }),
      { numRuns: 20 },
    );
  });

  it('are not mixed with times without one', async () => {
    const times = ['2024-03-31T02:30:00+02:00', '2024-03-31 02:30:00', '2024-04-01T00:00:00Z'];
    const path = file('mixed.csv', times);
    const warnings: string[] = [];
    const warn = (text: string) => void warnings.push(text);
    const table = await readTable(path, {}, { signal: new AbortController().signal, progress() {}, warn });
    expect(table.array('orderedAt')).toEqual(times);
    expect(warnings).toEqual([
      'Column "orderedAt" stays text: 2 of its times have a zone and 1 have none. Write all of them one way.',
    ]);
    await expect(readOrders(path, MAPPED)).rejects.toThrow(
      'line 3, column "orderedAt": "2024-03-31 02:30:00" is not a date like YYYY-MM-DDTHH:mm:ss with Z or an offset.',
    );
    const listed = await findBadRows(path, { types: { orderedAt: 'date' } });
    expect(listed.array('place')).toEqual(['line 3']);
  });

  it('are so in a file in place wherever the first zone stands, and a time that is none is named with its line', async () => {
    // the type of the column is found in its first 20,480 rows, which have no zone
    const times = [...new Array<string>(25_000).fill('2024-03-31 10:00:00'), '2024-03-31 23:30:00-05:00'];
    const late = await collectTable(await openTable(file('late.csv', times)), ['orderedAt']);
    expect(late.get('orderedAt', 24_999)).toEqual(new Date('2024-03-31T10:00:00Z'));
    expect(late.get('orderedAt', 25_000)).toEqual(new Date('2024-04-01T04:30:00Z'));
    const wrong = await openTable(file('wrong.csv', [...times, 'tomorrow']));
    await expect(collectTable(wrong)).rejects.toThrow('line 25003');
    await expect(featureTable(wrong, [recency()], { asOf: '2026-01-01' })).rejects.toThrow('line 25003');
  });

  it('have an offset that exists', async () => {
    const table = await readTable(
      file('odd.csv', ['2024-01-01T10:00:00+25:00', '2024-01-01T10:00:00+01:75']),
    );
    expect(table.array('orderedAt')).toEqual(['2024-01-01T10:00:00+25:00', '2024-01-01T10:00:00+01:75']);
  });
});

// Europe/Berlin: on 31 March 2024 02:00 to 02:59 do not exist, on 27 October 2024 they are there twice. Days with orders:
// 30 March, 31 March, 1 April and 27 October; gaps 1, 1 and 209 (1 April to 27 October); to 1 November 5 days.
const LOCAL = ['2024-03-30 23:59:59', '2024-03-31 02:30:00', '2024-04-01 00:00:00', '2024-10-27 02:30:00'];

describe('daylight saving', () => {
  it('leaves local times as they are written, and days whole', async () => {
    const path = file('local.csv', LOCAL);
    const expected = LOCAL.map((text) => new Date(`${text.replace(' ', 'T')}Z`));
    expect(await timesOf(path)).toEqual([expected, expected]);
    for (const table of [await readTable(path), await openTable(path)]) {
      const features = await featureTable(table as Table, [recency(), orderCount(), medianGap()], {
        asOf: '2024-11-01',
      });
      expect(features.object(0)).toEqual({ customerId: 'a', recencyDays: 5, orders: 4, medianGapDays: 1 });
    }
  });

  it.each(['Europe/Berlin', 'America/New_York', 'Pacific/Auckland'])('does so on a machine in %s', (zone) => {
    const zoned = file('zoned.csv', ['2024-03-30T23:30:00+01:00', '2024-03-31T23:30:00+02:00']);
    const code = `
      import { collectTable, featureTable, medianGap, openTable, readTable, recency } from 'clientele';
      const found = [];
      for (const path of ${JSON.stringify([file('local.csv', LOCAL), zoned])}) {
        for (const open of [readTable, openTable]) {
          const table = await open(path);
          const rows = 'kind' in table ? await collectTable(table) : table;
          const days = await featureTable(table, [recency(), medianGap()], { asOf: '2024-11-01' });
          found.push([rows.array('orderedAt').map((time) => time.toISOString().slice(0, 16)).join(), days.object(0)]);
        }
      }
      process.stdout.write(JSON.stringify(found));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    const local = [
      '2024-03-30T23:59,2024-03-31T02:30,2024-04-01T00:00,2024-10-27T02:30',
      { customerId: 'a', recencyDays: 5, medianGapDays: 1 },
    ];
    // 22:30 and 21:30 in UTC, on 30 and 31 March: 1 day apart; 215 days from 31 March to 1 November
    const instants = [
      '2024-03-30T22:30,2024-03-31T21:30',
      { customerId: 'a', recencyDays: 215, medianGapDays: 1 },
    ];
    expect(JSON.parse(answer)).toEqual([local, local, instants, instants]);
  });
});
