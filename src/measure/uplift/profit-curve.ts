import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { mean } from '../../stats/mean.js';
import { quantile } from '../../stats/quantile.js';
import { scoreCuts } from '../../stats/uplift/score-cuts.js';
import { upliftCurve } from '../../stats/uplift/uplift-curve.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { curveAt } from './curve-at.js';
import { percentileEstimate } from './percentile-estimate.js';
import { type ResampleOptions, resampleExperiment } from './resample-experiment.js';
import { readScored, type ScoredCustomers } from './scored-customers.js';

/** What `profitCurve` looks at. */
export interface ProfitCurveOptions extends ScoredCustomers, ResampleOptions {
  /** What one more of the outcome is worth, in money: margin of an order for yes and no, a share of it for revenue. */
  readonly value: number;
  /** What treating one customer costs, in money, from 0 on. */
  readonly cost: number;
  /** Currency, for example `EUR`. */
  readonly currency: string;
  /** Equal steps of the share treated; 2 to 100, default 20. */
  readonly steps?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Profit of treating the customers with the highest scores. */
export interface ProfitPoint {
  /** Share of the customers treated, 0 to 1. */
  readonly share: number;
  readonly customers: number;
  /** Against treating nobody, for the customers of the experiment, in money. */
  readonly profit: Estimate;
}

/** Profit by the share of customers treated, and where it is highest. It displays as a table. */
export interface ProfitCurve extends Displayable {
  readonly points: readonly ProfitPoint[];
  /** The point with the highest profit; treating nobody is one of them. */
  readonly best: ProfitPoint;
  /** Shares that were best in the middle 95% (or the confidence) of the resamples. */
  readonly bestShare: Estimate;
  /** Lowest score that is treated at the best share; `undefined` where nobody is. */
  readonly leastScore: number | undefined;
  /** How much of the best profit is luck of these customers, by the resamples: the best of many is too good. */
  readonly optimism: number;
  /** Treating everyone. */
  readonly all: ProfitPoint;
  /** Profit of the best share less that of treating everyone. */
  readonly moreThanAll: Estimate;
  /** Cost of treating the others, which is saved at the best share. */
  readonly costSaved: number;
  readonly value: number;
  readonly cost: number;
  readonly currency: string;
  readonly because: string;
}

/**
 * How many should be treated? Profit of treating customers from the highest score down against treating nobody: uplift of those
 * treated times what it is worth, less what treating them costs; the share where it is highest, with its interval; and the
 * money saved by leaving the others alone.
 *
 * The highest of many estimates is too high: `optimism` says by how much, and customers who were not used to choose the share
 * tell more. Costs that do not depend on the number treated are not in it.
 *
 * @throws {InputError} For a value or cost that is no finite number, a cost below 0, a number of steps out of range, and what
 *   `upliftQuality` refuses.
 *
 * O(resamples · customers).
 * Source: Gutierrez and Gérardy, PMLR 67 (2017) 1-13; optimism: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993),
 * section 17.6.
 *
 * @example
 * const ids = features.ids!;
 * const treated = ids.map((_, i) => i % 2 === 0);
 * const scores = ids.map((_, i) => i % 10);
 * const outcome = ids.map((_, i) => treated[i] && scores[i] > 4);
 * const profit = await profitCurve({ ids, scores, treated, outcome, value: 10, cost: 1, currency: 'EUR', seed: 1 });
 * profit.best.share < 1; // true
 */
export async function profitCurve(
  options: ProfitCurveOptions,
  task: Task = currentTask(),
): Promise<ProfitCurve> {
  checkGiven('profitCurve', options);
  const who = 'profitCurve';
  const { value, cost, currency, steps = 20, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!Number.isFinite(value))
    throw new InputError(`${who}: value is ${value}. It is money for one more of the outcome.`);
  if (!(cost >= 0 && cost < Infinity))
    throw new InputError(`${who}: cost is ${cost}. It is money, from 0 on.`);
  if (!Number.isInteger(steps) || steps < 2 || steps > 100) {
    throw new InputError(`${who}: steps is ${steps}. It is a whole number from 2 to 100.`);
  }
  if (typeof currency !== 'string' || currency === '')
    throw new InputError(`${who} needs a currency, for example EUR.`);
  const { ranked, ids } = readScored(who, options);
  const n = ids.length;
  const places = Array.from({ length: steps + 1 }, (_, i) => (i * n) / steps);
  const profits = (weights?: Float64Array): number[] => {
    const curve = upliftCurve(scoreCuts(ranked, weights), 'uplift');
    return places.map((place) => (place === 0 ? 0 : curveAt(curve, place) * value - place * cost));
  };
  const own = profits();
  const top = highest(own);
  const drawn: number[][] = [];
  const [tops, luck] = [[] as number[], [] as number[]];
  await resampleExperiment(
    who,
    ranked,
    options,
    (weights) => {
      const again = profits(weights);
      const best = highest(again);
      drawn.push(again);
      tops.push(best / steps);
      luck.push(again[best] - own[best]);
    },
    task,
  );
  const estimate = (of: (profit: readonly number[]) => number): Estimate =>
    percentileEstimate(of(own), drawn.map(of), n, confidence)!;
  const points = places.map(
    (customers, i): ProfitPoint => ({
      share: i / steps,
      customers,
      profit: estimate((profit) => profit[i]),
    }),
  );
  const sorted = Float64Array.from(tops).sort();
  const best = points[top];
  const result = {
    points,
    best,
    bestShare: {
      ...best.profit,
      value: best.share,
      low: Math.min(best.share, quantile(sorted, (1 - confidence) / 2)),
      high: Math.max(best.share, quantile(sorted, (1 + confidence) / 2)),
    },
    leastScore: top === 0 ? undefined : ranked.scores[ranked.cut[Math.ceil(places[top]) - 1]],
    optimism: Math.max(0, mean(luck)),
    all: points[steps],
    moreThanAll: estimate((profit) => profit[top] - profit[steps]),
    costSaved: (n - best.customers) * cost,
    value,
    cost,
    currency,
  };
  const because = verdictOf(result);
  return { ...result, because, [DISPLAY_KEY]: () => contentBundle(contentOf({ ...result, because })) };
}

/** Place of the highest profit, the fewest customers where several have it. */
function highest(profits: readonly number[]): number {
  let best = 0;
  profits.forEach((profit, i) => {
    if (profit > profits[best]) best = i;
  });
  return best;
}

type Numbers = Omit<ProfitCurve, symbol | 'because'>;

function verdictOf({ best, bestShare, moreThanAll, costSaved, optimism, all, currency }: Numbers): string {
  const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 0 });
  const money = (estimate: Estimate) => intervalCell(estimate, { digits: 0, unit: currency });
  const amount = (value: number) => formatNumber(value, { digits: 0, unit: currency });
  const range = `${percent(bestShare.low)} to ${percent(bestShare.high)}`;
  if (best.share === 0) {
    return `Treating nobody is best (${range} in the resamples): the uplift does not pay for the treatment. Treating everyone would bring ${money(all.profit)}.`;
  }
  const shown = best.profit.low > 0 ? '' : ' That it pays at all is not shown.';
  const whole = `Profit is highest when the first ${percent(best.share)} are treated (${range} in the resamples): ${money(best.profit)}, of which about ${amount(optimism)} may be luck of these customers.${shown}`;
  if (best.share === 1) return `${whole} Leaving anybody out does not pay.`;
  const more = moreThanAll.low > 0 ? '' : ', a difference that is not sure';
  return `${whole} Leaving the others alone saves ${amount(costSaved)} of cost and brings ${money(moreThanAll)} more than treating everyone${more}.`;
}

function contentOf({
  points,
  best,
  because,
  value,
  cost,
  currency,
  ...rest
}: Omit<ProfitCurve, symbol>): TableContent {
  const step = Math.max(1, Math.round(points.length / 10));
  const shown = points.filter((point, i) => i % step === 0 || point === best || point === rest.all);
  return {
    kind: 'table',
    caption: 'Profit by the share of customers treated',
    columns: [
      { name: 'share', title: 'Treated, from the highest score', align: 'right' },
      { name: 'customers', title: 'Customers', align: 'right', format: { digits: 0 } },
      { name: 'profit', title: 'Profit against treating nobody', align: 'right', unit: currency },
      { name: 'remark', title: 'Remark' },
    ],
    rows: shown.map((point) => [
      formatNumber(point.share, { style: 'percent', digits: 0 }),
      point.customers,
      intervalCell(point.profit, { digits: 0 }),
      point === best ? 'highest' : null,
    ]),
    totalRows: points.length,
    note: `${because} One more of the outcome is worth ${formatNumber(value, { unit: currency })}, treating a customer costs ${formatNumber(cost, { unit: currency })}. In brackets ${formatNumber(best.profit.confidence, { style: 'percent' })} intervals.`,
  };
}
