import {
  type Estimate,
  guardrails,
  meanInterval,
  type Scoreboard,
  type ScoreboardOptions,
  scoreboard,
  scoreboardTable,
  scoreboardToCSV,
  seeded,
  tableFromRows,
  tableOf,
  wilsonInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

const ids = Array.from({ length: 60 }, (_, i) => `c${i}`);
const segmentation = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i < 30 ? 0 : 1])));
const noOrders = tableOf({ customerId: [] as string[], orderId: [] as string[] });
const base = { segmentation, orders: noOrders, currency: 'EUR' };

const estimate = (value: number, half: number, n = 100): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  n,
  confidence: 0.95,
  method: 'by hand',
});
const cellOf = (board: Scoreboard, s: number, measure: string) =>
  board.segments[s].measures.find((cell) => cell.measure === measure)!;

describe('measures of a scoreboard', () => {
  it('are five, in order, and not measured where data lack', async () => {
    const board = await scoreboard(base);
    expect(board.measures.map(({ measure, isMeasured }) => [measure, isMeasured])).toEqual([
      ['conversion', false],
      ['lifetimeValue', false],
      ['engagement', false],
      ['satisfaction', false],
      ['return', false],
    ]);
    expect(board.all.measures.every(({ attention }) => attention === 'not measured')).toBe(true);
    const table = scoreboardTable(board).content;
    expect(table.rows[0].slice(2)).toEqual(['not judged', ...new Array(5).fill('not measured')]);
    expect(table.note).toContain(
      'Not measured: Conversion, Lifetime value, Engagement, Satisfaction, Return.',
    );
    expect(table.note).toContain('Not judged: there is no last period and no target');
  });

  it('measures conversion of all arms but the control, and revenue per customer so far', async () => {
    const board = await scoreboard({
      ...base,
      orders: tableOf({ customerId: ['c0', 'c0', 'c1'], orderId: ['1', '2', '3'], amount: [60, 30, 60] }),
      campaign: tableFromRows(
        ids.map((customerId, i) => ({
          customerId,
          arm: ['none', 'a', 'b'][i % 3],
          converted: i % 6 === 1 ? 1 : 0,
        })),
      ),
      control: 'none',
    });
    // Of the first 30 customers 20 are in arm a or b; converted are 1, 7, 13, 19, 25.
    expect(cellOf(board, 0, 'conversion').estimate).toEqual(wilsonInterval(5, 20));
    expect(cellOf(board, 0, 'lifetimeValue').estimate).toEqual(
      meanInterval([90, 60, ...new Array(28).fill(0)]),
    );
    expect(board.measures[1]).toMatchObject({ label: 'Revenue per customer so far', unit: 'EUR' });
    expect(cellOf(board, 0, 'conversion').attention).toBe('not judged');
  });

  it('takes what other doors measured, by key', async () => {
    const measures = {
      return: { label: 'Return on campaign', unit: 'share', bySegment: { s1: estimate(0.5, 0.2) } },
      satisfaction: {
        unit: 'points',
        bySegment: { s1: estimate(40, 5), s2: estimate(60, 5), all: estimate(50, 3) },
      },
    } as const;
    const board = await scoreboard({ ...base, measures });
    expect(cellOf(board, 0, 'return').estimate!.value).toBe(0.5);
    expect(cellOf(board, 1, 'return').attention).toBe('not measured');
    const { columns, rows } = scoreboardTable(board).content;
    expect(columns.map(({ title }) => title)).toEqual([
      'Segment',
      'Customers',
      'Needs attention',
      'Conversion',
      'Lifetime value',
      'Engagement',
      'Satisfaction',
      'Return on campaign',
    ]);
    expect(String(rows[0][7]).replaceAll('\u00a0', ' ')).toBe('50.0% (30.0 to 70.0)');
  });

  it('tells the change since the last period, and marks what is surely worse', async () => {
    const board = async (values: readonly [number, number], previous?: Scoreboard) =>
      scoreboard({
        ...base,
        measures: {
          satisfaction: {
            unit: 'points',
            bySegment: { s1: estimate(values[0], 3), s2: estimate(values[1], 4) },
          },
        },
        ...(previous === undefined ? {} : { previous }),
      });
    const now = await board([40, 60], await board([50, 62]));
    const [fallen, alike] = [cellOf(now, 0, 'satisfaction'), cellOf(now, 1, 'satisfaction')];
    // Halves of 3 and 3: √18 around −10; of 4 and 4: √32 around −2.
    expect(fallen.change!.low).toBeCloseTo(-10 - Math.sqrt(18), 12);
    expect(fallen).toMatchObject({ attention: 'needs attention' });
    expect(fallen.because).toContain('Worse than in the last period: \u221210.0');
    expect(alike).toMatchObject({ attention: 'no sign' });
    expect(now.hasPrevious).toBe(true);
    const table = scoreboardTable(now).content;
    expect(table.rows.map((row) => row[2])).toEqual(['\u25b2 Satisfaction', 'no sign', 'not judged']);
    expect(table.note).toContain('Needs attention: surely worse');
    expect(String(table.rows[0][6]).replaceAll('\u00a0', ' ')).toBe(
      '40.0 (37.0 to 43.0), change \u221210.0 (\u221214.2 to \u22125.8)',
    );
  });

  it('takes less as better where a measure says so', async () => {
    const board = async (value: number, previous?: Scoreboard) =>
      scoreboard({
        ...base,
        measures: {
          engagement: { label: 'Days away', better: 'lower' as const, bySegment: { s1: estimate(value, 3) } },
        },
        ...(previous === undefined ? {} : { previous }),
      });
    expect(cellOf(await board(40, await board(60)), 0, 'engagement').attention).toBe('no sign');
    expect(cellOf(await board(60, await board(40)), 0, 'engagement').attention).toBe('needs attention');
    expect(scoreboardTable(await board(60, await board(40))).content.note).toContain(
      'Days away: less is better.',
    );
  });

  it('holds measures against targets', async () => {
    const measures = { satisfaction: { bySegment: { s1: estimate(40, 3), s2: estimate(48, 3) } } };
    const board = await scoreboard({ ...base, measures, targets: { satisfaction: 50 } });
    expect(cellOf(board, 0, 'satisfaction').because).toContain('Misses the target of 50.');
    expect(cellOf(board, 1, 'satisfaction').attention).toBe('no sign');
  });

  it('prefers a change of the same customers in pairs', async () => {
    const bySegment = { s1: estimate(40, 3) };
    const previous = await scoreboard({
      ...base,
      measures: { engagement: { bySegment: { s1: estimate(41, 3) } } },
    });
    const change = { s1: estimate(-1, 0.2) };
    const board = await scoreboard({ ...base, previous, measures: { engagement: { bySegment, change } } });
    expect(cellOf(board, 0, 'engagement').change).toEqual(estimate(-1, 0.2));
    expect(cellOf(board, 0, 'engagement').attention).toBe('needs attention');
  });

  it('cries wolf on at most one board in twenty', async () => {
    // Ten cells (two segments, five measures), nothing changed; estimates with standard error 1 and normal intervals.
    let boards = 0;
    const keys = ['conversion', 'lifetimeValue', 'engagement', 'satisfaction', 'return'];
    for (let seed = 1; seed <= 1000; seed++) {
      const random = seeded(seed);
      const draw = () =>
        Object.fromEntries(
          keys.map((key) => [
            key,
            {
              bySegment: { s1: estimate(random.normal(), 1.959964), s2: estimate(random.normal(), 1.959964) },
            },
          ]),
        );
      const previous = await scoreboard({ ...base, measures: draw() });
      const board = await scoreboard({ ...base, measures: draw(), previous });
      if (board.segments.some((row) => row.measures.some((cell) => cell.attention === 'needs attention')))
        boards++;
    }
    expect(boards / 1000).toBeLessThan(0.07); // 0.05 and three standard errors of it
    expect(boards / 1000).toBeGreaterThan(0.02);
  });

  it('marks a guardrail loss in its segment', async () => {
    const campaign = tableFromRows(
      ids.map((customerId, i) => ({
        customerId,
        arm: i % 2 === 0 ? 'none' : 'mail',
        converted: 0,
        gone: i < 30 && i % 2 === 1 ? 1 : 0,
      })),
    );
    const lost = guardrails({ segmentation, campaign, control: 'none', harms: { gone: { margin: 0.05 } } });
    const board = await scoreboard({ ...base, campaign, control: 'none', guardrails: lost });
    expect(cellOf(board, 0, 'conversion').because).toContain('Guardrail loss in "mail": gone 100.00');
    expect(cellOf(board, 1, 'conversion').attention).not.toBe('needs attention');
  });

  it('does not compare revenue of periods of unlike length', async () => {
    const boardOf = (days: readonly string[], previous?: Scoreboard) =>
      scoreboard({
        ...base,
        orders: tableOf({ customerId: ['c0', 'c1'], orderedAt: days, amount: [5, 6] }),
        ...(previous === undefined ? {} : { previous }),
      });
    const year = await boardOf(['2024-01-01', '2024-12-31']);
    const month = await boardOf(['2025-01-01', '2025-01-31'], year);
    expect(cellOf(month, 0, 'lifetimeValue')).toMatchObject({ change: undefined, attention: 'not judged' });
    expect(cellOf(month, 0, 'lifetimeValue').because).toBe('The last period measured something else.');
    expect(cellOf(await boardOf(['2025-01-01', '2025-12-31'], year), 0, 'lifetimeValue').change!.value).toBe(
      0,
    );
  });

  it('shows nothing of few observations, in table and CSV', async () => {
    const measures = { satisfaction: { bySegment: { s1: estimate(43.21, 3, 4), s2: estimate(60, 3) } } };
    const board = await scoreboard({ ...base, measures, targets: { satisfaction: 90 } });
    expect(scoreboardTable(board).content.rows[0][6]).toBe('fewer than 10');
    expect(cellOf(board, 0, 'satisfaction').attention).toBe('not judged');
    const csv = scoreboardToCSV(board);
    expect(csv).not.toContain('43.21');
    expect(csv).toContain(
      'satisfaction_label,satisfaction_value,satisfaction_low,satisfaction_high,satisfaction_n',
    );
    const lines = csv.trimEnd().split('\n');
    expect(lines[2]).toContain(',Satisfaction,60,57,63,100,,,,needs attention,Misses the target of 90.,');
    expect(shownText(scoreboardTable(board)) + csv).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('does not change with an interval that has no ends', async () => {
    const open = { ...estimate(5, 1), low: -Infinity, high: Infinity };
    const previous = await scoreboard({ ...base, measures: { return: { bySegment: { s1: open } } } });
    const board = await scoreboard({
      ...base,
      measures: { return: { bySegment: { s1: estimate(1, 1) } } },
      previous,
    });
    expect(cellOf(board, 0, 'return')).toMatchObject({ change: undefined, attention: 'not judged' });
    expect(cellOf(board, 0, 'return').because).toBe(
      'The two periods have no intervals of one confidence to compare.',
    );
    expect(scoreboardTable(board).content.note).toContain('Not judged: no measure could be compared.');
  });

  it('takes a measure that is left out for not measured', async () => {
    const previous = await scoreboard({ ...base, measures: { return: undefined } } as never);
    expect(previous.measures[4].isMeasured).toBe(false);
    const board = await scoreboard({
      ...base,
      measures: { return: { bySegment: { s1: estimate(1, 1) } } },
      previous,
    });
    expect(cellOf(board, 0, 'return').because).toBe(
      'Not measured in the last period, and there is no target.',
    );
  });

  it.each<[string, object, string]>([
    [
      'a measure that is none',
      { measures: { loyalty: { bySegment: {} } } },
      'scoreboard: there is no measure "loyalty".',
    ],
    [
      'a measure without segments',
      { measures: { return: 3 } },
      'scoreboard: return has no estimates by segment.',
    ],
    [
      'a segment that is none',
      { measures: { return: { bySegment: { s9: estimate(1, 1) } } } },
      'scoreboard: there is no segment of return "s9".',
    ],
    [
      'a value that is none',
      { measures: { return: { bySegment: { s1: estimate(Number.NaN, 1) } } } },
      'scoreboard: return of segment "s1" is NaN. Leave out what was not measured.',
    ],
    [
      'a target that is none',
      { targets: { return: Number.NaN } },
      'scoreboard: the target of return is NaN.',
    ],
  ])('refuses %s', async (_, change, message) => {
    await expect(scoreboard({ ...base, ...change } as ScoreboardOptions<object, object>)).rejects.toThrow(
      message,
    );
  });

  it('refuses a last period of other segments', async () => {
    const other = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, i < 30 ? 0 : 1])), [
      'Second',
      'First',
    ]);
    const previous = await scoreboard({ ...base, segmentation: other });
    await expect(scoreboard({ ...base, previous })).rejects.toThrow(
      'scoreboard: segment "s1" is "First" now and "Second" in the last period.',
    );
  });
});
