import { escapeHtml } from './escape-html.js';

/** Share of the font size that a letter of a sans-serif font takes on average. */
const LETTER = 0.56;
const LINE = 1.2;

/** Where and how a text stands. */
export interface SvgTextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Which part of the text stands at `y`; default the middle. */
  readonly vertical?: 'top' | 'middle' | 'bottom';
  readonly size?: number;
  readonly color?: string;
  readonly isBold?: boolean;
  /** Degrees, clockwise around the place. */
  readonly angle?: number;
}

/** Lines of a text as Plotly takes it: `<br>` breaks, other tags fall away, entities are signs. */
export function plotlyLines(text: unknown): string[] {
  if (text === null || text === undefined) return [];
  const lines = String(text).split(/<br\s*\/?>|\n/i);
  return lines.map((line) =>
    line
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

/** Pixels that the widest line takes, roughly: no font is measured. */
export function textWidth(lines: readonly string[], size: number): number {
  return Math.max(0, ...lines.map((line) => [...line].length)) * size * LETTER;
}

/** Pixels that lines take from top to bottom. */
export function textHeight(lines: readonly string[], size: number): number {
  return lines.length * size * LINE;
}

/** Text of one or more lines in the sans-serif font of whoever looks at it. */
export function svgText(
  lines: readonly string[],
  x: number,
  y: number,
  {
    anchor = 'start',
    vertical = 'middle',
    size = 12,
    color = '',
    isBold = false,
    angle = 0,
  }: SvgTextOptions = {},
): string {
  if (lines.every((line) => line.trim() === '')) return '';
  const height = textHeight(lines, size);
  const top = vertical === 'top' ? y : vertical === 'middle' ? y - height / 2 : y - height;
  const attributes = [
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
    size === 12 ? '' : ` font-size="${size}"`,
    color === '' ? '' : ` fill="${escapeHtml(color)}"`,
    isBold ? ' font-weight="600"' : '',
    angle === 0 ? '' : ` transform="rotate(${angle} ${round(x)} ${round(y)})"`,
  ].join('');
  const baseline = (i: number) => round(top + (i + 0.78) * size * LINE);
  if (lines.length === 1) {
    return `<text x="${round(x)}" y="${baseline(0)}"${attributes}>${escapeHtml(lines[0])}</text>`;
  }
  const spans = lines.map(
    (line, i) => `<tspan x="${round(x)}" y="${baseline(i)}">${escapeHtml(line)}</tspan>`,
  );
  return `<text${attributes}>${spans.join('')}</text>`;
}

/** A tenth of a pixel is as fine as anybody sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10 || 0;
}
