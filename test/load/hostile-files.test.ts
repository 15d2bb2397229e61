import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  favourite,
  featureTable,
  meanGap,
  monetary,
  openTable,
  orderCount,
  readTable,
  recency,
  tableOf,
} from 'clientele';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file with a line of so many megabytes in the middle. */
function longLine(name: string, before: string, megabytes: number, after: string): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  const part = Buffer.alloc(1_000_000, 'x,');
  writeSync(file, before);
  for (let i = 0; i < megabytes; i++) writeSync(file, part);
  writeSync(file, after);
  closeSync(file);
  return path;
}

/** Megabytes that reading takes at most, in a process of its own. */
function readApart(call: string): { message: string; megabytes: number } {
  const code = `
    import { openTable, readTable } from 'clientele';
    const message = await ${call}.then(() => 'read', (error) => error.name + ': ' + error.message);
    process.stdout.write(JSON.stringify({ message, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const options = { cwd: root, encoding: 'utf8', timeout: 120_000 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], options));
}

describe('a line of 300 MB', () => {
  const path = longLine('line.csv', 'a,b\n1,2\r\n3,', 300, '\n4,5\n');
  const sentence = `"${path}", line 3: a line of more than 2,000,000 bytes. Is it a table, and is a quote left open?`;

  it.each([
    `readTable(${JSON.stringify(path)})`,
    `readTable(${JSON.stringify(path)}, { onBadRows: 'leave out' })`,
    `openTable(${JSON.stringify(path)})`,
    `openTable(${JSON.stringify(path)}, { onBadRows: 'leave out' })`,
  ])('is named without holding it: %s', (call) => {
    const { message, megabytes } = readApart(call);
    expect(message).toBe(`InputError: ${call.slice(0, 9)}: ${sentence}`);
    expect(megabytes).toBeLessThan(600); // the file is 300 MB, as UTF-16 in memory 600
  });

  it('is no header either', async () => {
    const first = longLine('first.csv', '', 3, '\n1\n');
    for (const open of [readTable, openTable]) {
      await expect(open(first)).rejects.toThrow('line 1: a line of more than 262,144 bytes. Is it a table?');
    }
  });

  it('is found at its limit', async () => {
    const edge = join(folder, 'edge.csv');
    const before = 'a,b\n1,2\n3,'; // 2 of the bytes of line 3 are `3,`
    writeFileSync(edge, `${before}${'x'.repeat(1_999_990)}\n4,5\n`);
    expect((await readTable(edge)).numRows()).toBe(3);
    writeFileSync(edge, `${before}${'x'.repeat(2_000_001)}\n4,5\n`);
    await expect(readTable(edge)).rejects.toThrow('line 3: a line of more than 2,000,000 bytes.');
  });
});

describe('a file that unpacks to gigabytes', () => {
  // 1.2 GB: a member of 40 MB of equal rows, thirty times; 40 MB of them pack to some 40 kB
  const member = gzipSync(Buffer.alloc(40_000_000, '1,2\n'));
  const path = join(folder, 'bomb.csv.gz');
  writeFileSync(path, Buffer.concat([gzipSync('a,b\n'), ...new Array<Buffer>(30).fill(member)]));

  it.each(['readTable', 'openTable'])('is refused by %s, with the disk and the memory left alone', (name) => {
    const { message, megabytes } = readApart(`${name}(${JSON.stringify(path)})`);
    expect(message).toMatch(
      /^InputError: \w+: ".*bomb.csv.gz" has [\d,]+ bytes and unpacks to more than 1,000,000,000\./,
    );
    expect(megabytes).toBeLessThan(600);
  });

  it('is read where it is a table, however well it packs', async () => {
    const small = join(folder, 'small.csv.gz');
    writeFileSync(small, gzipSync(`a,b\n${'1,2\n'.repeat(100_000)}`));
    expect((await readTable(small)).numRows()).toBe(100_000);
    expect((await openTable(small)).columns.get('a')).toBe('integer');
  });
});

describe('one customer with a million orders', () => {
  it('has features, the same in memory and in DuckDB', async () => {
    const orders = 1_000_000;
    const first = Date.UTC(2025, 0, 1);
    const rows = tableOf({
      customerId: new Array<string>(orders).fill('a'),
      orderId: Array.from({ length: orders }, (_, i) => i),
      // a minute apart: 1,000,000 minutes are 694 days and 10 hours, so the last order is 694 days after the first
      orderedAt: Array.from({ length: orders }, (_, i) => new Date(first + i * 60_000)),
      amount: new Array<number>(orders).fill(0.1),
      category: Array.from({ length: orders }, (_, i) => (i % 3 === 0 ? 'bags' : 'shoes')),
    });
    const features = [recency(), orderCount(), monetary(), meanGap(), favourite('category')];
    for (const where of ['memory', 'engine'] as const) {
      const table = await featureTable(rows, features, { asOf: '2026-12-31', where });
      expect(table.objects()).toEqual([
        {
          customerId: 'a',
          recencyDays: 35, // 2025-01-01 and 694 days are 2026-11-26
          orders,
          monetary: 100_000,
          meanGapDays: 694 / 999_999,
          categoryFavourite: 'shoes',
        },
      ]);
    }
  }, 60_000);
});

describe('a query that is stopped', () => {
  it('ends with the reason and leaves nothing behind', () => {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const path = join(folder, 'many.csv');
    const lines = Array.from({ length: 400_000 }, (_, i) => `c${i},${i},2025-01-01,${i % 100}`);
    writeFileSync(path, `customerId,orderId,orderedAt,amount\n${lines.join('\n')}\n`);
    const wide = join(folder, 'wide.csv');
    writeFileSync(wide, Buffer.from(`\uFEFFa,b\n${'1,2\n'.repeat(1_000_000)}`, 'utf16le'));
    const code = `
      import { checkQuality, featureTable, medianGap, notNull, openTable, readTable, unique } from 'clientele';
      const opened = await openTable(${JSON.stringify(path)});
      const said = [];
      const stopped = async (work) => {
        for (const after of [1, 30, 100]) {
          const stop = new AbortController();
          const task = { signal: stop.signal, progress() {}, warn() {} };
          setTimeout(() => stop.abort(new Error('stopped')), after);
          said.push(await work(task).then(() => 'done', (error) => error.message));
        }
      };
      const small = { memoryMb: 50, asOf: '2026-01-01' }; // sets rows aside on the disk
      await stopped((task) => featureTable(opened, [medianGap()], small, task));
      await stopped((task) => checkQuality(opened, [notNull('customerId'), unique('orderId')], small, task));
      await stopped((task) => readTable(${JSON.stringify(path)}, {}, task));
      await stopped((task) => readTable(${JSON.stringify(wide)}, {}, task));
      process.stdout.write(JSON.stringify(said));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary },
      encoding: 'utf8',
      timeout: 60_000,
    });
    const said = JSON.parse(answer) as string[];
    expect(said.filter((each) => each !== 'stopped' && each !== 'done')).toEqual([]);
    expect(said.filter((each) => each === 'stopped').length).toBeGreaterThanOrEqual(4); // each call, stopped at once
    expect(readdirSync(temporary)).toEqual([]);
  }, 90_000);
});
