import type { PurchaseGroups } from './purchase-groups.js';

/** What a customer did: repeat purchases, age at the last of them, age now. */
export interface PurchaseHistory {
  readonly count: number;
  readonly recency: number;
  readonly age: number;
}

/** A model of how customers buy until they leave, without customers: formulas of its parameters, all above 0. */
export interface PurchaseProcess {
  /** For example `BG/NBD`. */
  readonly name: string;
  /** Four: the first over the second says how much customers buy, the third over the fourth how soon they leave. */
  readonly parameters: readonly string[];
  /** What each parameter means, for people who read a table. */
  readonly meanings: readonly string[];
  /** Positions of parameters that are times: they grow with the number of units in a period. */
  readonly times: readonly number[];
  /** Time is counted in opportunities: whole numbers, at most one purchase in each. */
  readonly discrete: boolean;
  /** Places to search from; the mean age of customers is 1 when time is not discrete. */
  readonly starts: (groups: PurchaseGroups) => readonly (readonly number[])[];
  /** Log-likelihood of all customers; writes its gradient by the logarithms of the parameters. */
  readonly logLikelihood: (
    parameters: readonly number[],
    groups: PurchaseGroups,
    gradient: Float64Array,
  ) => number;
  /** Chance that a customer has not left. */
  readonly alive: (parameters: readonly number[], history: PurchaseHistory) => number;
  /** Purchases expected in a time to come from a customer of a history who has not left. */
  readonly expectedIfAlive: (parameters: readonly number[], history: PurchaseHistory, time: number) => number;
  /** Repeat purchases expected from a new customer in a time. */
  readonly expectedOfNew: (parameters: readonly number[], time: number) => number;
  /** Chances that a new customer makes 0, 1, … repeat purchases in a time, up to `most`. */
  readonly chances: (parameters: readonly number[], time: number, most: number) => Float64Array;
}
