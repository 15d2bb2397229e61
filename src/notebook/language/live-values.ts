/** A column that a table in memory has now. */
export interface LiveColumns {
  readonly rows?: number;
  readonly names: readonly string[];
}

/**
 * What the variables of the notebook hold now. Nothing of the user's runs for an answer: what would change
 * something, a getter too, is not looked at.
 */
export interface LiveValues {
  /** Columns of a variable that holds a table. */
  columns(variable: string): LiveColumns | undefined;
  /** Names of the data properties of a value; `path` begins with the variable. */
  properties(path: readonly string[]): readonly string[];
  /** What a value is, in one line of limited length. */
  preview(path: readonly string[]): string | undefined;
}
