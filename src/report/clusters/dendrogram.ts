import type { HierarchySegmentation } from '../../cluster/hierarchy/cut-hierarchy.js';
import type { Hierarchy } from '../../cluster/hierarchy/hierarchy.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';

/** How a tree is drawn. */
export interface DendrogramOptions {
  readonly title?: string;
  /** Segments of the tree, in colours below the line at which it is cut. */
  readonly cut?: HierarchySegmentation;
  /** Most groups at the bottom, default 20, whose numbers have room on a phone; smaller ones are drawn together. */
  readonly leaves?: number;
}

const LINKAGE_WORDS = {
  ward: 'by how much the segments get less tight',
  average: 'mean distance of their customers',
  complete: 'largest distance of their customers',
  single: 'smallest distance of their customers',
} as const;

/**
 * The upper part of a tree of customers: who is joined with whom, at which height.
 *
 * @param tree - What `hierarchy` gives.
 * @throws {InputError} For fewer than two leaves, and a cut of other customers.
 *
 * @example
 * const tree = await hierarchy(scaled);
 * dendrogram(tree, { cut: tree.cut({ k: 4 }) }).content.title; // 'Who is joined with whom, and how late'
 */
export function dendrogram(tree: Hierarchy, options: DendrogramOptions = {}): Figure {
  const { merges, rows, linkage } = tree;
  const { cut } = options;
  const most = options.leaves ?? 20;
  if (!Number.isInteger(most) || most < 2)
    throw new InputError(`dendrogram: leaves is ${most}. It has to be a whole number from 2 on.`);
  if (cut !== undefined && cut.labels.length !== rows) {
    throw new InputError(`dendrogram: the cut has ${cut.labels.length} customers, the tree ${rows}.`);
  }
  const count = Math.min(most, rows);
  const shown = merges.length - (count - 1); // merges below are drawn together
  const isDrawn = (group: number) => group >= rows + shown;
  const sizeOf = (group: number) => (group < rows ? 1 : merges[group - rows].size);
  const anyRow = (group: number): number => {
    let at = group;
    while (at >= rows) at = merges[at - rows].first;
    return at;
  };
  const styles = cut === undefined ? [] : segmentStyles(cut.segments, cut.origin);
  const limit = cut?.between.above ?? Number.POSITIVE_INFINITY;
  const colorOf = (group: number, height: number): string =>
    cut === undefined || height >= limit ? REST_COLOR : styles[cut.labels[anyRow(group)]].color;
  const leaves: { size: number; segment?: string }[] = [];
  const lines: PlotlyObject[] = [];
  const draw = (group: number): { readonly x: number; readonly y: number } => {
    if (!isDrawn(group)) {
      const segment = cut?.segments[cut.labels[anyRow(group)]].name;
      leaves.push({ size: sizeOf(group), ...(segment === undefined ? {} : { segment }) });
      return { x: leaves.length - 1, y: 0 };
    }
    const { first, second, height, size } = merges[group - rows];
    const [left, right] = [draw(first), draw(second)];
    lines.push({
      type: 'scatter',
      mode: 'lines',
      x: [left.x, left.x, right.x, right.x],
      y: [left.y, height, height, right.y],
      line: { color: colorOf(group, height), width: 2 },
      text: `${formatNumber(size)} customers joined at ${formatNumber(height)}`,
      hoverinfo: 'text',
    });
    return { x: (left.x + right.x) / 2, y: height };
  };
  draw(rows + merges.length - 1);
  const { below, above } = cut?.between ?? {};
  const line = above === undefined ? undefined : ((below ?? 0) + above) / 2;
  const top = merges[merges.length - 1].height;
  return figure(
    {
      title: options.title ?? 'Who is joined with whom, and how late',
      caption: `How to read this: at the bottom are groups of customers with their number; going up, the two nearest are joined, the later the less alike they are. Long vertical lines are groups that stay apart for long; where lines are short, one more or one less segment makes no difference.${line === undefined ? '' : ` The dashed line cuts the tree into ${cut!.segments.length} segments, in colours.`}`,
      alternativeText: `Tree chart (dendrogram) with ${leaves.length} groups at the bottom. Vertical axis: height, 0 to ${formatNumber(top)}. The last merges are at ${merges
        .slice(-4)
        .map(({ height }) => formatNumber(height))
        .join(', ')}.`,
      source: `${formatNumber(rows)} customers, ${linkage} linkage`,
      table: {
        kind: 'table',
        caption: 'The last merges',
        columns: [
          { name: 'segments', title: 'Segments before', align: 'right' },
          { name: 'height', title: 'Height', align: 'right', format: { digits: 2 } },
          { name: 'customers', title: 'Customers joined', align: 'right' },
        ],
        rows: merges
          .slice(shown)
          .map(({ height, size }, m) => [count - m, height, size])
          .toReversed(),
        totalRows: count - 1,
      },
    },
    lines,
    chartLayout(420, {
      xaxis: {
        tickmode: 'array',
        tickvals: leaves.map((_, l) => l),
        ticktext: leaves.map(({ size }) => formatNumber(size)),
        tickangle: leaves.length > 12 ? -90 : 0,
        tickfont: { size: leaves.length > 12 ? 10 : 12 },
        title: { text: 'Customers in each group', standoff: 8 },
        range: [-0.6, leaves.length - 0.4],
        automargin: true,
        showgrid: false,
        zeroline: false,
        fixedrange: true,
      },
      yaxis: numberAxis(`Height: ${LINKAGE_WORDS[linkage]}`, { range: [0, top * 1.04], fixedrange: true }),
      ...(line === undefined
        ? {}
        : {
            shapes: [
              {
                type: 'line',
                xref: 'paper',
                x0: 0,
                x1: 1,
                y0: line,
                y1: line,
                line: { color: REST_COLOR, dash: 'dash', width: 1.5 },
              },
            ],
          }),
    }),
  );
}
