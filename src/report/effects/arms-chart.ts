import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { SegmentingGain } from '../../measure/return/segmenting-gain.js';
import { panelAxes, panelGrid } from '../panel-grid.js';
import { intervalRange, intervalRows } from './interval-rows.js';

const STYLES = [
  { color: REST_COLOR, symbol: 'circle-open' },
  { color: SEGMENT_COLORS[1], symbol: 'square' },
  { color: SEGMENT_COLORS[0], symbol: 'circle' },
];
const PANEL_HEIGHT = 88;
const ROOM = { columns: 1, gap: 0, ticks: 30 }; // names and numbers of two columns would meet on a phone

interface Panel {
  readonly name: string;
  /** Shares have a digit, returns none. */
  readonly unit: 'share' | 'return' | 'plain';
  /** By arm. */
  readonly estimates: readonly (Estimate | undefined)[];
  /** Seen on the axis. */
  readonly seen: readonly number[];
}

/**
 * Every outcome of no message, one message for all and a message by segment, a small chart each, with intervals; and the
 * return of the two messages. What was not measured stays out.
 *
 * @param found - What `segmentingGain` gives.
 *
 * @example
 * const arms = Array.from({ length: 200 }, (_, i) => ['none', 'one', 'own'][i % 3]);
 * const found = segmentingGain({
 *   segmentation,
 *   arms,
 *   none: 'none',
 *   one: 'one',
 *   bySegment: 'own',
 *   margin: arms.map((arm, i) => (i % 5) + (arm === 'own' ? 4 : 0)),
 *   outcomes: { ordered: arms.map((_, i) => i % 5 > 2) },
 *   cost: { one: { each: 0.5 }, bySegment: { each: 1 } },
 *   currency: 'EUR',
 * });
 * armsChart(found);
 */
export function armsChart(found: SegmentingGain, options: { readonly title?: string } = {}): Figure {
  const { arms, outcomes, returns, confidence, verdict, minimum } = found;
  const panels = [
    ...outcomes.map(
      ({ name, kind, arms: measured }): Panel => ({
        name,
        unit: kind === 'yes or no' ? 'share' : 'plain',
        estimates: measured.map(({ mean }) => mean),
        seen: [],
      }),
    ),
    {
      name: 'return on cost',
      unit: 'return' as const,
      estimates: [undefined, returns.one, returns.bySegment],
      seen: [0],
    },
  ].filter(({ estimates }) => estimates.some((each) => each !== undefined));
  const rowsOf = (panel: Panel) =>
    panel.estimates.flatMap((estimate, a) =>
      estimate === undefined ? [] : [{ arm: arms[a], place: a, estimate, ...STYLES[a] }],
    );
  const told = (panel: Panel, value: number) => number(value, panel.unit);
  const inWords = (panel: Panel, { arm, estimate }: ReturnType<typeof rowsOf>[number]) =>
    `${isolated(arm)} ${told(panel, estimate.value)} (${told(panel, estimate.low)} to ${told(panel, estimate.high)})`;
  const share = formatNumber(confidence, { style: 'percent' });
  const data = panels.flatMap((panel, i) => {
    const rows = rowsOf(panel);
    return intervalRows(
      rows.map((row) => ({ ...row, text: told(panel, row.estimate.value), hover: inWords(panel, row) })),
      rows.map(({ place }) => place),
      panel.unit !== 'plain' ? 100 : 1,
      panelAxes(i),
    );
  });
  return figure(
    {
      title: options.title ?? 'No message, one message for all, a message by segment',
      caption: `Mark: mean or share of an arm; line: its ${share} interval. Return: extra margin less cost, over cost; at 0 the cost comes back. Arms were drawn by lot, so what differs beyond chance is the message's doing. In money: ${verdict}.`,
      alternativeText:
        panels.length === 0
          ? 'Chart without marks: no arm is large enough to be measured.'
          : `${counted(panels.length, 'small chart')} with intervals, a row for each arm. ${panels
              .map(
                (panel) =>
                  `${isolated(panel.name)}${panel.unit !== 'plain' ? ' (percent)' : ''}: ${rowsOf(panel)
                    .map((row) => inWords(panel, row))
                    .join('; ')}`,
              )
              .join('. ')}. In money: ${verdict}.`,
      source: arms
        .map((arm, a) => {
          const size = returns.customers[a];
          return `${arm}: ${size < minimum ? `fewer than ${minimum} customers` : counted(size, 'customer')}`;
        })
        .join(', '),
      table: {
        kind: 'table',
        caption: 'Outcomes by arm',
        columns: [
          { name: 'outcome', title: 'Outcome' },
          { name: 'arm', title: 'Arm' },
          { name: 'mean', title: 'Mean or share', align: 'right' },
          { name: 'low', title: 'Low', align: 'right' },
          { name: 'high', title: 'High', align: 'right' },
        ],
        rows: panels.flatMap((panel) =>
          rowsOf(panel).map(({ arm, estimate }): TableCell[] => [
            panel.name,
            arm,
            told(panel, estimate.value),
            told(panel, estimate.low),
            told(panel, estimate.high),
          ]),
        ),
        totalRows: panels.reduce((sum, panel) => sum + rowsOf(panel).length, 0),
      },
    },
    panels.length === 0 ? [] : data,
    panels.length === 0
      ? emptyLayout('Outcomes by arm: not measured.')
      : panelGrid(
          panels.map((panel) => ({
            title: [panel.unit !== 'plain' ? `${panel.name} (%)` : panel.name],
            xaxis: numberAxis('', {
              range: intervalRange(
                rowsOf(panel).map(({ estimate }) => estimate),
                panel.seen,
                panel.unit !== 'plain' ? 100 : 1,
                0.3,
              ),
              nticks: 5,
              fixedrange: true,
              zeroline: panel.seen.length > 0,
              zerolinecolor: REST_COLOR,
              zerolinewidth: 2,
            }),
            yaxis: nameAxis(arms),
          })),
          PANEL_HEIGHT,
          {},
          ROOM,
        ),
  );
}

function number(value: number, unit: Panel['unit']): string {
  return unit === 'plain'
    ? formatNumber(value, { digits: 2 })
    : formatNumber(value, { style: 'percent', digits: unit === 'share' ? 1 : 0 });
}
