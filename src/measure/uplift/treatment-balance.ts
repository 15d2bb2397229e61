import { checkGiven } from '../../core/check-given.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { chiSquaredUpperTail } from '../../stats/chi-squared.js';
import { holm } from '../../stats/holm.js';
import { standardisedDifference } from '../../stats/uplift/standardised-difference.js';
import { type CustomerValues, valuesOf, yesNoOf } from '../scoreboard/customer-values.js';

/** What `treatmentBalance` looks at. */
export interface TreatmentBalanceOptions {
  /** What was known of customers before the treatment, with their ids. */
  readonly features: Matrix;
  readonly treated: CustomerValues;
  /** Scores, to see the share of treated along them; default none. */
  readonly scores?: CustomerValues;
  /** Share of the customers that each point of the curve looks at; above 0, below 1, default 0.1. */
  readonly window?: number;
}

/** How a column lies in the two arms. */
export interface ColumnBalance {
  readonly column: string;
  /** Means apart, in standard deviations; `undefined` where nothing varies in either arm and the means differ. */
  readonly difference: number | undefined;
  /** Of a difference at least as large by lot, corrected for the number of columns (Holm); `undefined` with the difference. */
  readonly p: number | undefined;
}

/** Whether lot made the arms alike. It displays as a table. */
export interface TreatmentBalance extends Displayable {
  readonly treated: number;
  readonly control: number;
  readonly columns: readonly ColumnBalance[];
  /** Share of treated around each place of the ranking, from the highest score (0) to the lowest (1); without scores none. */
  readonly curve: readonly { readonly place: number; readonly treatedShare: number }[];
  /** Around which the curve lies by lot, and how far 95% of its points do. */
  readonly treatedShare: number;
  readonly byLot: number | undefined;
  /** Whether no column differs more than lot makes likely. */
  readonly isBalanced: boolean;
  readonly because: string;
}

const POINTS = 50;

/**
 * Did lot make the arms alike? Standardised differences of what was known before, each with its chance under lot, and the share
 * of treated along the scores: where it bends, the arms cannot be compared there.
 *
 * With many columns one or two beyond 0.1 are no sign of trouble in a small experiment; a corrected chance below 0.05 is.
 *
 * @throws {InputError} For customers and values that do not fit, everyone or nobody treated, and a window out of range.
 *
 * O(n · columns + n log n).
 * Source: Austin, Stat. Med. 28 (2009) 3083-3107; `treatment_balance_curve` of scikit-uplift.
 *
 * @example
 * const treated = features.ids!.map((_, i) => i % 2 === 0);
 * treatmentBalance({ features, treated }).columns[0].column; // 'recencyDays'
 */
export function treatmentBalance(options: TreatmentBalanceOptions): TreatmentBalance {
  checkGiven('treatmentBalance', options);
  const who = 'treatmentBalance';
  const { features, window = 0.1 } = options;
  checkMatrix(who, features);
  if (features.columns === 0)
    throw new InputError(`${who}: features has no columns. There is nothing to compare.`);
  if (!(window > 0 && window < 1))
    throw new InputError(`${who}: window is ${window}. It lies between 0 and 1.`);
  const ids = features.ids ?? Array.from({ length: features.rows }, (_, i) => `row ${i + 1}`);
  const treated = yesNoOf(who, 'treated', options.treated, ids);
  const count = treated.reduce((sum, value) => sum + value, 0);
  const control = ids.length - count;
  if (Math.min(count, control) < 2) {
    throw new InputError(
      `${who}: ${count} customers were treated and ${control} were not. Two or more of each are needed to compare them.`,
    );
  }
  const apart = features.names.map((_, j) => {
    const arm = (of: number): number[] => {
      const values: number[] = [];
      for (let i = 0; i < ids.length; i++)
        if (treated[i] === of) values.push(features.data[i * features.columns + j]);
      return values;
    };
    return standardisedDifference(arm(1), arm(0)).difference;
  });
  const known = apart.filter((difference) => difference !== undefined);
  // By lot the difference of two means has variance 1/treated + 1/control, in standard deviations.
  const corrected = holm(
    known.map((difference) => chiSquaredUpperTail(difference ** 2 / (1 / count + 1 / control), 1)),
  );
  let next = 0;
  const columns = features.names.map((column, j): ColumnBalance => {
    const difference = apart[j];
    return { column, difference, p: difference === undefined ? undefined : corrected[next++] };
  });
  const treatedShare = count / ids.length;
  const width = Math.max(1, Math.floor(window * ids.length));
  const scores = options.scores === undefined ? undefined : valuesOf(who, 'scores', options.scores, ids);
  const isBalanced = columns.every(({ difference, p }) => difference !== undefined && p! >= 0.05);
  const result = {
    treated: count,
    control,
    columns,
    curve: scores === undefined ? [] : balanceCurve(scores, treated, width),
    treatedShare,
    byLot: scores === undefined ? undefined : 1.96 * Math.sqrt((treatedShare * (1 - treatedShare)) / width),
    isBalanced,
  };
  const because = verdictOf(result);
  return { ...result, because, [DISPLAY_KEY]: () => contentBundle(contentOf({ ...result, because })) };
}

/** Share of treated in windows along the ranking. Those who share a score count as that score's share of treated. */
function balanceCurve(scores: Float64Array, treated: Float64Array, width: number): TreatmentBalance['curve'] {
  const order = Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const sums = new Float64Array(order.length + 1);
  for (let start = 0; start < order.length; ) {
    let end = start;
    let yes = 0;
    while (end < order.length && scores[order[end]] === scores[order[start]]) yes += treated[order[end++]];
    for (let i = start; i < end; i++) sums[i + 1] = sums[start] + (yes * (i + 1 - start)) / (end - start);
    start = end;
  }
  const last = order.length - width;
  const points = Math.min(POINTS, last);
  return Array.from({ length: points + 1 }, (_, k) => {
    const start = points === 0 ? 0 : Math.round((k * last) / points);
    return {
      place: (start + width / 2) / order.length,
      treatedShare: Math.min(1, Math.max(0, (sums[start + width] - sums[start]) / width)),
    };
  });
}

function verdictOf({
  columns,
  isBalanced,
  curve,
  treatedShare,
  byLot,
}: Omit<TreatmentBalance, symbol | 'because'>): string {
  const size = ({ difference }: ColumnBalance) =>
    difference === undefined ? Infinity : Math.abs(difference);
  const largest = columns.reduce((a, b) => (size(b) > size(a) ? b : a));
  const facts = `${largest.column}, ${inDeviations(largest.difference)}`;
  const columnsSay = isBalanced
    ? `The arms are as alike as lot makes them; furthest apart: ${facts}.`
    : `The arms differ more than lot makes likely: ${columns
        .filter(({ difference, p }) => difference === undefined || p! < 0.05)
        .map((each) => `${each.column}, ${inDeviations(each.difference)}`)
        .join('; ')}. Ask how customers were drawn before believing an effect.`;
  if (byLot === undefined) return columnsSay;
  const outside =
    curve.filter((point) => Math.abs(point.treatedShare - treatedShare) > byLot).length / curve.length;
  const share = formatNumber(outside, { style: 'percent', digits: 0 });
  return `${columnsSay} Along the scores ${share} of the points lie beyond where 5% lie by lot.`;
}

function inDeviations(difference: number | undefined): string {
  return difference === undefined
    ? 'without variation'
    : `${formatNumber(difference, { digits: 2 })} standard deviations`;
}

function contentOf({ columns, treated, control, because }: Omit<TreatmentBalance, symbol>): TableContent {
  return {
    kind: 'table',
    caption: 'What was known before, treated against control',
    columns: [
      { name: 'column', title: 'Column' },
      {
        name: 'difference',
        title: 'Difference (standard deviations)',
        align: 'right',
        format: { digits: 3 },
      },
      { name: 'p', title: 'p, corrected', align: 'right', format: { digits: 3 } },
    ],
    rows: columns.map(({ column, difference, p }) => [column, difference ?? 'without variation', p ?? null]),
    totalRows: columns.length,
    note: `${because} ${formatNumber(treated)} treated, ${formatNumber(control)} control. Commonly called unbalanced: beyond 0.1 either way.`,
  };
}
