import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { CustomerTypes } from '../../measure/uplift/customer-types.js';
import { effectFactor, effectWithInterval, signedEffect } from './effect-words.js';
import { intervalRange, intervalRows } from './interval-rows.js';

const SYMBOLS = ['circle', 'diamond', 'square', 'triangle-down'];
const EXPECTED = 'circle-open';

/**
 * The four types of customers: how many there are, what the experiment shows of each with its interval, and what the model expects
 * of it as an open mark. Types with an arm below the minimum have no mark.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const outcome = ids.map((_, i) => treated[i] && i % 10 > 4);
 * const scores = ids.map((_, i) => (i % 10 > 4 ? 0.4 : 0));
 * const types = customerTypes({ ids, treated, outcome, scores, without: ids.map(() => 0), leastUplift: 0.1 });
 * customerTypesChart(types).content.title; // 'Four types of customers'
 */
export function customerTypesChart(
  customers: CustomerTypes,
  options: { readonly title?: string } = {},
): Figure {
  const { types, outcome, minimum, because } = customers;
  const factor = effectFactor(outcome);
  const names = types.map(({ type, share, customers: count }) => {
    const size =
      count > 0 && count < minimum
        ? `fewer than ${minimum} customers`
        : formatNumber(share, { style: 'percent', digits: 0 });
    return `${type[0].toUpperCase()}${type.slice(1)}, ${size}`;
  });
  const shown = types.flatMap((type, t) =>
    type.observed === undefined
      ? []
      : [{ ...type, observed: type.observed, expected: type.expected!, name: names[t], t }],
  );
  const unit = outcome === 'yes or no' ? 'percentage points' : 'in the unit of the outcome';
  const inWords = (row: (typeof shown)[number]) =>
    `${row.name}: ${effectWithInterval(row.observed, outcome)}, expected ${signedEffect(row.expected, outcome)}`;
  const data = intervalRows(
    shown.map((row) => ({
      color: SEGMENT_COLORS[row.t],
      symbol: SYMBOLS[row.t],
      estimate: row.observed,
      text: signedEffect(row.observed.value, outcome),
      hover: inWords(row),
    })),
    shown.map(({ t }) => t),
    factor,
  );
  const expected = {
    type: 'scatter',
    mode: 'markers',
    x: shown.map((row) => row.expected * factor),
    y: shown.map((row) => row.t + 0.24),
    marker: { color: shown.map((row) => SEGMENT_COLORS[row.t]), symbol: EXPECTED, size: 9 },
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  const total = types.reduce((sum, { customers: count }) => sum + count, 0);
  const rules = types.map(({ type, rule }) => `${type}: ${rule}`).join('; ');
  return figure(
    {
      title: options.title ?? 'Four types of customers',
      caption: `${because} Filled: what the experiment shows, with its interval; open, below: what the model expects. ${rules[0].toUpperCase()}${rules.slice(1)}.`,
      alternativeText:
        shown.length === 0
          ? 'Chart without marks: every type has too few customers in an arm.'
          : `Chart of effects with intervals. A row for each type of customer, with its share; horizontal axis: treated less control, ${unit}. ${shown.map(inWords).join('; ')}.`,
      source: counted(total, 'customer'),
      table: {
        kind: 'table',
        caption: 'Types with an effect',
        columns: [
          { name: 'type', title: 'Type' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'observed', title: 'Uplift in the experiment', align: 'right', unit },
          { name: 'low', title: 'Low', align: 'right', unit },
          { name: 'high', title: 'High', align: 'right', unit },
          { name: 'expected', title: 'Expected', align: 'right', unit },
        ],
        rows: shown.map((row): TableCell[] => [
          row.type,
          row.customers,
          row.observed.value * factor,
          row.observed.low * factor,
          row.observed.high * factor,
          row.expected * factor,
        ]),
        totalRows: shown.length,
      },
    },
    shown.length === 0 ? [] : [...data, expected],
    shown.length === 0
      ? emptyLayout('Every type has too few customers in an arm.')
      : chartLayout(90 + 52 * names.length, {
          xaxis: numberAxis(`Uplift in the experiment (${unit})`, {
            range: intervalRange(
              shown.map(({ observed }) => observed),
              [0, ...shown.map((row) => row.expected * factor)],
              factor,
            ),
            zeroline: true,
            zerolinewidth: 2,
            zerolinecolor: REST_COLOR,
            fixedrange: true,
          }),
          yaxis: nameAxis(names),
        }),
  );
}
