import { compareText } from '../core/compare-text.js';
import { InputError } from '../core/input-error.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import { checkColumns, type Table } from '../core/table.js';
import { mean } from '../stats/mean.js';
import { symmetricEigen } from '../stats/symmetric-eigen.js';
import { variance } from '../stats/variance.js';

/** Which columns are numbers and which are categories, and how many components are kept. */
export interface FamdOptions<Row extends object> {
  readonly numbers: readonly (keyof Row & string)[];
  readonly categories: readonly (keyof Row & string)[];
  /** 1 to the number of columns that vary: numbers, and levels less one of each category. */
  readonly components: number;
}

/** Factors of mixed data: a plain value that takes customers, also new ones, to a few numbers. */
export interface Famd {
  readonly kind: 'famd';
  readonly columnsIn: readonly string[];
  readonly columnsOut: readonly string[];
  /** Variance (divisor n) along each component, largest first. */
  readonly eigenvalues: readonly number[];
  /** Share of the whole variance, 0 to 1. */
  readonly shares: readonly number[];
  /** One row a component, one column a number or level: its direction, of length 1. */
  readonly loadings: Matrix;
  /** Scores of customers: one row each, one column a component. */
  apply(table: Table): Matrix;
}

/**
 * Factor analysis of mixed data: principal components in which each number counts as in PCA of standardized columns,
 * and each category as in multiple correspondence analysis, so that a category of many levels does not drown the
 * numbers. The largest loading of a component by size is positive.
 *
 * @throws {InputError} For columns that are not there, missing values, numbers that do not vary, categories of one
 *   level, and a level of a new customer that was not there when it was fitted.
 *
 * O(customers · width² + width³), width the numbers and levels together. Source: Pagès, "Analyse factorielle de données
 * mixtes", Revue de Statistique Appliquée 52 (2004) 93-111.
 *
 * @example
 * const table = tableOf({ age: [20, 40, 30, 50], city: ['A', 'B', 'A', 'A'] });
 * famd(table, { numbers: ['age'], categories: ['city'], components: 1 }).columnsOut; // ['component1']
 */
export function famd<Row extends object>(table: Table<Row>, options: FamdOptions<Row>): Famd {
  const { numbers, categories, components } = options;
  const plain = table as unknown as Table;
  checkColumns('famd', plain, [...numbers, ...categories]);
  if (table.numRows() < 2) throw new InputError(`famd needs at least 2 customers, got ${table.numRows()}.`);
  const scales = numbers.map((name) => numberScale(name, numbersOf(name, plain.array(name))));
  const levels = categories.map((name) => levelShares(name, textsOf(name, plain.array(name))));
  const names = [
    ...numbers,
    ...categories.flatMap((name, j) => [...levels[j].keys()].map((level) => `${name} = ${level}`)),
  ];
  const most = numbers.length + levels.reduce((sum, each) => sum + each.size - 1, 0);
  if (!Number.isInteger(components) || components < 1 || components > most) {
    throw new InputError(`famd: components is ${components}; give a whole number from 1 to ${most}.`);
  }
  const standardized = (input: Table): Matrix =>
    standardize(input, numbers, scales, categories, levels, names);
  const data = standardized(plain);
  const { values, vectors } = symmetricEigen(secondMoments(data), names.length);
  const columnsOut = Array.from({ length: components }, (_, c) => `component${c + 1}`);
  const loadings = matrixOf(vectors.slice(0, components * names.length), names.length, names, columnsOut);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const eigenvalues = Array.from(values.slice(0, components), (value) => Math.max(0, value));
  return {
    kind: 'famd',
    columnsIn: [...numbers, ...categories],
    columnsOut,
    eigenvalues,
    shares: eigenvalues.map((value) => value / total),
    loadings,
    apply(input) {
      checkColumns('famd', input, [...numbers, ...categories]);
      return project(standardized(input), loadings, columnsOut);
    },
  };
}

interface NumberScale {
  readonly mean: number;
  readonly deviation: number;
}

function numberScale(name: string, values: Float64Array): NumberScale {
  const deviation = Math.sqrt(variance(values, 0));
  if (deviation === 0)
    throw new InputError(`famd: column "${name}" is the same for all customers. Leave it out.`, {
      column: name,
    });
  return { mean: mean(values), deviation };
}

/** Share of customers of each level, in the order of code points. */
function levelShares(name: string, texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.size < 2)
    throw new InputError(`famd: column "${name}" has one level only. Leave it out.`, { column: name });
  return new Map(
    [...counts].sort(([a], [b]) => compareText(a, b)).map(([level, count]) => [level, count / texts.length]),
  );
}

/** Standardized numbers, and for each level (1 or 0) over the root of its share, less that root. */
function standardize(
  table: Table,
  numbers: readonly string[],
  scales: readonly NumberScale[],
  categories: readonly string[],
  levels: readonly ReadonlyMap<string, number>[],
  names: readonly string[],
): Matrix {
  const rows = table.numRows();
  const data = new Float64Array(rows * names.length);
  numbers.forEach((name, j) => {
    const values = numbersOf(name, table.array(name));
    for (let i = 0; i < rows; i++)
      data[i * names.length + j] = (values[i] - scales[j].mean) / scales[j].deviation;
  });
  let start = numbers.length;
  categories.forEach((name, j) => {
    const known = [...levels[j]];
    textsOf(name, table.array(name)).forEach((text, i) => {
      if (!levels[j].has(text)) {
        throw new InputError(
          `famd: row ${i + 1}, column "${name}" has the level "${text}", which was not there when it was fitted.`,
          { column: name },
        );
      }
      known.forEach(([level, share], place) => {
        data[i * names.length + start + place] = Number(level === text) / Math.sqrt(share) - Math.sqrt(share);
      });
    });
    start += known.length;
  });
  const ids = table.columnNames().includes('customerId') ? table.array('customerId').map(String) : undefined;
  return matrixOf(data, names.length, names, ids);
}

function secondMoments({ rows, columns, data }: Matrix): Float64Array {
  const moments = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let l = 0; l < columns; l++)
        moments[j * columns + l] += (data[i * columns + j] * data[i * columns + l]) / rows;
    }
  }
  return moments;
}

function project(data: Matrix, loadings: Matrix, columnsOut: readonly string[]): Matrix {
  const scores = new Float64Array(data.rows * loadings.rows);
  for (let i = 0; i < data.rows; i++) {
    for (let c = 0; c < loadings.rows; c++) {
      for (let j = 0; j < data.columns; j++) {
        scores[i * loadings.rows + c] +=
          data.data[i * data.columns + j] * loadings.data[c * data.columns + j];
      }
    }
  }
  return matrixOf(scores, loadings.rows, columnsOut, data.ids);
}

function numbersOf(name: string, values: readonly unknown[]): Float64Array {
  return Float64Array.from(values, (value, row) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InputError(
      `famd: row ${row + 1}, column "${name}" is ${String(value ?? 'missing')}, not a number.`,
      { column: name },
    );
  });
}

function textsOf(name: string, values: readonly unknown[]): string[] {
  return values.map((value, row) => {
    if (value !== null && value !== undefined && value !== '') return String(value);
    throw new InputError(
      `famd: row ${row + 1}, column "${name}" is missing. Give it a level of its own first.`,
      { column: name },
    );
  });
}
