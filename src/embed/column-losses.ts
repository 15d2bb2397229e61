import { InputError } from '../core/input-error.js';

/**
 * How the error of a value is counted: its squared difference, or for yes/no items, 1 or 0 (or a probability), the
 * cross-entropy -t ln p - (1 - t) ln (1 - p).
 */
export type ColumnLoss = 'squared' | 'crossEntropy';

/** The same for all columns, or by name; a column that is not named is `squared`. */
export type Losses = ColumnLoss | Readonly<Record<string, ColumnLoss>>;

/**
 * The loss of each column.
 *
 * @throws {InputError} For another word, and for a column that is not there.
 */
export function columnLosses(losses: Losses, names: readonly string[]): ColumnLoss[] {
  if (typeof losses === 'string') {
    check(losses);
    return names.map(() => losses);
  }
  for (const [name, loss] of Object.entries(losses)) {
    check(loss);
    if (!names.includes(name)) {
      throw new InputError(
        `autoencoder: loss names the column "${name}"; the columns are ${names.join(', ')}.`,
        { column: name },
      );
    }
  }
  return names.map((name) => (Object.hasOwn(losses, name) ? losses[name] : 'squared'));
}

function check(loss: string): void {
  if (loss !== 'squared' && loss !== 'crossEntropy') {
    throw new InputError(`autoencoder: loss is ${loss}. It has to be squared or crossEntropy.`);
  }
}
