import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { pearson } from '../../stats/correlation.js';
import { mean } from '../../stats/mean.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { deltaErrors } from '../../stats/optimise/delta-errors.js';
import { type LikelihoodFit, maximisingLikelihood } from '../../stats/optimise/maximum-likelihood.js';
import {
  expectedSpend,
  gammaGammaLikelihood,
  type SpendGroups,
} from '../../stats/purchase-models/gamma-gamma-likelihood.js';
import { purchaseGroups } from '../../stats/purchase-models/purchase-groups.js';
import { type FittedParameter, fittedParameters } from './fitted-parameters.js';
import { parameterContent } from './model-words.js';
import { numbersOf, purchaseColumns } from './purchase-data.js';
import type { PurchaseModelOptions } from './purchase-model.js';

/** A fitted model of how much customers spend on a purchase. It displays as a table of its parameters. */
export interface SpendModel extends Displayable {
  readonly name: string;
  readonly parameters: readonly FittedParameter[];
  readonly logLikelihood: number;
  /** Customers with a repeat purchase and money, on whom the model rests. */
  readonly buyers: number;
  /** Repeat buyers left out because their mean spend is 0. */
  readonly leftOut: number;
  /** Correlation of purchases and mean spend; the model takes it to be 0. `undefined` where one does not vary. */
  readonly correlation: number | undefined;
  /** Whether a peak of the likelihood was reached and the spend has a mean (q above 1). */
  readonly converged: boolean;
  readonly advice: string;
  readonly confidence: number;
  /** Covariance of the logarithms of the parameters; `undefined` without convergence. */
  readonly covariance: Float64Array | undefined;
  /** Mean spend of all customers, known or new; `undefined` without convergence. */
  readonly populationMean: Estimate | undefined;
  /**
   * Money expected of a purchase, by the repeat purchases and their mean so far (0 and 0 without). Without convergence the
   * customer's own mean, or that of all where there is none.
   */
  expectedSpend(purchases: number, meanSpend: number): number;
}

const MEANINGS = [
  'shape of the money of a purchase: large where a customer always spends alike',
  'shape of the means of customers: large where they are alike',
  'scale of the means of customers; p v / (q - 1) is the mean of all',
];
const STARTS = [
  [4, 3, 0.5],
  [1, 2, 1],
  [10, 5, 0.4],
];
const RELATED = 0.2;

/**
 * How much customers spend on a purchase: the Gamma-Gamma model, on those with a repeat purchase. Means of few purchases
 * are pulled towards the mean of all. It takes spend not to depend on how often somebody buys; where the two correlate, it
 * says so in `advice` and as a warning.
 *
 * @param history - One row a customer, as `lifetimeTable` gives it: `repeatPurchases` and `repeatMonetaryMean`.
 * @throws {InputError} For missing columns, negative money (with the row), and fewer than two repeat buyers with money.
 *
 * O(customers x log customers + 40 x different pairs).
 * Source: Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013); Colombo and Jiang, J. Interact. Mark. 13
 * (1999) 2-12.
 *
 * @example
 * const spend = await gammaGamma(history);
 * spend.expectedSpend(0, 0) === spend.populationMean?.value; // true
 */
export async function gammaGamma<Row extends object>(
  history: Table<Row>,
  options: PurchaseModelOptions = {},
  task: Task = currentTask(),
): Promise<SpendModel> {
  const who = 'gammaGamma';
  const { confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  const { data, leftOut } = readSpend(who, history as unknown as Table, options);
  const { groups, customers: buyers } = data;
  const unit = mean(groups.mean); // money is fitted around 1
  const scaled = { ...groups, mean: groups.mean.map((each) => each / unit) };
  const search = maximisingLikelihood(
    (at, gradient) => gammaGammaLikelihood(Array.from(at, Math.exp), scaled, gradient),
    STARTS.map((start) => start.map(Math.log)),
    buyers,
  );
  let fit: LikelihoodFit | undefined;
  while (fit === undefined) {
    const { done, value } = search.next();
    if (done) fit = value;
    else if (groups.count.length > 10_000) await breathe(task);
  }
  const scaledBack = {
    ...fit,
    at: fit.at.map((each, i) => each + (i === 2 ? Math.log(unit) : 0)),
    logLikelihood: fit.logLikelihood - buyers * Math.log(unit),
  };
  const model = spendModelOf(scaledBack, buyers, leftOut, data.correlation, data.meanSpend, confidence);
  if (model.advice !== '') task.warn(`${who}: ${model.advice}`);
  return model;
}

interface SpendData {
  readonly groups: SpendGroups;
  readonly customers: number;
  readonly correlation: number | undefined;
  readonly meanSpend: number;
}

function readSpend(
  who: string,
  table: Table,
  options: PurchaseModelOptions,
): { data: SpendData; leftOut: number } {
  const names = purchaseColumns(options.columns);
  const count = numbersOf(who, table, names.purchases);
  const spend = numbersOf(who, table, names.spend);
  const customers = options.columns?.customers;
  const weight = customers === undefined ? count.map(() => 1) : numbersOf(who, table, customers);
  const repeats = Array.from(count.keys()).filter((row) => count[row] > 0 && weight[row] > 0);
  const kept = Int32Array.from(repeats.filter((row) => spend[row] > 0));
  const buyers = kept.reduce((total, row) => total + weight[row], 0);
  if (buyers < 2) {
    throw new InputError(
      `${who}: ${counted(buyers, 'customer')} with a repeat purchase and money in "${names.spend}"; how spend differs between customers needs 2 or more. Observe them longer.`,
      { column: names.spend },
    );
  }
  const [x, m] = [count, spend].map((values) => Float64Array.from(kept, (row) => values[row]));
  const whole = purchaseGroups(
    x,
    m,
    new Float64Array(x.length),
    Float64Array.from(kept, (row) => weight[row]),
  );
  const each = (values: Float64Array) =>
    kept.reduce((all, row, i) => all + weight[row] * values[i], 0) / buyers;
  return {
    data: {
      groups: { count: whole.count, mean: whole.recency, weight: whole.weight },
      customers: buyers,
      correlation: x.length < 2 ? undefined : pearson(x, m),
      meanSpend: each(m),
    },
    leftOut: repeats.filter((row) => spend[row] === 0).reduce((total, row) => total + weight[row], 0),
  };
}

function spendModelOf(
  fit: LikelihoodFit,
  buyers: number,
  leftOut: number,
  correlation: number | undefined,
  meanSpend: number,
  confidence: number,
): SpendModel {
  const values = Array.from(fit.at, Math.exp);
  const converged = fit.converged && values[1] > 1;
  const covariance = converged ? fit.covariance : undefined;
  const parameters = fittedParameters(['p', 'q', 'v'], MEANINGS, { ...fit, covariance }, buyers, confidence);
  const facts = {
    name: 'Gamma-Gamma',
    parameters,
    logLikelihood: fit.logLikelihood,
    buyers,
    leftOut,
    correlation,
    converged,
    confidence,
    covariance,
  };
  const advice = spendAdvice(facts, values[1]);
  const related = correlation === undefined ? 'not measured' : formatNumber(correlation, { digits: 2 });
  return {
    ...facts,
    advice,
    populationMean:
      covariance === undefined ? undefined : populationMean(fit.at, covariance, buyers, confidence),
    expectedSpend: (purchases, own) =>
      converged ? expectedSpend(values, purchases, own) : purchases > 0 ? own : meanSpend,
    [DISPLAY_KEY]: () =>
      contentBundle(
        parameterContent(
          'Gamma-Gamma: how much customers spend on a purchase',
          parameters,
          confidence,
          `${counted(buyers, 'repeat buyer')}. Correlation of purchases and mean spend: ${related}. Log-likelihood ${formatNumber(fit.logLikelihood, { digits: 2 })}.${advice === '' ? '' : ` ${advice}`}`,
        ),
      ),
  };
}

function spendAdvice(
  {
    buyers,
    leftOut,
    correlation,
    converged,
  }: Pick<SpendModel, 'buyers' | 'leftOut' | 'correlation' | 'converged'>,
  q: number,
): string {
  const said: string[] = [];
  if (!converged) {
    said.push(
      q <= 1
        ? 'The spend of customers differs so much that its mean is not finite in this model (q is 1 or less): customers are given their own mean. Look for wholesale orders or errors of the amounts.'
        : 'Gamma-Gamma did not converge, as where all spend alike: customers are given their own mean.',
    );
  }
  // Fisher's z: a correlation that is both large enough to matter and more than chance.
  const isSure =
    correlation !== undefined &&
    buyers > 3 &&
    Math.abs(Math.atanh(correlation)) * Math.sqrt(buyers - 3) > 1.96;
  if (isSure && Math.abs(correlation) > RELATED) {
    said.push(
      `Frequency and spend correlate (${formatNumber(correlation, { digits: 2 })}), which the Gamma-Gamma model takes not to be so: it ${correlation > 0 ? 'understates what frequent buyers spend' : 'overstates what frequent buyers spend'} where their history is short. Fit it by segment, or check values against a holdout.`,
    );
  }
  if (leftOut > 0) {
    said.push(
      `${counted(leftOut, 'repeat buyer')} with a mean spend of 0 ${leftOut === 1 ? 'was' : 'were'} left out of the fit: the model knows amounts above 0 only.`,
    );
  }
  return said.join(' ');
}

function populationMean(at: Float64Array, covariance: Float64Array, n: number, confidence: number): Estimate {
  const of = (logs: number[]) => [expectedSpend(logs.map(Math.exp), 0, 0)];
  const { values, errors } = deltaErrors(of, at, covariance);
  const factor = Math.exp((normalQuantile((1 + confidence) / 2) * errors[0]) / values[0]);
  return {
    value: values[0],
    low: values[0] / factor,
    high: values[0] * factor,
    n,
    confidence,
    method: 'Gamma-Gamma, delta method on the logarithm',
  };
}
