import { formatNumber } from '../core/format.js';
import type { PlotArea } from './chart-traces.js';
import { isLight } from './color-scale.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { SEGMENT_COLORS } from './palette.js';
import { each, listAt, numberAt, objectAt, textAt } from './plotly-value.js';
import { plotlyLines, round, svgText, textWidth } from './svg-text.js';

/** A part of a pie. */
export interface PieSlice {
  readonly label: string;
  readonly value: number;
  readonly share: number;
  readonly color: string;
}

/**
 * Parts of a pie in the order in which they are drawn, the largest first. Values of the same label are added;
 * without values, labels are counted.
 */
export function pieSlices(trace: PlotlyObject, layout: PlotlyObject): PieSlice[] {
  const labels = listAt(trace, 'labels');
  const values = listAt(trace, 'values');
  const hidden = listAt(layout, 'hiddenlabels').map(String);
  const colors = listAt(objectAt(trace, 'marker'), 'colors');
  const sums = new Map<string, { value: number; color: unknown }>();
  for (let i = 0; i < Math.max(labels.length, values.length); i++) {
    const label = String(labels[i] ?? i);
    const value = values.length === 0 ? 1 : Number(values[i]);
    if (!(value >= 0) || hidden.includes(label)) continue;
    const sum = sums.get(label) ?? { value: 0, color: colors[i] };
    sums.set(label, { value: sum.value + value, color: sum.color ?? colors[i] });
  }
  const parts = [...sums].map(([label, sum]) => ({ label, ...sum }));
  if (trace.sort !== false) parts.sort((a, b) => b.value - a.value);
  const total = parts.reduce((sum, { value }) => sum + value, 0) || 1;
  return parts.map(({ label, value, color }, i) => ({
    label,
    value,
    share: value / total,
    color: typeof color === 'string' ? color : SEGMENT_COLORS[i % SEGMENT_COLORS.length],
  }));
}

/** A pie, or a ring where it has a hole. Texts stand inside where there is room for them, else beside. */
export function pieSvg(trace: PlotlyObject, layout: PlotlyObject, area: PlotArea): string {
  const slices = pieSlices(trace, layout);
  const domain = objectAt(trace, 'domain');
  const [[left, right], [low, high]] = (['x', 'y'] as const).map((side) => {
    const [from = 0, to = 1] = listAt(domain, side).map(Number);
    return [from, to] as const;
  });
  const [width, height] = [(right - left) * area.width, (high - low) * area.height];
  const middle = [
    area.left + left * area.width + width / 2,
    area.top + (1 - high) * area.height + height / 2,
  ];
  const radius = Math.max(10, Math.min(width, height) / 2 - 14);
  const hole = Math.max(0, Math.min(0.95, numberAt(trace, 'hole', 0))) * radius;
  const way = textAt(trace, 'direction', 'counterclockwise') === 'clockwise' ? 1 : -1;
  const at = (turn: number, length: number) => {
    const angle = 2 * Math.PI * (way * turn + numberAt(trace, 'rotation', 0) / 360);
    return [middle[0] + length * Math.sin(angle), middle[1] - length * Math.cos(angle)].map(round);
  };
  let turn = way === 1 ? 0 : -(slices[0]?.share ?? 0); // counterclockwise, the first part stands at the other side
  return slices
    .map(({ label, value, share, color }) => {
      const [from, to] = [turn, turn + share];
      turn = to;
      if (share === 0) return '';
      const isLarge = share > 0.5 ? 1 : 0;
      const sweep = way === 1 ? 1 : 0;
      const arc = (end: number, length: number, sweeps: number) =>
        `A${round(length)} ${round(length)} 0 ${isLarge} ${sweeps} ${at(end, length).join(' ')}`;
      // An arc that ends where it starts is none: a whole pie ends a little before.
      const end = share > 0.9999 ? to - 1e-4 : to;
      const d =
        hole > 0
          ? `M${at(from, radius).join(' ')}${arc(end, radius, sweep)}L${at(end, hole).join(' ')}${arc(from, hole, 1 - sweep)}z`
          : `M${middle.map(round).join(' ')}L${at(from, radius).join(' ')}${arc(end, radius, sweep)}z`;
      const words = wordsOf(trace, label, value, share);
      const lines = plotlyLines(words.join('<br>'));
      const room = 2 * Math.PI * share * ((radius + hole) / 2);
      const isInside =
        textAt(trace, 'textposition', 'auto') !== 'outside' && room > textWidth(lines, 12) * 0.8;
      const [x, y] = at(
        (from + to) / 2,
        isInside ? (hole > 0 ? (radius + hole) / 2 : radius * 0.62) : radius + 6,
      );
      const anchor = isInside ? 'middle' : x < middle[0] ? 'end' : 'start';
      const ink = isInside && !isLight(color) ? '#ffffff' : '';
      const text =
        textAt(trace, 'textposition') === 'none' ? '' : svgText(lines, x, y, { anchor, color: ink });
      return `<path d="${d}" fill="${escapeHtml(color)}"/>${text}`;
    })
    .join('');
}

function wordsOf(trace: PlotlyObject, label: string, value: number, share: number): string[] {
  const info = textAt(trace, 'textinfo', 'percent').split('+');
  const texts = listAt(trace, 'labels').indexOf(label);
  return [
    ...(info.includes('label') ? [label] : []),
    ...(info.includes('text') ? [each(trace.text, texts, '')] : []),
    ...(info.includes('value') ? [formatNumber(value)] : []),
    ...(info.includes('percent')
      ? [formatNumber(share, { style: 'percent', digits: percentDigits(share) })]
      : []),
  ];
}

/** Three digits, as Plotly writes them, without zeros at the end. */
function percentDigits(share: number): number {
  const digits = share >= 0.9995 ? 0 : share >= 0.09995 ? 1 : 2;
  return Number((share * 100).toFixed(digits)) % 1 === 0 ? 0 : digits;
}
