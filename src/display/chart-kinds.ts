/** Builds of Plotly that come with this package, the smaller one first. */
export type ChartLibraryKind = 'basic' | 'cartesian';

const BASIC = ['bar', 'pie', 'scatter', 'scattergl'];
const CARTESIAN = [
  ...BASIC,
  ...[
    'box',
    'contour',
    'heatmap',
    'histogram',
    'histogram2d',
    'histogram2dcontour',
    'image',
    'scatterternary',
  ],
  'violin',
];

/** The smallest build that draws these trace types; `undefined` when none does. WebGL's marks are drawn without it. */
export function chartLibraryKind(types: readonly string[]): ChartLibraryKind | undefined {
  if (types.every((type) => BASIC.includes(type))) return 'basic';
  return types.every((type) => CARTESIAN.includes(type)) ? 'cartesian' : undefined;
}
