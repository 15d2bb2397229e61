import type { TableContent } from '../../display/bundle.js';
import type { HowManyRow } from './how-many.js';

/** The evidence as a table to be shown: one row a number of segments. */
export function evidenceContent(
  rows: readonly HowManyRow[],
  recommended: number,
  because: string,
): TableContent {
  const number = (name: string, title: string, digits: number) =>
    ({ name, title, align: 'right', format: { digits } }) as const;
  return {
    kind: 'table',
    caption: 'How many segments?',
    columns: [
      { name: 'k', title: 'Segments', align: 'right' },
      number('silhouette', 'Silhouette ↑', 3),
      number('calinskiHarabasz', 'Calinski-Harabasz ↑', 0),
      number('daviesBouldin', 'Davies-Bouldin ↓', 2),
      number('gap', 'Gap ↑', 3),
      number('predictionStrength', 'Prediction strength ↑', 2),
      number('bic', 'BIC ↓', 0),
      number('stability', 'Agreement of samples ↑', 2),
      number('inertia', 'Inertia ↓', rows.some(({ inertia }) => inertia >= 100) ? 0 : 2),
      {
        name: 'smallestShare',
        title: 'Smallest segment',
        align: 'right',
        format: { style: 'percent', digits: 1 },
      },
      { name: 'hits', title: 'Starts that found it' },
    ],
    rows: rows.map((row) => [
      row.k,
      row.silhouette,
      row.calinskiHarabasz,
      row.daviesBouldin,
      row.gap,
      row.predictionStrength,
      Number.isFinite(row.bic) ? row.bic : null,
      row.stability.agreement.mean,
      row.inertia,
      row.smallestShare,
      `${row.hits} of ${row.restarts}`,
    ]),
    totalRows: rows.length,
    note: `Recommended: ${recommended}. ${because} How to read this: ↑ more is better, ↓ less is better; inertia always falls.`,
  };
}
