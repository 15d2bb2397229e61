/** Where in the caller's material the culprit sits. */
export interface ErrorPlace {
  /** File as the caller named it. */
  readonly file?: string;
  /** Line of the file, counted from 1. */
  readonly line?: number;
  /** Column of the file or table, by name. */
  readonly column?: string;
  /** Cell of the notebook, counted from 1. */
  readonly cell?: number;
}

/**
 * What the caller can fix: the message says who complains, what was needed, what came, and the way out.
 * It is shown to people as it stands, without a stack trace. A plain `Error` means a bug of ours.
 *
 * @example
 * throw new InputError('rfm needs asOf, the day from which recency counts.'); // InputError: rfm needs asOf, the day from which recency counts.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly place: ErrorPlace;

  constructor(message: string, place: ErrorPlace = {}) {
    super(message);
    this.place = place;
  }
}

/**
 * Whether a value is an `InputError`, also one of a second copy of this package (never `instanceof` alone:
 * a notebook's folder may have its own).
 *
 * @example
 * isInputError(new InputError('kmeans: there are no customers.')); // true
 * isInputError(new Error('no memory')); // false
 */
export function isInputError(value: unknown): value is InputError {
  return value instanceof Error && value.name === 'InputError';
}
