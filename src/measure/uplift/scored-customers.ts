import { type RankedCustomers, rankedCustomers } from '../../stats/uplift/ranked-customers.js';
import { type CustomerValues, valuesOf } from '../scoreboard/customer-values.js';
import { type CheckedTreatment, readTreated, type TreatedCustomers } from './treated-customers.js';

/** An experiment, and scores made without its outcomes: the higher, the sooner a customer would be treated. */
export interface ScoredCustomers extends TreatedCustomers {
  /**
   * A score for each customer, of a model that has not seen them: `trial` of `upliftScores`, or what `score` says of customers
   * who were set aside.
   */
  readonly scores: CustomerValues;
}

/** A checked experiment with its customers ranked by score. */
export interface RankedTreatment extends CheckedTreatment {
  readonly ranked: RankedCustomers;
}

/** Reads and checks an experiment with scores. */
export function readScored(who: string, options: ScoredCustomers): RankedTreatment {
  const experiment = readTreated(who, options);
  const scores = valuesOf(who, 'scores', options.scores, experiment.ids);
  return { ...experiment, ranked: rankedCustomers(scores, experiment.treated, experiment.outcome) };
}
