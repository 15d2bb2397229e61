import { checkGiven } from '../../core/check-given.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable, type TableCell, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { topWeights } from '../../stats/uplift/top-weights.js';
import { readScored, type ScoredCustomers } from './scored-customers.js';
import type { ShareOf } from './uplift-at-share.js';

/** What `upliftByPercentile` looks at. */
export interface UpliftByPercentileOptions extends ScoredCustomers {
  /** Equal parts of the customers from the highest score down; 2 or more, default 10. */
  readonly bins?: number;
  /** Default `overall`. */
  readonly of?: ShareOf;
  /** Fewest customers of an arm for its numbers to be shown, default 10. */
  readonly minimum?: number;
}

/** Response of one arm in a part of the ranking. */
export interface ArmResponse {
  /** Customers; not whole where a score is shared across a cut. */
  readonly n: number;
  /** Mean outcome, or share of yes; `undefined` without customers. */
  readonly mean: number | undefined;
  /** Of the mean: √(p(1 − p)/n) for yes and no; `undefined` without customers, for numbers with no more than one. */
  readonly standardError: number | undefined;
}

/** What the treatment did in a part of the ranking. */
export interface PercentileUplift {
  /** Shares of the customers above and down to the end of the part, 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly treated: ArmResponse;
  readonly control: ArmResponse;
  /** Mean of the treated less that of the control group; `undefined` where either is. */
  readonly uplift: number | undefined;
  readonly standardError: number | undefined;
  /** Whether an arm is smaller than the minimum: such numbers are not shown. */
  readonly masked: boolean;
}

/** Uplift from the highest scores down. It displays as a table. */
export interface UpliftByPercentile extends Displayable {
  readonly bins: readonly PercentileUplift[];
  readonly all: PercentileUplift;
  /** Mean of the uplifts of the bins, weighted by their treated; `undefined` where a bin has none. */
  readonly weightedAverage: number | undefined;
  readonly of: ShareOf;
  readonly outcome: 'number' | 'yes or no';
  readonly minimum: number;
  readonly because: string;
}

/**
 * What the treatment did to customers from the highest score down, in equal parts, with standard errors. Scores that rank
 * rightly fall from the first part to the last.
 *
 * The first parts have one customer more where the number does not divide. Where a score is shared across a cut, all who share
 * it count in part, as in random order.
 *
 * @throws {InputError} For a number of parts below 2 or above that of the customers, and what `upliftQuality` refuses.
 *
 * O(n · bins).
 * Source: `uplift_by_percentile` and `weighted_average_uplift` of scikit-uplift.
 *
 * @example
 * const ids = ['a', 'b', 'c', 'd'];
 * const options = { ids, scores: [4, 3, 2, 1], treated: [1, 0, 1, 0], outcome: [1, 0, 1, 1], bins: 2 };
 * upliftByPercentile(options).bins.map(({ uplift }) => uplift); // [1, 0]
 */
export function upliftByPercentile(options: UpliftByPercentileOptions): UpliftByPercentile {
  checkGiven('upliftByPercentile', options);
  const who = 'upliftByPercentile';
  const { bins = 10, of = 'overall', minimum = 10 } = options;
  const { ranked, ids, treatedCount, isYesNo } = readScored(who, options);
  if (!Number.isInteger(bins) || bins < 2 || bins > ids.length) {
    throw new InputError(
      `${who}: bins is ${bins}. It is a whole number from 2 to that of the customers, ${ids.length}.`,
    );
  }
  if (of !== 'overall' && of !== 'by group')
    throw unknownName(who, 'of', String(of), ['overall', 'by group']);
  if (!Number.isInteger(minimum) || minimum < 1) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 1 on.`);
  }
  const armOf = (weights: Float64Array, arm: 0 | 1): ArmResponse => {
    let [n, sum] = [0, 0];
    weights.forEach((weight, place) => {
      if (ranked.treated[place] !== arm) return;
      n += weight;
      sum += weight * ranked.outcome[place];
    });
    if (n < 1e-9) return { n: 0, mean: undefined, standardError: undefined };
    const mean = sum / n;
    if (isYesNo) return { n, mean, standardError: Math.sqrt((mean * (1 - mean)) / n) };
    let squares = 0;
    weights.forEach((weight, place) => {
      if (ranked.treated[place] === arm) squares += weight * (ranked.outcome[place] - mean) ** 2;
    });
    return { n, mean, standardError: n > 1 ? Math.sqrt(squares / (n - 1) / n) : undefined };
  };
  const partOf = (from: number, to: number, weightsOf: (arm: 0 | 1) => Float64Array): PercentileUplift => {
    const [control, treated] = [armOf(weightsOf(0), 0), armOf(weightsOf(1), 1)];
    const isKnown = treated.mean !== undefined && control.mean !== undefined;
    const errors = [treated.standardError, control.standardError];
    return {
      from,
      to,
      treated,
      control,
      uplift: isKnown ? treated.mean! - control.mean! : undefined,
      standardError: errors.includes(undefined) ? undefined : Math.hypot(errors[0]!, errors[1]!),
      masked: Math.min(treated.n, control.n) < minimum,
    };
  };
  const sizes = [ids.length - treatedCount, treatedCount];
  const parts = Array.from({ length: bins }, (_, b): PercentileUplift => {
    const weightsOf = (arm: 0 | 1): Float64Array =>
      of === 'overall'
        ? topWeights(ranked, endOf(ids.length, bins, b), endOf(ids.length, bins, b + 1))
        : topWeights(ranked, endOf(sizes[arm], bins, b), endOf(sizes[arm], bins, b + 1), arm);
    return partOf(b / bins, (b + 1) / bins, weightsOf);
  });
  const all = partOf(0, 1, () => new Float64Array(ids.length).fill(1));
  const known = parts.filter(({ uplift }) => uplift !== undefined);
  const treatedInKnown = known.reduce((sum, { treated }) => sum + treated.n, 0);
  const result = {
    bins: parts,
    all,
    weightedAverage:
      known.length < bins
        ? undefined
        : known.reduce((sum, { treated, uplift }) => sum + (treated.n * uplift!) / treatedInKnown, 0),
    of,
    outcome: isYesNo ? ('yes or no' as const) : ('number' as const),
    minimum,
    because: verdictOf(parts, isYesNo),
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(contentOf(result)) };
}

/** Customers above the end of a part: as even as whole numbers allow, the first ones larger. */
function endOf(customers: number, bins: number, part: number): number {
  return part * Math.floor(customers / bins) + Math.min(part, customers % bins);
}

function verdictOf(parts: readonly PercentileUplift[], isYesNo: boolean): string {
  const shown = parts.filter(
    ({ uplift, standardError, masked }) => uplift !== undefined && standardError !== undefined && !masked,
  );
  if (shown.length < 2) return 'Too few customers in each part to see where the treatment works.';
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const apart = first.uplift! - last.uplift!;
  const error = Math.hypot(first.standardError!, last.standardError!);
  const size = isYesNo ? `${formatNumber(apart * 100, { digits: 1 })} points` : formatNumber(apart);
  const doubt = isYesNo ? formatNumber(error * 100, { digits: 1 }) : formatNumber(error);
  const facts = `first part less last ${size} (standard error ${doubt})`;
  if (apart > 2 * error) return `Uplift falls with the scores: ${facts}.`;
  if (apart < -2 * error) return `Uplift rises where scores fall, the wrong way round: ${facts}.`;
  return `No fall of the uplift with the scores is shown: ${facts}.`;
}

function contentOf({
  bins,
  all,
  weightedAverage,
  outcome,
  minimum,
  because,
}: Omit<UpliftByPercentile, symbol>): TableContent {
  const isYesNo = outcome === 'yes or no';
  const show = (value: number | undefined): TableCell =>
    value === undefined ? null : isYesNo ? formatNumber(value, { style: 'percent', digits: 1 }) : value;
  const points = (value: number | undefined): TableCell =>
    value === undefined ? null : isYesNo ? formatNumber(value * 100, { digits: 1 }) : value;
  const count = (n: number): TableCell => formatNumber(n, { digits: Number.isInteger(n) ? 0 : 1 });
  const row = (
    name: string,
    { treated, control, uplift, standardError, masked }: PercentileUplift,
  ): TableCell[] =>
    masked
      ? [name, `fewer than ${minimum} in an arm`, null, null, null, null, null]
      : [
          name,
          count(treated.n),
          count(control.n),
          show(treated.mean),
          show(control.mean),
          points(uplift),
          points(standardError),
        ];
  const average =
    weightedAverage === undefined
      ? ''
      : ` Weighted by treated, the parts average ${String(points(weightedAverage))}${isYesNo ? ' points' : ''}.`;
  return {
    kind: 'table',
    caption: 'Uplift from the highest scores down',
    columns: [
      { name: 'part', title: 'Customers by score' },
      { name: 'treatedCount', title: 'Treated', align: 'right' },
      { name: 'controlCount', title: 'Control', align: 'right' },
      { name: 'treated', title: 'Outcome, treated', align: 'right' },
      { name: 'control', title: 'Outcome, control', align: 'right' },
      { name: 'uplift', title: isYesNo ? 'Uplift (points)' : 'Uplift', align: 'right' },
      { name: 'standardError', title: 'Standard error', align: 'right' },
    ],
    rows: [...bins.map((bin) => row(`${percent(bin.from)} to ${percent(bin.to)}`, bin)), row('All', all)],
    totalRows: bins.length + 1,
    note: `${because}${average}`,
  };
}

function percent(share: number): string {
  return formatNumber(share, {
    style: 'percent',
    digits: Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0 : 1,
  });
}
