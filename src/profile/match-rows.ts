import type { Segmentation } from '../cluster/segmentation.js';
import { columnValues } from '../core/column-values.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';

/**
 * The segment of each row of a table, by customer id.
 *
 * @returns Position in `segmentation.segments` of each row.
 * @throws {InputError} For an id that stands twice, or on one side only, named.
 */
export function matchRows(
  who: string,
  segmentation: Pick<Segmentation, 'ids' | 'labels' | 'segments'>,
  table: Table,
  id: string,
): Int32Array {
  checkColumns(who, table, [id]);
  const { ids, labels, segments } = segmentation;
  if (ids.length === 0) throw new InputError(`${who}: the segmentation has no customers.`);
  if (ids.length !== labels.length) {
    throw new InputError(`${who}: the segmentation has ${labels.length} labels for ${ids.length} customers.`);
  }
  const outside = labels.findIndex((label) => !(label >= 0 && label < segments.length));
  if (outside >= 0) {
    throw new InputError(
      `${who}: customer "${ids[outside]}" has label ${labels[outside]}; there are ${segments.length} segments.`,
    );
  }
  const customers = columnValues(table, id);
  if (standInOneOrder(ids, customers)) return Int32Array.from(labels);
  const labelOf = new Map<string, number>();
  ids.forEach((customer, i) => {
    if (labelOf.has(customer)) {
      throw new InputError(`${who}: customer "${customer}" stands twice in the segmentation.`);
    }
    labelOf.set(customer, labels[i]);
  });

  const rows = new Int32Array(table.numRows());
  const seen = new Set<string>();
  for (let row = 0; row < customers.length; row++) {
    const customer = String(customers[row] ?? '');
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
  }
  const missing = ids.find((customer) => !seen.has(customer));
  if (missing !== undefined) {
    throw new InputError(`${who}: customer "${missing}" of the segmentation has no row in the table.`, {
      column: id,
    });
  }
  return rows;
}

/** Whether row and customer are the same in each place, nobody twice: then there is nothing to look up. */
function standInOneOrder(ids: readonly string[], customers: ArrayLike<unknown>): boolean {
  if (customers.length !== ids.length) return false;
  for (let i = 0; i < ids.length; i++) if (ids[i] !== customers[i]) return false;
  let isRising = true;
  for (let i = 1; i < ids.length && isRising; i++) isRising = ids[i - 1] < ids[i];
  return isRising || new Set(ids).size === ids.length;
}
