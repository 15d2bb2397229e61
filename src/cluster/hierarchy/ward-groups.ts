import type { Groups } from './nearest-neighbour-chain.js';

/**
 * Groups by Ward: two are as far apart as the sum of squares within grows, times two, when they become one. It follows
 * from means and sizes, so that no distances are kept: memory is that of the customers.
 *
 * @param given - Row after row.
 */
export function wardGroups(given: Float64Array, columns: number): Groups {
  let count = given.length / columns;
  const data = new Float64Array(given.length + 3 * columns); // four rows can be read from the last one on
  data.set(given);
  const sizes = new Float64Array(count).fill(1);
  const ids = Int32Array.from({ length: count }, (_, i) => i);
  const places = ids.slice();
  const own = new Float64Array(columns);
  const four = new Float64Array(4);
  return {
    any: () => ids[0],
    nearest(group, rather) {
      const place = places[group];
      const size = sizes[place];
      own.set(data.subarray(place * columns, (place + 1) * columns));
      let nearest = rather < 0 ? -1 : places[rather];
      let least = Infinity;
      if (nearest >= 0) {
        squares(data, nearest * columns, columns, own, four);
        least = (four[0] * 2 * size * sizes[nearest]) / (size + sizes[nearest]);
      }
      for (let p = 0; p < count; p += 4) {
        squares(data, p * columns, columns, own, four);
        for (let q = p; q < p + 4 && q < count; q++) {
          const distance = (four[q - p] * 2 * size * sizes[q]) / (size + sizes[q]);
          if (distance < least && q !== place) {
            least = distance;
            nearest = q;
          }
        }
      }
      return { group: ids[nearest], distance: least };
    },
    merge(group, other) {
      const [to, from] = [places[group], places[other]];
      const size = sizes[to] + sizes[from];
      const share = sizes[from] / size;
      for (let j = 0; j < columns; j++) {
        const at = to * columns + j;
        data[at] += (data[from * columns + j] - data[at]) * share;
      }
      sizes[to] = size;
      count--;
      data.copyWithin(from * columns, count * columns, (count + 1) * columns);
      sizes[from] = sizes[count];
      ids[from] = ids[count];
      places[ids[from]] = from;
    },
  };
}

/** Squared distances of four rows to one: four sums that do not wait for each other. */
function squares(
  data: Float64Array,
  from: number,
  columns: number,
  own: Float64Array,
  four: Float64Array,
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let j = 0, at = from; j < columns; j++, at++) {
    const value = own[j];
    const toA = data[at] - value;
    const toB = data[at + columns] - value;
    const toC = data[at + 2 * columns] - value;
    const toD = data[at + 3 * columns] - value;
    a += toA * toA;
    b += toB * toB;
    c += toC * toC;
    d += toD * toD;
  }
  four[0] = a;
  four[1] = b;
  four[2] = c;
  four[3] = d;
}
