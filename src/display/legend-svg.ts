import { EDGE } from './axes-svg.js';
import { barFill } from './bar-pattern.js';
import { barSvg, lineSvg, marksSvg } from './chart-marks.js';
import type { PlotlyObject } from './figure.js';
import { SEGMENT_COLORS } from './palette.js';
import { pieSlices } from './pie-svg.js';
import { each, objectAt, textAt } from './plotly-value.js';
import { plotlyLines, svgText, textWidth } from './svg-text.js';
import { isScatter, traceKind } from './trace-kind.js';

const LEGEND_ROW = 20;

/** What colours and marks mean, in rows at the top: its height, and how to draw it. */
export function legendOf(data: readonly PlotlyObject[], layout: PlotlyObject, width: number) {
  const named = data.flatMap((trace, i) => {
    if (trace.showlegend === false) return [];
    if (traceKind(trace) === 'pie') {
      return pieSlices(trace, layout).map(({ label, color }) => ({
        trace,
        lines: plotlyLines(label),
        color,
      }));
    }
    const color = SEGMENT_COLORS[i % SEGMENT_COLORS.length];
    const isNamed = traceKind(trace) !== 'heatmap' && textAt(trace, 'name') !== '';
    return isNamed ? [{ trace, lines: plotlyLines(trace.name), color }] : [];
  });
  const isShown = layout.showlegend === true || (layout.showlegend === undefined && named.length > 1);
  let [x, row, rows] = [EDGE, 0, 0];
  const entries = (isShown ? named : []).map((entry) => {
    const needed = 26 + textWidth(entry.lines, 12) + 14;
    if (x > EDGE && x + needed > width) {
      x = EDGE;
      row = rows;
    }
    const at = { ...entry, x, row };
    rows = Math.max(rows, row + entry.lines.length);
    x += needed;
    return at;
  });
  return {
    height: entries.length === 0 ? 0 : rows * LEGEND_ROW + 4,
    draw: () =>
      entries
        .map(({ trace, lines, color, x: left, row: at }) => {
          const y = EDGE + at * LEGEND_ROW + LEGEND_ROW / 2;
          return `${legendMark(trace, color, left, y)}${svgText(lines, left + 26, y + ((lines.length - 1) * 14) / 2)}`;
        })
        .join(''),
  };
}

function legendMark(trace: PlotlyObject, color: string, x: number, y: number): string {
  const marker = objectAt(trace, 'marker');
  const own = each(marker.color, 0, color);
  if (traceKind(trace) === 'pie') return barSvg([x + 3, y - 6], [x + 19, y + 6], color);
  if (!isScatter(trace)) {
    const { fill, definition } = barFill(marker, own, 0);
    return definition + barSvg([x + 3, y - 6], [x + 19, y + 6], fill);
  }
  const mode = textAt(trace, 'mode', 'lines');
  const line = objectAt(trace, 'line');
  return [
    mode.includes('lines')
      ? lineSvg(
          [
            [x, y],
            [x + 22, y],
          ],
          { color: textAt(line, 'color', own), dash: textAt(line, 'dash', 'solid') },
        )
      : '',
    mode.includes('markers')
      ? marksSvg([{ x: x + 11, y, color: own, symbol: each(marker.symbol, 0, 'circle'), size: 9 }], 1)
      : '',
  ].join('');
}
