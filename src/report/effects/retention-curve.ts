import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';
import type { CohortRow } from '../../features/cohort-table.js';

/**
 * Share of customers who ordered in each month after their first, over all cohorts that are old enough; the last calendar
 * month is left out, as it may not be over.
 *
 * @param cohorts - What `cohortTable` gives.
 * @throws {InputError} Where no cohort has a whole month behind its first.
 *
 * @example
 * retentionCurve(await cohortTable(orders, { asOf: '2026-01-01' }));
 */
export function retentionCurve(cohorts: Table<CohortRow>, options: { readonly title?: string } = {}): Figure {
  const rows = cohorts.objects();
  const last = new Map<string, number>();
  for (const { cohort, month } of rows) last.set(cohort, Math.max(month, last.get(cohort) ?? 0));
  const whole = rows.filter(({ cohort, month }) => month > 0 && month < last.get(cohort)!);
  if (whole.length === 0)
    throw new InputError('retentionCurve: no cohort has a whole month behind its first.');
  const months = [...new Set(whole.map(({ month }) => month))].sort((a, b) => a - b);
  const points = months.map((month) => {
    const own = whole.filter((row) => row.month === month);
    const customers = own.reduce((sum, row) => sum + row.customers, 0);
    return { month, customers, retention: own.reduce((sum, row) => sum + row.active, 0) / customers };
  });
  const percent = (value: number) => formatNumber(value, { style: 'percent', digits: 0 });
  const [first, end] = [points[0], points[points.length - 1]];
  return figure(
    {
      title: options.title ?? 'Who orders again, by months since the first order',
      caption: `Share of customers with an order in that month; ${counted(last.size, 'cohort')} by month of the first order. Later months rest on fewer and older cohorts.`,
      alternativeText: `Line chart. Horizontal axis: months since the first order, ${first.month} to ${end.month}. Vertical axis: share of customers who ordered. From ${percent(first.retention)} in month ${first.month} to ${percent(end.retention)} in month ${end.month}.`,
      table: {
        kind: 'table',
        caption: 'Retention by month',
        columns: [
          { name: 'month', title: 'Month', align: 'right' },
          { name: 'customers', title: 'Customers old enough', align: 'right' },
          { name: 'retention', title: 'Ordered', align: 'right', format: { unit: 'share', digits: 1 } },
        ],
        rows: points.map(({ month, customers, retention }) => [month, customers, retention]),
        totalRows: points.length,
      },
    },
    [
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: months,
        y: points.map(({ retention }) => 100 * retention),
        line: { color: SEGMENT_COLORS[0] },
        hoverinfo: 'x+y',
      },
    ],
    chartLayout(360, {
      xaxis: numberAxis('Months since the first order'),
      yaxis: numberAxis('Customers who ordered (%)', { rangemode: 'tozero' }),
    }),
  );
}
