import type { Segmentation } from '../cluster/segmentation.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';

/**
 * The segment of each row of a table, by customer id.
 *
 * @returns Position in `segmentation.segments` of each row.
 * @throws {InputError} For an id that stands twice, or on one side only, named.
 */
export function matchRows(who: string, segmentation: Segmentation, table: Table, id: string): Int32Array {
  checkColumns(who, table, [id]);
  const { ids, labels, segments } = segmentation;
  if (ids.length === 0) throw new InputError(`${who}: the segmentation has no customers.`);
  if (ids.length !== labels.length) {
    throw new InputError(`${who}: the segmentation has ${labels.length} labels for ${ids.length} customers.`);
  }
  const labelOf = new Map<string, number>();
  ids.forEach((customer, i) => {
    if (labelOf.has(customer)) {
      throw new InputError(`${who}: customer "${customer}" stands twice in the segmentation.`);
    }
    if (labels[i] < 0 || labels[i] >= segments.length) {
      throw new InputError(
        `${who}: customer "${customer}" has label ${labels[i]}; there are ${segments.length} segments.`,
      );
    }
    labelOf.set(customer, labels[i]);
  });

  const rows = new Int32Array(table.numRows());
  const seen = new Set<string>();
  table.array(id).forEach((value, row) => {
    const customer = String(value ?? '');
    const label = labelOf.get(customer);
    if (label === undefined) {
      throw new InputError(
        `${who}: row ${row + 1}, customer "${customer}" is not in the segmentation. Leave the row out or segment it.`,
        { column: id },
      );
    }
    if (seen.has(customer)) {
      throw new InputError(
        `${who}: row ${row + 1}, customer "${customer}" stands twice in the table. One row a customer is needed.`,
        { column: id },
      );
    }
    seen.add(customer);
    rows[row] = label;
  });
  const missing = ids.find((customer) => !seen.has(customer));
  if (missing !== undefined) {
    throw new InputError(`${who}: customer "${missing}" of the segmentation has no row in the table.`, {
      column: id,
    });
  }
  return rows;
}
