import type { Segmentation } from '../../cluster/segmentation.js';
import { compareText } from '../../core/compare-text.js';
import { drawSample } from '../../core/draw-sample.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { type SegmentStyle, segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import { median } from '../../stats/median.js';
import { sourceLine } from '../source-line.js';

/** How an embedding is drawn. */
export interface EmbeddingScatterOptions {
  readonly title?: string;
  /** Unit of both axes; default: they have none. */
  readonly unit?: string;
  /** Most customers drawn, default 3,000: above it a sample. */
  readonly points?: number;
  /** Seed of the sample, default 1. */
  readonly seed?: number;
  /** Segments with fewer customers are drawn without their middle in the table, default 10. */
  readonly minimum?: number;
  /**
   * A typical customer of each segment, as positions in the segmentation, for example `medoids` of `kMedoids`: marked and named.
   * Customers of segments below the minimum are not.
   */
  readonly medoids?: readonly number[];
}

interface Group {
  readonly medoid: readonly [number, number] | undefined;
  readonly name: string;
  readonly customers: number;
  /** Rows that are drawn. */
  readonly drawn: readonly number[];
  readonly middle: readonly [number, number] | undefined;
}

/**
 * Customers in the plane of an embedding, coloured and marked by segment.
 *
 * @param embedding - Two columns, a row for each customer of the segmentation in its order (or in any order when the
 *   rows have ids).
 * @throws {InputError} For another number of columns, other customers, and medoids that are not one customer of each segment.
 *
 * @example
 * embeddingScatter(pca(scaled, { components: 2 }).apply(scaled), segmentation);
 */
export function embeddingScatter(
  embedding: Matrix,
  segmentation: Segmentation,
  options: EmbeddingScatterOptions = {},
): Figure {
  const { points = 3000, seed = 1, minimum = 10 } = options;
  const labels = labelsOfRows(embedding, segmentation);
  const medoids =
    options.medoids === undefined ? undefined : medoidRows(options.medoids, embedding, segmentation);
  const groups = segmentation.segments.map(({ name }, s) =>
    groupOf(name, rowsOf(embedding, labels, s), embedding, {
      points,
      seed,
      s,
      minimum,
      medoid: medoids?.[s],
    }),
  );
  const drawn = groups.reduce((sum, group) => sum + group.drawn.length, 0);
  const sampled = drawn < embedding.rows;
  const unit = options.unit ?? 'no unit';
  const [xName, yName] = embedding.names;
  const styles = segmentStyles(segmentation.segments, segmentation.origin);

  const data = groups.map((group, s) => ({
    type: 'scatter',
    mode: 'markers',
    name: plotlyText(shortName(group.name, 72), 28),
    x: group.drawn.map((row) => embedding.data[row * 2]),
    y: group.drawn.map((row) => embedding.data[row * 2 + 1]),
    marker: { color: styles[s].color, symbol: styles[s].symbol, size: 6, opacity: 0.7 },
    hoverinfo: 'name',
    hoverlabel: { namelength: -1 },
  }));
  const isNamed = medoids !== undefined;
  const named = isNamed ? medoidTraces(groups, styles) : [];
  const layout = chartLayout(460, {
    xaxis: numberAxis(`${xName} (${unit})`),
    yaxis: numberAxis(`${yName} (${unit})`),
    annotations: isNamed ? medoidNames(groups) : [],
    showlegend: groups.some(({ medoid }) => medoid === undefined), // names stand beside the medoids
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', itemsizing: 'constant' },
  });
  const howMany = sampled
    ? `${formatNumber(drawn)} of ${formatNumber(embedding.rows)} customers are drawn, a random sample by segment (seed ${seed})`
    : `All ${formatNumber(embedding.rows)} customers are drawn`;
  return figure(
    {
      title: options.title ?? 'Customers by segment in the embedding',
      caption: `Each mark is a customer; near ones are alike in what the embedding keeps. Groups that overlap here may still differ in what it drops. ${isNamed ? 'Large marks are typical customers, the medoids of their segments, named. ' : ''}${howMany}.`,
      alternativeText: alternativeText(embedding, groups, howMany, unit),
      source: sourceLine(embedding.rows, segmentation.origin),
      table: {
        kind: 'table',
        caption: 'Middle of each segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'drawn', title: 'Drawn', align: 'right' },
          { name: 'x', title: `${xName}, median`, align: 'right', unit },
          { name: 'y', title: `${yName}, median`, align: 'right', unit },
          ...(isNamed
            ? [
                { name: 'medoidX', title: `${xName}, medoid`, align: 'right' as const, unit },
                { name: 'medoidY', title: `${yName}, medoid`, align: 'right' as const, unit },
              ]
            : []),
        ],
        rows: groups.map(({ name, customers, drawn: rows, middle, medoid }): TableCell[] => [
          name,
          customers < minimum && customers > 0 ? `fewer than ${minimum}` : customers,
          customers < minimum && customers > 0 ? null : rows.length,
          middle?.[0] ?? null,
          middle?.[1] ?? null,
          ...(isNamed ? [medoid?.[0] ?? null, medoid?.[1] ?? null] : []),
        ]),
        totalRows: groups.length,
      },
    },
    [...data, ...named],
    layout,
  );
}

/** Rows of the embedding of one customer a segment. */
function medoidRows(medoids: readonly number[], embedding: Matrix, segmentation: Segmentation): number[] {
  const { ids, labels, segments } = segmentation;
  if (medoids.length !== segments.length) {
    throw new InputError(
      `embeddingScatter: ${medoids.length} medoids for ${segments.length} segments. Give one customer of each, in their order.`,
    );
  }
  const rowOf = embedding.ids === undefined ? undefined : new Map(embedding.ids.map((id, row) => [id, row]));
  return medoids.map((medoid, s) => {
    if (labels[medoid] !== s) {
      throw new InputError(
        `embeddingScatter: medoid ${s + 1} is customer ${medoid}, who is not in "${segments[s].name}". Give one customer of each segment, in their order, counted from 0.`,
      );
    }
    return rowOf === undefined ? medoid : rowOf.get(ids[medoid])!;
  });
}

/** Typical customers, larger, on a light and a dark ring. */
function medoidTraces(groups: readonly Group[], styles: readonly SegmentStyle[]): PlotlyObject[] {
  const shown = groups.flatMap(({ medoid }, s) =>
    medoid === undefined ? [] : [{ medoid, style: styles[s] }],
  );
  if (shown.length === 0) return [];
  const marks = (size: number, color: string | readonly string[]) => ({
    type: 'scatter',
    mode: 'markers',
    x: shown.map(({ medoid }) => medoid[0]),
    y: shown.map(({ medoid }) => medoid[1]),
    marker: { color, symbol: shown.map(({ style }) => style.symbol), size },
    showlegend: false,
    hoverinfo: 'skip',
  });
  return [
    marks(24, '#222222'),
    marks(20, '#ffffff'),
    marks(
      14,
      shown.map(({ style }) => style.color),
    ),
  ];
}

/** Names of the typical customers' segments, on the side where there is room. */
function medoidNames(groups: readonly Group[]): PlotlyObject[] {
  const shown = groups.flatMap(({ name, medoid }) => (medoid === undefined ? [] : [{ name, medoid }]));
  const middle = shown.length === 0 ? 0 : median(shown.map(({ medoid }) => medoid[0]));
  return shown.map(({ name, medoid: [x, y] }) => ({
    x,
    y,
    text: plotlyText(shortName(name, 36), 12),
    showarrow: false,
    xanchor: x > middle ? 'right' : 'left',
    xshift: x > middle ? -14 : 14,
    align: 'left',
    bgcolor: 'rgba(255, 255, 255, 0.85)',
    font: { color: '#222222', size: 12 },
  }));
}

function labelsOfRows(embedding: Matrix, segmentation: Segmentation): Int32Array {
  if (embedding.columns !== 2) {
    throw new InputError(
      `embeddingScatter needs 2 columns, got ${embedding.columns}. Embed into two, or choose two columns.`,
    );
  }
  if (embedding.rows !== segmentation.labels.length) {
    throw new InputError(
      `embeddingScatter: the embedding has ${embedding.rows} rows, the segmentation ${segmentation.labels.length} customers.`,
    );
  }
  if (embedding.ids === undefined) return segmentation.labels;
  const labelOf = new Map(segmentation.ids.map((id, i) => [id, segmentation.labels[i]]));
  return Int32Array.from(embedding.ids, (id, row) => {
    const label = labelOf.get(id);
    if (label === undefined) {
      throw new InputError(`embeddingScatter: row ${row + 1}, customer "${id}" is not in the segmentation.`);
    }
    return label;
  });
}

/** Rows of a segment, by id where there are ids: so the sample does not depend on the order of rows. */
function rowsOf(embedding: Matrix, labels: Int32Array, segment: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < labels.length; row++) if (labels[row] === segment) rows.push(row);
  const { ids } = embedding;
  return ids === undefined ? rows : rows.sort((a, b) => compareText(ids[a], ids[b]));
}

function groupOf(
  name: string,
  rows: readonly number[],
  { data, rows: customers }: Matrix,
  {
    points,
    seed,
    s,
    minimum,
    medoid,
  }: { points: number; seed: number; s: number; minimum: number; medoid: number | undefined },
): Group {
  const quota = customers <= points ? rows.length : Math.floor((points * rows.length) / customers);
  const middle = (column: number) => median(rows.map((row) => data[row * 2 + column]));
  return {
    name,
    customers: rows.length,
    drawn: drawSample(seeded(seed, s), rows, Math.max(1, quota)).sort((a, b) => a - b),
    middle: rows.length === 0 || rows.length < minimum ? undefined : [middle(0), middle(1)],
    medoid:
      medoid === undefined || rows.length < minimum ? undefined : [data[medoid * 2], data[medoid * 2 + 1]],
  };
}

function alternativeText(embedding: Matrix, groups: readonly Group[], howMany: string, unit: string): string {
  const [xName, yName] = embedding.names;
  const range = (column: number) => {
    let low = Infinity;
    let high = -Infinity;
    for (let i = column; i < embedding.data.length; i += 2) {
      low = Math.min(low, embedding.data[i]);
      high = Math.max(high, embedding.data[i]);
    }
    return embedding.rows === 0 ? 'empty' : `from ${formatNumber(low)} to ${formatNumber(high)}`;
  };
  const series = groups.map(({ name, customers, middle, medoid }) =>
    middle === undefined
      ? `${isolated(name)}, too few to describe`
      : `${isolated(name)}, ${formatNumber(customers)} customers around ${formatNumber(middle[0])} and ${formatNumber(middle[1])}${medoid === undefined ? '' : `, medoid at ${formatNumber(medoid[0])} and ${formatNumber(medoid[1])}`}`,
  );
  const largest = groups.reduce((a, b) => (b.customers > a.customers ? b : a), groups[0]);
  return [
    `Scatter chart. ${howMany}.`,
    `Horizontal axis: ${xName} (${unit}), ${range(0)}. Vertical axis: ${yName} (${unit}), ${range(1)}.`,
    `Segments by colour and marker: ${series.join('; ')}.`,
    ...(largest === undefined ? [] : [`Largest segment: ${isolated(largest.name)}.`]),
  ].join(' ');
}
