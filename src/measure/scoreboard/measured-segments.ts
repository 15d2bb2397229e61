import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { checkSegmented, type SegmentedCustomers } from './customer-values.js';

/** Segmented customers; a whole segmentation says in figures how it was made, too. */
export interface MeasuredSegments extends SegmentedCustomers {
  readonly origin?: SegmentationOrigin;
}

/** A group that results are told of: a segment, or all customers with the key `all`. */
export interface MeasuredGroup {
  readonly key: string;
  readonly name: string;
  /** Positions of its customers. */
  readonly members: readonly number[];
}

/** A measure as a scoreboard takes it. */
export interface ScoreboardMeasure {
  /** By key of the segment, and by `all` for all customers. What is missing is shown as not measured. */
  readonly bySegment: Readonly<Record<string, Estimate | undefined>>;
  /** What it is called, for example `Net promoter score`. */
  readonly label?: string;
  /** Unit of the values: `share` from 0 to 1 is shown in percent. */
  readonly unit?: string;
  /** Which way is good; default `higher`. */
  readonly better?: 'higher' | 'lower';
  /** Change since the last period, by key, where it is known better than from two boards: of the same customers in pairs. */
  readonly change?: Readonly<Record<string, Estimate | undefined>>;
}

/** Each segment in its order, then all customers. */
export function measuredGroups(who: string, segmentation: MeasuredSegments): MeasuredGroup[] {
  checkSegmented(who, segmentation);
  const { ids, labels, segments } = segmentation;
  const members = segments.map((): number[] => []);
  labels.forEach((label, i) => {
    members[label].push(i);
  });
  return [
    ...segments.map(({ key, name }, s) => ({ key, name, members: members[s] })),
    { key: 'all', name: 'All customers', members: ids.map((_, i) => i) },
  ];
}

/** Checks what every door of rates takes. */
export function checkMeasuring(who: string, minimum: number, confidence: number): void {
  checkConfidence(who, confidence);
  if (Number.isInteger(minimum) && minimum >= 0) return;
  throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 0 on.`);
}

/** Position of the customer of each row, −1 for those outside the segmentation. */
export function rowPositions(
  who: string,
  table: Table,
  column: string,
  ids: readonly string[],
): { readonly positions: Int32Array; readonly rowsOutside: number } {
  const positionOf = new Map(ids.map((id, i) => [id, i]));
  const values = table.array(column);
  let rowsOutside = 0;
  const positions = Int32Array.from(values, (value, row) => {
    if (value === null || value === undefined || value === '') {
      throw new InputError(`${who}: row ${row + 1} has no customer in column "${column}".`, { column });
    }
    const position = positionOf.get(String(value)) ?? -1;
    if (position === -1) rowsOutside++;
    return position;
  });
  if (values.length > 0 && rowsOutside === values.length) {
    throw new InputError(
      `${who}: no row of column "${column}" is of a customer of the segmentation. The first is "${String(values[0])}", the segmentation has "${ids[0]}".`,
      { column },
    );
  }
  return { positions, rowsOutside };
}

/** 1 for yes, 0 for no: true and false, 1 and 0. */
export function yesNoColumn(who: string, table: Table, column: string): Uint8Array {
  return Uint8Array.from(table.array(column), (value, row) => {
    if (value === true || value === 1 || value === 1n) return 1;
    if (value === false || value === 0 || value === 0n) return 0;
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value ?? 'missing');
    throw new InputError(`${who}: row ${row + 1}, column "${column}" is ${shown}. It has to be 0 or 1.`, {
      column,
    });
  });
}

/** A text for each row; what is missing is `not stated`. */
export function textColumn(table: Table, column: string): string[] {
  return table
    .array(column)
    .map((value) => (value === null || value === undefined || value === '' ? 'not stated' : String(value)));
}
