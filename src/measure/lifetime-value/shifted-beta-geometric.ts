import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { deltaErrors } from '../../stats/optimise/delta-errors.js';
import { type LikelihoodFit, maximumLikelihood } from '../../stats/optimise/maximum-likelihood.js';
import { contractLikelihood, stayingChance } from '../../stats/purchase-models/contract-likelihood.js';
import { type FittedParameter, fittedParameters } from './fitted-parameters.js';
import { parameterContent } from './model-words.js';
import { numbersOf } from './purchase-data.js';

/** How contracts are read and fitted. */
export interface ContractOptions {
  readonly columns?: {
    /** Periods of the contract so far, a whole number; default `periods`. The last one is that in which it ended. */
    readonly periods?: string;
    /** Whether it ended, true or false, 1 or 0; default `ended`. */
    readonly ended?: string;
    /** Customers that a row stands for; default none: each row is one. */
    readonly customers?: string;
  };
  readonly confidence?: number;
}

/** A fitted model of how contracts are renewed. It displays as a table of its parameters. */
export interface ContractModel extends Displayable {
  readonly name: string;
  readonly parameters: readonly FittedParameter[];
  readonly logLikelihood: number;
  readonly customers: number;
  readonly ended: number;
  readonly converged: boolean;
  readonly advice: string;
  readonly confidence: number;
  readonly covariance: Float64Array | undefined;
  /** Share of new customers who are still there after a number of periods, 0 to 1. */
  survival(periods: number): Estimate;
  /** Chance that a customer of a number of renewals renews once more: it rises, as those who leave leave early. */
  retention(renewals: number): number;
  /**
   * Money to come from a customer of a number of renewals who decides about the next one now: `margin` at each renewal,
   * discounted by `discountRate` a period; over `periods` renewals, default all. Without end it needs a discount above 0.
   */
  residualValue(options: {
    readonly renewals: number;
    readonly margin: number;
    readonly discountRate: number;
    readonly periods?: number;
  }): number;
}

const LONGEST = 100_000;

/**
 * How long customers stay under contract, where each renews with a chance of their own: the shifted beta-geometric model.
 * It tells why retention rises with the age of a cohort, and goes on beyond the periods that were seen.
 *
 * @param contracts - One row a customer: whole periods so far, and whether the contract ended with the last of them.
 * @returns Parameters a and b of the beta distribution of leaving. Where nobody left, or all did at once, `converged` is
 *   false and `advice` says so.
 * @throws {InputError} For missing columns, periods that are no whole numbers, and contracts that ended before their first
 *   period was over, with the row.
 *
 * O(customers + 40 x periods).
 * Source: Fader and Hardie, "How to Project Customer Retention", J. Interact. Mark. 21 (2007) 76-90; value to come: "Customer-Base
 * Valuation in a Contractual Setting", Marketing Science 29 (2010) 85-93.
 *
 * @example
 * const contracts = tableOf({ periods: [1, 2, 3, 3], ended: [1, 1, 1, 0], customers: [369, 163, 86, 382] });
 * const model = shiftedBetaGeometric(contracts, { columns: { customers: 'customers' } });
 * model.survival(1).value.toFixed(2); // '0.63'
 */
export function shiftedBetaGeometric<Row extends object>(
  contracts: Table<Row>,
  options: ContractOptions = {},
): ContractModel {
  const who = 'shiftedBetaGeometric';
  const { confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  const { left, stayed } = readContracts(who, contracts as unknown as Table, options);
  const total = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);
  const [ended, customers] = [total(left), total(left) + total(stayed)];
  if (customers === stayed[0]) {
    throw new InputError(
      `${who}: no contract has lasted a whole period. There is nothing to learn from yet.`,
    );
  }
  const fit = maximumLikelihood(
    (at, gradient) => contractLikelihood(Array.from(at, Math.exp), left, stayed, gradient),
    [
      [0, 1],
      [-1, 0],
      [1, 3],
    ],
    customers,
  );
  return contractModelOf(fit, customers, ended, confidence);
}

/** Customers by the period that ended the contract, and by the periods of those that go on. */
function readContracts(
  who: string,
  table: Table,
  { columns = {} }: ContractOptions,
): { left: number[]; stayed: number[] } {
  const { periods: name = 'periods', ended: endedName = 'ended', customers } = columns;
  checkColumns(who, table, [name, endedName]);
  const periods = numbersOf(who, table, name);
  const ended = Array.from(table.array(endedName), (cell, row) => {
    if (cell === true || cell === false || cell === 0 || cell === 1) return Number(cell);
    throw new InputError(
      `${who}: row ${row + 1}, column "${endedName}" is ${String(cell ?? 'missing')}. It is true or false, or 1 or 0.`,
      { column: endedName },
    );
  });
  const weight = customers === undefined ? periods.map(() => 1) : numbersOf(who, table, customers);
  const longest = periods.reduce((most, each) => Math.max(most, each), 0);
  periods.forEach((each, row) => {
    const wrong =
      !Number.isInteger(each) || each > LONGEST
        ? `column "${name}" is ${each}, not a whole number of periods up to ${formatNumber(LONGEST)}.`
        : ended[row] === 1 && each === 0
          ? 'the contract ended after 0 periods. One that ends with its first period has 1.'
          : undefined;
    if (wrong !== undefined) throw new InputError(`${who}: row ${row + 1}, ${wrong}`);
  });
  const left = new Array<number>(longest + 1).fill(0);
  const stayed = new Array<number>(longest + 1).fill(0);
  periods.forEach((each, row) => {
    (ended[row] === 1 ? left : stayed)[each] += weight[row];
  });
  return { left, stayed };
}

function contractModelOf(
  fit: LikelihoodFit,
  customers: number,
  ended: number,
  confidence: number,
): ContractModel {
  const values = Array.from(fit.at, Math.exp);
  const [a, b] = values;
  const meanings = ['chance to leave with a period: a / (a + b) is its mean', 'chance to renew'];
  const parameters = fittedParameters(['a', 'b'], meanings, fit, customers, confidence);
  const advice = contractAdvice(fit.converged, customers, ended);
  const retention = (renewals: number) => (b + renewals) / (a + b + renewals);
  return {
    name: 'shifted beta-geometric',
    parameters,
    logLikelihood: fit.logLikelihood,
    customers,
    ended,
    converged: fit.converged,
    advice,
    confidence,
    covariance: fit.covariance,
    survival: (periods) => {
      checkPeriods('survival', periods);
      return survival(fit, periods, customers, confidence);
    },
    retention: (renewals) => {
      checkPeriods('retention', renewals);
      return retention(renewals);
    },
    residualValue: ({ renewals, margin, discountRate, periods = Infinity }) => {
      checkPeriods('residualValue', renewals);
      if (!Number.isFinite(margin)) throw new InputError(`residualValue: margin is ${margin}, not a number.`);
      if (!(discountRate >= 0) || (periods === Infinity && discountRate === 0)) {
        throw new InputError(
          `residualValue: discountRate is ${discountRate}. It is a rate a period above 0, for example 0.1; or 0 with a number of periods.`,
        );
      }
      if (periods !== Infinity) checkPeriods('residualValue', periods);
      let [value, there] = [0, 1];
      for (let i = 0; i < periods; i++) {
        there *= retention(renewals + i) / (i === 0 ? 1 : 1 + discountRate);
        value += there;
        if (there < 1e-15 * value) break;
      }
      return margin * value;
    },
    [DISPLAY_KEY]: () =>
      contentBundle(
        parameterContent(
          'Shifted beta-geometric: how contracts are renewed',
          parameters,
          confidence,
          `${counted(customers, 'customer')}, ${formatNumber(ended)} of them ended. Log-likelihood ${formatNumber(fit.logLikelihood, { digits: 2 })}.${advice === '' ? '' : ` ${advice}`}`,
        ),
      ),
  };
}

function checkPeriods(who: string, periods: number): void {
  if (Number.isInteger(periods) && periods >= 0 && periods <= LONGEST) return;
  throw new InputError(
    `${who}: ${periods} is no whole number of periods from 0 to ${formatNumber(LONGEST)}.`,
  );
}

function survival(
  { at, covariance }: LikelihoodFit,
  periods: number,
  n: number,
  confidence: number,
): Estimate {
  const value = stayingChance(Array.from(at, Math.exp), periods);
  if (periods === 0 || covariance === undefined) {
    const open = periods === 0 ? [1, 1] : [0, 1];
    return { value, low: open[0], high: open[1], n, confidence, method: 'shifted beta-geometric' };
  }
  const odds = (logs: number[]) => {
    const chance = stayingChance(logs.map(Math.exp), periods);
    return [Math.log(chance / (1 - chance))];
  };
  const { values, errors } = deltaErrors(odds, at, covariance);
  const half = normalQuantile((1 + confidence) / 2) * errors[0];
  const back = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
  return {
    value,
    low: back(values[0] - half),
    high: back(values[0] + half),
    n,
    confidence,
    method: 'shifted beta-geometric, delta method on the log-odds',
  };
}

function contractAdvice(converged: boolean, customers: number, ended: number): string {
  if (converged) return '';
  if (ended === 0) {
    return `The model did not converge: none of ${counted(customers, 'contract')} ended, so nothing is known about who leaves. Observe them longer.`;
  }
  if (ended === customers) {
    return 'The model did not converge: all contracts ended, so nobody shows how long customers stay. Add those who are still there.';
  }
  return 'The model did not converge: customers look as if they all left with the same chance, or too few periods were seen to tell. Use the mean share that renews, or observe more periods.';
}
