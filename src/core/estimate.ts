/** A number with its doubt. */
export interface Estimate {
  readonly value: number;
  /** Lower end of the interval. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Observations behind it. */
  readonly n: number;
  /** Confidence of the interval, 0 to 1; usually 0.95. */
  readonly confidence: number;
  /** How value and interval were computed, for example "Wilson interval". */
  readonly method: string;
}
