import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { checkColumns } from '../../core/table.js';
import { quantile } from '../../stats/quantile.js';
import type { Feature } from '../feature.js';
import { type BandOptions, band } from './band.js';

/** Bands with about as many customers each, and what was found. */
export interface QuantileBands<Name extends string = string> {
  /** Where one band ends and the next begins. */
  readonly edges: readonly number[];
  /** The bands, lowest first, and how many of the values are in each. */
  readonly bands: readonly { readonly label: string; readonly customers: number }[];
  /** Bands fewer than asked for, because equal values cannot be parted. */
  readonly merged: number;
  /** Values that are missing. */
  readonly missing: number;
  /** The band of a customer, also of a new one. */
  readonly feature: Feature<Name, string | null>;
}

/**
 * Cuts a column into bands with about as many values each, for example income fifths. Edges are quantiles (type 7); a
 * band holds its lower end. Equal values are never parted: where they straddle an edge, bands differ in size, and
 * bands that would be empty are left out and counted.
 *
 * @param table - Those whom the edges are taken from.
 * @param of - Column of numbers; missing values do not count.
 * @param count - Bands, 2 or more.
 * @throws {InputError} For values that are no numbers, fewer than two that differ, and labels that are not as many as
 *   the bands that are left.
 *
 * @example
 * const fifths = quantileBands(tableOf({ income: [10, 20, 30, 40] }), 'income', 2);
 * fifths.edges; // [25]
 * fifths.bands; // [{ label: 'under 25', customers: 2 }, { label: '25 and over', customers: 2 }]
 */
export function quantileBands<Row extends object, const Name extends string = string>(
  table: Table<Row>,
  of: keyof Row & string,
  count: number,
  options: Omit<BandOptions<Name, string>, 'holds'> = {},
): QuantileBands<Name> {
  const who = 'quantileBands';
  if (!Number.isInteger(count) || count < 2)
    throw new InputError(`${who}: count is ${count}; give a whole number from 2 on.`);
  const anyTable = table as unknown as Table;
  checkColumns(who, anyTable, [of]);
  const values = anyTable.array(of);
  const numbers: number[] = [];
  values.forEach((value, row) => {
    if (value === null || value === undefined || Number.isNaN(value)) return;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new InputError(
        `${who}: row ${row + 1}, column "${of}" is ${JSON.stringify(value)}, not a number.`,
        {
          column: of,
        },
      );
    }
    numbers.push(value);
  });
  const sorted = Float64Array.from(numbers).sort();
  if (sorted.length === 0 || sorted[0] === sorted[sorted.length - 1]) {
    throw new InputError(`${who}: column "${of}" has no two values that differ; there is nothing to cut.`, {
      column: of,
    });
  }
  const wanted = Array.from({ length: count - 1 }, (_, i) => quantile(sorted, (i + 1) / count));
  const edges = edgesWithValues(sorted, wanted);
  if (options.labels !== undefined && options.labels.length !== edges.length + 1) {
    throw new InputError(
      `${who}: ${options.labels.length} labels for ${edges.length + 1} bands of "${of}"` +
        `${edges.length + 1 < count ? `; equal values cannot be parted, so there are fewer than ${count}` : ''}. Leave labels out, or give as many.`,
      { column: of },
    );
  }
  const feature = band<Name, string>(of, edges, options);
  const names = feature.info.levels!;
  const counts = names.map(() => 0);
  for (const value of sorted) counts[edges.filter((edge) => edge <= value).length]++;
  return {
    edges,
    bands: names.map((label, i) => ({ label, customers: counts[i] })),
    merged: count - names.length,
    missing: values.length - sorted.length,
    feature,
  };
}

/** The edges that have a value between them and the one before; of none, the second value that differs. */
function edgesWithValues(sorted: Float64Array, wanted: readonly number[]): number[] {
  const edges: number[] = [];
  for (const edge of wanted) {
    const before = edges[edges.length - 1] ?? -Infinity;
    if (sorted.some((value) => value >= before && value < edge)) edges.push(edge);
  }
  return edges.length > 0 ? edges : [sorted.find((value) => value > sorted[0])!];
}
