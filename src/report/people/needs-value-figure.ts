import { formatNumber } from '../../core/format.js';
import { chartLayout, emptyLayout, nameAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { GridCell, NeedsValueGrid } from '../../profile/evaluation/needs-value-grid.js';

const ROW_HEIGHT = 78;
/** Names written into a cell, and letters of each. */
const MOST_NAMES = 2;
const NAME_LETTERS = 10;
/** From the lowest of both to the highest of both; letters on each have a contrast of 4.5 or more. */
const SHADES = [
  { cell: '#e8eef4', text: '#000000' },
  { cell: '#b7cfe4', text: '#000000' },
  { cell: '#7fadd2', text: '#000000' },
  { cell: '#2f6fa7', text: '#ffffff' },
  { cell: '#14406b', text: '#ffffff' },
];

/**
 * The needs x value grid: rows by need, the highest above, columns by value, the highest to the right. In each cell how many
 * segments or accounts it holds and the first of them; the darker, the earlier its turn.
 *
 * @example
 * const firms = tableOf({ firm: ['a', 'b', 'c'], seats: [3, 40, 12], revenue: [900, 200, 20] });
 * const grid = needsValueGrid(firms, {
 *   id: 'firm',
 *   need: { column: 'seats', cuts: [10] },
 *   value: { column: 'revenue', cuts: [100] },
 *   what: 'account',
 * });
 * needsValueFigure(grid).content.table.rows.length; // 4
 */
export function needsValueFigure(grid: NeedsValueGrid, options: { readonly title?: string } = {}): Figure {
  const { need, value, what, ranked, leftOut } = grid;
  const [rows, columns] = [need.levels.length, value.levels.length];
  const cells = [...grid.cells].sort((a, b) => b.needLevel - a.needLevel || a.valueLevel - b.valueLevel);
  const row = ({ needLevel }: GridCell) => rows - 1 - needLevel;
  const shade = ({ needLevel, valueLevel }: GridCell) => {
    const both = needLevel / (rows - 1) + valueLevel / (columns - 1);
    return SHADES[Math.round((both / 2) * (SHADES.length - 1))];
  };
  const data = [
    {
      type: 'bar',
      orientation: 'h',
      base: cells.map(({ valueLevel }) => valueLevel - 0.48),
      x: cells.map(() => 0.96),
      y: cells.map(row),
      width: 0.94,
      marker: { color: cells.map((cell) => shade(cell).cell) },
      text: cells.map((cell) => cellText(cell, grid)),
      textposition: 'inside',
      insidetextanchor: 'middle',
      textangle: 0,
      constraintext: 'none',
      insidetextfont: { color: cells.map((cell) => shade(cell).text) },
      hovertext: cells.map((cell) => plotlyText(inWords(cell, grid))),
      hoverinfo: 'text',
    },
  ];
  const titles = { need: axisTitle('Need', need), value: axisTitle('Value', value) };
  const left = leftOut.length === 0 ? '' : ` Not placed: ${counted(leftOut.length, what)}.`;
  return figure(
    {
      title: options.title ?? `Needs and value of ${what}s`,
      caption: `How to read this: rows by need (${need.title}), the highest above; columns by value (${value.title}), the highest to the right. In a cell: how many ${what}s, and the first to turn to. The darker, the earlier its turn.${left}`,
      alternativeText: alternativeText(cells, grid),
      table: {
        kind: 'table',
        caption: `Cells of the grid, ${what}s`,
        columns: [
          { name: 'need', title: `Need: ${need.title}` },
          { name: 'value', title: `Value: ${value.title}` },
          { name: 'count', title: `${what[0].toUpperCase()}${what.slice(1)}s`, align: 'right' },
          { name: 'share', title: 'Share', align: 'right', format: { style: 'percent', digits: 1 } },
        ],
        rows: cells.map(({ needLevel, valueLevel, count, share }) => [
          need.levels[needLevel].range,
          value.levels[valueLevel].range,
          count,
          share,
        ]),
        totalRows: cells.length,
      },
    },
    ranked.length === 0 ? [] : data,
    ranked.length === 0
      ? emptyLayout(`No ${what} has both, need and value.`)
      : chartLayout(90 + ROW_HEIGHT * rows, {
          barmode: 'overlay',
          xaxis: nameAxis(
            shortRanges(value),
            {
              side: 'bottom',
              range: [-0.5, columns - 0.5],
              title: { text: plotlyText(titles.value, 28), standoff: 8 },
            },
            12,
          ),
          yaxis: nameAxis(
            shortRanges(need).reverse(),
            { title: { text: plotlyText(titles.need, 28), standoff: 8 } },
            9,
          ),
        }),
  );
}

function axisTitle(name: string, { title, format }: NeedsValueGrid['need']): string {
  return `${name}: ${title}${format.unit === undefined ? '' : ` (${format.unit})`}`;
}

/** Where levels start and end, short enough for a narrow screen: the unit stands in the title. */
function shortRanges({ levels, format }: NeedsValueGrid['need']): string[] {
  const bare = (range: string) =>
    format.unit === undefined ? range : range.replaceAll(`\u00a0${format.unit}`, '');
  return levels.map(({ range, from, below }) => {
    if (from === undefined && below === undefined) return range;
    return below === undefined
      ? `from ${bare(range).replace(' or more', '')}`
      : bare(range).replace(' to below ', ' to ');
  });
}

function inCell(cell: GridCell, { ranked }: NeedsValueGrid): string[] {
  return ranked
    .filter(({ needLevel, valueLevel }) => needLevel === cell.needLevel && valueLevel === cell.valueLevel)
    .map(({ name }) => name);
}

/** The number, and names where there is room. */
function cellText(cell: GridCell, grid: NeedsValueGrid): string {
  if (grid.value.levels.length > 3) return formatNumber(cell.count);
  const names = inCell(cell, grid).slice(0, MOST_NAMES);
  return [formatNumber(cell.count), ...names.map((name) => plotlyText(shortName(name, NAME_LETTERS)))].join(
    '<br>',
  );
}

function inWords(cell: GridCell, grid: NeedsValueGrid): string {
  const { need, value, what } = grid;
  const names = inCell(cell, grid).slice(0, MOST_NAMES).map(isolated);
  const first = names.length === 0 ? '' : ` (first: ${names.join(', ')})`;
  return `need ${need.levels[cell.needLevel].range}, value ${value.levels[cell.valueLevel].range}: ${counted(cell.count, what)}${first}`;
}

function alternativeText(cells: readonly GridCell[], grid: NeedsValueGrid): string {
  const { need, value, what, ranked } = grid;
  if (ranked.length === 0) return `Grid without cells: no ${what} has both, need and value.`;
  const fullest = cells.reduce((a, b) => (b.count > a.count ? b : a));
  return [
    `Heat map of ${what}s. Rows: need, ${need.title}. Columns: value, ${value.title}. Cells: number of ${what}s (no other unit).`,
    `${cells.map((cell) => inWords(cell, grid)).join('; ')}.`,
    `Largest: ${inWords(fullest, grid)}.`,
  ].join(' ');
}
