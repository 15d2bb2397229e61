import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import type { Activation } from '../simd/dense-layer.js';
import type { Precision } from '../simd/loops-module.js';
import type { Losses } from './column-losses.js';

/** How `autoencoder` is built and trained. */
export interface AutoencoderOptions {
  /** Numbers that each customer is reduced to, 1 to the number of columns. */
  readonly latent: number;
  /** Seed of chance: any whole number, 0 included. */
  readonly seed: number;
  /** Sizes of the hidden layers from the input to the latent layer, mirrored on the way back; default one of
   *  twice the number of columns, 8 to 64. */
  readonly hidden?: readonly number[];
  /** Most rounds through the customers; default 200. */
  readonly epochs?: number;
  /** Customers in one update; default about a thirtieth of them, 16 to 512. */
  readonly batchSize?: number;
  /** Step size of Adam; default 0.003. */
  readonly learningRate?: number;
  /** Epochs without a better validation error before training stops; default 20. */
  readonly patience?: number;
  /** Share of customers that are kept apart for the comparison with PCA, 0 to 0.5 exclusive; default 0.2. */
  readonly holdout?: number;
  /** Most customers to learn from; of more than that a sample is drawn; default 20,000. */
  readonly sample?: number;
  /** What hidden layers apply: `tanh` (default), `relu`, `elu`, `sigmoid` or `linear`. */
  readonly activation?: Activation;
  /** `squared` (default), `crossEntropy` for yes/no items, or by column, `{ newsletter: 'crossEntropy' }`: others are
   *  squared then. */
  readonly loss?: Losses;
  /** Standard deviation of the noise that is added to each value before it enters and that the network learns to
   *  take away again (a denoising autoencoder); default 0. */
  readonly noise?: number;
  /** Weight decay: this times the sum of squared weights is added to the error; default 0. */
  readonly l2?: number;
  /** `simd` (default), our own in WebAssembly, or `tfjs`: TensorFlow.js on the backend that is active. */
  readonly trainer?: 'simd' | 'tfjs';
  /** Of the trainer `simd`: `default`, the same bytes on every machine, or `fast`, with fused multiply-add where the
   *  machine has it. */
  readonly precision?: Precision;
  /** Most threads of the trainer `simd`; default one a core. The number changes nothing but the time. */
  readonly threads?: number;
}

/** Options with their defaults in place. */
export interface AutoencoderSettings extends Required<Omit<AutoencoderOptions, 'batchSize' | 'threads'>> {
  /** Absent when it follows from the number of customers. */
  readonly batchSize?: number;
  /** Absent for one a core. */
  readonly threads?: number;
}

const MOST_WEIGHTS = 20_000_000;
const ACTIVATIONS: readonly string[] = ['tanh', 'relu', 'elu', 'sigmoid', 'linear'];

/**
 * Fills in defaults and checks every option.
 *
 * @throws {InputError} For the first one out of range.
 */
export function autoencoderSettings(options: AutoencoderOptions, columns: number): AutoencoderSettings {
  const { latent, seed, batchSize, epochs = 200, learningRate = 0.003, patience = 20 } = options;
  const { hidden = [Math.min(64, Math.max(8, 2 * columns))], holdout = 0.2, sample = 20_000 } = options;
  const { activation = 'tanh', loss = 'squared', noise = 0, l2 = 0 } = options;
  const { trainer = 'simd', precision = 'default', threads } = options;
  check(columns > 0, 'the matrix has no columns.');
  check(
    isWhole(latent, 1) && latent <= columns,
    `latent is ${latent}. It has to be a whole number from 1 to the number of columns, ${columns}.`,
  );
  check(Number.isInteger(seed), `seed is ${seed}. It has to be a whole number.`);
  check(
    hidden.every((size) => isWhole(size, 1)),
    `hidden is ${hidden.join(', ')}. Sizes have to be whole numbers from 1 on.`,
  );
  const sizes = [columns, ...hidden, latent];
  const weights = 2 * sizes.slice(1).reduce((sum, size, i) => sum + size * sizes[i], 0);
  check(
    weights <= MOST_WEIGHTS,
    `hidden is ${hidden.join(', ')}, which makes ${formatNumber(weights)} weights. At most ${formatNumber(MOST_WEIGHTS)} can be trained; take smaller layers.`,
  );
  for (const [name, value] of Object.entries({
    epochs,
    batchSize: batchSize ?? 1,
    patience,
    threads: threads ?? 1,
  })) {
    check(isWhole(value, 1), `${name} is ${value}. It has to be a whole number from 1 on.`);
  }
  check(isWhole(sample, 10), `sample is ${sample}. It has to be a whole number from 10 on.`);
  check(holdout > 0 && holdout < 0.5, `holdout is ${holdout}. It lies between 0 and 0.5, for example 0.2.`);
  check(
    learningRate > 0 && Number.isFinite(learningRate),
    `learningRate is ${learningRate}. It has to be above 0.`,
  );
  for (const [name, value] of Object.entries({ noise, l2 })) {
    check(value >= 0 && Number.isFinite(value), `${name} is ${value}. It has to be 0 or above.`);
  }
  checkWord('activation', activation, ACTIVATIONS);
  checkWord('trainer', trainer, ['simd', 'tfjs']);
  checkWord('precision', precision, ['default', 'fast']);
  for (const [name, isGiven] of Object.entries({
    threads: threads !== undefined,
    precision: precision === 'fast',
  })) {
    check(trainer === 'simd' || !isGiven, `${name} belongs to the trainer simd; the trainer is ${trainer}.`);
  }
  return {
    ...{ latent, seed, hidden, epochs, learningRate, patience, holdout, sample },
    ...{ activation, loss, noise, l2, trainer, precision },
    ...(batchSize === undefined ? {} : { batchSize }),
    ...(threads === undefined ? {} : { threads }),
  };
}

function isWhole(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}

function checkWord(name: string, word: string, words: readonly string[]): void {
  check(words.includes(word), `${name} is ${word}. It has to be one of ${words.join(', ')}.`);
}

function check(holds: boolean, otherwise: string): void {
  if (!holds) throw new InputError(`autoencoder: ${otherwise}`);
}
