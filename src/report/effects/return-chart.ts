import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import type { ReturnOnInvestment } from '../../measure/return/return-on-investment.js';
import { intervalRange, intervalRows } from './interval-rows.js';

const ROW_HEIGHT = 38;

/**
 * Return of a campaign by segment and over all customers, with intervals: at −100% all that was spent is lost, at 0 it comes
 * back, to the right of it the campaign pays. What was not measured stays out.
 *
 * @param found - What `returnOnInvestment` gives.
 *
 * @example
 * const treated = Array.from({ length: 200 }, (_, i) => i % 2 === 0);
 * const money = treated.map((is, i) => (is ? 3 : 0) + (i % 5));
 * returnChart(await returnOnInvestment({ segmentation, treated, money, cost: { each: 2 }, currency: 'EUR' }));
 */
export function returnChart(found: ReturnOnInvestment, options: { readonly title?: string } = {}): Figure {
  const { segments, all, currency, confidence } = found;
  const styles = segmentStyles(segments);
  const rows = [
    ...segments.map((row, s) => ({ row, ...styles[s] })),
    { row: all, color: REST_COLOR, symbol: 'circle-open' },
  ].flatMap(({ row, color, symbol }) =>
    row.return === undefined || row.net === undefined
      ? []
      : [{ ...row, estimate: row.return, net: row.net, color, symbol }],
  );
  const left = segments.length + 1 - rows.length;
  const estimates = rows.map(({ estimate }) => estimate);
  const inWords = ({ name, estimate }: (typeof rows)[number]) =>
    `${isolated(name)}: ${percent(estimate.value)} (${percent(estimate.low)} to ${percent(estimate.high)})`;
  const share = formatNumber(confidence, { style: 'percent' });
  const method = rows[0]?.estimate.method ?? '';
  return figure(
    {
      title: options.title ?? 'Return of the campaign by segment',
      caption:
        rows.length === 0
          ? 'No return was measured.'
          : `Mark: extra margin against the control group, less cost, over cost. Line: ${share} interval (${method}). Dashed: break-even; what crosses it is not known to pay.${left > 0 ? ` Left out, not measured: ${counted(left, 'row')}.` : ''}`,
      alternativeText:
        rows.length === 0
          ? 'Chart without marks: no return was measured.'
          : `Chart of returns with intervals. A row for each segment; horizontal axis: return on cost in percent, 0 is break-even. ${rows.map(inWords).join('; ')}. ${verdict(rows.map(({ estimate }) => estimate))}`,
      source: `${counted(all.treated, 'contacted customer')}, ${formatNumber(all.control)} in the control group, amounts in ${currency}`,
      table: {
        kind: 'table',
        caption: 'Return by segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          ...['Return', 'Low', 'High'].map((title) => ({
            name: title,
            title,
            align: 'right' as const,
            format: { style: 'percent', digits: 0 } as const,
          })),
          { name: 'net', title: 'Net gain', align: 'right', unit: currency, format: { digits: 0 } },
          { name: 'treated', title: 'Contacted', align: 'right' },
          { name: 'control', title: 'Control', align: 'right' },
        ],
        rows: rows.map(({ name, estimate, net, treated, control }): TableCell[] => [
          name,
          estimate.value,
          estimate.low,
          estimate.high,
          net.value,
          treated,
          control,
        ]),
        totalRows: rows.length,
      },
    },
    intervalRows(
      rows.map((row) => ({ ...row, text: percent(row.estimate.value), hover: inWords(row) })),
      rows.map((_, i) => i),
      100,
    ),
    rows.length === 0
      ? emptyLayout('Return against a control group: not measured.')
      : chartLayout(90 + ROW_HEIGHT * rows.length, {
          xaxis: numberAxis('Return on cost (%)', {
            range: intervalRange(estimates, [0], 100),
            fixedrange: true,
          }),
          yaxis: nameAxis(rows.map(({ name }) => name)),
          shapes: [
            {
              type: 'line',
              xref: 'x',
              yref: 'paper',
              x0: 0,
              x1: 0,
              y0: 0,
              y1: 1,
              line: { color: REST_COLOR, width: 2, dash: 'dash' },
            },
          ],
        }),
  );
}

function verdict(estimates: readonly Estimate[]): string {
  const pays = estimates.filter(({ low }) => low > 0).length;
  const loses = estimates.filter(({ high }) => high < 0).length;
  return `Wholly above break-even: ${pays}; wholly below: ${loses}; of ${estimates.length} rows.`;
}

function percent(share: number): string {
  const text = formatNumber(share, { style: 'percent', digits: 0 });
  return share > 0 && text !== '0%' ? `+${text}` : text;
}
