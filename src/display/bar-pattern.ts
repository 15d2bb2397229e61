import { isLight } from './color-scale.js';
import { escapeHtml } from './escape-html.js';
import type { PlotlyObject } from './figure.js';
import { each, numberAt, objectAt, textAt } from './plotly-value.js';
import { round } from './svg-text.js';

/** What fills a bar, and the text that has to stand before it. */
export interface BarFill {
  readonly fill: string;
  readonly definition: string;
}

/** Lines of a tile from 0 to 1, for each sign of Plotly's shapes. */
const LINES: Readonly<Record<string, string>> = {
  '/': 'M-.25 .25L.25-.25M0 1L1 0M.75 1.25L1.25 .75',
  '\\': 'M.75-.25L1.25 .25M0 0L1 1M-.25 .75L.25 1.25',
  x: 'M0 0L1 1M0 1L1 0',
  '-': 'M0 .5H1',
  '|': 'M.5 0V1',
  '+': 'M0 .5H1M.5 0V1',
  '.': 'M.5 .5h0',
};

/** The fill of a bar: its colour, or a pattern in it as `marker.pattern` says. */
export function barFill(marker: PlotlyObject, color: string, i: number): BarFill {
  const pattern = objectAt(marker, 'pattern');
  const shape = each(pattern.shape, i, '');
  const lines = Object.hasOwn(LINES, shape) ? LINES[shape] : undefined;
  if (lines === undefined) return { fill: color, definition: '' };
  const isOver = textAt(pattern, 'fillmode') === 'overlay';
  const ground = each(pattern.bgcolor, i, isOver ? color : '#ffffff');
  const ink = each(pattern.fgcolor, i, isOver ? (isLight(color) ? '#222222' : '#ffffff') : color);
  const slant = '/\\x'.includes(shape) ? Math.SQRT2 : 1; // lines stand as far apart as upright ones
  const size = Math.max(3, numberAt(pattern, 'size', 8)) * slant;
  const width = round(Math.max(0.1, numberAt(pattern, 'solidity', 0.3)) / slant);
  const id = `p${Object.keys(LINES).indexOf(shape)}${`${ground}${ink}${round(size)}`.replace(/\W/g, '-')}`;
  const tile = `<path d="M0 0H1V1H0z" fill="${escapeHtml(ground)}"/><path d="${lines}" stroke="${escapeHtml(ink)}" stroke-width="${width}" stroke-linecap="square"/>`;
  return {
    fill: `url(#${id})`,
    definition: `<pattern id="${id}" width="${round(size)}" height="${round(size)}" patternUnits="userSpaceOnUse"><g transform="scale(${round(size)})">${tile}</g></pattern>`,
  };
}
