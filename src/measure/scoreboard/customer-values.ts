import type { Segmentation } from '../../cluster/segmentation.js';
import { checkIds } from '../../core/check-ids.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';

/** Customers and the segment of each: what is needed of a segmentation, rules or model. */
export type SegmentedCustomers = Pick<Segmentation, 'ids' | 'labels' | 'segments'>;

/**
 * A number, or yes or no, for each customer: a list in the order of the customers, or a matrix of one column, which is
 * matched by its ids.
 */
export type CustomerValues = ArrayLike<number | boolean> | Matrix;

/**
 * Values in the order of the customers; yes is 1 and no is 0.
 *
 * @throws {InputError} For another number of values, ids that are not those of the customers, more than one column, and a
 *   value that is no finite number.
 */
export function valuesOf(
  who: string,
  what: string,
  values: CustomerValues,
  ids: readonly string[],
): Float64Array {
  if (typeof values !== 'object' || values === null || !('length' in values || 'rows' in values)) {
    throw new InputError(
      `${who}: ${what} is ${typeof values === 'object' ? 'no list' : String(values)}. Give one value a customer, in their order, or a matrix of one column.`,
    );
  }
  if (isMatrix(values)) {
    if (values.columns === 1) return alignedRows(who, what, values, ids).data;
    throw new InputError(
      `${who}: ${what} has ${values.columns} columns, ${values.names.join(', ')}. Give one.`,
    );
  }
  if (values.length !== ids.length) {
    throw new InputError(`${who}: ${values.length} values of ${what} for ${ids.length} customers.`);
  }
  return Float64Array.from({ length: values.length }, (_, i) => {
    const value = values[i];
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InputError(
      `${who}: ${what} of customer ${i + 1}, "${ids[i]}", is ${String(value)}. It is a finite number, or true or false; leave out customers of whom it is not known.`,
    );
  });
}

/** Values that are all yes or no. */
export function yesNoOf(
  who: string,
  what: string,
  values: CustomerValues,
  ids: readonly string[],
): Float64Array {
  const numbers = valuesOf(who, what, values, ids);
  const wrong = numbers.findIndex((value) => value !== 0 && value !== 1);
  if (wrong < 0) return numbers;
  throw new InputError(
    `${who}: ${what} of customer ${wrong + 1}, "${ids[wrong]}", is ${numbers[wrong]}. It is true or false, or 1 or 0.`,
  );
}

/** Whether numbers are nothing but 0 and 1, both of them. */
export function isYesNo(values: Float64Array): boolean {
  return values.every((value) => value === 0 || value === 1) && values.includes(0) && values.includes(1);
}

/** Rows of a matrix in the order of the customers. Without ids it has to be in that order already. */
export function alignedRows(who: string, what: string, matrix: Matrix, ids: readonly string[]): Matrix {
  if (matrix.rows !== ids.length) {
    throw new InputError(`${who}: ${what} has ${matrix.rows} rows for ${ids.length} customers.`);
  }
  if (matrix.ids === undefined) return matrix;
  checkIds(`${who}, ${what}`, matrix.ids);
  const places = new Map(matrix.ids.map((id, i) => [id, i]));
  const data = new Float64Array(matrix.data.length);
  ids.forEach((id, i) => {
    const place = places.get(id);
    if (place === undefined) throw new InputError(`${who}: ${what} has no customer "${id}".`);
    data.set(matrix.data.subarray(place * matrix.columns, (place + 1) * matrix.columns), i * matrix.columns);
  });
  return matrixOf(data, matrix.columns, matrix.names, ids);
}

/** Checks that there is a label of a segment for each customer, and each customer once. */
export function checkSegmented(who: string, segmentation: SegmentedCustomers): void {
  if (!segmentation?.ids || !segmentation.labels || !segmentation.segments) {
    throw new InputError(`${who} needs a segmentation: ids, labels and segments, for example of kmeans.`);
  }
  const { ids, labels, segments } = segmentation;
  if (ids.length === 0) throw new InputError(`${who}: there are no customers.`);
  checkIds(who, ids);
  if (labels.length !== ids.length) {
    throw new InputError(`${who}: ${labels.length} labels for ${ids.length} customers.`);
  }
  const wrong = labels.findIndex((label) => !(label >= 0 && label < segments.length));
  if (wrong >= 0) {
    throw new InputError(
      `${who}: the label of customer ${wrong + 1}, "${ids[wrong]}", is ${labels[wrong]}; there are ${segments.length} segments.`,
    );
  }
}

export function isMatrix(values: object): values is Matrix {
  return 'rows' in values && 'columns' in values;
}
