import { checkGiven } from '../../core/check-given.js';
import { checkMatrix } from '../../core/check-matrix.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { mean } from '../../stats/mean.js';
import { welchInterval } from '../../stats/welch-interval.js';
import { type CustomerValues, yesNoOf } from '../scoreboard/customer-values.js';
import { differenceContent, differenceVerdict } from './difference-words.js';

/** What `differenceInDifferences` compares. */
export interface DifferenceInDifferencesOptions {
  /** A row for each customer, a column for each period of equal length, in their order: for example orders a month. */
  readonly periods: Matrix;
  /** Name of the first period in which the treatment could work. */
  readonly from: string;
  /** Who was treated; not drawn by lot. */
  readonly treated: CustomerValues;
  /** What the periods count, for the sentence; default `the outcome`. */
  readonly what?: string;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** One period of both groups. */
export interface ComparedPeriod {
  readonly period: string;
  readonly isAfter: boolean;
  /** Mean of the treated and of the others. */
  readonly treated: number;
  readonly control: number;
  /** How much further the groups are apart than in the last period before; `undefined` for that one. */
  readonly apart: Estimate | undefined;
}

/** How the groups moved before the treatment. */
export interface PreTrend {
  /** Change a period of the treated less that of the others, before the treatment. */
  readonly slope: Estimate;
  /** Of slopes at least as far apart where they are the same. */
  readonly p: number;
  readonly isParallel: boolean;
}

/** Effect of a treatment that was not drawn by lot, from before and after. It displays as a table. */
export interface DifferenceInDifferences extends Displayable {
  /** How the treatment was given: not by lot. Believe an effect only where nothing else set the groups apart. */
  readonly design: 'observational';
  readonly treated: number;
  readonly control: number;
  /** Change of the treated less change of the others, in the outcome a period. */
  readonly effect: Estimate;
  readonly p: number;
  readonly periods: readonly ComparedPeriod[];
  /** `undefined` with one period before: whether the groups moved alike cannot be seen. */
  readonly preTrend: PreTrend | undefined;
  readonly because: string;
}

const LARGEST = 1e150;

/**
 * Before and after with a control group, without an experiment: how much more the treated changed than the others (difference
 * in differences). It is an effect of the treatment only if both would have changed alike without it. That cannot be tested;
 * with two or more periods before, it can be seen whether they did so until then.
 *
 * Each customer counts once, with the mean of their periods after less that before: periods of one customer hang together.
 *
 * @throws {InputError} For fewer than two periods, a first period after the treatment that is unknown or the first of all,
 *   everyone or nobody treated, fewer than two customers of a group, and values too large to be squared.
 *
 * O(customers · periods).
 * Source: Bertrand, Duflo and Mullainathan, "How much should we trust differences-in-differences estimates?", Q. J. Econ. 119
 * (2004) 249-275 (one change for each unit); Roth, AER: Insights 4 (2022) 305-322, on what a pre-trend test cannot tell.
 *
 * @example
 * const periods = matrix([[1, 3], [2, 4], [1, 1], [2, 3]], ['May', 'June']);
 * differenceInDifferences({ periods, from: 'June', treated: [1, 1, 0, 0] }).effect.value; // 1.5
 */
export function differenceInDifferences(options: DifferenceInDifferencesOptions): DifferenceInDifferences {
  checkGiven('differenceInDifferences', options);
  const who = 'differenceInDifferences';
  const { periods, from, what = 'the outcome', confidence = 0.95 } = options;
  checkMatrix(who, periods);
  checkConfidence(who, confidence);
  const start = periods.names.indexOf(from);
  if (start < 0) throw unknownName(who, 'period', String(from), periods.names);
  if (start === 0) {
    throw new InputError(
      `${who}: "${from}" is the first period. One or more before the treatment are needed.`,
    );
  }
  const ids = periods.ids ?? Array.from({ length: periods.rows }, (_, i) => `row ${i + 1}`);
  const treated = yesNoOf(who, 'treated', options.treated, ids);
  const rows = [1, 0].map((arm) => ids.flatMap((_, i) => (treated[i] === arm ? [i] : [])));
  if (Math.min(rows[0].length, rows[1].length) < 2) {
    throw new InputError(
      `${who}: ${rows[0].length} customers were treated and ${rows[1].length} were not. Two or more of each are needed to compare them.`,
    );
  }
  const large = periods.data.findIndex((value) => Math.abs(value) > LARGEST);
  if (large >= 0) {
    throw new InputError(
      `${who}: row ${Math.floor(large / periods.columns) + 1}, column "${periods.names[large % periods.columns]}" is ${periods.data[large]}, too large to be squared. Give it in another unit.`,
    );
  }
  const of = (row: number, first: number, end: number) =>
    Array.from(periods.data.subarray(row * periods.columns + first, row * periods.columns + end));
  const compare = (value: (row: number) => number) => {
    const {
      standardError: _error,
      degreesOfFreedom: _degrees,
      p,
      ...estimate
    } = welchInterval(rows[0].map(value), rows[1].map(value), confidence);
    return {
      p,
      estimate: { ...estimate, method: `observational: difference in differences, ${estimate.method}` },
    };
  };
  const { estimate: effect, p } = compare(
    (row) => mean(of(row, start, periods.columns)) - mean(of(row, 0, start)),
  );
  const compared = periods.names.map((period, j): ComparedPeriod => {
    const [a, b] = rows.map((own) => mean(own.map((row) => of(row, j, j + 1)[0])));
    return {
      period,
      isAfter: j >= start,
      treated: a,
      control: b,
      apart:
        j === start - 1
          ? undefined
          : compare((row) => of(row, j, j + 1)[0] - of(row, start - 1, start)[0]).estimate,
    };
  });
  const preTrend = start < 2 ? undefined : trendOf(compare((row) => slopeOf(of(row, 0, start))));
  const result = {
    design: 'observational' as const,
    treated: rows[0].length,
    control: rows[1].length,
    effect,
    p,
    periods: compared,
    preTrend,
  };
  const because = differenceVerdict(result, what, from);
  return {
    ...result,
    because,
    [DISPLAY_KEY]: () => contentBundle(differenceContent({ ...result, because }, what)),
  };
}

function trendOf({ estimate, p }: { readonly estimate: Estimate; readonly p: number }): PreTrend {
  return {
    slope: { ...estimate, method: 'observational: slopes before the treatment, Welch interval' },
    p,
    isParallel: p >= 0.05,
  };
}

/** Change a period of the straight line through the values. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const squares = mean(values.map((_, i) => (i - middle) ** 2));
  return mean(values.map((value, i) => (i - middle) * value)) / squares;
}
