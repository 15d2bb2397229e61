import { toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';

/** What stands in for a missing number: a statistic of the customers at hand, or a number. */
export type NumberStandIn = 'mean' | 'median' | 'most frequent' | number;

/** How a column of a table becomes columns of numbers. Plain data. */
export type ColumnEncoding =
  | {
      readonly kind: 'number';
      readonly missing?: NumberStandIn;
      readonly indicator: boolean;
    }
  | {
      readonly kind: 'category';
      readonly minimum: number;
      readonly unknown: 'refuse' | 'other';
      readonly missing?: string;
    }
  | { readonly kind: 'ordered'; readonly levels: readonly string[]; readonly missing?: string }
  | {
      readonly kind: 'yes-no';
      readonly yes: readonly string[];
      readonly no: readonly string[];
      readonly missing?: number;
    }
  | { readonly kind: 'date'; readonly asOf: number; readonly missing?: NumberStandIn };

/**
 * A column of numbers as it is.
 *
 * @param options - `missing`: what stands in for missing numbers; without it one is an error. `indicator`: whether a
 *   column more says 1 where a number was missing, 0 elsewhere.
 *
 * @example
 * numberColumn({ missing: 'median', indicator: true }).kind; // 'number'
 */
export function numberColumn(
  options: { readonly missing?: NumberStandIn; readonly indicator?: boolean } = {},
): ColumnEncoding {
  const { missing, indicator = false } = options;
  if (typeof missing === 'number' && !Number.isFinite(missing)) {
    throw new InputError(
      `numberColumn: missing is ${missing}; give a finite number, or mean, median or most frequent.`,
    );
  }
  return { kind: 'number', indicator, ...(missing === undefined ? {} : { missing }) };
}

/**
 * A column of categories, one column of 0 and 1 for each level (one-hot).
 *
 * @param options - `minimum`: levels of fewer customers are pooled as `other`; default 1 (none). `unknown`: what a level
 *   is that was not there when it was fitted, an error (`refuse`, default) or `other`, with a warning that counts them.
 *   `missing`: level that stands for a missing value; without it one is an error.
 *
 * @example
 * categoryColumn({ minimum: 30, missing: 'not stated' }).kind; // 'category'
 */
export function categoryColumn(
  options: {
    readonly minimum?: number;
    readonly unknown?: 'refuse' | 'other';
    readonly missing?: string;
  } = {},
): ColumnEncoding {
  const { minimum = 1, unknown = 'refuse', missing } = options;
  if (!Number.isInteger(minimum) || minimum < 1) {
    throw new InputError(`categoryColumn: minimum is ${minimum}; give a whole number from 1 on.`);
  }
  return { kind: 'category', minimum, unknown, ...(missing === undefined ? {} : { missing }) };
}

/**
 * A column of ordered levels as the place of the level, from 0; steps count as equal.
 *
 * @param levels - From least to most, all that occur.
 * @param options - `missing`: level that stands for a missing value; without it one is an error.
 *
 * @example
 * orderedColumn(['Basic', 'Master', 'PhD']).kind; // 'ordered'
 */
export function orderedColumn(
  levels: readonly string[],
  options: { readonly missing?: string } = {},
): ColumnEncoding {
  const { missing } = options;
  if (levels.length < 2 || new Set(levels).size < levels.length) {
    throw new InputError(
      `orderedColumn: levels are ${levels.join(', ')}; give two or more different ones, least first.`,
    );
  }
  if (missing !== undefined && !levels.includes(missing)) {
    throw new InputError(`orderedColumn: missing is "${missing}", which is none of the levels.`);
  }
  return { kind: 'ordered', levels, ...(missing === undefined ? {} : { missing }) };
}

const YES = ['yes', 'y', 'true', '1', 'ja', 'oui', 'sí', 'si', 'sim', '是', 'はい'];
const NO = ['no', 'n', 'false', '0', 'nein', 'non', 'não', 'nao', '否', 'いいえ'];

/**
 * A column of yes and no as 1 and 0: truth values, 0 and 1, or words, small or capital.
 *
 * @param options - `yes`, `no`: words; default those of several languages. `missing`: 0 to 1 for a missing value; without
 *   it one is an error.
 *
 * @example
 * yesNoColumn({ missing: 0 }).kind; // 'yes-no'
 */
export function yesNoColumn(
  options: {
    readonly yes?: readonly string[];
    readonly no?: readonly string[];
    readonly missing?: number;
  } = {},
): ColumnEncoding {
  const { yes = YES, no = NO, missing } = options;
  return { kind: 'yes-no', yes: lower(yes), no: lower(no), ...(missing === undefined ? {} : { missing }) };
}

/**
 * A column of dates as whole days before a day; later dates are below 0.
 *
 * @param asOf - `YYYY-MM-DD` or a `Date`.
 * @param options - `missing`: what stands in for missing dates, in days; without it one is an error.
 *
 * @example
 * dateColumn('2026-01-01', { missing: 'median' }).kind; // 'date'
 */
export function dateColumn(
  asOf: string | Date,
  options: { readonly missing?: NumberStandIn } = {},
): ColumnEncoding {
  const { missing } = options;
  return {
    kind: 'date',
    asOf: toDay(asOf, 'dateColumn: asOf'),
    ...(missing === undefined ? {} : { missing }),
  };
}

function lower(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase());
}
