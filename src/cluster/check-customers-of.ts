import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { Segmentation } from './segmentation.js';

/**
 * Checks that the rows of a matrix are the customers of a segmentation, in their order; a matrix without ids is believed.
 *
 * @throws {InputError} For another number, and for the first id that differs.
 */
export function checkCustomersOf(
  who: string,
  { ids, labels }: Pick<Segmentation, 'ids' | 'labels'>,
  matrix: Matrix,
  wayOut: string,
): void {
  if (labels.length !== matrix.rows) {
    throw new InputError(
      `${who}: the segmentation has ${labels.length} customers, the matrix ${matrix.rows}. ${wayOut}`,
    );
  }
  const wrong = matrix.ids?.findIndex((id, i) => id !== ids[i]) ?? -1;
  if (wrong === -1) return;
  throw new InputError(
    `${who}: row ${wrong + 1} is customer "${ids[wrong]}" in the segmentation and "${matrix.ids?.[wrong]}" in the matrix. ${wayOut}`,
  );
}
