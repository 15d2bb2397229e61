import type { Segmentation, SegmentationOrigin } from '../cluster/segmentation.js';
import { checkGiven } from '../core/check-given.js';
import type { ColumnInfo } from '../core/column.js';
import type { Estimate } from '../core/estimate.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import { checkConfidence } from '../stats/check-confidence.js';
import { sortRoom } from '../stats/grouped/labelled-sort.js';
import { wilsonOfShare } from '../stats/wilson-interval.js';
import { type CategoryProfile, categoryProfile } from './columns/category-profile.js';
import { columnPart } from './columns/column-part.js';
import { effectiveNumber } from './columns/distribution.js';
import { guardedRole } from './columns/guarded-role.js';
import { type NumberProfile, numberProfile } from './columns/number-profile.js';
import { numberValues, type ProfiledValues, profiledValues } from './columns/profiled-values.js';
import { findMarkers, type Marker } from './markers.js';
import { matchRows } from './match-rows.js';

/** A segment of a profile. */
export interface ProfiledSegment {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Share of all customers, with Wilson's interval; of their weight where they count unlike. */
  readonly share: Estimate;
  /** Smaller than the profile's minimum: its values are not displayed. */
  readonly masked: boolean;
  /** In what it differs most from the other customers, strongest first; none when masked. */
  readonly markers: readonly Marker[];
}

/** Who the segments are. All numbers are here; what is displayed of small segments is masked. */
export interface Profile {
  readonly customers: number;
  readonly segments: readonly ProfiledSegment[];
  readonly numbers: readonly NumberProfile[];
  readonly categories: readonly CategoryProfile[];
  /** Segments and cells with fewer customers are masked where they are displayed. */
  readonly minimum: number;
  /** Columns without a role that were kept out because of what their names say: see `guardedRole`. */
  readonly keptOut: readonly string[];
  readonly origin: SegmentationOrigin;
  /** Shares of the quantiles in distributions. */
  readonly quantiles: readonly number[];
  /** Confidence of all intervals. */
  readonly confidence: number;
  /** Column by which customers were weighted: there are no tests then. */
  readonly weights: string | undefined;
}

/** Customers in segments, which is all that a profile needs of a segmentation: see `crossSegments` and `uniteSegments`. */
export type ProfiledSegments = Pick<Segmentation, 'ids' | 'labels' | 'segments' | 'origin'>;

/** What is profiled. */
export interface ProfileOptions<Row extends object> {
  /** Column with the customer id. */
  readonly id: keyof Row & string;
  /** Number columns, default all that hold numbers and are not ids, protected or consent, by role or by name. */
  readonly columns?: readonly (keyof Row & string)[];
  /** Category columns, default all texts and yes-or-no columns of at most 12 values, but those same roles. */
  readonly categories?: readonly (keyof Row & string)[];
  /** Column of weights, above 0, for a sample in which some stand for more customers than others. */
  readonly weights?: keyof Row & string;
  /** Shares of quantiles beside the quartiles, 0 to 1; default 0.1 and 0.9. */
  readonly quantiles?: readonly number[];
  /** Smallest number of customers that is displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/**
 * Who the segments are: size, share and, by column, means, quantiles, index and shares beside all customers, and whether they
 * differ: tests across segments, and the difference of each from all others with its interval. `segmentDifferences` corrects
 * the tests for how many they are.
 *
 * Columns without a role whose names say gender, religion and the like, consent, or an id, are taken for
 * `protected`, `consent` and `id`; a role given with `describe` decides otherwise.
 *
 * Rows and segmentation are matched by customer id. Missing values (empty, `NaN`) are counted and left out.
 * Masking is a guard against reading about few people in a report. It is no proof of anonymity: with totals and
 * all other segments in view, the masked rest can be computed. With weights there are no tests: they would need to know how
 * the sample was drawn; intervals of shares are those of as many customers as would say the same without weights.
 *
 * @throws {InputError} For no customers, an id that stands on one side only or twice, an unknown column, a value that is
 *   no finite number in a number column, with its row, weights that are not above 0, and options out of range.
 *
 * O(customers) a column: a million customers in eight segments by twenty columns take about two seconds.
 *
 * @example
 * const people = profile(segmentation, customers, { id: 'customerId' });
 * people.segments[0].share.value; // 0.4
 */
export function profile<Row extends object>(
  segmentation: ProfiledSegments,
  table: Table<Row>,
  options: ProfileOptions<Row>,
): Profile {
  checkGiven('profile', options);
  const anyTable = table as unknown as Table;
  const { id, minimum = 10, confidence = 0.95, quantiles = [0.1, 0.9] } = options;
  checkOptions(minimum, confidence, quantiles);
  const labels = matchRows('profile', segmentation, anyTable, id);
  checkColumns('profile', anyTable, [
    ...(options.columns ?? []),
    ...(options.categories ?? []),
    ...(options.weights === undefined ? [] : [options.weights]),
  ]);
  const weights = options.weights === undefined ? undefined : weightsOf(anyTable, options.weights);
  const sizes = new Array<number>(segmentation.segments.length).fill(0);
  for (const label of labels) sizes[label]++;

  const asked: readonly string[] = [...(options.columns ?? []), ...(options.categories ?? [])];
  const room = sortRoom(labels.length);
  const bases = segmentation.origin.columns;
  const numbers: NumberProfile[] = [];
  const categories: CategoryProfile[] = [];
  for (const column of valuesToProfile(anyTable, options)) {
    const { name } = column;
    const info = infoOf(anyTable, name);
    const common = { name, info, part: columnPart(name, info, bases), labels, weights, confidence };
    if (column.kind === 'numbers') {
      numbers.push(numberProfile({ ...common, values: column.values, sizes, quantiles, room }));
    } else {
      categories.push(categoryProfile({ ...common, values: column.values, segments: sizes.length }));
    }
  }
  const shares = sharesOf(labels, sizes, weights);
  return {
    customers: labels.length,
    segments: segmentation.segments.map(({ key, name }, s) => {
      const masked = sizes[s] < minimum;
      return {
        key,
        name,
        size: sizes[s],
        share: {
          ...wilsonOfShare(shares[s], effectiveCustomers(labels.length, weights), confidence),
          n: labels.length,
        },
        masked,
        markers: masked ? [] : findMarkers(numbers, categories, s, minimum),
      };
    }),
    numbers,
    categories,
    minimum,
    keptOut: anyTable
      .columnNames()
      .filter(
        (name) =>
          name !== id &&
          !asked.includes(name) &&
          anyTable.info?.[name]?.role === undefined &&
          guardedRole(name) !== undefined,
      ),
    origin: segmentation.origin,
    quantiles,
    confidence,
    weights: options.weights,
  };
}

function checkOptions(minimum: number, confidence: number, quantiles: readonly number[]): void {
  if (!(minimum >= 0)) {
    throw new InputError(`profile: minimum is ${minimum}. It is a number of customers, from 0 on.`);
  }
  checkConfidence('profile', confidence);
  const wrong = quantiles.find((share) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) {
    throw new InputError(`profile: a quantile of ${wrong} is asked for. Quantiles run from 0 to 1.`);
  }
}

/** Columns in the order in which they are profiled: as asked for, else as they stand. */
function* valuesToProfile<Row extends object>(
  table: Table,
  options: ProfileOptions<Row>,
): Generator<ProfiledValues> {
  const { columns, categories } = options;
  for (const name of columns ?? []) yield profiledValues(table, name, 'numbers')!;
  for (const name of categories ?? []) yield profiledValues(table, name, 'categories')!;
  if (columns !== undefined && categories !== undefined) return;
  for (const name of table.columnNames()) {
    if (name === options.id || name === options.weights || !isOpen(infoOf(table, name))) continue;
    const found = profiledValues(table, name);
    if (found === undefined) continue;
    if ((found.kind === 'numbers' ? columns : categories) === undefined) yield found;
  }
}

function infoOf(table: Table, name: string): ColumnInfo {
  const info = table.info?.[name] ?? {}; // a table of Arquero itself has no info
  const role = info.role ?? guardedRole(name);
  return role === undefined ? info : { ...info, role };
}

function isOpen(info: ColumnInfo): boolean {
  return info.role !== 'id' && info.role !== 'protected' && info.role !== 'consent';
}

function weightsOf(table: Table, name: string): Float64Array {
  const values = numberValues(table, name);
  const wrong = values.findIndex((weight) => !(weight > 0));
  // Only how weights compare counts; near 1 neither squares nor products of them vanish.
  const largest = values.reduce((most, weight) => Math.max(most, weight), 0);
  const scale = 2 ** Math.floor(Math.log2(largest)); // a power of two changes no digit
  if (wrong < 0) return values.map((weight) => weight / scale);
  throw new InputError(
    `profile: row ${wrong + 1}, column "${name}" is ${String(table.get(name, wrong))}. A weight is a number above 0; leave out customers who stand for nobody.`,
    { column: name },
  );
}

function sharesOf(labels: Int32Array, sizes: readonly number[], weights: Float64Array | undefined): number[] {
  if (weights === undefined) return sizes.map((size) => size / labels.length);
  const own = new Float64Array(sizes.length);
  labels.forEach((label, i) => {
    own[label] += weights[i];
  });
  const total = own.reduce((sum, weight) => sum + weight, 0);
  return Array.from(own, (weight) => Math.min(1, weight / total));
}

function effectiveCustomers(customers: number, weights: Float64Array | undefined): number {
  return weights === undefined ? customers : effectiveNumber(weights);
}
