import { InputError } from '../core/input-error.js';

/** How `autoencoder` is built and trained. */
export interface AutoencoderOptions {
  /** Numbers that each customer is reduced to, 1 to the number of columns. */
  readonly latent: number;
  /** Seed of chance: any whole number, 0 included. */
  readonly seed: number;
  /** Sizes of the hidden layers from the input to the latent layer, mirrored on the way back; default one of
   *  twice the number of columns, 8 to 64. */
  readonly hidden?: readonly number[];
  /** Most rounds through the customers; default 40. */
  readonly epochs?: number;
  /** Customers in one update; default about a thirtieth of them, 16 to 512. */
  readonly batchSize?: number;
  /** Step size of Adam; default 0.01. */
  readonly learningRate?: number;
  /** Epochs without a better validation error before training stops; default 10. */
  readonly patience?: number;
  /** Share of customers that are kept apart for the comparison with PCA, 0 to 0.5 exclusive; default 0.2. */
  readonly holdout?: number;
  /** Most customers to learn from; of more than that a sample is drawn; default 20,000. */
  readonly sample?: number;
}

/** Options with their defaults in place. */
export interface AutoencoderSettings extends Required<Omit<AutoencoderOptions, 'batchSize'>> {
  /** Absent when it follows from the number of customers. */
  readonly batchSize?: number;
}

/**
 * Fills in defaults and checks every option.
 *
 * @throws {InputError} For the first one out of range.
 */
export function autoencoderSettings(options: AutoencoderOptions, columns: number): AutoencoderSettings {
  const { latent, seed, batchSize, epochs = 40, learningRate = 0.01, patience = 10 } = options;
  const { hidden = [Math.min(64, Math.max(8, 2 * columns))], holdout = 0.2, sample = 20_000 } = options;
  check(
    isWhole(latent, 1) && latent <= columns,
    `latent is ${latent}. It has to be a whole number from 1 to the number of columns, ${columns}.`,
  );
  check(Number.isInteger(seed), `seed is ${seed}. It has to be a whole number.`);
  check(
    hidden.every((size) => isWhole(size, 1)),
    `hidden is ${hidden.join(', ')}. Sizes have to be whole numbers from 1 on.`,
  );
  for (const [name, value] of Object.entries({ epochs, batchSize: batchSize ?? 1, patience })) {
    check(isWhole(value, 1), `${name} is ${value}. It has to be a whole number from 1 on.`);
  }
  check(isWhole(sample, 10), `sample is ${sample}. It has to be a whole number from 10 on.`);
  check(holdout > 0 && holdout < 0.5, `holdout is ${holdout}. It lies between 0 and 0.5, for example 0.2.`);
  check(
    learningRate > 0 && Number.isFinite(learningRate),
    `learningRate is ${learningRate}. It has to be above 0.`,
  );
  const rest = { latent, seed, hidden, epochs, learningRate, patience, holdout, sample };
  return batchSize === undefined ? rest : { ...rest, batchSize };
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new InputError(`autoencoder: ${otherwise}`);
}
