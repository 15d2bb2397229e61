import type { Segmentation } from '../../cluster/segmentation.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import { classicalScaling } from '../../stats/classical-scaling.js';
import { sourceLine } from '../source-line.js';

/** Diameter of the bubble of the largest segment, in pixels. */
const LARGEST = 48;
/** Width over height of what is drawn, about: the same step is as long along both axes. */
const SHAPE = 1.6;

interface Bubble {
  readonly name: string;
  readonly color: string;
  readonly size: number;
  readonly share: number;
  readonly x: number;
  readonly y: number;
  /** Position of the nearest other segment; absent where there is none. */
  readonly nearest?: number;
  readonly distance?: number;
}

/**
 * Segments in a plane: centres that lie near each other belong to segments that are alike. Placed by classical
 * multidimensional scaling of the distances between centres; the area of a bubble is the number of customers, a line goes
 * to the nearest other segment with the true distance.
 *
 * @param segmentation - Of any method; centres are its `centroids` where it has some.
 * @param matrix - What it was made from: needed where it has no centroids, then centres are the means of segments.
 *   Segments without customers have no centre and stay out.
 * @throws {InputError} Without centroids and matrix, for other customers, and without any segment that has a centre.
 *
 * @example
 * clusterMap(segmentation).content.table.rows.length; // 4
 */
export function clusterMap(
  segmentation: Segmentation<Matrix> & { readonly centroids?: Matrix },
  matrix?: Matrix,
  options: { readonly title?: string } = {},
): Figure {
  const { labels, segments, origin } = segmentation;
  const centres = centresOf(segmentation, matrix);
  const { bubbles, fit } = place(centres, segmentation);
  const pairs = bubbles.flatMap(({ nearest, distance }, i) =>
    // Two that are nearest to each other have one line.
    nearest === undefined || (bubbles[nearest].nearest === i && nearest < i)
      ? []
      : [{ a: bubbles[i], b: bubbles[nearest], distance: distance! }],
  );
  const share = formatNumber(fit, { style: 'percent', digits: 0 });
  const largest = Math.max(...segments.map(({ size }) => size), 1);
  return figure(
    {
      title: options.title ?? 'Which segments are alike',
      caption: `How to read this: a bubble for each segment, its area the number of customers; near bubbles are alike. A line leads to the nearest other segment, with the distance between the centres in the scale of the prepared columns. The plane shows ${share} of the squared distances between centres${fit < 0.8 ? ': trust the numbers on the lines more than the picture' : ''}. Directions have no meaning.`,
      alternativeText: alternativeText(bubbles, share),
      source: sourceLine(labels.length, origin),
      table: {
        kind: 'table',
        caption: 'Segments and their nearest neighbours',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'customers', title: 'Customers', align: 'right' },
          { name: 'share', title: 'Share', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'nearest', title: 'Nearest segment' },
          { name: 'distance', title: 'Distance', align: 'right', format: { digits: 2 } },
        ],
        rows: bubbles.map(({ name, size, share: part, nearest, distance }) => [
          name,
          size,
          part,
          nearest === undefined ? 'none' : bubbles[nearest].name,
          distance ?? null,
        ]),
        totalRows: bubbles.length,
      },
    },
    [
      {
        type: 'scatter',
        mode: 'lines',
        x: pairs.flatMap(({ a, b }) => [a.x, b.x, null]),
        y: pairs.flatMap(({ a, b }) => [a.y, b.y, null]),
        line: { color: '#808080', width: 2 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers+text',
        x: bubbles.map(({ x }) => x),
        y: bubbles.map(({ y }) => y),
        marker: {
          color: bubbles.map(({ color }) => color),
          size: bubbles.map(({ size }) => LARGEST * Math.sqrt(size / largest)),
          symbol: 'circle',
          opacity: 1,
          line: { width: 0 },
        },
        text: bubbles.map(
          ({ name, share: part }) =>
            `${plotlyText(shortName(name), 16)}<br>${formatNumber(part, { style: 'percent', digits: 0 })}`,
        ),
        textposition: sides(bubbles, pairs),
        cliponaxis: false,
        hoverinfo: 'text',
      },
      {
        type: 'scatter',
        mode: 'text',
        x: pairs.map(({ a, b }) => (a.x + b.x) / 2),
        y: pairs.map(({ a, b }) => (a.y + b.y) / 2),
        text: pairs.map(({ distance }) => formatNumber(distance, { digits: 2 })),
        textposition: pairs.map(({ a, b }) => `${(b.x - a.x) * (b.y - a.y) > 0 ? 'bottom' : 'top'} right`),
        cliponaxis: false,
        hoverinfo: 'skip',
      },
    ],
    chartLayout(460, axes(bubbles)),
  );
}

function centresOf(
  { labels, segments, centroids }: Segmentation<Matrix> & { readonly centroids?: Matrix },
  matrix: Matrix | undefined,
): { readonly segment: number; readonly centre: Float64Array }[] {
  if (centroids !== undefined && centroids.rows === segments.length) {
    return segments.map((_, segment) => ({
      segment,
      centre: centroids.data.slice(segment * centroids.columns, (segment + 1) * centroids.columns),
    }));
  }
  if (matrix === undefined) {
    throw new InputError(
      'clusterMap: the segmentation has no centroids. Give the matrix that it was made from, too.',
    );
  }
  if (matrix.rows !== labels.length) {
    throw new InputError(
      `clusterMap: the segmentation has ${labels.length} customers, the matrix ${matrix.rows}. Give what it was made from.`,
    );
  }
  const { columns, data } = matrix;
  const sums = segments.map(() => new Float64Array(columns));
  const counts = segments.map(() => 0);
  labels.forEach((s, i) => {
    counts[s]++;
    for (let j = 0; j < columns; j++) sums[s][j] += data[i * columns + j];
  });
  return sums.flatMap((sum, segment) =>
    counts[segment] === 0 ? [] : [{ segment, centre: sum.map((each) => each / counts[segment]) }],
  );
}

function place(
  centres: readonly { readonly segment: number; readonly centre: Float64Array }[],
  { segments, origin }: Segmentation<Matrix>,
): { bubbles: Bubble[]; fit: number } {
  const size = centres.length;
  if (size === 0) throw new InputError('clusterMap: no segment has a centre.');
  const distances = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) {
      const other = centres[b].centre;
      const distance = Math.hypot(...centres[a].centre.map((value, j) => value - other[j]));
      distances[a * size + b] = distance;
      distances[b * size + a] = distance;
    }
  }
  const { coordinates, fit } = classicalScaling(distances, size);
  const styles = segmentStyles(segments, origin);
  const bubbles = centres.map(({ segment }, i): Bubble => {
    let nearest = -1;
    for (let j = 0; j < size; j++) {
      if (j !== i && (nearest < 0 || distances[i * size + j] < distances[i * size + nearest])) nearest = j;
    }
    return {
      name: segments[segment].name,
      color: styles[segment].color,
      size: segments[segment].size,
      share: segments[segment].share,
      x: coordinates[i * 2],
      y: coordinates[i * 2 + 1],
      ...(nearest < 0 ? {} : { nearest, distance: distances[i * size + nearest] }),
    };
  });
  return { bubbles, fit };
}

/** Names stand where fewer lines go: below a bubble whose lines go up, else above. */
function sides(
  bubbles: readonly Bubble[],
  pairs: readonly { readonly a: Bubble; readonly b: Bubble }[],
): string[] {
  return bubbles.map((bubble) => {
    const rise = pairs.reduce((sum, { a, b }) => {
      if (a !== bubble && b !== bubble) return sum;
      const other = a === bubble ? b : a;
      return sum + (other.y - bubble.y) / Math.hypot(other.x - bubble.x, other.y - bubble.y);
    }, 0);
    return rise > 0 ? 'bottom center' : 'top center';
  });
}

/** Both axes on the same scale, with room for bubbles and names. */
function axes(bubbles: readonly Bubble[]) {
  const ends = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];
  const [left, right] = ends(bubbles.map(({ x }) => x));
  const [low, high] = ends(bubbles.map(({ y }) => y));
  const height = Math.max(high - low, (right - left) / SHAPE, 1e-9) * 2 || 1;
  const around = (from: number, to: number, length: number) => {
    const middle = (from + to) / 2;
    return [middle - length / 2, middle + length / 2];
  };
  return {
    xaxis: numberAxis('Distance (prepared columns)', {
      range: around(left, right, height * SHAPE),
      constrain: 'range',
    }),
    yaxis: numberAxis('Distance (prepared columns)', {
      range: around(low, high, height),
      scaleanchor: 'x',
      constrain: 'range',
    }),
  };
}

function alternativeText(bubbles: readonly Bubble[], share: string): string {
  const said = bubbles.map(({ name, size, nearest, distance }) => {
    const beside =
      nearest === undefined
        ? 'no other segment'
        : `nearest ${isolated(bubbles[nearest].name)} at ${formatNumber(distance!, { digits: 2 })}`;
    return `${isolated(name)}: ${formatNumber(size)} customers, ${beside}`;
  });
  const largest = bubbles.reduce((a, b) => (b.size > a.size ? b : a));
  return [
    `Bubble chart, a map of the centres of segments. Both axes: distance in the scale of the prepared columns; the plane shows ${share} of the squared distances.`,
    `${said.join('; ')}.`,
    `Largest segment: ${isolated(largest.name)}.`,
  ].join(' ');
}
