import { checkIds } from '../../core/check-ids.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import { seeded } from '../../core/random.js';
import { checkColumns, type Table } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { mean } from '../../stats/mean.js';
import { variance } from '../../stats/variance.js';
import { frameOfRows } from '../k-means/frame.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { settledOrder } from '../settled-order.js';
import { fitPrototypes, type MixedRows, type PrototypeFit } from './k-prototypes-fit.js';
import { type CategoryType, type Prototype, prototypeModel } from './prototype-model.js';

/** How `kPrototypes` runs. */
export interface KPrototypesOptions {
  /** Columns of numbers, on one scale; may be none. */
  readonly numeric: readonly string[];
  /** Columns of categories; may be none. */
  readonly categorical: readonly string[];
  /** Number of segments, 1 to the number of customers that differ. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /**
   * What a category that differs weighs beside squared differences of numbers; default half the mean standard deviation of
   * the columns of numbers, as Huang proposes, and 1 without numbers that differ.
   */
  readonly gamma?: number;
  /** Starts from different customers, of which the best is kept; default 50. */
  readonly restarts?: number;
  /** Most iterations of one start; default 100. */
  readonly maxIterations?: number;
  /** Column with the customer id; default the number of the row. */
  readonly id?: string;
}

/** Segments of customers with numbers and categories. */
export interface KPrototypesSegmentation extends Segmentation<Table> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  /** Means and most frequent categories, one a segment, in the order of `numeric` and `categorical`. */
  readonly prototypes: readonly Prototype[];
  readonly gamma: number;
  /** Sum over customers of squared differences and of gamma for each category that differs. */
  readonly cost: number;
  /** Cost of each start. */
  readonly startCosts: readonly number[];
  /** Starts that found this solution. */
  readonly hits: number;
  readonly converged: boolean;
}

/**
 * Segments customers with columns of mixed kinds: k-means for the numbers, most frequent categories for the others. With
 * categories alone it is k-modes. Customers as near to one segment as to another are in the larger one.
 *
 * @param table - One row a customer; no value may be missing.
 * @throws {InputError} For no columns, values that are missing or of another kind (with their row), numbers that cannot be
 *   squared, a `k` out of range, a gamma that is not 0 or above, and repeated ids.
 *
 * O(restarts · iterations · customers · k · columns).
 * Source: Huang, "Extensions to the k-means algorithm for clustering large data sets with categorical values", Data Mining
 * and Knowledge Discovery 2 (1998) 283-304.
 *
 * @example
 * const table = tableOf({ age: [20, 22, 60, 64], city: ['A', 'A', 'B', 'B'] });
 * const mixed = await kPrototypes(table, { numeric: ['age'], categorical: ['city'], k: 2, seed: 1 });
 * mixed.prototypes[0]; // { numbers: [21], categories: ['A'] }
 */
export function kPrototypes<Row extends object>(
  table: Table<Row>,
  options: KPrototypesOptions,
  task: Task = currentTask(),
): Promise<KPrototypesSegmentation> {
  return prototypesOf('kPrototypes', table, options, task);
}

/** What `kPrototypes` and `kModes` do; `who` complains. */
export async function prototypesOf<Row extends object>(
  who: string,
  table: Table<Row>,
  options: KPrototypesOptions,
  task: Task,
): Promise<KPrototypesSegmentation> {
  const given = table as unknown as Table;
  const { numeric, categorical, k, seed, restarts = 50, maxIterations = 100 } = options;
  check(who, options);
  const read = readRows(who, given, numeric, categorical);
  if (read.rows.count === 0) throw new InputError(`${who}: there are no customers.`);
  if (numeric.length > 0) frameOfRows(read.rows.values, numeric.length, who); // refuses what cannot be squared
  const ids =
    options.id === undefined
      ? Array.from({ length: read.rows.count }, (_, i) => String(i + 1))
      : idsOf(who, given, options.id);
  const gamma = options.gamma ?? defaultGamma(read.rows);
  const differing = countDiffering(read.rows, gamma);
  if (k > differing) {
    throw new InputError(
      differing === 1
        ? `${who}: k is ${k}, but all customers are alike. Only k = 1 is possible.`
        : `${who}: k is ${k}, but only ${differing} customers differ. Choose k from 1 to ${differing}.`,
    );
  }
  const order = orderOf(read.rows);
  const inOrder = reordered(read.rows, order);
  let best: PrototypeFit | undefined;
  const startCosts: number[] = [];
  for (let start = 0; start < restarts; start++) {
    task.progress(start / restarts, `${k} prototypes, start ${start + 1} of ${restarts}`);
    await breathe(task);
    const fit = await fitPrototypes(inOrder, { k, gamma, maxIterations }, seeded(seed).stream(start), task);
    startCosts.push(fit.cost);
    if (best === undefined || fit.cost < best.cost - 1e-12 * best.cost) best = fit;
  }
  task.progress(1);
  return segmented(given, read, best!, startCosts, ids, gamma, options);
}

function segmented(
  table: Table,
  { rows, categories, types }: ReadRows,
  best: PrototypeFit,
  startCosts: readonly number[],
  ids: readonly string[],
  gamma: number,
  { numeric, categorical, k, seed, restarts = 50, maxIterations = 100 }: KPrototypesOptions,
): KPrototypesSegmentation {
  const prototypeOf = (s: number): Prototype => ({
    numbers: Array.from(best.means.subarray(s * rows.numbers, (s + 1) * rows.numbers)),
    categories: categorical.map((_, j) => categories[j][best.modes[s * rows.categories + j]]),
  });
  const found = Array.from({ length: k }, (_, s) => prototypeOf(s));
  const texts = found.map((prototype) => JSON.stringify(prototype));
  const { order, labels, sizes } = settledOrder(
    k,
    (tried) =>
      nearest(
        rows,
        categories,
        tried.map((s) => found[s]),
        gamma,
      ),
    (a, b) => Number(texts[a] > texts[b]) - Number(texts[a] < texts[b]),
  );
  const prototypes = order.map((s) => found[s]);
  const place = (own: Table): Int32Array => {
    const { rows: placed, categories: known } = readRows('assign', own, numeric, categorical);
    return nearest(placed, known, prototypes, gamma);
  };
  return segmentationOf({
    kind: 'model' as const,
    ids,
    labels,
    segments: Array.from(sizes, (size, i) => ({
      key: `s${i + 1}`,
      name: `Segment ${i + 1}`,
      size,
      share: size / rows.count,
    })),
    origin: {
      method: numeric.length === 0 ? 'k-modes' : 'k-prototypes',
      columns: [...numeric, ...categorical],
      options: { k, gamma, restarts, maxIterations },
      seed,
      dataHash: dataHash(
        [...numeric, ...categorical],
        ids,
        [...numeric, ...categorical].map((name) => Array.from(table.array(name) as ArrayLike<unknown>)),
      ),
    },
    model: prototypeModel(numeric, categorical, prototypes, gamma, types),
    prototypes,
    gamma,
    cost: best.cost,
    startCosts,
    hits: startCosts.filter((cost) => cost <= best.cost * (1 + 1e-9)).length,
    converged: best.converged,
    assign: place,
  });
}

interface ReadRows {
  readonly rows: MixedRows;
  /** Categories of each column, in alphabetical order. */
  readonly categories: readonly (readonly string[])[];
  /** Of the columns of categories. */
  readonly types: readonly CategoryType[];
}

function readRows(
  who: string,
  table: Table,
  numeric: readonly string[],
  categorical: readonly string[],
): ReadRows {
  checkColumns(who, table, [...numeric, ...categorical]);
  const count = table.numRows();
  const values = new Float64Array(count * numeric.length);
  numeric.forEach((name, j) => {
    const column = table.array(name) as ArrayLike<unknown>;
    for (let i = 0; i < count; i++) {
      const isWhole = typeof column[i] === 'boolean' || typeof column[i] === 'bigint';
      const value = isWhole ? Number(column[i]) : column[i];
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw misfit(who, name, i, column[i], 'a number');
      values[i * numeric.length + j] = value;
    }
  });
  const codes = new Int32Array(count * categorical.length);
  const types: CategoryType[] = [];
  const categories = categorical.map((name, j) => {
    const column = table.array(name) as ArrayLike<unknown>;
    types[j] = typeOfCategory(column[0]) ?? 'text';
    const texts = Array.from(column, (value, i) => {
      if (value === null || value === undefined || value === '' || Number.isNaN(value)) {
        throw misfit(who, name, i, value, 'a category');
      }
      const type = typeOfCategory(value);
      if (type === undefined) throw misfit(who, name, i, value, 'a text, a number or true or false');
      if (type !== types[j]) {
        throw misfit(
          who,
          name,
          i,
          value,
          `${types[j] === 'boolean' ? 'true or false' : `a ${types[j]}`} like that of row 1`,
        );
      }
      return String(value);
    });
    const sorted = [...new Set(texts)].sort();
    const places = new Map(sorted.map((text, code) => [text, code]));
    texts.forEach((text, i) => {
      codes[i * categorical.length + j] = places.get(text)!;
    });
    return sorted;
  });
  return {
    rows: { count, numbers: numeric.length, categories: categorical.length, values, codes },
    categories,
    types,
  };
}

function typeOfCategory(value: unknown): CategoryType | undefined {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  return (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'bigint'
    ? 'number'
    : undefined;
}

function misfit(who: string, column: string, row: number, value: unknown, wanted: string): InputError {
  const isMissing = value === null || value === undefined || value === '' || Number.isNaN(value);
  const came = isMissing ? 'missing' : typeof value === 'string' ? JSON.stringify(value) : String(value);
  const filling = wanted === 'a number' ? '' : ', for example with "unknown"';
  const wayOut = isMissing ? ` Fill it${filling}, or leave out such customers.` : '';
  return new InputError(`${who}: row ${row + 1}, column "${column}" is ${came}, not ${wanted}.${wayOut}`, {
    column,
  });
}

function nearest(
  { count, numbers, categories, values, codes }: MixedRows,
  known: readonly (readonly string[])[],
  prototypes: readonly Prototype[],
  gamma: number,
): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    let best = 0;
    let least = Infinity;
    prototypes.forEach((prototype, s) => {
      let squares = 0;
      for (let j = 0; j < numbers; j++) squares += (values[i * numbers + j] - prototype.numbers[j]) ** 2;
      let differing = 0;
      for (let j = 0; j < categories; j++) {
        if (known[j][codes[i * categories + j]] !== prototype.categories[j]) differing++;
      }
      const cost = squares + gamma * differing;
      if (cost < least) {
        least = cost;
        best = s;
      }
    });
    return best;
  });
}

function defaultGamma({ count, numbers, values }: MixedRows): number {
  if (numbers === 0) return 1;
  const deviations = Array.from({ length: numbers }, (_, j) =>
    Math.sqrt(
      variance(
        Float64Array.from({ length: count }, (_, i) => values[i * numbers + j]),
        0,
      ),
    ),
  );
  return mean(deviations) / 2 || 1; // else categories would not count
}

/** Rows by their values, so that chance does not depend on the order of the customers. */
function orderOf({ count, numbers, categories, values, codes }: MixedRows): number[] {
  return Array.from({ length: count }, (_, i) => i).sort((a, b) => {
    for (let j = 0; j < numbers; j++) {
      const difference = values[a * numbers + j] - values[b * numbers + j];
      if (difference !== 0) return difference;
    }
    for (let j = 0; j < categories; j++) {
      const difference = codes[a * categories + j] - codes[b * categories + j];
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

function reordered(rows: MixedRows, order: readonly number[]): MixedRows {
  const { numbers, categories } = rows;
  const values = new Float64Array(rows.values.length);
  const codes = new Int32Array(rows.codes.length);
  order.forEach((row, i) => {
    values.set(rows.values.subarray(row * numbers, (row + 1) * numbers), i * numbers);
    codes.set(rows.codes.subarray(row * categories, (row + 1) * categories), i * categories);
  });
  return { ...rows, values, codes };
}

function countDiffering({ count, numbers, categories, values, codes }: MixedRows, gamma: number): number {
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) {
    const own = values.subarray(i * numbers, (i + 1) * numbers).join();
    seen.add(gamma === 0 ? own : `${own};${codes.subarray(i * categories, (i + 1) * categories).join()}`);
  }
  return seen.size;
}

function idsOf(who: string, table: Table, id: string): string[] {
  checkColumns(who, table, [id]);
  const ids = Array.from(table.array(id) as ArrayLike<unknown>, String);
  checkIds(who, ids);
  return ids;
}

function check(who: string, options: KPrototypesOptions): void {
  const { numeric, categorical, k, seed, gamma, restarts = 1, maxIterations = 1 } = options;
  if (!Array.isArray(numeric) || !Array.isArray(categorical)) {
    throw new InputError(
      who === 'kModes'
        ? `${who} needs the columns as a list of names.`
        : `${who} needs numeric and categorical as lists of names; either may be empty.`,
    );
  }
  if (numeric.length + categorical.length === 0) {
    throw new InputError(
      `${who} needs a column: name some in ${who === 'kModes' ? 'columns' : 'numeric or categorical'}.`,
    );
  }
  const both = numeric.find((name) => categorical.includes(name));
  if (both !== undefined) throw new InputError(`${who}: "${both}" stands in numeric and in categorical.`);
  for (const [name, value] of Object.entries({ k, restarts, maxIterations })) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`${who}: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (gamma !== undefined && !(gamma >= 0 && Number.isFinite(gamma))) {
    throw new InputError(`${who}: gamma is ${gamma}. It is 0 or above.`);
  }
}
