/** Customers with the same purchase history counted once; times are in one unit. Sorted, so that row order cannot matter. */
export interface PurchaseGroups {
  readonly size: number;
  /** Repeat purchases of a group. */
  readonly count: Float64Array;
  /** Age at the last purchase, 0 without repeat. */
  readonly recency: Float64Array;
  /** Age when observation ends. */
  readonly age: Float64Array;
  /** Customers of a group. */
  readonly weight: Float64Array;
  /** Customers of all groups. */
  readonly customers: number;
  /** Values that occur, sorted, and which of them a group has: functions of one number are computed once a value. */
  readonly counts: DistinctValues;
  readonly recencies: DistinctValues;
  readonly ages: DistinctValues;
  /** Group of each customer. */
  readonly groupOf: Int32Array;
}

/** The different values of a column and where each group finds its own. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly at: Int32Array;
}

/**
 * Groups customers by repeat purchases, recency and age. O(customers + groups x log groups).
 *
 * @param weights - Customers that each row stands for, whole numbers; default 1.
 *
 * @example
 * purchaseGroups([1, 0, 1], [2, 0, 2], [9, 9, 9]).weight; // Float64Array [1, 2]
 */
export function purchaseGroups(
  count: ArrayLike<number>,
  recency: ArrayLike<number>,
  age: ArrayLike<number>,
  weights?: ArrayLike<number>,
): PurchaseGroups {
  const rows = count.length;
  const [counts, recencies, ages] = [count, recency, age].map(ranked);
  // One number for two: below 2^53, as both are below the number of customers.
  const pairs = ranked(joined(counts.at, recencies));
  const whole = ranked(joined(pairs.at, ages));
  const size = whole.values.length;
  const weight = new Float64Array(size);
  let customers = 0;
  for (let i = 0; i < rows; i++) {
    weight[whole.at[i]] += weights?.[i] ?? 1;
    customers += weights?.[i] ?? 1;
  }
  const at = [counts, recencies, ages].map(() => new Int32Array(size));
  whole.values.forEach((key, g) => {
    const pair = Math.floor(key / ages.values.length);
    const values = pairs.values[pair];
    at[0][g] = Math.floor(values / recencies.values.length);
    at[1][g] = values - at[0][g] * recencies.values.length;
    at[2][g] = key - pair * ages.values.length;
  });
  const [ownCounts, ownRecencies, ownAges] = [counts, recencies, ages].map(({ values }, j) => ({
    values,
    at: at[j],
  }));
  const column = ({ values, at: places }: DistinctValues) =>
    Float64Array.from(places, (place) => values[place]);
  return {
    size,
    count: column(ownCounts),
    recency: column(ownRecencies),
    age: column(ownAges),
    weight,
    customers,
    counts: ownCounts,
    recencies: ownRecencies,
    ages: ownAges,
    groupOf: whole.at,
  };
}

/** The same customers with times in another unit. */
export function scaledGroups(groups: PurchaseGroups, factor: number): PurchaseGroups {
  const scaled = (values: Float64Array) => values.map((value) => value * factor);
  return {
    ...groups,
    recency: scaled(groups.recency),
    age: scaled(groups.age),
    recencies: { ...groups.recencies, values: scaled(groups.recencies.values) },
    ages: { ...groups.ages, values: scaled(groups.ages.values) },
  };
}

/** A number for each pair of a place and the value of a column. */
function joined(places: Int32Array, { values, at }: DistinctValues): Float64Array {
  const keys = new Float64Array(places.length);
  for (let i = 0; i < keys.length; i++) keys[i] = places[i] * values.length + at[i];
  return keys;
}

/** Different values in order, and the place of each value among them; by a table of hashes, as most values are often few. */
function ranked(values: ArrayLike<number>): DistinctValues {
  const slots = 1 << Math.ceil(Math.log2(2 * values.length + 1));
  const keys = new Float64Array(slots);
  const places = new Int32Array(slots).fill(-1);
  const bits = new Float64Array(1);
  const halves = new Uint32Array(bits.buffer);
  const found: number[] = [];
  const at = new Int32Array(values.length);
  for (let i = 0; i < at.length; i++) {
    const value = values[i] + 0; // 0 for minus 0, whose bits differ
    bits[0] = value;
    let slot = mixed(halves[0], halves[1]) & (slots - 1);
    while (places[slot] >= 0 && keys[slot] !== value) slot = (slot + 1) & (slots - 1);
    if (places[slot] < 0) {
      places[slot] = found.length;
      keys[slot] = value;
      found.push(value);
    }
    at[i] = places[slot];
  }
  const order = Int32Array.from(found.keys()).sort((a, b) => found[a] - found[b]);
  const rank = new Int32Array(found.length);
  order.forEach((place, i) => {
    rank[place] = i;
  });
  for (let i = 0; i < at.length; i++) at[i] = rank[at[i]];
  return { values: Float64Array.from(order, (place) => found[place]), at };
}

/** Bits of two halves stirred so that whole numbers, whose lower half is empty, spread as well. */
function mixed(low: number, high: number): number {
  let bits = low ^ Math.imul(high, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
