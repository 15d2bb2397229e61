import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { breathe, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import { deltaErrors } from '../../stats/optimise/delta-errors.js';
import { type LikelihoodFit, maximisingLikelihood } from '../../stats/optimise/maximum-likelihood.js';
import { type PurchaseGroups, scaledGroups } from '../../stats/purchase-models/purchase-groups.js';
import type { PurchaseHistory, PurchaseProcess } from '../../stats/purchase-models/purchase-process.js';
import { type FittedParameter, fittedParameters } from './fitted-parameters.js';
import { modelContent, purchaseAdvice } from './model-words.js';
import { type PurchaseColumns, readPurchases } from './purchase-data.js';

/** How a model is fitted. */
export interface PurchaseModelOptions {
  /** Which columns hold what; the defaults are those of `lifetimeTable`. */
  readonly columns?: PurchaseColumns;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** A fitted model of how customers buy until they leave. It displays as a table of its parameters. */
export interface PurchaseModel extends Displayable {
  /** For example `BG/NBD`. */
  readonly name: string;
  readonly parameters: readonly FittedParameter[];
  readonly logLikelihood: number;
  readonly customers: number;
  /** Customers with a repeat purchase. */
  readonly repeatBuyers: number;
  /** Different histories: customers with the same are counted once. */
  readonly histories: number;
  /** Unit of time, for example `weeks`. */
  readonly unit: string;
  /** Whether a peak of the likelihood was reached. If not, predictions are those of the last step and not to be relied on. */
  readonly converged: boolean;
  /** What to know or to do, in sentences; empty where nothing is odd. */
  readonly advice: string;
  readonly confidence: number;
  /** Covariance of the logarithms of the parameters, row after row; `undefined` where the fit did not converge. */
  readonly covariance: Float64Array | undefined;
  /** The formulas of the model. */
  readonly process: PurchaseProcess;
  /** Chance that a customer has not left, 0 to 1. */
  probabilityAlive(history: PurchaseHistory): number;
  /** Purchases expected from a customer in a time to come. */
  expectedPurchases(history: PurchaseHistory, time: number): number;
  /** Repeat purchases expected from a new customer in a time; without convergence the interval is as wide as can be. */
  expectedOfNew(time: number): Estimate;
}

const WORK_A_BREATH = 400_000; // histories looked at between two breaths

/** Fits a model to a table of histories. */
export async function fitPurchaseModel(
  who: string,
  process: PurchaseProcess,
  table: Table,
  options: PurchaseModelOptions,
  task: Task,
): Promise<PurchaseModel> {
  const { confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  const { groups, unit } = readPurchases(who, table, options.columns, process.discrete);
  await breathe(task);
  const fit = await searched(process, groups, task);
  const model = purchaseModelOf(process, groups, fit, unit, confidence);
  if (model.advice !== '') task.warn(`${who}: ${model.advice}`);
  return model;
}

async function searched(
  process: PurchaseProcess,
  groups: PurchaseGroups,
  task: Task,
): Promise<LikelihoodFit> {
  const factor = timeFactor(process, groups);
  const scaled = factor === 1 ? groups : scaledGroups(groups, factor);
  const search = maximisingLikelihood(
    (at, gradient) => process.logLikelihood(Array.from(at, Math.exp), scaled, gradient),
    process.starts(scaled).map((start) => start.map(Math.log)),
    groups.customers,
  );
  for (let steps = 1, work = 0; ; steps++) {
    const { done, value } = search.next();
    if (done) return unscaled(value, process, groups, factor);
    work += groups.size;
    if (work < WORK_A_BREATH) continue;
    work = 0;
    task.progress(1 - 20 / (20 + steps), `${process.name}: step ${steps}`);
    await breathe(task);
  }
}

/** Times are fitted with a mean age of 1, so that starts and limits mean the same in days and in years. */
export function timeFactor(process: PurchaseProcess, groups: PurchaseGroups): number {
  if (process.discrete) return 1;
  let lived = 0;
  for (let g = 0; g < groups.size; g++) lived += groups.weight[g] * groups.age[g];
  return groups.customers / lived;
}

function unscaled(
  fit: LikelihoodFit,
  process: PurchaseProcess,
  groups: PurchaseGroups,
  factor: number,
): LikelihoodFit {
  let bought = 0;
  for (let g = 0; g < groups.size; g++) bought += groups.weight[g] * groups.count[g];
  return {
    ...fit,
    at: fit.at.map((each, i) => each - (process.times.includes(i) ? Math.log(factor) : 0)),
    logLikelihood: fit.logLikelihood + bought * Math.log(factor),
  };
}

function purchaseModelOf(
  process: PurchaseProcess,
  groups: PurchaseGroups,
  fit: LikelihoodFit,
  unit: string,
  confidence: number,
): PurchaseModel {
  const values = Array.from(fit.at, Math.exp);
  const parameters = fittedParameters(
    process.parameters,
    process.meanings,
    fit,
    groups.customers,
    confidence,
  );
  let repeatBuyers = 0;
  for (let g = 0; g < groups.size; g++) repeatBuyers += groups.count[g] > 0 ? groups.weight[g] : 0;
  const facts = {
    name: process.name,
    parameters,
    logLikelihood: fit.logLikelihood,
    customers: groups.customers,
    repeatBuyers,
    histories: groups.size,
    unit,
    converged: fit.converged,
    confidence,
    covariance: fit.covariance,
    process,
  };
  const advice = purchaseAdvice(facts, fit.runaways);
  const checked = (time: number) => checkTime(process, time);
  return {
    ...facts,
    advice,
    probabilityAlive: (history) => process.alive(values, history),
    expectedPurchases: (history, time) =>
      process.alive(values, history) * process.expectedIfAlive(values, history, checked(time)),
    expectedOfNew: (time) =>
      newCustomers(process, fit, checked(time), {
        n: groups.customers,
        confidence,
        converged: fit.converged,
      }),
    [DISPLAY_KEY]: () => contentBundle(modelContent({ ...facts, advice })),
  };
}

function newCustomers(
  process: PurchaseProcess,
  { at, covariance }: LikelihoodFit,
  time: number,
  { n, confidence, converged }: { n: number; confidence: number; converged: boolean },
): Estimate {
  const value = process.expectedOfNew(Array.from(at, Math.exp), time);
  if (!converged || covariance === undefined) {
    return { value, low: 0, high: Infinity, n, confidence, method: `${process.name} that did not converge` };
  }
  const expected = (logs: number[]) => [process.expectedOfNew(logs.map(Math.exp), time)];
  const { errors } = deltaErrors(expected, at, covariance);
  const half = value === 0 ? 0 : (normalQuantile((1 + confidence) / 2) * errors[0]) / value;
  return {
    value,
    low: value * Math.exp(-half),
    high: value * Math.exp(half),
    n,
    confidence,
    method: `${process.name}, delta method on the logarithm`,
  };
}

/** A time to come: finite, from 0 on, whole where time is counted in opportunities. */
export function checkTime({ name, discrete }: PurchaseProcess, time: number): number {
  if (time >= 0 && time < 1e9 && (!discrete || Number.isInteger(time))) return time;
  throw new InputError(
    `${name}: the time to come is ${time}. It is ${discrete ? 'a whole number of opportunities' : 'a number'} from 0 on.`,
  );
}
