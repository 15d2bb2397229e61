import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { Task } from '../../core/task.js';
import { counted } from '../../display/counted.js';
import { bootstrapRatioOfDifferences } from '../../stats/contrast/bootstrap-ratio-of-differences.js';
import { type RatioOfDifferences, ratioOfDifferences } from '../../stats/contrast/ratio-of-differences.js';
import { mean } from '../../stats/mean.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { sum } from '../../stats/sum.js';
import { welchInterval } from '../../stats/welch-interval.js';
import { breakEven } from './break-even.js';
import type { CostOfCustomers } from './contact-cost.js';
import { costPerConversion } from './cost-per-conversion.js';
import type { ReturnMeasure } from './return-on-investment.js';

/** What is known of all customers. */
export interface ReturnFacts {
  readonly treated: Float64Array;
  readonly money: Float64Array;
  readonly converted: Float64Array | undefined;
  readonly cost: CostOfCustomers;
  /** Customers contacted in all, who share the fixed cost. */
  readonly contacted: number;
}

interface Settings {
  readonly minimum: number;
  readonly confidence: number;
  readonly marginShare: number;
  readonly interval: 'fieller' | 'delta' | 'bootstrap';
  readonly seed: number;
  readonly draws: number;
}

const ROUGH = 30; // fewer customers of an arm: Student's interval leans on the shape of the values
const ENOUGH_TO_DRAW = 10; // below, the interval stays Fieller's, as its method says
const UNEQUAL = 10; // times as many in one arm as in the other

/** The return of contacting some customers, given by position. */
export async function returnOfCustomers(
  { treated, money, converted, cost, contacted }: ReturnFacts,
  customers: readonly number[],
  settings: Settings,
  task: Task,
): Promise<ReturnMeasure> {
  const { minimum, confidence, marginShare } = settings;
  const [a, b] = [1, 0].map((is) => customers.filter((i) => treated[i] === is));
  const take = (values: Float64Array, own: readonly number[]) => Float64Array.from(own, (i) => values[i]);
  const [moneyA, moneyB, costA, costB] = [
    take(money, a),
    take(money, b),
    take(cost.each, a),
    take(cost.each, b),
  ];
  const fixedEach = cost.fixed / contacted;
  const costEach = (a.length === 0 ? 0 : mean(costA)) - (b.length === 0 ? 0 : mean(costB)) + fixedEach;
  const common = {
    treated: a.length,
    control: b.length,
    treatedMoney: a.length === 0 ? undefined : mean(moneyA),
    controlMoney: b.length === 0 ? undefined : mean(moneyB),
    cost: a.length * costEach + 0,
  };
  const fewest = Math.min(a.length, b.length);
  if (fewest < minimum) {
    return {
      ...common,
      ...NOTHING,
      flags: [`An arm has ${counted(fewest, 'customer')}, fewer than ${minimum}: not measured.`],
    };
  }
  const {
    standardError: _,
    degreesOfFreedom: __,
    p: ___,
    ...effect
  } = welchInterval(moneyA, moneyB, confidence);
  const kept = (values: Float64Array, costs: Float64Array, fixed: number) =>
    values.map((value, i) => marginShare * value - costs[i] - fixed);
  const { standardError, degreesOfFreedom, p, ...netEach } = welchInterval(
    kept(moneyA, costA, fixedEach),
    kept(moneyB, costB, 0),
    confidence,
  );
  const flags = flagsOf(moneyA, moneyB, fewest, customers.length);
  const ratio = await returnRatio(
    {
      numerator: moneyA.map((value) => marginShare * value),
      denominator: costA.map((value) => value + fixedEach),
    },
    { numerator: moneyB.map((value) => marginShare * value), denominator: costB },
    costEach,
    settings,
    task,
  );
  if (ratio === undefined)
    flags.push('The extra cost is not surely above 0: a return over cost is not measured.');
  const rates = converted === undefined ? undefined : ratesOf(take(converted, a), take(converted, b));
  const conversionEffect =
    rates === undefined
      ? undefined
      : newcombeInterval(rates.yesA, a.length, rates.yesB, b.length, confidence);
  if (rates !== undefined && rates.yesA + rates.yesB === 0) flags.push('Nobody converted in either arm.');
  const times = (estimate: Estimate, factor: number): Estimate => {
    const [low, high] = [estimate.low * factor + 0, estimate.high * factor + 0];
    return {
      ...estimate,
      value: estimate.value * factor + 0,
      low: Math.min(low, high),
      high: Math.max(low, high),
    };
  };
  const ownCost = fixedEach > 0 || costEach > 0;
  return {
    ...common,
    effect,
    incrementalMoney: times(effect, a.length),
    conversionEffect,
    incrementalConversions: conversionEffect && times(conversionEffect, a.length),
    net: times(netEach, a.length),
    return: ratio && { ...ratio, value: ratio.value - 1, low: ratio.low - 1, high: ratio.high - 1 },
    costPerConversion:
      conversionEffect === undefined || !(costEach > 0)
        ? undefined
        : costPerConversion(costEach, conversionEffect),
    breakEven: !ownCost
      ? undefined
      : breakEven({
          costEach,
          fixedEach,
          marginShare,
          controlMoney: common.controlMoney!,
          controlRate: rates === undefined ? undefined : rates.yesB / b.length,
          moneyOfConversion: moneyOfConversion(money, converted, customers),
          effect,
        }),
    notContacting: times(netEach, -a.length),
    p,
    flags,
  };
}

const NOTHING = {
  effect: undefined,
  incrementalMoney: undefined,
  conversionEffect: undefined,
  incrementalConversions: undefined,
  net: undefined,
  return: undefined,
  costPerConversion: undefined,
  breakEven: undefined,
  notContacting: undefined,
  p: undefined,
} as const;

/** Money for each unit of cost; `undefined` where the cost may be 0. */
async function returnRatio(
  a: { numerator: Float64Array; denominator: Float64Array },
  b: { numerator: Float64Array; denominator: Float64Array },
  costEach: number,
  { interval, confidence, seed, draws }: Settings,
  task: Task,
): Promise<Estimate | undefined> {
  if (!(costEach > 0)) return undefined;
  const certain = ratioOfDifferences(a, b, { confidence });
  if (certain.set !== 'between' || !Number.isFinite(certain.low) || !Number.isFinite(certain.high))
    return undefined;
  let found: RatioOfDifferences = certain;
  if (interval === 'delta') found = ratioOfDifferences(a, b, { interval, confidence });
  const enough = Math.min(a.numerator.length, b.numerator.length) >= ENOUGH_TO_DRAW;
  if (interval === 'bootstrap' && enough) {
    found = await bootstrapRatioOfDifferences(a, b, { seed, draws, confidence }, task);
    if (found.set !== 'between') return undefined;
  }
  const { value, low, high, n, method } = found;
  return { value: value!, low, high, n, confidence, method };
}

function ratesOf(a: Float64Array, b: Float64Array): { yesA: number; yesB: number } {
  return { yesA: sum(a), yesB: sum(b) };
}

/** Mean money of customers who converted, in both arms. */
function moneyOfConversion(
  money: Float64Array,
  converted: Float64Array | undefined,
  customers: readonly number[],
): number | undefined {
  const own = converted === undefined ? [] : customers.filter((i) => converted[i] === 1);
  return own.length === 0 ? undefined : mean(own.map((i) => money[i]));
}

function flagsOf(a: Float64Array, b: Float64Array, fewest: number, n: number): string[] {
  const flags: string[] = [];
  if (fewest < ROUGH) flags.push(`An arm has ${counted(fewest, 'customer')}: intervals of money are rough.`);
  if (n - fewest > UNEQUAL * fewest) {
    flags.push(
      `Arms are unequal, ${formatNumber(n - fewest)} and ${formatNumber(fewest)}: the smaller one sets the width.`,
    );
  }
  const below = a.filter((value) => value < 0).length + b.filter((value) => value < 0).length;
  if (below > 0) flags.push(`${counted(below, 'customer')} with money below 0, counted as it stands.`);
  if ([...a, ...b].every((value) => value === a[0]))
    flags.push('Money is the same for all: its interval has no width.');
  return flags;
}
