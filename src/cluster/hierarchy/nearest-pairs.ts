import { breathe, type Task } from '../../core/task.js';
import type { DistancePanels } from './distance-panels.js';
import type { FoundMerge } from './merge.js';

/** How far a third group is from two that become one: by the mean of all distances, or by the largest. */
export type KeptLinkage = 'average' | 'complete';

const GONE = -1;

/**
 * Merges the nearest pair of all, again and again, by distances that are kept. Each group remembers the nearest of those
 * before it; what it remembers may be too near, and is looked up again only when it is the nearest of all.
 *
 * @param panels - What `distancePanels` gave; overwritten.
 *
 * O(customers²) in practice, at most O(customers³).
 * Source: Müllner, arXiv:1109.2378, the generic algorithm.
 */
export async function nearestPairs(
  panels: DistancePanels,
  count: number,
  linkage: KeptLinkage,
  task: Task,
): Promise<FoundMerge[]> {
  const pairs = pairsOf(panels, count, linkage);
  const found: FoundMerge[] = [];
  for (let left = count; left > 1; left--) {
    if (left % 16 === 0) {
      task.progress(1 - 0.7 * (left / count) ** 2, 'Hierarchy of customers');
      await breathe(task);
    }
    found.push(pairs.merge());
  }
  return found;
}

/** Groups that are left. Their places are the first `left` of `taken`, ascending. */
interface Groups extends DistancePanels {
  readonly taken: Int32Array;
  readonly ids: Int32Array;
  readonly sizes: Float64Array;
  /** The nearest of those before; `GONE` where that has to be looked up. */
  readonly nearest: Int32Array;
  /** Not farther than that is. */
  readonly least: Float64Array;
}

function pairsOf(panels: DistancePanels, count: number, linkage: KeptLinkage) {
  const taken = Int32Array.from({ length: count }, (_, i) => i);
  const groups: Groups = {
    ...panels,
    taken,
    ids: taken.slice(),
    sizes: new Float64Array(count).fill(1),
    nearest: new Int32Array(count),
    least: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
  let left = count;
  let room = count;
  let highest = 0;
  for (let i = 1; i < count; i++) look(groups, i);
  return {
    merge(): FoundMerge {
      const to = nearestOfAll(groups, left);
      const from = groups.nearest[to];
      // Rounding may put a group nearer than its parts were: a tree does not grow downwards.
      highest = Math.max(highest, groups.least[to]);
      const merge = { one: groups.ids[to], other: groups.ids[from], height: highest };
      join(groups, left, to, from, linkage === 'average');
      left--;
      if (left <= room / 2) {
        moveTogether(groups, left);
        room = left;
      }
      return merge;
    },
  };
}

// The loops below are functions of the module with arrays of their own: as closures they are compiled for the first tree
// of a process, and half as fast for the next.

/** Looks up the nearest group before one. */
function look({ values, rows, columns, taken, nearest, least }: Groups, place: number): void {
  const row = rows[place];
  let shortest = Number.POSITIVE_INFINITY;
  let found = GONE;
  for (let i = 0, p = taken[0]; p < place; p = taken[++i]) {
    const distance = values[row + columns[p]];
    if (distance < shortest) {
      shortest = distance;
      found = p;
    }
  }
  least[place] = shortest;
  nearest[place] = found;
}

/** The later one of the nearest pair. */
function nearestOfAll(groups: Groups, left: number): number {
  const { values, rows, columns, taken, nearest, least } = groups;
  for (;;) {
    let best = taken[1];
    let shortest = least[best];
    for (let i = 2; i < left; i++) {
      const p = taken[i];
      if (least[p] < shortest) {
        shortest = least[p];
        best = p;
      }
    }
    const before = nearest[best];
    if (before !== GONE && values[rows[best] + columns[before]] === shortest) return best;
    look(groups, best);
  }
}

/** The group at `from` joins the later one at `to`. */
function join(groups: Groups, left: number, to: number, from: number, isAverage: boolean): void {
  const { values, rows, columns, taken, sizes, nearest, least } = groups;
  const size = sizes[to] + sizes[from];
  const share = sizes[from] / size;
  const rowTo = rows[to];
  const rowFrom = rows[from];
  const columnTo = columns[to];
  const columnFrom = columns[from];
  let shortest = Number.POSITIVE_INFINITY;
  let found = GONE;
  let i = 0;
  for (let p = taken[0]; p < from; p = taken[++i]) {
    const column = columns[p];
    const distance = joined(values[rowTo + column], values[rowFrom + column], share, isAverage);
    values[rowTo + column] = distance;
    if (distance < shortest) {
      shortest = distance;
      found = p;
    }
  }
  const gone = i;
  for (let p = taken[++i]; p < to; p = taken[++i]) {
    const place = rowTo + columns[p];
    const distance = joined(values[place], values[rows[p] + columnFrom], share, isAverage);
    values[place] = distance;
    if (distance < shortest) {
      shortest = distance;
      found = p;
    }
    if (nearest[p] === from) nearest[p] = GONE;
  }
  for (i++; i < left; i++) {
    const p = taken[i];
    const row = rows[p];
    values[row + columnTo] = joined(values[row + columnTo], values[row + columnFrom], share, isAverage);
    if (nearest[p] === from) nearest[p] = to;
  }
  least[to] = shortest;
  nearest[to] = found;
  sizes[to] = size;
  taken.copyWithin(gone, gone + 1, left);
}

/** The groups that are left move to the first places: searches stay in memory that is near. */
function moveTogether(
  { values, rows, columns, taken, ids, sizes, nearest, least }: Groups,
  left: number,
): void {
  const places = new Int32Array(taken.length).fill(GONE);
  for (let p = 0; p < left; p++) places[taken[p]] = p;
  for (let p = 0; p < left; p++) {
    const place = taken[p];
    for (let q = 0; q < p; q++) values[rows[p] + columns[q]] = values[rows[place] + columns[taken[q]]];
    ids[p] = ids[place];
    sizes[p] = sizes[place];
    least[p] = least[place];
    nearest[p] = nearest[place] === GONE ? GONE : places[nearest[place]];
  }
  for (let p = 0; p < left; p++) taken[p] = p;
}

function joined(toOne: number, toOther: number, share: number, isAverage: boolean): number {
  if (isAverage) return toOne + (toOther - toOne) * share;
  return Math.max(toOne, toOther);
}
