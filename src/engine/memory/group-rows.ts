import type { Frame, Vector } from './vector.js';

/** Rows by group: groups are numbered in the order in which they first appear. */
export interface RowGroups {
  /** Group of each row. */
  readonly group: Int32Array;
  readonly count: number;
  /** First row of each group. */
  readonly first: Int32Array;
}

/** Groups rows that have the same values in all columns of `by`; missing is a value. Without `by` all are one. */
export function groupRows({ rows, columns }: Frame, by: readonly string[]): RowGroups {
  if (by.length === 0)
    return { group: new Int32Array(rows), count: 1, first: Int32Array.of(rows > 0 ? 0 : -1) };
  const [first, ...others] = by.map((name) => valuePlaces(columns.get(name)!, rows));
  return renumbered(others.reduce(combined, first));
}

/** Whole numbers from 0 to below `count` that tell values apart. */
interface Places {
  readonly places: Int32Array;
  readonly count: number;
}

/** Places that tell pairs of values apart; where one side tells the other, as an order does its customer, it is enough. */
function combined(a: Places, b: Places): Places {
  if (determines(b, a)) return b;
  if (determines(a, b)) return a;
  const pairs = new Float64Array(a.places.length);
  for (let i = 0; i < pairs.length; i++) pairs[i] = a.places[i] * b.count + b.places[i];
  return pairs.length > 0 && a.count * b.count <= DENSE * pairs.length
    ? { places: Int32Array.from(pairs), count: a.count * b.count }
    : numbered(pairs);
}

/** Places up to so many times the rows are looked up in an array, beyond it in a map. */
const DENSE = 8;

function determines(a: Places, b: Places): boolean {
  const known = new Int32Array(a.count).fill(-1);
  for (let i = 0; i < a.places.length; i++) {
    const place = a.places[i];
    if (known[place] === -1) known[place] = b.places[i];
    else if (known[place] !== b.places[i]) return false;
  }
  return true;
}

function renumbered({ places, count }: Places): RowGroups {
  const numbers = new Int32Array(count).fill(-1);
  const group = new Int32Array(places.length);
  const first: number[] = [];
  for (let i = 0; i < places.length; i++) {
    let number = numbers[places[i]];
    if (number === -1) {
      number = first.push(i) - 1;
      numbers[places[i]] = number;
    }
    group[i] = number;
  }
  return { group, count: first.length, first: Int32Array.from(first) };
}

/** The place of each value among the different values of a column. */
function valuePlaces(vector: Vector, rows: number): Places {
  const { values, stride, dictionary } = vector;
  if (dictionary !== undefined) {
    const missing = dictionary.length;
    const places = new Int32Array(rows);
    for (let i = 0; i < rows; i++) {
      const place = values[i * stride];
      places[i] = Number.isNaN(place) ? missing : place;
    }
    return { places, count: missing + 1 };
  }
  const spread = new Float64Array(rows);
  for (let i = 0; i < rows; i++) spread[i] = values[i * stride];
  return numbered(spread);
}

/** Places for numbers, in the order in which they first appear. */
function numbered(values: Float64Array): Places {
  const places = new Int32Array(values.length);
  const known = new Map<number, number>(); // finds NaN, and -0 as 0
  for (let i = 0; i < values.length; i++) {
    let place = known.get(values[i]);
    if (place === undefined) {
      place = known.size;
      known.set(values[i], place);
    }
    places[i] = place;
  }
  return { places, count: known.size };
}

/** Rows sorted by group: rows of group g are `rows[start[g]]` to before `rows[start[g + 1]]`, in row order. */
export function rowsByGroup({ group, count }: RowGroups): { rows: Int32Array; start: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < group.length; i++) start[group[i] + 1]++;
  for (let g = 0; g < count; g++) start[g + 1] += start[g];
  const next = start.slice();
  const rows = new Int32Array(group.length);
  for (let i = 0; i < group.length; i++) rows[next[group[i]]++] = i;
  return { rows, start };
}
