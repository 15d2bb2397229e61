import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { chartLayout, nameAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { cellColor, type Rgb } from '../cell-color.js';
import { cellGrid } from '../cell-grid.js';

const END: Rgb = [0x1d, 0x5b, 0x94];
const ROW_HEIGHT = 40;
/** Letters that fit above all columns together. */
const LETTERS = 60;

/** How agreements are drawn. */
export interface AgreementHeatMapOptions {
  readonly title?: string;
  /** Line below: customers, seed, how the segmentations differ. */
  readonly source?: string;
}

/**
 * Adjusted Rand index of each pair of segmentations, as numbers in cells: for grids of choices that should not matter, and
 * for solutions with different numbers of segments.
 *
 * @param agreement - One column a segmentation, named; rows are those of `ids`, or the columns again where there are none.
 *   Numbers up to 1.
 * @throws {InputError} Without cells, for rows without names, and for a number above 1 or below −1.
 *
 * @example
 * agreementHeatMap(matrix([[1, 0.4], [0.4, 1]], ['k-means', 'Rules']), { source: '200 customers, seed 1' });
 */
export function agreementHeatMap(agreement: Matrix, options: AgreementHeatMapOptions = {}): Figure {
  const { rows, columns, data, names, ids } = agreement;
  if (rows === 0 || columns === 0) throw new InputError('agreementHeatMap: there are no segmentations.');
  if (ids === undefined && rows !== columns) {
    throw new InputError(
      `agreementHeatMap: ${rows} rows for ${columns} columns. Give the rows names of their own, as ids of the matrix.`,
    );
  }
  data.forEach((value, at) => {
    if (value < -1 || value > 1 + 1e-9) {
      throw new InputError(
        `agreementHeatMap: row ${Math.floor(at / columns) + 1}, column "${names[at % columns]}" is ${value}. An adjusted Rand index lies between −1 and 1.`,
      );
    }
  });
  const rowNames = ids ?? names;
  const cells = Array.from(data, (value, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return { row, column, value, color: cellColor(value, END) };
  });
  const width = Math.max(4, Math.min(16, Math.floor(LETTERS / columns)));
  const longest = Math.max(...names.flatMap((name) => name.split(/\s+/).map((word) => word.length)));
  const isNumbered = ids === undefined && longest > width;
  const numbered = (name: string, i: number) => (isNumbered ? `${i + 1}. ${name}` : name);
  return figure(
    {
      title: options.title ?? 'How far segmentations agree',
      caption:
        'How to read this: a cell is the adjusted Rand index of two segmentations of the same customers: 1 the same segments, 0 no more alike than by chance, below 0 less. The darker, the more they agree; a light row is a choice that changes the segments.',
      alternativeText: alternativeText(cells, rowNames, names, ids === undefined),
      ...(options.source === undefined ? {} : { source: options.source }),
      table: {
        kind: 'table',
        caption: 'Adjusted Rand index',
        columns: [
          { name: 'segmentation', title: 'Segmentation' },
          ...names.map((name) => ({ name, align: 'right' as const, format: { digits: 2 } })),
        ],
        rows: rowNames.map((name, r) => [name, ...data.slice(r * columns, (r + 1) * columns)]),
        totalRows: rows,
      },
    },
    [
      cellGrid(
        cells.map(({ row, column, value, color }) => ({
          row,
          column,
          text: [formatNumber(value, { digits: 2 })],
          color,
          hover: `${rowNames[row]}, ${names[column]}: ${formatNumber(value, { digits: 3 })}`,
        })),
      ),
    ],
    chartLayout(76 + ROW_HEIGHT * rows, {
      barmode: 'overlay',
      xaxis: nameAxis(
        isNumbered ? names.map((_, i) => String(i + 1)) : names,
        { side: 'top', range: [-0.5, columns - 0.5] },
        width,
      ),
      yaxis: nameAxis(rowNames.map(numbered), {}, 18),
    }),
  );
}

function alternativeText(
  cells: readonly { readonly row: number; readonly column: number; readonly value: number }[],
  rowNames: readonly string[],
  names: readonly string[],
  isSquare: boolean,
): string {
  // Of a square, what stands below the diagonal stands above it, too.
  const told = cells.filter(({ row, column }) => !isSquare || column > row);
  const said = ({ row, column, value }: (typeof cells)[number]) =>
    `${isolated(rowNames[row])} and ${isolated(names[column])}: ${formatNumber(value, { digits: 2 })}`;
  const ends =
    told.length === 0
      ? 'There is one segmentation alone; the largest agreement is with itself.'
      : `Largest: ${said(told.reduce((a, b) => (b.value > a.value ? b : a)))}. Smallest: ${said(told.reduce((a, b) => (b.value < a.value ? b : a)))}.`;
  return [
    'Heat map. Rows and columns: segmentations. Cells: adjusted Rand index of two, 1 the same, no unit.',
    ...(told.length === 0 ? [] : [`${told.map(said).join('; ')}.`]),
    ends,
  ].join(' ');
}
