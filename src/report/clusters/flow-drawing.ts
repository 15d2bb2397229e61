import type { PlotlyObject } from '../../display/figure.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import { textOn } from '../cell-color.js';
import { LABEL_LINE, spreadLabels } from '../spread-labels.js';

/** A segment in a column of a flow. */
export interface FlowNode {
  readonly name: string;
  /** Customers. */
  readonly size: number;
  readonly color: string;
  /** A sign inside of it; empty for none. */
  readonly sign: string;
}

/** Customers who go from a segment of one column to one of the next. */
export interface FlowLink {
  /** Column that they leave. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly color: string;
}

const GAP = 0.03;
/** Share of a column's place that a segment takes, for each column there is. */
const WIDTH = 0.04;
const WIDEST = 0.16;
/** Of a band, along each side; of many bands fewer, so that the picture stays small. */
const POINTS = 16;
const FEWER = 10;
const MANY = 30;
const LABEL_WIDTH = 16;

/** A segment with the part of the height that it takes; 0 is the top, heights go below. */
interface Placed extends FlowNode {
  readonly top: number;
  readonly height: number;
}

/**
 * Columns of segments with bands of customers between them, drawn with bars and filled lines: a Sankey diagram, which the
 * bundles of Plotly here do not have. Columns stand at 0, 1, 2, …; heights are shares of customers.
 *
 * @param pixels - Height of what is drawn.
 * @returns Traces, and the axes but for the names below the columns.
 */
export function flowDrawing(
  columns: readonly (readonly FlowNode[])[],
  links: readonly FlowLink[],
  pixels: number,
  isNamedLeft: boolean,
): { readonly data: PlotlyObject[]; readonly axes: Readonly<Record<'yaxis' | 'yaxis2', PlotlyObject>> } {
  const total = Math.max(...columns.map((nodes) => nodes.reduce((sum, { size }) => sum + size, 0)), 1);
  const placed = columns.map((nodes) => stacked(nodes, total));
  const bottom = Math.max(
    ...placed.flatMap((nodes) => nodes.map(({ top, height }) => top + height)),
    Number.MIN_VALUE,
  );
  const width = Math.min(WIDEST, WIDTH * columns.length);
  const points = links.length > MANY ? FEWER : POINTS;
  const left = columns.map((nodes) => nodes.map(() => 0));
  const entered = columns.map((nodes) => nodes.map(() => 0));
  const bands = new Map<string, { x: (number | null)[]; y: (number | null)[] }>();
  const inOrder = [...links].sort((a, b) => a.column - b.column || a.from - b.from || a.to - b.to);
  for (const { column, from, to, customers, color } of inOrder) {
    if (customers === 0) continue;
    const height = customers / total;
    const start = placed[column][from].top + left[column][from];
    const end = placed[column + 1][to].top + entered[column + 1][to];
    left[column][from] += height;
    entered[column + 1][to] += height;
    const { x, y } = band([column + width / 2, column + 1 - width / 2], [start, end], height, points);
    const own = bands.get(color) ?? { x: [], y: [] };
    if (own.x.length > 0) {
      own.x.push(null);
      own.y.push(null);
    }
    own.x.push(...x);
    own.y.push(...y);
    bands.set(color, own);
  }
  const nodes = placed.flatMap((own, column) => own.map((node) => ({ ...node, column })));
  const last = placed.length - 1;
  const data: PlotlyObject[] = [...bands].map(([color, { x, y }]) => ({
    type: 'scatter',
    mode: 'lines',
    x,
    y: y.map((value) => (value === null ? null : -value)),
    fill: 'toself',
    fillcolor: color,
    line: { color, width: 0 },
    hoverinfo: 'skip',
  }));
  const bars = (shown: readonly (Placed & { readonly column: number })[], yaxis: string): PlotlyObject => ({
    type: 'bar',
    x: shown.map(({ column }) => column),
    y: shown.map(({ height }) => height),
    base: shown.map(({ top, height }) => -top - height),
    yaxis,
    width,
    marker: { color: shown.map(({ color }) => color) },
    text: shown.map(({ sign }) => sign),
    textposition: 'inside',
    insidetextanchor: 'middle',
    textangle: 0,
    constraintext: 'none',
    insidetextfont: { color: shown.map(({ color }) => textOn(color)) },
    hovertext: shown.map(({ name, size }) => plotlyText(`${name}: ${size}`)),
    hoverinfo: 'text',
  });
  data.push(
    bars(
      nodes.filter(({ column }) => column < last),
      'y',
    ),
    bars(
      nodes.filter(({ column }) => column === last),
      'y2',
    ),
  );
  const range = [-bottom - 0.01, 0.01];
  const side = (own: readonly Placed[]) => ({
    tickmode: 'array',
    ...namesBeside(own, bottom / pixels),
    range,
    automargin: true,
    showgrid: false,
    zeroline: false,
    fixedrange: true,
  });
  return {
    data,
    axes: {
      yaxis: isNamedLeft
        ? side(placed[0])
        : { range, showticklabels: false, showgrid: false, zeroline: false, fixedrange: true },
      yaxis2: { ...side(placed[last]), side: 'right', overlaying: 'y' },
    },
  };
}

function stacked(nodes: readonly FlowNode[], total: number): Placed[] {
  let top = 0;
  return nodes.map((node) => {
    const height = node.size / total;
    const placed = { ...node, top, height };
    top += height + GAP;
    return placed;
  });
}

/** Outline of a band that leaves and arrives level. */
function band(
  [x0, x1]: readonly [number, number],
  [start, end]: readonly [number, number],
  height: number,
  points: number,
): { x: number[]; y: number[] } {
  const steps = Array.from({ length: points + 1 }, (_, i) => i / points);
  const x = steps.map((step) => x0 + (x1 - x0) * step);
  const y = steps.map((step) => start + (end - start) * step * step * (3 - 2 * step));
  const back = y.toReversed().map((value) => value + height);
  return { x: [...x, ...x.toReversed()].map(fine), y: [...y, ...back].map(fine) };
}

/** As fine as anybody sees: in a saved notebook every digit counts. */
function fine(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Names beside their segments, moved apart where segments are too small for them. */
function namesBeside(
  nodes: readonly Placed[],
  perPixel: number,
): { readonly tickvals: number[]; readonly ticktext: string[] } {
  const ticktext = nodes.map(({ name }) => plotlyText(shortName(name, 48), LABEL_WIDTH));
  const middles = spreadLabels(
    nodes.map(({ top, height }) => top + height / 2),
    ticktext.map((text) => text.split('<br>').length * LABEL_LINE * perPixel),
    Math.max(0, ...nodes.map(({ top, height }) => top + height)),
  );
  return { tickvals: middles.map((middle) => -middle), ticktext };
}
