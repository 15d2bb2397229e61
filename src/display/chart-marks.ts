import { escapeHtml } from './escape-html.js';
import { round } from './svg-text.js';

/** A mark at a place in pixels. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly symbol: string;
  readonly size: number;
}

/** More marks are placed at whole pixels. */
const MANY = 20;

const DASHES: Readonly<Record<string, string>> = {
  dash: '6 4',
  dot: '2 3',
  dashdot: '6 3 2 3',
  longdash: '10 5',
};

/** Marks that look alike as one path each: thousands of them stay small. */
export function marksSvg(marks: readonly Mark[], opacity: number): string {
  const alike = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.color} ${mark.symbol} ${mark.size}`;
    const own = alike.get(key);
    if (own === undefined) alike.set(key, [mark]);
    else own.push(mark);
  }
  const paths = [...alike.values()].map((own) => alikeSvg(own));
  const joined = paths.join('');
  return opacity >= 1 || joined === '' ? joined : `<g opacity="${round(opacity * 10) / 10}">${joined}</g>`;
}

function alikeSvg(marks: readonly Mark[]): string {
  const [{ color, symbol, size }] = marks;
  const fill = escapeHtml(color);
  const isOpen = symbol.endsWith('-open') || symbol === 'x';
  const paint = isOpen ? `fill="none" stroke="${fill}" stroke-width="1.5"` : `fill="${fill}"`;
  const shape = outline(symbol.replace(/-open$/, ''), size / 2);
  if (marks.length > MANY) return manySvg(marks, `<path d="M0 0${shape}" ${paint}/>`);
  const at = ({ x, y }: Mark) => `M${round(x)} ${round(y)}`;
  if (symbol === 'circle') {
    // A line without length shows its caps alone.
    const d = marks.map((mark) => `${at(mark)}h0`).join('');
    return `<path d="${d}" stroke="${fill}" stroke-width="${round(size)}" stroke-linecap="round" fill="none"/>`;
  }
  return `<path d="${marks.map((mark) => `${at(mark)}${shape}`).join('')}" ${paint}/>`;
}

/**
 * Marks in few bytes: each stands at a corner of a line that is not drawn, in whole pixels from the one to its left;
 * marks at the same place are one.
 */
function manySvg(marks: readonly Mark[], mark: string): string {
  const places = marks.map(({ x, y }) => [Math.round(x), Math.round(y)] as const);
  places.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  let [lastX, lastY] = [0, 0];
  const steps = places.map(([x, y], i) => {
    const [dx, dy] = [x - lastX, y - lastY];
    if (i > 0 && dx === 0 && dy === 0) return '';
    [lastX, lastY] = [x, y];
    return `${i === 0 ? 'm' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
  });
  const { color, symbol, size } = marks[0];
  const id = `m${`${symbol}${size}${color}`.replace(/\W/g, '-')}`;
  const frame = 'markerUnits="userSpaceOnUse" overflow="visible"';
  return `<marker id="${id}" ${frame}>${mark}</marker><path d="${steps.join('')}" fill="none" style="marker:url(#${id})"/>`;
}

/** Outline around a place, in steps from it. */
function outline(symbol: string, radius: number): string {
  const r = round(radius);
  const d = round(2 * radius);
  const t = round(radius / 3);
  switch (symbol) {
    case 'diamond':
      return `m0 ${-r}l${r} ${r} ${-r} ${r} ${-r} ${-r}z`;
    case 'triangle-up':
      return `m0 ${-r}l${r} ${round(1.8 * radius)}h${-d}z`;
    case 'triangle-down':
      return `m0 ${r}l${r} ${round(-1.8 * radius)}h${-d}z`;
    case 'square':
      return `m${-r} ${-r}h${d}v${d}h${-d}z`;
    case 'cross':
      return `m${-t} ${-r}h${2 * t}v${r - t}h${r - t}v${2 * t}h${t - r}v${r - t}h${-2 * t}v${t - r}h${t - r}v${-2 * t}h${r - t}z`;
    case 'x':
      return `m${-r} ${-r}l${d} ${d}m0 ${-d}l${-d} ${d}`;
    case 'star': {
      const points = Array.from({ length: 10 }, (_, i) => {
        const length = i % 2 === 0 ? radius : radius * 0.42;
        const angle = (Math.PI * i) / 5 - Math.PI / 2;
        return [length * Math.cos(angle), length * Math.sin(angle)] as const;
      });
      const steps = points
        .slice(1)
        .map(([x, y], i) => `${round(x - points[i][0])} ${round(y - points[i][1])}`);
      return `m${round(points[0][0])} ${round(points[0][1])}l${steps.join(' ')}z`;
    }
    default:
      return `m${-r} 0a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0 ${-d} 0z`;
  }
}

/** Lines through places; a place that is `NaN` parts them. */
export function lineSvg(
  places: readonly (readonly [x: number, y: number])[],
  { color, width = 2, dash = 'solid' }: { color: string; width?: number; dash?: string },
): string {
  let isPen = false;
  const steps = places.map(([x, y]) => {
    if (Number.isNaN(x) || Number.isNaN(y)) {
      isPen = false;
      return '';
    }
    const step = `${isPen ? 'L' : 'M'}${round(x)} ${round(y)}`;
    isPen = true;
    return step;
  });
  const d = steps.join('');
  if (d === '') return '';
  const dashes = DASHES[dash] === undefined ? '' : ` stroke-dasharray="${DASHES[dash]}"`;
  return `<path d="${d}" fill="none" stroke="${escapeHtml(color)}" stroke-width="${round(width)}"${dashes}/>`;
}

/** A bar between two corners, whichever they are. */
export function barSvg(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  fill: string,
  more = '',
): string {
  if (![x0, y0, x1, y1].every(Number.isFinite)) return '';
  const [left, top] = [Math.min(x0, x1), Math.min(y0, y1)];
  return `<rect x="${round(left)}" y="${round(top)}" width="${round(Math.abs(x1 - x0))}" height="${round(Math.abs(y1 - y0))}" fill="${escapeHtml(fill)}"${more}/>`;
}
