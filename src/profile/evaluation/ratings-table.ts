import type { TableCell } from '../../display/bundle.js';
import { type ShownTable, showTableContent } from '../../display/shown-table.js';
import type { SegmentEvaluation } from './evaluate-segments.js';

/**
 * The ratings behind an evaluation: a row for each criterion with its weight, how its ratings came about, and the rating of
 * each segment.
 *
 * @example
 * const evaluation = evaluateSegments(people, {
 *   criteria: [
 *     { name: 'growth', side: 'attractiveness', ratings: { s1: 7, s2: 5, s3: 6, s4: 1 } },
 *     { name: 'fit', side: 'competitiveness', ratings: { s1: 4, s2: 8, s3: 6, s4: 2 } },
 *   ],
 *   seed: 1,
 * });
 * ratingsTable(evaluation).content.rows.length; // 2
 */
export function ratingsTable(evaluation: SegmentEvaluation): ShownTable {
  const { criteria, segments } = evaluation;
  const rows = criteria.map(({ name, side, weight, scaling }): TableCell[] => [
    name,
    side === 'attractiveness' ? 'how attractive they are to us' : 'how attractive we are to them',
    weight,
    ...segments.map(({ ratings }) => ratings[name] ?? null),
    scaling,
  ]);
  return showTableContent({
    kind: 'table',
    caption: 'Ratings of the segments',
    columns: [
      { name: 'criterion', title: 'Criterion' },
      { name: 'side', title: 'It says' },
      { name: 'weight', title: 'Weight', align: 'right', format: { style: 'percent', digits: 1 } },
      ...segments.map(({ key, name }) => ({
        name: `segment ${key}`,
        title: name,
        align: 'right' as const,
        format: { digits: 1 },
      })),
      { name: 'scaling', title: 'How rated' },
    ],
    rows,
    totalRows: rows.length,
  });
}
