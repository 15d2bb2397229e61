import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { emptyLayout } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import type { BoardMeasure, MeasureCell } from '../../measure/scoreboard/score-measures.js';
import type { Scoreboard } from '../../measure/scoreboard/scoreboard.js';
import { panelGrid } from '../panel-grid.js';
import { sourceLine } from '../source-line.js';
import { type IntervalMark, intervalPanel, ONE_COLUMN, ROW_HEIGHT } from './interval-panel.js';
import { intervalTraces } from './interval-traces.js';

interface DrawnCell {
  readonly row: number;
  readonly name: string;
  readonly color: string;
  readonly symbol: string;
  readonly cell: MeasureCell;
}

/**
 * A scoreboard as small charts, one a measure: a mark with its interval for each segment and for all customers, a small
 * cross where it stood in the last period, and a triangle behind its number where it needs attention. Measures that lack data are named below and not
 * drawn; values of segments smaller than the scoreboard's minimum, or of fewer observations, stay out.
 *
 * @example
 * scoreboardChart(board);
 */
export function scoreboardChart(board: Scoreboard, options: { readonly title?: string } = {}): Figure {
  const styles = segmentStyles(board.segments, board.origin);
  const rows = [...board.segments, board.all]
    .map((row, r) => ({ row, style: styles[r] ?? { color: REST_COLOR, symbol: 'circle' } }))
    .filter(({ row }) => !row.masked);
  const names = rows.map(({ row }) => row.name);
  const drawn = board.measures.flatMap((measure, m) => {
    const cells = rows.flatMap(({ row, style }, r): DrawnCell[] => {
      const cell = row.measures[m];
      const ends = cell.estimate;
      const isDrawn = ends !== undefined && ends.n >= board.minimum && Number.isFinite(ends.high - ends.low);
      return isDrawn ? [{ row: r, name: row.name, ...style, cell }] : [];
    });
    return cells.length === 0 ? [] : [{ measure, cells }];
  });
  const charts = drawn.map(({ measure, cells }) => {
    const factor = measure.unit === 'share' ? 100 : 1;
    const marks = cells.map(({ row, name, color, symbol, cell }): IntervalMark => {
      const { value, low, high } = cell.estimate!;
      const isMarked = cell.attention === 'needs attention';
      return {
        row,
        color,
        value: value * factor,
        low: low * factor,
        high: high * factor,
        symbol,
        label: isMarked ? `${print(value, measure)} \u25b2` : print(value, measure),
        words: `${name}: ${cellWords(cell, measure)}`,
        ...(cell.change === undefined ? {} : { before: (value - cell.change.value) * factor }),
      };
    });
    const all = cells.find(({ row }) => rows[row].row.key === 'all')?.cell.estimate?.value;
    const unit = measure.unit === 'share' ? '%' : measure.unit;
    const lines = [
      ...(all === undefined ? [] : [{ at: all * factor, dash: 'dash' as const }]),
      ...(measure.target === undefined ? [] : [{ at: measure.target * factor, dash: 'dot' as const }]),
    ];
    return { title: [`${measure.label}${unit === undefined ? '' : ` (${unit})`}`], names, marks, lines };
  });
  const layout =
    charts.length === 0
      ? emptyLayout('No measure of the scoreboard was measured.')
      : panelGrid(
          charts.map(({ title, ...chart }) => intervalPanel(title, chart)),
          ROW_HEIGHT * rows.length,
          {},
          ONE_COLUMN,
        );
  const table = drawn.flatMap(({ measure, cells }) =>
    cells.map(({ name, cell }): TableCell[] => {
      const { estimate, change } = cell;
      return [
        measure.label,
        name,
        ...[estimate!.value, estimate!.low, estimate!.high].map((value) => print(value, measure)),
        estimate!.n,
        change === undefined ? 'not measured' : signed(change.value, measure),
        cell.attention,
      ];
    }),
  );
  return figure(
    {
      title: options.title ?? 'Scoreboard by segment',
      caption: caption(board),
      alternativeText: alternativeText(board, drawn),
      source: sourceLine(board.all.customers, board.origin),
      table: {
        kind: 'table',
        caption: 'Scoreboard by segment',
        columns: [
          { name: 'measure', title: 'Measure' },
          { name: 'segment', title: 'Segment' },
          { name: 'value', title: 'Value', align: 'right' },
          { name: 'low', title: 'Low', align: 'right' },
          { name: 'high', title: 'High', align: 'right' },
          { name: 'n', title: 'Observations', align: 'right' },
          { name: 'change', title: 'Change', align: 'right' },
          { name: 'attention', title: 'Attention' },
        ],
        rows: table,
        totalRows: table.length,
      },
    },
    charts.flatMap((chart, c) => intervalTraces(chart, c)),
    layout,
  );
}

function print(value: number, { unit }: BoardMeasure): string {
  if (unit === 'share') return formatNumber(value, { style: 'percent', digits: 1 });
  return formatNumber(value, unit === 'points' ? { digits: 1 } : {});
}

function signed(value: number, { unit }: BoardMeasure): string {
  const text =
    unit === 'share'
      ? formatNumber(100 * value, { digits: 1, unit: 'points' })
      : formatNumber(value, unit === 'points' ? { digits: 1 } : {});
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function cellWords({ estimate, change, attention, because }: MeasureCell, measure: BoardMeasure): string {
  const { value, low, high } = estimate!;
  const moved = change === undefined ? '' : `, change ${signed(change.value, measure)}`;
  const marked = attention === 'needs attention' ? `, needs attention: ${because}` : '';
  return `${print(value, measure)} (${print(low, measure)} to ${print(high, measure)})${moved}${marked}`;
}

function caption(board: Scoreboard): string {
  const missing = board.measures.filter(({ isMeasured }) => !isMeasured).map(({ label }) => label);
  const percent = formatNumber(board.confidence, { style: 'percent' });
  return [
    `Mark: value of the segment; line through it: ${percent} interval; dashed: all customers.`,
    ...(board.hasPrevious ? ['Small cross: the last period.'] : []),
    ...(board.measures.some(({ target }) => target !== undefined) ? ['Dotted: the target.'] : []),
    ...(board.hasPrevious || board.measures.some(({ target }) => target !== undefined)
      ? ['▲: needs attention.']
      : []),
    ...(missing.length === 0 ? [] : [`Not measured: ${missing.join(', ')}.`]),
    `Values of fewer than ${board.minimum} are left out.`,
  ].join(' ');
}

function alternativeText(
  board: Scoreboard,
  drawn: readonly { readonly measure: BoardMeasure; readonly cells: readonly DrawnCell[] }[],
): string {
  if (drawn.length === 0) return 'Chart without marks: no measure of the scoreboard was measured.';
  const said = drawn.map(({ measure, cells }) => {
    const unit = measure.unit === 'share' ? 'percent' : (measure.unit ?? 'no unit');
    const own = cells.filter(({ name }) => name !== board.all.name);
    const largest = (own.length === 0 ? cells : own).reduce((a, b) =>
      b.cell.estimate!.value > a.cell.estimate!.value ? b : a,
    );
    return `${measure.label}, unit ${unit}: ${cells.map(({ name, cell }) => `${isolated(name)} ${cellWords(cell, measure)}`).join('; ')}. Largest: ${isolated(largest.name)}.`;
  });
  return `Charts of values with intervals, one a measure, a row for each segment. ${said.join(' ')}`;
}
