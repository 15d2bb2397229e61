import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { SegmentingGain } from './segmenting-gain.js';

const PERCENT = { style: 'percent', digits: 0 } as const;

/**
 * In which segments a message of their own pays: return of both messages and the gain, a row for each segment. Arms below the
 * minimum are not measured, their sizes not shown.
 *
 * @param found - What `segmentingGain` gives.
 *
 * @example
 * const arms = Array.from({ length: 200 }, (_, i) => ['none', 'one', 'own'][i % 3]);
 * const margin = arms.map((arm, i) => (i % 5) + (arm === 'own' ? 4 : 0));
 * const cost = { one: { each: 0.5 }, bySegment: { each: 1 } };
 * const names = { none: 'none', one: 'one', bySegment: 'own' };
 * segmentGainTable(segmentingGain({ segmentation, arms, ...names, margin, cost, currency: 'EUR' }));
 */
export function segmentGainTable(found: SegmentingGain): ShownTable {
  const { segments, arms, currency, confidence, minimum } = found;
  const column = (name: string, title: string) => ({ name, title, align: 'right' as const });
  return showTableContent({
    kind: 'table',
    caption: 'Gain of a message by segment, by segment',
    columns: [
      { name: 'segment', title: 'Segment' },
      ...arms.map((arm) => column(`customers ${arm}`, `Customers, ${arm}`)),
      column('one', `Return, ${arms[1]}`),
      column('bySegment', `Return, ${arms[2]}`),
      column('gain', `Net gain (${currency} a customer)`),
      { ...column('corrected', 'p, corrected'), format: { digits: 4 } },
    ],
    rows: segments.map(({ name, customers, one, bySegment, gain, corrected }): TableCell[] => [
      name,
      ...customers.map((count) => (count < minimum ? `fewer than ${minimum}` : count)),
      one === undefined ? null : intervalCell(one, PERCENT),
      bySegment === undefined ? null : intervalCell(bySegment, PERCENT),
      gain === undefined ? null : intervalCell(gain, { digits: 2 }),
      corrected ?? null,
    ]),
    totalRows: segments.length,
    note: `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; p of no gain, corrected for the number of segments (Holm).`,
  });
}
