import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import type { CohortCell, CohortTriangle } from '../../measure/retention/cohort-triangle.js';
import { cellBars, cellHover } from '../cell-bars.js';
import { cellColor, type Rgb } from '../cell-color.js';

/** Dark enough for white text. */
const END: Rgb = [0x1d, 0x5b, 0x94];
const ROW_HEIGHT = 26;
/** More months leave no room for numbers on a phone. */
const NUMBERED = 7;

/** What of a triangle is drawn. */
export interface CohortHeatMapOptions {
  readonly title?: string;
  /** Default `retention`; money for each customer of the cohort needs amounts. */
  readonly value?: 'retention' | 'revenue per customer';
}

interface Drawn {
  readonly row: number;
  readonly cohort: string;
  readonly cell: CohortCell;
  readonly value: number;
}

/**
 * The cohort triangle as a heat map: a row a cohort, a column a month since the first order, darker where more ordered.
 * Months to come are empty, a month that is not over is hatched, small cohorts are left out. The month of the first order,
 * in which all ordered, is left out of retention.
 *
 * @example
 * const cohorts = await cohortTable(orders, { asOf: '2026-01-01' });
 * cohortHeatMap(cohortTriangle(cohorts, { asOf: '2026-01-01', minimum: 1 }));
 */
export function cohortHeatMap(triangle: CohortTriangle, options: CohortHeatMapOptions = {}): Figure {
  const isMoney = options.value === 'revenue per customer';
  const first = isMoney ? 0 : 1;
  const shown = triangle.cohorts.filter(({ masked }) => !masked);
  const cells = shown.flatMap(({ cohort, cells: own }, row) =>
    own
      .slice(first)
      .map(
        (cell): Drawn => ({
          row,
          cohort: cohort.slice(0, 7),
          cell,
          value: isMoney ? (cell.revenuePerCustomer ?? Number.NaN) : cell.retention.value,
        }),
      )
      .filter(({ value }) => !Number.isNaN(value)),
  );
  const months = cells.reduce((most, { cell }) => Math.max(most, cell.month), 0);
  const top = cells.reduce((most, { value }) => Math.max(most, value), 0);
  const unit = isMoney && triangle.currency !== undefined ? ` ${triangle.currency}` : '';
  const text = (value: number) =>
    isMoney ? formatNumber(value, { digits: 0 }) : formatNumber(value, { style: 'percent', digits: 0 });
  const said = ({ cohort, cell, value }: Drawn) =>
    `${cohort}, month ${cell.month}: ${text(value)}${unit}${cell.state === 'unfinished' ? ', unfinished' : ''}`;
  const colorOf = ({ value }: Drawn) => cellColor(top > 0 ? Math.max(0, value) / top : 0, END);
  const numbered = months - first + 1 <= NUMBERED;
  const unfinished = ({ cell }: Drawn) => cell.state === 'unfinished';
  const bars = (own: readonly Drawn[], look: PlotlyObject): PlotlyObject => ({
    ...cellBars(own.map(({ row, cell }) => ({ row, column: cell.month - first }))),
    ...cellHover(own.map(said), cells.length),
    ...look,
  });
  // By the colour of their text: a colour for each cell's would be a quarter of a saved chart.
  const data = [
    ...['#000000', '#ffffff'].map((color) => {
      const own = cells.filter((each) => !unfinished(each) && colorOf(each).text === color);
      return bars(own, {
        marker: { color: own.map((each) => colorOf(each).cell) },
        ...(numbered ? { text: own.map(({ value }) => text(value)) } : {}),
        insidetextfont: { size: 11, color },
      });
    }),
    bars(cells.filter(unfinished), {
      marker: {
        color: '#f2f2f2',
        pattern: {
          shape: '/',
          fillmode: 'replace',
          bgcolor: '#f2f2f2',
          fgcolor: '#9a9a9a',
          size: 7,
          solidity: 0.25,
        },
      },
    }),
  ].filter(({ y }) => (y as readonly number[]).length > 0);
  const ticks = Array.from({ length: months - first + 1 }, (_, i) => i);
  const step = Math.ceil(ticks.length / 8);
  const drawn = chartLayout(80 + ROW_HEIGHT * shown.length, {
    barmode: 'overlay',
    xaxis: {
      ...nameAxis([]),
      title: { text: 'Months since the first order', standoff: 6 },
      side: 'top',
      tickangle: 0,
      tickvals: ticks.filter((i) => i % step === 0),
      ticktext: ticks.filter((i) => i % step === 0).map((i) => String(i + first)),
      range: [-0.5, ticks.length - 0.5],
    },
    yaxis: nameAxis(
      shown.map(({ cohort, customers }) => `${cohort.slice(0, 7)} (${formatNumber(customers)})`),
      {},
      20,
    ),
  });
  return figure(
    {
      title:
        options.title ??
        (isMoney ? 'What cohorts spend, month by month' : 'Who orders again, cohort by cohort'),
      caption: caption(triangle, isMoney, unit, shown.length, `${text(top)}${unit}`),
      alternativeText: alternativeText(cells, isMoney, said),
      source: `${counted(
        triangle.cohorts.reduce((sum, { customers }) => sum + customers, 0),
        'customer',
      )} by month of the first order, until ${triangle.asOf}`,
      table: {
        kind: 'table',
        caption: isMoney ? `Money for each customer of the cohort${unit}` : 'Share who ordered',
        columns: [
          { name: 'cohort', title: 'First order' },
          { name: 'customers', title: 'Customers', align: 'right' },
          ...ticks.map((i) => ({
            name: `m${i + first}`,
            title: String(i + first),
            align: 'right' as const,
            format: isMoney ? { digits: 2 } : ({ style: 'percent', digits: 1 } as const),
          })),
        ],
        rows: shown.map(({ cohort, customers, cells: own }): TableCell[] => [
          cohort.slice(0, 7),
          customers,
          ...ticks.map((i) => {
            const cell = own[i + first];
            return (isMoney ? cell?.revenuePerCustomer : cell?.retention.value) ?? null;
          }),
        ]),
        totalRows: shown.length,
        note: `Empty: not yet. The last month of a cohort may be unfinished on ${triangle.asOf}.`,
      },
    },
    cells.length === 0 ? [] : data,
    cells.length === 0 ? emptyLayout('No cohort with a month to show.') : drawn,
  );
}

function caption(
  triangle: CohortTriangle,
  isMoney: boolean,
  unit: string,
  shown: number,
  top: string,
): string {
  const few = triangle.cohorts.length - shown;
  return [
    isMoney
      ? `Cell: money${unit === '' ? '' : ` in${unit}`} for each customer of the cohort in that month.`
      : 'Cell: share of the cohort who ordered in that month.',
    'Row: month of the first order, with its customers. Down a column the same age is compared; hatched: not over yet; empty: yet to come.',
    `The darker, the more, up to ${top}.`,
    ...(few > 0 ? [`Left out: ${counted(few, 'cohort')} of fewer than ${triangle.minimum} customers.`] : []),
  ].join(' ');
}

function alternativeText(cells: readonly Drawn[], isMoney: boolean, said: (cell: Drawn) => string): string {
  const whole = cells.filter(({ cell }) => cell.state === 'whole');
  if (whole.length === 0) return 'Heat map without whole months: no cohort is old enough.';
  const largest = whole.reduce((a, b) => (b.value > a.value ? b : a));
  const smallest = whole.reduce((a, b) => (b.value < a.value ? b : a));
  const what = isMoney ? 'money for each customer' : 'share of the cohort who ordered, in percent';
  return `Heat map. Rows: cohorts by month of the first order. Columns: months since. Cells: ${what}; months to come are empty. Largest: ${said(largest)}. Smallest: ${said(smallest)}.`;
}
