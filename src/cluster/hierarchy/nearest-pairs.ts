import { breathe, type Task } from '../../core/task.js';
import { tileColumn, tileRow } from './distance-tiles.js';
import type { FoundMerge } from './merge.js';

/** How far a third group is from two that become one: by the mean of all distances, or by the largest. */
export type KeptLinkage = 'average' | 'complete';

const GONE = -1;

/**
 * Merges the nearest pair of all, again and again, by distances that are kept. Each group remembers the nearest of those
 * before it; what it remembers may be too near, and is looked up again only when it is the nearest of all.
 *
 * @param tiles - What `distanceTiles` gave; overwritten.
 *
 * O(customers²) in practice, at most O(customers³).
 * Source: Müllner, arXiv:1109.2378, the generic algorithm.
 */
export async function nearestPairs(
  tiles: Float64Array,
  count: number,
  linkage: KeptLinkage,
  task: Task,
): Promise<FoundMerge[]> {
  const pairs = pairsOf(tiles, count, linkage);
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

function pairsOf(tiles: Float64Array, count: number, linkage: KeptLinkage) {
  const isAverage = linkage === 'average'; // a function for each would be called for each distance
  let left = count; // places of groups are the first of `taken`, ascending
  let room = count;
  const taken = Int32Array.from({ length: count }, (_, i) => i);
  const rows = taken.map(tileRow); // where the distances of each begin
  const ids = taken.slice();
  const sizes = new Float64Array(count).fill(1);
  const nearest = new Int32Array(count); // of those before
  const least = new Float64Array(count).fill(Infinity); // not farther than that is
  let highest = 0;
  for (let i = 1; i < count; i++) look(i);

  /** Looks up the nearest group before one. */
  function look(place: number): void {
    const row = rows[place];
    let shortest = Infinity;
    let found = GONE;
    for (let i = 0, p = taken[0]; p < place; p = taken[++i]) {
      const distance = tiles[row + tileColumn(p)];
      if (distance < shortest) {
        shortest = distance;
        found = p;
      }
    }
    least[place] = shortest;
    nearest[place] = found;
  }

  /** The later one of the nearest pair. */
  function nearestOfAll(): number {
    for (;;) {
      let best = taken[1];
      for (let i = 2; i < left; i++) if (least[taken[i]] < least[best]) best = taken[i];
      const before = nearest[best];
      if (before !== GONE && tiles[rows[best] + tileColumn(before)] === least[best]) return best;
      look(best);
    }
  }

  /** The group at `from` joins the later one at `to`. */
  function join(to: number, from: number): void {
    const size = sizes[to] + sizes[from];
    const share = sizes[from] / size;
    const rowTo = rows[to];
    const rowFrom = rows[from];
    const columnTo = tileColumn(to);
    const columnFrom = tileColumn(from);
    let shortest = Infinity;
    let found = GONE;
    let i = 0;
    for (let p = taken[0]; p < from; p = taken[++i]) {
      const column = tileColumn(p);
      const distance = joined(tiles[rowTo + column], tiles[rowFrom + column], share, isAverage);
      tiles[rowTo + column] = distance;
      if (distance < shortest) {
        shortest = distance;
        found = p;
      }
    }
    const gone = i;
    for (let p = taken[++i]; p < to; p = taken[++i]) {
      const place = rowTo + tileColumn(p);
      const distance = joined(tiles[place], tiles[rows[p] + columnFrom], share, isAverage);
      tiles[place] = distance;
      if (distance < shortest) {
        shortest = distance;
        found = p;
      }
      if (nearest[p] === from) nearest[p] = GONE;
    }
    for (i++; i < left; i++) {
      const p = taken[i];
      const row = rows[p];
      tiles[row + columnTo] = joined(tiles[row + columnTo], tiles[row + columnFrom], share, isAverage);
      if (nearest[p] === from) nearest[p] = to;
    }
    least[to] = shortest;
    nearest[to] = found;
    sizes[to] = size;
    taken.copyWithin(gone, gone + 1, left);
    left--;
  }

  /** The groups that are left move to the first places: searches stay in memory that is near. */
  function moveTogether(): void {
    const places = new Int32Array(room).fill(GONE);
    for (let p = 0; p < left; p++) places[taken[p]] = p;
    for (let p = 0; p < left; p++) {
      const place = taken[p];
      for (let q = 0; q < p; q++) tiles[rows[p] + tileColumn(q)] = tiles[rows[place] + tileColumn(taken[q])];
      ids[p] = ids[place];
      sizes[p] = sizes[place];
      least[p] = least[place];
      nearest[p] = nearest[place] === GONE ? GONE : places[nearest[place]];
    }
    for (let p = 0; p < left; p++) taken[p] = p;
    room = left;
  }

  return {
    merge(): FoundMerge {
      const to = nearestOfAll();
      const from = nearest[to];
      // Rounding may put a group nearer than its parts were: a tree does not grow downwards.
      highest = Math.max(highest, least[to]);
      const merge = { one: ids[to], other: ids[from], height: highest };
      join(to, from);
      if (left <= room / 2) moveTogether();
      return merge;
    },
  };
}

function joined(toOne: number, toOther: number, share: number, isAverage: boolean): number {
  if (isAverage) return toOne + (toOther - toOne) * share;
  return Math.max(toOne, toOther);
}
