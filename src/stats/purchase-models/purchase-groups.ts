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
 * Groups customers by repeat purchases, recency and age. O(customers x log customers).
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

function ranked(values: ArrayLike<number>): DistinctValues {
  const sorted = Float64Array.from(values).sort();
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i];
  const distinct = sorted.slice(0, kept);
  const at = new Int32Array(values.length);
  for (let i = 0; i < at.length; i++) at[i] = placeOf(distinct, values[i]);
  return { values: distinct, at };
}

/** Position of a value in sorted ones that have it. */
function placeOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
