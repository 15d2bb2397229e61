/** How a feature may be called instead. */
export interface FeatureName<Name extends string> {
  /** Name of the column. */
  readonly name?: Name;
}

/** A name, and the days that count. */
export interface FeatureWindow<Name extends string> extends FeatureName<Name> {
  /** Only the last so many days count, the day of reckoning among them; default all. */
  readonly withinDays?: number;
}
