import { breathe, type Task } from '../../core/task.js';
import type { ThresholdLeaf, ThresholdNode, ThresholdSplit } from './threshold-node.js';

/** A leaf that may be split, and what the best question saves. */
export interface Leaf {
  readonly rows: Int32Array;
  readonly segment: number;
  readonly best?: Question;
}

/** A question in a leaf. */
export interface Question {
  readonly column: number;
  readonly threshold: number;
  readonly gain: number;
  readonly left: number;
  readonly right: number;
}

/** One split that was made. */
export interface GrownSplit {
  readonly column: number;
  /** What it saved. */
  readonly gain: number;
}

/** Finds the best question of a leaf, where any saves something. */
export type FindQuestion = (rows: Int32Array) => Question | undefined;

/**
 * Splits leaves of a tree, each time the one whose question saves most, until there are so many or none saves anything.
 */
export async function growLeaves(
  root: ThresholdNode,
  wanted: number,
  data: { readonly rows: number; readonly columns: number; readonly data: Float64Array },
  find: FindQuestion,
  task: Task,
): Promise<{ readonly root: ThresholdNode; readonly splits: readonly GrownSplit[] }> {
  type Growing = { column: number; threshold: number; left: Growing; right: Growing } | { leaf: Leaf };
  const leaves: { place: { set(node: Growing): void }; leaf: Leaf }[] = [];
  const splits: GrownSplit[] = [];
  const open = (rows: Int32Array, segment: number): Leaf => {
    const best = find(rows);
    return { rows, segment, ...(best === undefined ? {} : { best }) };
  };
  const copy = (node: ThresholdNode, rows: Int32Array, set: (made: Growing) => void): Growing => {
    if ('segment' in node) {
      const leaf = open(rows, node.segment);
      leaves.push({ place: { set }, leaf });
      return { leaf };
    }
    const goesLeft = (row: number) => data.data[row * data.columns + node.column] <= node.threshold;
    const made: Exclude<Growing, { leaf: Leaf }> = {
      column: node.column,
      threshold: node.threshold,
      left: undefined as never,
      right: undefined as never,
    };
    made.left = copy(node.left, rows.filter(goesLeft), (child) => {
      made.left = child;
    });
    made.right = copy(
      node.right,
      rows.filter((row) => !goesLeft(row)),
      (child) => {
        made.right = child;
      },
    );
    return made;
  };
  let tree: Growing;
  const all = Int32Array.from({ length: data.rows }, (_, i) => i);
  tree = copy(root, all, (made) => {
    tree = made;
  });
  while (leaves.length < wanted) {
    task.progress(leaves.length / wanted, `Tree with ${leaves.length} of ${wanted} leaves`);
    await breathe(task);
    let at = -1;
    leaves.forEach(({ leaf }, i) => {
      const gain = leaf.best?.gain ?? 0;
      if (gain > 0 && (at < 0 || gain > leaves[at].leaf.best!.gain)) at = i;
    });
    if (at < 0) break;
    const { place, leaf } = leaves[at];
    const { column, threshold, gain, left, right } = leaf.best!;
    const goesLeft = (row: number) => data.data[row * data.columns + column] <= threshold;
    const first = open(leaf.rows.filter(goesLeft), left);
    const second = open(
      leaf.rows.filter((row) => !goesLeft(row)),
      right,
    );
    const made = { column, threshold, left: { leaf: first } as Growing, right: { leaf: second } as Growing };
    place.set(made);
    leaves.splice(
      at,
      1,
      {
        place: {
          set: (child) => {
            made.left = child;
          },
        },
        leaf: first,
      },
      {
        place: {
          set: (child) => {
            made.right = child;
          },
        },
        leaf: second,
      },
    );
    splits.push({ column, gain });
  }
  const frozen = (node: Growing): ThresholdNode =>
    'leaf' in node
      ? ({ segment: node.leaf.segment } satisfies ThresholdLeaf)
      : ({
          column: node.column,
          threshold: node.threshold,
          left: frozen(node.left),
          right: frozen(node.right),
        } satisfies ThresholdSplit);
  return { root: frozen(tree), splits };
}
