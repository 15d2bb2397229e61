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
 * new InputError('kmeans: k is 9, but there are 5 customers. Choose k from 1 to 5.');
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
 */
export function isInputError(value: unknown): value is InputError {
  return value instanceof Error && value.name === 'InputError';
}
