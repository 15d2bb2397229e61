import { formatNumber, type NumberFormat } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import type { Funnel, FunnelRow, FunnelStep } from '../../measure/rates/funnel.js';
import { panelAxes, panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { ONE_COLUMN } from './interval-panel.js';

const BAR_HEIGHT = 26; // pixels of a step
const PERCENT: NumberFormat = { style: 'percent', digits: 1 };

/**
 * A funnel by segment, one chart each: how many of the contacts of the first step came to each step, with intervals; beside it
 * the share of the step before. Segments smaller than the minimum stay out.
 *
 * @param options - `channel`: which one; default all together.
 * @throws {InputError} For a channel that the funnel does not have.
 *
 * @example
 * const events = tableFromRows(segmentation.ids.flatMap((customerId, i) => [
 *   { customerId, event: 'sent' },
 *   ...(i % 2 === 0 ? [{ customerId, event: 'opened' }] : []),
 * ]));
 * funnelChart(await funnel({ segmentation, events, steps: ['sent', 'opened'] }));
 */
export function funnelChart(
  funnel: Funnel,
  options: { readonly title?: string; readonly channel?: string } = {},
): Figure {
  const { channel } = options;
  const own = funnel.rows.filter((row) => row.channel === channel);
  if (own.length === 0) {
    const known = [
      ...new Set(funnel.rows.flatMap((row) => (row.channel === undefined ? [] : [row.channel]))),
    ];
    throw new InputError(
      `funnelChart: the funnel has no channel "${channel}". There ${known.length === 0 ? 'are none' : `are: ${known.join(', ')}`}.`,
    );
  }
  const styles = segmentStyles(own.slice(0, -1), funnel.origin);
  const rows = own
    .map((row, r) => ({ row, color: styles[r]?.color ?? REST_COLOR }))
    .filter(({ row }) => !row.masked);
  const data = rows.map(({ row, color }, r) => ({
    ...panelAxes(r),
    type: 'bar',
    orientation: 'h',
    y: row.steps.map((_, s) => s),
    x: row.steps.map(({ ofFirst }) => 100 * (ofFirst?.value ?? 0)),
    width: 0.7,
    marker: { color },
    error_x: {
      type: 'data',
      symmetric: false,
      array: row.steps.map(({ ofFirst }, s) =>
        s === 0 ? 0 : 100 * ((ofFirst?.high ?? 0) - (ofFirst?.value ?? 0)),
      ),
      arrayminus: row.steps.map(({ ofFirst }, s) =>
        s === 0 ? 0 : 100 * ((ofFirst?.value ?? 0) - (ofFirst?.low ?? 0)),
      ),
      color: REST_COLOR,
      thickness: 2,
      width: 3,
    },
    cliponaxis: false,
    hovertext: row.steps.map((step) => plotlyText(`${step.step}: ${stepWords(step)}`)),
    hoverinfo: 'text',
  }));
  const labels = rows.map(({ row }, r) => ({
    ...panelAxes(r),
    type: 'scatter',
    mode: 'text',
    x: row.steps.map(({ ofFirst }) => 100 * (ofFirst?.high ?? 0)),
    y: row.steps.map((_, s) => s),
    text: row.steps.map((step, s) => ` ${plotlyText(label(step, s))}`),
    textposition: 'middle right',
    cliponaxis: false,
    hoverinfo: 'skip',
  }));
  const panels = rows.map(({ row }) => ({
    title: [row.name],
    xaxis: numberAxis('', {
      range: [0, 165],
      tickvals: [0, 50, 100],
      ticktext: ['0%', '50%', '100%'],
      fixedrange: true,
    }),
    yaxis: nameAxis(funnel.steps, {}, 12),
  }));
  const layout =
    rows.length === 0
      ? emptyLayout('No segment is large enough to show.')
      : panelGrid(panels, BAR_HEIGHT * funnel.steps.length, { barmode: 'overlay' }, ONE_COLUMN);
  const table = rows.flatMap(({ row }) =>
    row.steps.map(({ step, contacts, ofFirst, ofPrevious }): TableCell[] => [
      row.name,
      step,
      contacts,
      ofFirst?.value ?? null,
      ofPrevious?.value ?? null,
    ]),
  );
  return figure(
    {
      title:
        options.title ?? `How far contacts come, by segment${channel === undefined ? '' : `: ${channel}`}`,
      caption: caption(funnel),
      alternativeText: alternativeText(rows.map(({ row }) => row)),
      ...(funnel.origin === undefined
        ? {}
        : { source: sourceLine(own[own.length - 1].customers, funnel.origin) }),
      table: {
        kind: 'table',
        caption: 'Contacts by segment and step',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'step', title: 'Step' },
          { name: 'contacts', title: 'Contacts', align: 'right' },
          { name: 'ofFirst', title: 'Of the first step', align: 'right', format: PERCENT },
          { name: 'ofPrevious', title: 'Of the step before', align: 'right', format: PERCENT },
        ],
        rows: table,
        totalRows: table.length,
      },
    },
    rows.length === 0 ? [] : [...data, ...labels],
    layout,
  );
}

function label({ contacts, ofFirst, ofPrevious }: FunnelStep, s: number): string {
  if (s === 0) return formatNumber(contacts);
  const first = ofFirst === undefined ? 'none' : formatNumber(ofFirst.value, PERCENT);
  return s === 1 || ofPrevious === undefined
    ? first
    : `${first}, ${formatNumber(ofPrevious.value, PERCENT)} of those`;
}

function stepWords({ contacts, ofFirst, ofPrevious }: FunnelStep): string {
  const share = (estimate: FunnelStep['ofFirst'], of: string) =>
    estimate === undefined ? '' : `, ${formatNumber(estimate.value, PERCENT)} of ${of}`;
  return `${formatNumber(contacts)} contacts${share(ofFirst, 'the first step')}${share(ofPrevious, 'the step before')}`;
}

function caption({ minimum, confidence, disorder, steps }: Funnel): string {
  const outOfOrder = disorder.reduce((sum, each) => sum + each.withoutEarlier + each.beforeEarlier, 0);
  return [
    `Bar: share of contacts that came as far, line: its ${formatNumber(confidence, { style: 'percent' })} interval with customers as units. The first bar, "${steps[0]}", is all contacts.`,
    ...(outOfOrder === 0 ? [] : [`${formatNumber(outOfOrder)} events out of order are not counted.`]),
    `Segments of fewer than ${minimum} customers are left out.`,
  ].join(' ');
}

function alternativeText(rows: readonly FunnelRow[]): string {
  if (rows.length === 0) return 'Bar chart without bars: no segment is large enough to show.';
  const last = (row: FunnelRow) => row.steps[row.steps.length - 1];
  const largest = rows.reduce((a, b) =>
    (last(b).ofFirst?.value ?? 0) > (last(a).ofFirst?.value ?? 0) ? b : a,
  );
  return [
    'Bar charts, one a segment, a bar for each step; horizontal axis: percent of the contacts of the first step, from 0 to 100.',
    ...rows.map(
      (row) =>
        `${isolated(row.name)}: ${row.steps.map((step) => `${isolated(step.step)} ${stepWords(step)}`).join('; ')}.`,
    ),
    `Largest share at the last step: ${isolated(largest.name)}.`,
  ].join(' ');
}
