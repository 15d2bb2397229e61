/** Colours from the lowest value, 0, to the highest, 1. */
export type ColorScale = readonly (readonly [share: number, color: string])[];

const even = (...colors: string[]): ColorScale =>
  colors.map((color, i) => [i / (colors.length - 1), color] as const);

/** Plotly's scales by name. */
const SCALES: Readonly<Record<string, ColorScale>> = {
  Greys: even('#000000', '#ffffff'),
  Viridis: even(
    ...['#440154', '#48186a', '#472d7b', '#424086', '#3b528b', '#33638d', '#2c728e', '#26828e'],
    ...['#21918c', '#1fa088', '#28ae80', '#3fbc73', '#5ec962', '#84d44b', '#addc30', '#d8e219', '#fde725'],
  ),
  Cividis: even('#00204c', '#2c3e6c', '#575d6d', '#7d7c77', '#a59c74', '#d2c060', '#ffe945'),
  Reds: [
    [0, '#dcdcdc'],
    [0.2, '#f5c39d'],
    [0.4, '#f5a069'],
    [1, '#b20a1c'],
  ],
  Blues: [
    [0, '#050aac'],
    [0.35, '#283cbe'],
    [0.5, '#4664f5'],
    [0.6, '#5a78f5'],
    [0.7, '#6a89f7'],
    [1, '#dcdcdc'],
  ],
  RdBu: [
    [0, '#050aac'],
    [0.35, '#6a89f7'],
    [0.5, '#bebebe'],
    [0.6, '#dcaa84'],
    [0.7, '#e6915a'],
    [1, '#b20a1c'],
  ],
  Greens: even(
    '#00441b',
    '#006d2c',
    '#238b45',
    '#41ab5d',
    '#74c476',
    '#a1d99b',
    '#c7e9c0',
    '#e5f5e0',
    '#f7fcf5',
  ),
  YlGnBu: even(
    '#081d58',
    '#253494',
    '#225ea8',
    '#1d91c0',
    '#41b6c4',
    '#7fcdbb',
    '#c7e9b4',
    '#edf8d9',
    '#ffffd9',
  ),
  YlOrRd: even(
    '#800026',
    '#bd0026',
    '#e31a1c',
    '#fc4e2a',
    '#fd8d3c',
    '#feb24c',
    '#fed976',
    '#ffeda0',
    '#ffffcc',
  ),
  Hot: [
    [0, '#000000'],
    [0.3, '#e60000'],
    [0.6, '#ffd200'],
    [1, '#ffffff'],
  ],
  Jet: [
    [0, '#000083'],
    [0.125, '#003caa'],
    [0.375, '#05ffff'],
    [0.625, '#ffff00'],
    [0.875, '#fa0000'],
    [1, '#800000'],
  ],
};

/** The scale that a trace names or spells out; Plotly's default otherwise, from blue by grey to red. */
export function colorScale(spec: unknown, isReversed: boolean): ColorScale {
  const scale = (typeof spec === 'string' ? SCALES[spec] : readScale(spec)) ?? SCALES.RdBu;
  return isReversed ? scale.map(([share, color]) => [1 - share, color] as const).reverse() : scale;
}

/** The colour at a share of a scale, as `#rrggbb`. */
export function colorAt(scale: ColorScale, share: number): string {
  const at = Math.max(0, Math.min(1, share));
  const above = Math.max(
    1,
    scale.findIndex(([end]) => end >= at),
  );
  const [from, to] = [scale[above - 1], scale[above]];
  if (to === undefined) return scale[0][1];
  const part = to[0] === from[0] ? 1 : (at - from[0]) / (to[0] - from[0]);
  const [a, b] = [channels(from[1]), channels(to[1])];
  return `#${a
    .map((channel, i) =>
      Math.round(channel + (b[i] - channel) * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Whether text on a colour is to be dark. */
export function isLight(color: string): boolean {
  const [red, green, blue] = channels(color);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140;
}

function readScale(spec: unknown): ColorScale | undefined {
  if (!Array.isArray(spec) || spec.length < 2) return undefined;
  const isStop = (stop: unknown): stop is [number, string] =>
    Array.isArray(stop) && typeof stop[0] === 'number' && isColor(stop[1]);
  if (spec.every(isStop)) return spec;
  return spec.every(isColor) ? even(...spec) : undefined;
}

function isColor(color: unknown): color is string {
  return typeof color === 'string' && channels(color).every(Number.isFinite);
}

/** Red, green and blue of `#rrggbb`, `#rgb` or `rgb(…)`; `NaN` for colours by name. */
function channels(color: string): number[] {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (hex !== undefined) {
    const size = hex.length / 3;
    return [0, 1, 2].map((i) => Number.parseInt(hex.slice(i * size, (i + 1) * size).repeat(3 - size), 16));
  }
  const numbers = /^rgba?\(([^)]*)\)$/i.exec(color.trim())?.[1].split(',').slice(0, 3).map(Number);
  return numbers?.length === 3 ? numbers : [Number.NaN, Number.NaN, Number.NaN];
}
