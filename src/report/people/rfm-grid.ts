import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import type { RfmRow } from '../../features/rfm.js';
import type { RfmCuts, RfmScores } from '../../features/rfm-scores.js';
import { mean } from '../../stats/mean.js';
import { cellColor } from '../cell-color.js';
import { cellGrid } from '../cell-grid.js';
import { extremes } from '../extremes.js';
import { indexColor } from './index-color.js';

/** How an RFM grid is drawn. */
export interface RfmGridOptions {
  readonly title?: string;
  /** Cells with fewer customers are masked, default 10. */
  readonly minimum?: number;
}

interface Cell {
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly money: number | undefined;
}

/**
 * RFM grid: customers by the score of recency (to the right: lately) and of frequency (upwards: often), with how many they are and
 * what they spent on average. Colour is the mean money against that of all customers; without money, the share of customers.
 *
 * @param scores - What `rfmScores` gives for the customers.
 * @param customers - What `rfm` gave.
 * @throws {InputError} For other customers than were scored, and missing columns.
 *
 * O(customers).
 *
 * @example
 * rfmGrid(rfmScores(customers), customers);
 */
export function rfmGrid(scores: RfmScores, customers: Table<RfmRow>, options: RfmGridOptions = {}): Figure {
  const { minimum = 10 } = options;
  const n = customers.numRows();
  const measured = measure(scores, customers);
  const hasMoney = measured.all !== undefined;
  const cells = measured.cells.filter(({ customers: count }) => count >= minimum);
  const few = measured.cells.filter(({ customers: count }) => count > 0 && count < minimum);
  const unit = customers.info?.monetary?.unit;
  const money = (value: number) =>
    formatNumber(value, { digits: Math.abs(value) >= 100 ? 0 : 2, ...(unit === undefined ? {} : { unit }) });
  const short = (value: number) => formatNumber(value, { digits: Math.abs(value) >= 10 ? 0 : 1 });
  const most = Math.max(1, ...cells.map(({ customers: count }) => count));
  const [byRecency, byFrequency] = (['recencyDays', 'frequency'] as const).map(
    (name) => scores.cuts.find(({ measure: own }) => own === name)!,
  );
  const best = [byRecency, byFrequency].map(({ cuts }) => cuts.length + 1);
  const said = ({ recency, frequency, customers: count, money: own }: Cell) =>
    `recency ${recency}, frequency ${frequency}: ${counted(count, 'customer')}${own === undefined ? '' : `, ${money(own)} on average`}`;
  const ends = extremes(cells, ({ customers: count, money: own }) => own ?? count);
  const whatEnds = hasMoney ? 'mean money' : 'number of customers';
  const place = ({ recency, frequency }: Cell) => ({ row: best[1] - frequency, column: recency - 1 });
  return figure(
    {
      title: options.title ?? 'Customers by recency and frequency',
      caption: `How to read this: to the right are customers who ordered lately, above those who order often; 1 is the worst score, ${best[0]} and ${best[1]} the best. In a cell: how many they are${hasMoney ? `, and below what they spent on average${unit === undefined ? '' : ` (${unit})`}. Brown cells spent more than all customers on average (${money(measured.all!)}), blue ones less` : '; the darker, the more'}.${few.length === 0 ? '' : ` ${counted(few.length, 'cell')} of fewer than ${minimum} customers ${few.length === 1 ? 'is' : 'are'} gray.`}${[byRecency, byFrequency].map(({ emptyScores, note }) => (emptyScores.length === 0 ? '' : ` ${note}`)).join('')}`,
      alternativeText:
        ends === undefined
          ? 'Heat map without cells: no cell has customers enough to show.'
          : [
              `Heat map. Columns: score of recency, 1 longest ago to ${best[0]} lately. Rows: score of frequency, 1 seldom to ${best[1]} often. Cells: customers${hasMoney ? ` and mean money (${unit ?? 'no unit'})` : ' (no unit)'}.`,
              `${cells.map(said).join('; ')}.`,
              `Largest ${whatEnds}: ${said(ends.largest)}. Smallest: ${said(ends.smallest)}.`,
            ].join(' '),
      source: counted(n, 'customer'),
      table: {
        kind: 'table',
        caption: 'Cells of the grid',
        columns: [
          { name: 'recencyScore', title: 'Recency', align: 'right' },
          { name: 'frequencyScore', title: 'Frequency', align: 'right' },
          { name: 'customers', title: 'Customers', align: 'right' },
          ...(hasMoney
            ? [
                {
                  name: 'money',
                  title: 'Mean money',
                  align: 'right' as const,
                  format: { digits: 2 },
                  ...(unit === undefined ? {} : { unit }),
                },
              ]
            : []),
        ],
        rows: cells.map(({ recency, frequency, customers: count, money: own }) => [
          recency,
          frequency,
          count,
          ...(hasMoney ? [own ?? null] : []),
        ]),
        totalRows: cells.length,
      },
    },
    ends === undefined
      ? []
      : [
          cellGrid([
            ...cells.map((cell) => ({
              ...place(cell),
              text: [formatNumber(cell.customers), ...(cell.money === undefined ? [] : [short(cell.money)])],
              color:
                cell.money === undefined || !(measured.all! > 0)
                  ? cellColor(cell.customers / most, [0x1d, 0x5b, 0x94])
                  : indexColor((cell.money / measured.all!) * 100),
              hover: said(cell),
            })),
            ...few.map((cell) => ({
              ...place(cell),
              text: [`<${minimum}`],
              color: undefined,
              hover: `recency ${cell.recency}, frequency ${cell.frequency}: fewer than ${minimum} customers`,
            })),
          ]),
        ],
    ends === undefined
      ? emptyLayout('No cell has customers enough to show.')
      : chartLayout(100 + 46 * best[1], {
          barmode: 'overlay',
          xaxis: nameAxis(
            classNames(byRecency, true),
            {
              range: [-0.5, best[0] - 0.5],
              title: { text: 'Score (days since the last order)', standoff: 8 },
            },
            8,
          ),
          yaxis: nameAxis(
            classNames(byFrequency, false).reverse(),
            { title: { text: 'Score (orders)', standoff: 8 } },
            10,
          ),
        }),
  );
}

function measure(
  { table, cuts }: RfmScores,
  customers: Table<RfmRow>,
): { readonly cells: Cell[]; readonly all: number | undefined } {
  const who = 'rfmGrid';
  checkColumns(who, customers as unknown as Table, ['customerId']);
  checkColumns(who, table as unknown as Table, ['customerId', 'recencyScore', 'frequencyScore']);
  if (table.numRows() !== customers.numRows()) {
    throw new InputError(
      `${who}: there are scores of ${table.numRows()} customers and ${customers.numRows()} customers. Give rfmScores(customers) and the same customers.`,
    );
  }
  const hasMoney = customers.columnNames().includes('monetary');
  const ids = customers.array('customerId');
  const scored = table.array('customerId');
  const rowOf = new Map<unknown, number>();
  for (let i = 0; i < ids.length; i++) rowOf.set(ids[i], i);
  const [recency, frequency] = [table.array('recencyScore'), table.array('frequencyScore')];
  const money = hasMoney ? (customers.array('monetary') as ArrayLike<number>) : undefined;
  const [columns, rows] = (['recencyDays', 'frequency'] as const).map(
    (name) => cuts.find(({ measure: own }) => own === name)!.cuts.length + 1,
  );
  const members = Array.from({ length: columns * rows }, (): number[] => []);
  for (let i = 0; i < scored.length; i++) {
    const row = rowOf.get(scored[i]);
    if (row === undefined)
      throw new InputError(
        `${who}: customer "${String(scored[i])}" has scores and is not among the customers.`,
      );
    members[(Number(recency[i]) - 1) * rows + Number(frequency[i]) - 1].push(row);
  }
  const cells = members.map((own, at): Cell => {
    return {
      recency: Math.floor(at / rows) + 1,
      frequency: (at % rows) + 1,
      customers: own.length,
      money: money === undefined || own.length === 0 ? undefined : mean(own.map((row) => money[row])),
    };
  });
  return { cells, all: money === undefined || ids.length === 0 ? undefined : mean(Float64Array.from(money)) };
}

/** Classes by their limits, the lowest score first. */
function classNames({ cuts, emptyScores }: RfmCuts, lessIsBetter: boolean): string[] {
  const shown = cuts.map((cut) => formatNumber(Math.floor(cut))); // days and orders are whole numbers
  const limits = [...shown.map((cut) => `≤${cut}`), `>${shown[shown.length - 1]}`];
  const names = lessIsBetter ? limits.reverse() : limits;
  return names.map((limit, i) => (emptyScores.includes(i + 1) ? `${i + 1} (none)` : `${i + 1} (${limit})`));
}
