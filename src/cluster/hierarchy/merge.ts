/** Two groups that become one. Below the number of customers n it is row i alone, from n on the group of merge i − n. */
export interface Merge {
  readonly first: number;
  readonly second: number;
  /** How far apart they were: the unit of the columns. */
  readonly height: number;
  /** Customers in both. */
  readonly size: number;
}

/** Two groups that were found to be nearest to each other: known by one customer of each. */
export interface FoundMerge {
  readonly one: number;
  readonly other: number;
  readonly height: number;
}
