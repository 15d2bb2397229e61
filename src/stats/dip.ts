/**
 * Hartigan's dip: how far a sample is from having one mode, as the largest distance between its distribution and the
 * nearest one with a single mode. At least 1/(2n); at most 1/4: two points far apart, as heavy as each other.
 *
 * The nearest distribution is convex up to the mode and concave after it. The search begins with the whole sample and goes
 * inwards as long as the two curves are farther apart between than what is needed outside.
 *
 * @param values - Ascending; equal values are allowed. Of no values it is 0.
 *
 * O(n) in most cases, at most O(n²). Source: Hartigan and Hartigan, "The dip test of unimodality", Annals of Statistics 13
 * (1985) 70-84; Hartigan, Applied Statistics 34 (1985) 320-325, AS 217.
 *
 * @example
 * dip([0, 0, 1, 1]); // 0.25
 */
export function dip(values: ArrayLike<number>): number {
  const n = values.length;
  if (n === 0) return 0;
  // On a scale of 1 no difference overflows, and no product vanishes.
  const scale = Math.max(Math.abs(values[0]), Math.abs(values[n - 1])) || 1;
  const sorted = Float64Array.from(values, (value) => value / scale);
  const convex = corners(sorted, 1);
  const concave = corners(sorted, -1);
  let found = 1; // in steps of 1/(2n)
  let low = 0;
  let high = n - 1;
  while (sorted[low] !== sorted[high]) {
    const below = curve(convex, high, low); // from right to left
    const above = curve(concave, low, high); // from left to right
    const gap = widestGap(sorted, below, above);
    if (gap.width < found) break;
    for (let c = gap.below; c + 1 < below.length; c++) {
      found = Math.max(found, bulge(sorted, below[c + 1], below[c], 1));
    }
    for (let c = gap.above; c + 1 < above.length; c++) {
      found = Math.max(found, bulge(sorted, above[c], above[c + 1], -1));
    }
    if (low === below[gap.below] && high === above[gap.above]) break;
    low = below[gap.below];
    high = above[gap.above];
  }
  return found / (2 * n);
}

/**
 * For each place the next corner of the curve that ends there: towards the first place for the largest convex curve below
 * the distribution (`side` 1), towards the last for the smallest concave one above it (−1).
 */
function corners(sorted: ArrayLike<number>, side: 1 | -1): Int32Array {
  const n = sorted.length;
  const next = new Int32Array(n);
  const first = side === 1 ? 0 : n - 1;
  next[first] = first;
  for (let step = 1; step < n; step++) {
    const place = first + side * step;
    let corner = place - side;
    while (corner !== first) {
      const far = next[corner];
      // Slopes on both sides of the corner, multiplied out: equal values divide nothing.
      const near = (sorted[place] - sorted[corner]) * (corner - far);
      if (near < (sorted[corner] - sorted[far]) * (place - corner)) break;
      corner = far;
    }
    next[place] = corner;
  }
  return next;
}

function curve(next: Int32Array, from: number, to: number): number[] {
  const places = [from];
  for (let place = from; place !== to; places.push(place)) place = next[place];
  return places;
}

/** Where the curves are farthest apart: corner of each that bounds it, and the width in steps of 1/n. */
function widestGap(sorted: ArrayLike<number>, below: readonly number[], above: readonly number[]) {
  const widest = { width: 0, below: below.length - 1, above: above.length - 1 };
  if (below.length === 2 && above.length === 2) return { ...widest, width: 1 };
  let b = below.length - 2;
  let a = 1;
  do {
    const [left, right] = [below[b], above[a]];
    if (left > right) {
      // The next corner is one of the concave curve: how high is it over the convex line there?
      const from = below[b + 1];
      const line = ((sorted[right] - sorted[from]) * (left - from)) / (sorted[left] - sorted[from]);
      const width = right - from + 1 - line;
      a++;
      if (width >= widest.width) Object.assign(widest, { width, below: b + 1, above: a - 1 });
    } else {
      const from = above[a - 1];
      const line = ((sorted[left] - sorted[from]) * (right - from)) / (sorted[right] - sorted[from]);
      const width = line - (left - from - 1);
      b--;
      if (width >= widest.width) Object.assign(widest, { width, below: b + 1, above: a });
    }
    b = Math.max(b, 0);
    a = Math.min(a, above.length - 1);
  } while (below[b] !== above[a]);
  return widest;
}

/** How far the distribution is from the line between two corners, above a convex curve (1) or below a concave one (−1). */
function bulge(sorted: ArrayLike<number>, from: number, to: number, side: 1 | -1): number {
  let most = 1;
  if (to - from <= 1 || sorted[to] === sorted[from]) return most;
  const slope = (to - from) / (sorted[to] - sorted[from]);
  for (let place = from; place <= to; place++) {
    const line = (sorted[place] - sorted[from]) * slope;
    most = Math.max(most, 1 + side * (place - from - line));
  }
  return most;
}
