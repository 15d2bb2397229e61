import type { ValueType } from '../plan/value-type.js';

/**
 * The values of a column: numbers, `NaN` where missing. Texts are places in a dictionary, truth is 1 or 0, times are
 * milliseconds. With stride 0 the first value stands for every row.
 */
export interface Vector {
  readonly type: ValueType;
  readonly values: Float64Array;
  readonly stride: 0 | 1;
  /** The texts, each once; for `text` only. */
  readonly dictionary?: readonly string[];
}

/** Rows in memory, column by column. */
export interface Frame {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Vector>;
}

/** The same value in every row. */
export function constantVector(value: number | string | boolean, type: ValueType): Vector {
  if (typeof value === 'string') return { type, values: Float64Array.of(0), stride: 0, dictionary: [value] };
  return { type, values: Float64Array.of(Number(value)), stride: 0 };
}

/** Texts as places in a dictionary. */
export function textVector(texts: ArrayLike<string | null | undefined>): Vector {
  const places = new Map<string, number>();
  const values = new Float64Array(texts.length);
  const dictionary: string[] = [];
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (text === null || text === undefined) {
      values[i] = Number.NaN;
      continue;
    }
    let place = places.get(text);
    if (place === undefined) {
      place = dictionary.push(text) - 1;
      places.set(text, place);
    }
    values[i] = place;
  }
  return { type: 'text', values, stride: 1, dictionary };
}

/** The text of a row, `undefined` where it is missing. */
export function textAt({ values, stride, dictionary }: Vector, row: number): string | undefined {
  return dictionary?.[values[row * stride]];
}

/** The vector with a value for each of `rows` rows. */
export function spreadOut(vector: Vector, rows: number): Vector {
  if (vector.stride === 1) return vector;
  return { ...vector, values: new Float64Array(rows).fill(vector.values[0]), stride: 1 };
}

/** The values of chosen rows; row -1 is missing. */
export function takeRows(vector: Vector, rows: ArrayLike<number>): Vector {
  const { values, stride } = vector;
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = rows[i] < 0 ? Number.NaN : values[rows[i] * stride];
  return { ...vector, values: taken, stride: 1 };
}
