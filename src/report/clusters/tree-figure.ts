import type { RuleTree } from '../../cluster/trees/rule-tree.js';
import type { ThresholdLeaf, ThresholdNode, ThresholdSplit } from '../../cluster/trees/threshold-node.js';
import { formatNumber } from '../../core/format.js';
import { chartLayout, nameAxis } from '../../display/chart-layout.js';
import { type Figure, figure, type PlotlyObject } from '../../display/figure.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText } from '../../display/plotly-text.js';
import { sourceLine } from '../source-line.js';

/** What is drawn of a tree. */
export type DrawnTree = Pick<RuleTree, 'root' | 'rules' | 'segments' | 'labels' | 'origin'> & {
  readonly because?: string;
};

interface Placed {
  readonly x: number;
  readonly y: number;
}

const ROW_HEIGHT = 34;
const WIDTH = 18; // letters of a question

/**
 * The questions of a tree from left to right: up for "yes, at most so much", down for "more", and the segments at their
 * ends.
 *
 * @param tree - What `thresholdTree` or `ruleTree` gives.
 *
 * @example
 * treeFigure(await thresholdTree(scaled, segmentation)).content.title; // 'Which questions lead to which segment?'
 */
export function treeFigure(tree: DrawnTree, options: { readonly title?: string } = {}): Figure {
  const { root, segments, rules, origin } = tree;
  const leaves = leavesOf(root);
  const inOrder =
    rules.length === leaves.length &&
    leaves.every(({ segment }, l) => rules[l].key === segments[segment].key);
  const ruleOf = leaves.map(({ segment }, l) =>
    inOrder ? rules[l] : rules.find(({ key }) => key === segments[segment].key)!,
  );
  const styles = segmentStyles(segments, origin);
  const depth = depthOf(root);
  const lines: PlotlyObject[] = [];
  const questions: { at: Placed; text: string }[] = [];
  const rowOfLeaf: number[] = [];
  let row = 0;
  // Questions have rows of their own, between those they lead to: so nothing runs through them.
  const draw = (node: ThresholdNode, level: number): Placed => {
    if ('segment' in node) {
      rowOfLeaf.push(row);
      return { x: depth, y: row++ };
    }
    const left = draw(node.left, level + 1);
    const at = { x: level, y: row++ };
    const right = draw(node.right, level + 1);
    for (const child of [left, right]) {
      lines.push({
        type: 'scatter',
        mode: 'lines',
        x: [at.x, at.x, child.x],
        y: [at.y, child.y, child.y],
        line: { color: REST_COLOR, width: 1.5 },
        hoverinfo: 'skip',
      });
    }
    questions.push({ at, text: questionOf(node, origin.columns, leaves, ruleOf) });
    return at;
  };
  draw(root, 0);
  const shareOf = (l: number) => ruleOf[l].customers / tree.labels.length;
  const labels = leaves.map(
    ({ segment }, l) =>
      `${segments[segment].name}: ${formatNumber(shareOf(l), { style: 'percent', digits: 0 })}`,
  );
  return figure(
    {
      title: options.title ?? 'Which questions lead to which segment?',
      caption: `How to read this: begin at the left. Where a customer has at most so much, go up, else down; the end says the segment and the share of all customers who get there.${tree.because === undefined ? '' : ` ${tree.because}`}`,
      alternativeText: `Tree chart with ${questions.length} questions and ${leaves.length} ends. ${ruleOf.map(({ name, text }) => `${name}: ${text}`).join('. ')}.`,
      source: sourceLine(tree.labels.length, origin),
      table: {
        kind: 'table',
        caption: 'The rules',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'rule', title: 'Rule' },
          { name: 'customers', title: 'Customers', align: 'right' },
        ],
        rows: ruleOf.map(({ name, text, customers }) => [name, text, customers]),
        totalRows: ruleOf.length,
      },
    },
    [
      ...lines,
      {
        type: 'scatter',
        mode: 'markers',
        x: leaves.map(() => depth),
        y: rowOfLeaf,
        marker: {
          color: leaves.map(({ segment }) => styles[segment].color),
          symbol: leaves.map(({ segment }) => styles[segment].symbol),
          size: 13,
          opacity: 1,
        },
        cliponaxis: false,
        text: ruleOf.map(({ name, text }) => `${name}: ${text}`),
        hoverinfo: 'text',
      },
    ],
    chartLayout(row * ROW_HEIGHT + 30, {
      xaxis: { visible: false, range: [-0.08, depth + 0.05], fixedrange: true },
      yaxis: nameAxis(labels, {
        side: 'right',
        tickvals: rowOfLeaf,
        range: [row - 0.5, -0.5],
        ticks: 'outside', // not seen: they keep names clear of the marks
        ticklen: 7,
        tickcolor: 'rgba(0, 0, 0, 0)',
      }),
      annotations: questions.map(({ at, text }) => ({
        x: at.x,
        y: at.y,
        text: plotlyText(text, WIDTH),
        showarrow: false,
        xanchor: 'left',
        xshift: 5,
        align: 'left',
      })),
    }),
  );
}

function leavesOf(node: ThresholdNode): ThresholdLeaf[] {
  return 'segment' in node ? [node] : [...leavesOf(node.left), ...leavesOf(node.right)];
}

function depthOf(node: ThresholdNode): number {
  return 'segment' in node ? 0 : 1 + Math.max(depthOf(node.left), depthOf(node.right));
}

/** The question in the units of the rules: the last leaf on its upper side keeps it as its bound. */
function questionOf(
  node: ThresholdSplit,
  columns: readonly string[],
  leaves: readonly ThresholdLeaf[],
  rules: DrawnTree['rules'],
): string {
  const [last] = leavesOf(node.left).slice(-1);
  const own = rules[leaves.indexOf(last)].bounds.filter(({ side }) => side === 'up to');
  const { column, value } = own.find((bound) => bound.column === columns[node.column]) ?? own[0];
  return `${column} up to ${formatNumber(value)}?`;
}
