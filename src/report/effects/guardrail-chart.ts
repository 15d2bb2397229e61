import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { GuardedHarm, Guardrails } from '../../measure/scoreboard/guardrails.js';
import { panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { type IntervalMark, intervalPanel, ONE_COLUMN, ROW_HEIGHT } from './interval-panel.js';
import { intervalTraces } from './interval-traces.js';

const ARM_SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up', 'cross', 'star'];

interface DrawnHarm extends GuardedHarm {
  readonly difference: Estimate;
}

/**
 * Harm of each arm less that of the control group, by segment, with intervals, one chart a harm: the dashed line is the margin.
 * A guardrail holds where the whole interval lies to the left of it. Arms smaller than the minimum stay out.
 *
 * @example
 * const contacts = campaign.derive({ unsubscribed: () => 0 });
 * guardrailChart(guardrails({ segmentation, campaign: contacts, control: 'none', harms: { unsubscribed: { margin: 0.2 } } }));
 */
export function guardrailChart(guardrails: Guardrails, options: { readonly title?: string } = {}): Figure {
  const { results, control, minimum, origin } = guardrails;
  const shown = results.filter(
    (result): result is DrawnHarm => result.difference !== undefined && !result.masked,
  );
  const groups = [...new Map(results.map(({ key, name }) => [key, name]))];
  const styles = segmentStyles(
    groups.slice(0, -1).map(([, name]) => ({ name })),
    origin,
  );
  const rows = groups
    .map(([key, name], g) => ({ key, name, color: styles[g]?.color ?? REST_COLOR }))
    .filter(({ key }) => shown.some((result) => result.key === key));
  const arms = [...new Set(results.map(({ arm }) => arm))].filter((arm) => arm !== control);
  const harms = [...new Set(shown.map(({ harm }) => harm))];
  const charts = harms.map((harm) => {
    const own = shown.filter((result) => result.harm === harm);
    const marks = own.map((result): IntervalMark => {
      const { value, low, high } = result.difference;
      const row = rows.findIndex(({ key }) => key === result.key);
      const a = arms.indexOf(result.arm);
      return {
        row: row + (0.8 * (a + 0.5)) / arms.length - 0.4,
        value: value * 100,
        low: low * 100,
        high: high * 100,
        color: rows[row].color,
        symbol: ARM_SYMBOLS[a % ARM_SYMBOLS.length],
        label: result.verdict,
        words: inWords(result),
      };
    });
    const { title, margin } = own[0];
    return {
      title: [title, `less ${control} (% points)`],
      names: rows.map(({ name }) => name),
      marks,
      lines: [
        { at: 0, dash: 'solid' as const },
        { at: margin * 100, dash: 'dash' as const },
      ],
    };
  });
  const legend = arms.map((arm, a) => ({
    type: 'scatter',
    mode: 'markers',
    name: plotlyText(shortName(arm), 28),
    x: [null],
    y: [null],
    marker: { color: REST_COLOR, symbol: ARM_SYMBOLS[a % ARM_SYMBOLS.length], size: 11 },
  }));
  const drawn = panelGrid(
    charts.map(({ title, ...chart }) => intervalPanel(title, chart)),
    ROW_HEIGHT * Math.max(1, arms.length) * rows.length,
    {
      showlegend: arms.length > 1,
      legend: { orientation: 'h', x: 0, y: -0.08, yanchor: 'top', itemclick: false, itemdoubleclick: false },
    },
    ONE_COLUMN,
  );
  const table = shown.map((result): TableCell[] => [
    result.title,
    result.name,
    result.arm,
    result.difference.value * 100,
    result.difference.low * 100,
    result.difference.high * 100,
    result.margin * 100,
    result.verdict,
  ]);
  const points = { align: 'right', unit: 'percentage points', format: { digits: 2 } } as const;
  return figure(
    {
      title: options.title ?? 'Guardrails: harm less the control group',
      caption: caption(guardrails),
      alternativeText: alternativeText(shown, control),
      ...(origin === undefined ? {} : { source: sourceLine(customersOf(results), origin) }),
      table: {
        kind: 'table',
        caption: 'Harm less the control group',
        columns: [
          { name: 'harm', title: 'Harm' },
          { name: 'segment', title: 'Segment' },
          { name: 'arm', title: 'Arm' },
          { name: 'difference', title: 'Difference', ...points },
          { name: 'low', title: 'Low', ...points },
          { name: 'high', title: 'High', ...points },
          { name: 'margin', title: 'Margin', ...points },
          { name: 'verdict', title: 'Guardrail' },
        ],
        rows: table,
        totalRows: table.length,
      },
    },
    shown.length === 0 ? [] : [...charts.flatMap((chart, c) => intervalTraces(chart, c)), ...legend],
    shown.length === 0 ? emptyLayout(`No arm has ${minimum} customers to show.`) : drawn,
  );
}

/** Customers of the campaign: those of all arms. */
function customersOf(results: readonly GuardedHarm[]): number {
  const [{ harm }] = results;
  return results
    .filter((result) => result.key === 'all' && result.harm === harm)
    .reduce((sum, { n }) => sum + n, 0);
}

function caption({ wins, confidence, minimum, control }: Guardrails): string {
  const all = wins
    .filter(({ key }) => key === 'all')
    .map(({ arm, because }) => `All customers, "${arm}": ${because}`);
  return `Mark: share harmed less that of "${control}"; line: ${formatNumber(confidence, { style: 'percent' })} interval; dashed: the margin. A guardrail holds where the whole interval lies to the left of the margin. ${all.join(' ')} Arms of fewer than ${minimum} customers are left out.`;
}

function alternativeText(shown: readonly DrawnHarm[], control: string): string {
  if (shown.length === 0) return 'Chart without marks: no harm was measured against a control group.';
  const largest = shown.reduce((a, b) => (b.difference.value > a.difference.value ? b : a));
  return [
    `Charts of differences with intervals, one a harm, a row for each segment; horizontal axis: share harmed less that of ${isolated(control)}, in percentage points.`,
    `${shown.map(inWords).join('; ')}.`,
    `Largest: ${isolated(largest.name)}, ${isolated(largest.arm)}, ${isolated(largest.title)}.`,
  ].join(' ');
}

function inWords({ title, name, arm, difference, margin, verdict }: DrawnHarm): string {
  const [value, low, high, limit] = [difference.value, difference.low, difference.high, margin].map((each) =>
    formatNumber(100 * each, { digits: 2 }),
  );
  return `${isolated(title)}, ${isolated(name)}, ${isolated(arm)}: ${value} (${low} to ${high}), margin ${limit}: ${verdict}`;
}
