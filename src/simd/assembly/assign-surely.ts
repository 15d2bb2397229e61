import { squareTo } from './centroids';
import { Customers } from './customers';
import { labelTile } from './label-tile';
import { makeMoves, makeMovesOfMany, movesOf, newLabelsOf, noteMoves, tilesOf } from './moves';

/** Tiles that are fetched together. */
const TOGETHER: usize = 8;

/**
 * Labels tiles of customers with the nearest centroid, without doubt: single precision decides only where the gap
 * between the best two is wider than its error can be; the other customers are compared in double precision. Keeps the
 * sums up to date and notes the leads. A tile is passed over as long as the centroids moved too little to matter to it.
 *
 * Customers without a label get one, and are left out of the sums.
 *
 * The scores are those of `assignFast`.
 *
 * @returns How many customers moved to another centroid.
 *
 * Source of the bound: Higham, "Accuracy and stability of numerical algorithms", 2nd edition, section 3.1; of passing
 * over: Hamerly, "Making k-means even faster", SIAM Data Mining 2010.
 */
export function assignSurely(at: usize, from: i32, to: i32, thread: i32): i32 {
  const customers = changetype<Customers>(at);
  const errorByNorm = largestOf(customers.errors, customers.k);
  const errorByOwn = largestOf(customers.errors + (<usize>customers.evenK << 2), customers.k);
  const newLabels = newLabelsOf(customers, thread);
  const tiles = tilesOf(customers, thread);
  let changed = 0;
  let moves = movesOf(customers, thread);
  for (let next = from; next < to; ) {
    let behind = tiles;
    for (; next < to && behind < tiles + (TOGETHER << 2); next++) {
      if (customers.drift < load<f64>(customers.safeUntil + (<usize>next << 3))) continue;
      store<i32>(behind, next);
      behind += 4;
    }
    touchTiles(customers, tiles, behind);
    let labels = newLabels;
    for (let at = tiles; at < behind; at += 4, labels += 32) labelTile(customers, load<i32>(at), labels, true, errorByNorm, errorByOwn);
    labels = newLabels; // apart from the loop above: a wrong guess whether anybody moves would stop it
    for (let at = tiles; at < behind; at += 4, labels += 32) {
      const tile = load<i32>(at);
      if (load<f64>(customers.safeUntil + (<usize>tile << 3)) < 0) settleTile(customers, tile, labels);
      const end = noteMoves(customers, moves, tile, labels);
      changed += <i32>(end - moves) >> 3;
      moves = makeMovesOfMany(customers, thread, end);
    }
  }
  makeMoves(customers, thread, moves);
  return changed;
}

/** Reads a little of each line of some tiles, so that fetching one does not wait for another. */
// @ts-ignore: decorator
@inline
function touchTiles(customers: Customers, tiles: usize, behind: usize): void {
  const size = <usize>customers.columns << 6;
  let touched = 0;
  for (let at = tiles; at < behind; at += 4) {
    const tile = <usize>load<i32>(at);
    const rows = customers.tiles + tile * size;
    for (let line = rows; line < rows + size; line += 64) touched += load<i32>(line);
    touched += load<i32>(customers.leads + (tile << 6));
    touched += load<i32>(customers.squares + (tile << 6));
    touched += load<i32>(customers.labels + (tile << 5));
  }
  store<i32>(behind, touched); // else nothing would be fetched
}

/** Compares those customers of a tile in double precision whose lead is in doubt. */
function settleTile(customers: Customers, tile: i32, labels: usize): void {
  const place = tile << 4;
  const leads = customers.leads + (<usize>place << 2);
  for (let r = 0; r < min(customers.rows - place, 16); r++) {
    if (load<f32>(leads + (r << 2)) > 0) continue;
    store<u16>(labels + (r << 1), <u16>nearest(customers, place + r, leads + (r << 2)));
  }
}

function largestOf(values: usize, count: i32): f32 {
  let largest: f32 = 0;
  for (let i = 0; i < count; i++) largest = max(largest, load<f32>(values + (i << 2)));
  return largest;
}

/**
 * The nearest centroid in double precision; of equally near ones the one with the smaller values, so that the answer
 * does not depend on how they are numbered.
 */
function nearest(customers: Customers, place: i32, lead: usize): i32 {
  let label = 0;
  let best = Infinity;
  let second = Infinity;
  for (let c = 0; c < customers.k; c++) {
    const square = squareTo(customers, place, c);
    if (square < best || (square === best && comesBefore(customers, c, label))) {
      second = best;
      best = square;
      label = c;
    } else if (square < second) second = square;
  }
  store<f32>(lead, <f32>((sqrt<f64>(second) - sqrt<f64>(best)) * 0.9999)); // rounded down
  return label;
}

function comesBefore(customers: Customers, a: i32, b: i32): bool {
  const columns = customers.columns;
  let left = customers.centroids + ((a * columns) << 3);
  let right = customers.centroids + ((b * columns) << 3);
  for (let j = 0; j < columns; j++, left += 8, right += 8) {
    const difference = load<f64>(left) - load<f64>(right);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
