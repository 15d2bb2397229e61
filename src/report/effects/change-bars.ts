import { NARROW_TITLE_WIDTH, numberAxis } from '../../display/chart-layout.js';
import type { PlotlyObject } from '../../display/figure.js';
import { REST_COLOR } from '../../display/palette.js';

/** What is won, and what is lost: told apart by every kind of colour vision, and the loss is hatched. */
export const GAIN_COLOR = '#0078c0';
export const LOSS_COLOR = '#b4480c';

/** One bar that starts where another ended. */
export interface ChangeBar {
  readonly from: number;
  readonly change: number;
  readonly isTotal: boolean;
  readonly text: string;
  readonly hover: string;
}

/** Lying bars of changes: gains plain, losses hatched, totals gray. */
export function changeBars(bars: readonly ChangeBar[]): PlotlyObject[] {
  const color = ({ isTotal, change }: ChangeBar) =>
    isTotal ? REST_COLOR : change < 0 ? LOSS_COLOR : GAIN_COLOR;
  return [
    {
      type: 'bar',
      orientation: 'h',
      y: bars.map((_, i) => i),
      base: bars.map(({ from }) => from),
      x: bars.map(({ change }) => change),
      width: 0.62,
      marker: {
        color: bars.map(color),
        pattern: {
          shape: bars.map(({ isTotal, change }) => (!isTotal && change < 0 ? '/' : '')),
          size: 6,
          solidity: 0.5,
        },
      },
      hovertext: bars.map(({ hover }) => hover),
      hoverinfo: 'text',
      showlegend: false,
    },
    {
      type: 'scatter',
      mode: 'text',
      x: bars.map(({ from, change }) => Math.max(from, from + change)),
      y: bars.map((_, i) => i),
      text: bars.map(({ text }) => ` ${text}`),
      textposition: 'middle right',
      textfont: { size: 11 },
      cliponaxis: false,
      hoverinfo: 'skip',
      showlegend: false,
    },
  ];
}

/** The axis of changes, with room for the numbers at the right. */
export function changeAxis(title: string, ends: readonly number[]): PlotlyObject {
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = high - low || 1;
  return numberAxis(
    title,
    {
      range: [low - span * 0.05, high + span * 0.45],
      zeroline: true,
      zerolinewidth: 2,
      zerolinecolor: REST_COLOR,
      nticks: 4,
      fixedrange: true,
    },
    NARROW_TITLE_WIDTH,
  );
}

/** A sum of money in few letters: "+1.2 M", "−340 k", "+25.50". */
export function shortMoney(value: number, number: (value: number, digits: number) => string): string {
  const size = Math.abs(value);
  const sign = value > 0 ? '+' : '';
  if (size >= 1e9) return `${sign}${number(value / 1e9, 2)} bn`;
  if (size >= 1e6) return `${sign}${number(value / 1e6, 2)} M`;
  if (size >= 1e4) return `${sign}${number(value / 1e3, size >= 1e5 ? 0 : 1)} k`;
  return `${sign}${number(value, size >= 1000 ? 0 : 2)}`;
}
