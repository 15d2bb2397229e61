import { existsSync } from 'node:fs';
import { openTable, tableOf, timelineBreaks } from 'clientele';
import { describe, expect, it } from 'vitest';

const DAY = 86_400_000;
/** Rows on days from Monday 2024-01-01 on, as many a day as told. */
function timeline(days: number, rowsOn: (day: number) => number) {
  const dates = Array.from({ length: days }, (_, day) =>
    Array.from({ length: rowsOn(day) }, () => new Date(Date.UTC(2024, 0, 1) + day * DAY + DAY / 2)),
  ).flat();
  return tableOf({ at: dates as (Date | null)[] });
}
const weekday = (day: number) => day % 7;

describe('timelineBreaks', () => {
  it('finds nothing in an even timeline with closed Sundays', async () => {
    const result = await timelineBreaks(
      timeline(120, (day) => (weekday(day) === 6 ? 0 : 9)),
      'at',
    );
    expect(result.breaks.numRows()).toBe(0);
    expect([result.first, result.days, result.undated]).toEqual(['2024-01-01', 103, 0]);
  });

  it.each(['memory', 'engine'] as const)('finds days without rows, in %s', async (where) => {
    // Days 40 to 43 are Saturday 10 to Tuesday 13 February; Sunday is closed: three expected days.
    const shop = timeline(120, (day) => (weekday(day) === 6 || (day >= 40 && day <= 43) ? 0 : 9));
    const { breaks, findings } = await timelineBreaks(shop, 'at', { where });
    expect(breaks.objects()).toEqual([
      {
        kind: 'gap',
        from: '2024-02-10',
        to: '2024-02-13',
        before: null,
        after: null,
        note: '3 expected days without rows',
      },
    ]);
    expect(findings[0].evidence.days).toBe(4);
    expect((await timelineBreaks(shop, 'at', { gapDays: 4, where })).breaks.numRows()).toBe(0);
  });

  it('finds a level shift at its week', async () => {
    // 70 rows a week until week 10, 210 from then on: day 70 is Monday 11 March.
    const { breaks } = await timelineBreaks(
      timeline(140, (day) => (day < 70 ? 10 : 30)),
      'at',
    );
    expect(breaks.objects()).toEqual([
      {
        kind: 'level shift',
        from: '2024-03-11',
        to: '2024-04-07',
        before: 70,
        after: 210,
        note: 'from 70 to 210 rows a week',
      },
    ]);
  });

  it('takes no small counts for a shift', async () => {
    // One row a week becomes three: three times as many, but within what chance does.
    const few = timeline(140, (day) => (weekday(day) === 0 ? (day < 70 ? 1 : 3) : 0));
    expect((await timelineBreaks(few, 'at', { gapDays: 60 })).breaks.numRows()).toBe(0);
  });

  it('says what it needs', async () => {
    await expect(timelineBreaks(tableOf({ at: ['x'] }), 'at')).rejects.toThrow('not dates');
    await expect(
      timelineBreaks(
        timeline(3, () => 1),
        'at',
        { ratio: 1 },
      ),
    ).rejects.toThrow('ratio is above 1');
    const none = tableOf({ at: [null, null] as (Date | null)[] });
    await expect(timelineBreaks(none, 'at')).rejects.toThrow('not dates');
  });
});

const retail = '../shared/datasets/online-retail/online_retail.csv.gz';
describe.skipIf(!existsSync(retail))('timelineBreaks on ../shared/datasets/online-retail', () => {
  it('finds the two closures: Christmas to 3 January, and Easter', async () => {
    // Counted with Python: besides Saturdays no rows on 24, 26 to 31 December, 2 and 3 January, 22, 24 and 25 April, and on
    // single bank holidays; first day 2010-12-01, last 2011-12-09, 305 days with rows.
    const result = await timelineBreaks(await openTable(retail), 'InvoiceDate');
    const gaps = result.breaks.objects().filter(({ kind }) => kind === 'gap');
    expect(gaps.map(({ from, to }) => [from, to])).toEqual([
      ['2010-12-24', '2011-01-03'],
      ['2011-04-22', '2011-04-25'],
    ]);
    expect([result.first, result.last, result.days]).toEqual(['2010-12-01', '2011-12-09', 305]);
  });
});
