import { InputError } from '../core/input-error.js';
import type { Random } from '../core/random.js';
import { shuffled } from '../core/shuffled.js';
import type { Task } from '../core/task.js';
import type { DenseLayer } from '../simd/dense-layer.js';

export interface Training {
  readonly epochs: number;
  readonly learningRate: number;
  /** Epochs without a better validation error before training stops. */
  readonly patience: number;
  /** Standard deviation of what is added to each value before it enters; 0: nothing is. */
  readonly noise: number;
}

/** Something that updates the weights of a network. */
export interface NetworkTrainer {
  /**
   * Updates them on all training rows once.
   *
   * @param order - Each row's number, in the order to take them.
   * @param noise - Next number to add to a value before it enters, row after row.
   * @returns Mean error per value, each batch before its update.
   */
  train(order: readonly number[], noise?: () => number): Promise<number>;
  /** Mean error per value on the validation rows. */
  validate(): Promise<number>;
  /** The layers as they are now, copied. */
  layers(): readonly DenseLayer[];
}

/** Errors after one epoch, means per value: squared differences, or what `loss` says. */
export interface AutoencoderEpoch {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean over the batches, each before its update. */
  readonly trainingError: number;
  /** Of customers that are not trained on; decides when to stop. */
  readonly validationError: number;
}

export interface TrainedNetwork {
  /** Layers of the epoch with the lowest validation error. */
  readonly layers: readonly DenseLayer[];
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  readonly history: readonly AutoencoderEpoch[];
}

/**
 * Trains epoch by epoch, until validation has not become better for a while.
 *
 * @param rows - Number of training rows.
 * @throws {InputError} When an error is no finite number any more, with the epoch.
 */
export async function trainNetwork(
  trainer: NetworkTrainer,
  rows: number,
  options: Training,
  random: Random,
  task: Task,
): Promise<TrainedNetwork> {
  const chance = random.stream(0);
  const noise = options.noise === 0 ? undefined : () => options.noise * chance.normal();
  let order = Array.from({ length: rows }, (_, i) => i);
  let layers = trainer.layers();
  let best = Infinity;
  let bestEpoch = 0;
  const history: AutoencoderEpoch[] = [];
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    task.progress((epoch - 1) / options.epochs, `autoencoder, epoch ${epoch} of ${options.epochs}`);
    order = shuffled(random, order);
    const trainingError = await trainer.train(order, noise);
    checkFinite(trainingError, epoch);
    const validationError = await trainer.validate();
    checkFinite(validationError, epoch);
    history.push({ epoch, trainingError, validationError });
    if (validationError < best) {
      [best, bestEpoch, layers] = [validationError, epoch, trainer.layers()];
    } else if (epoch - bestEpoch >= options.patience) break;
  }
  return { layers, bestEpoch, stoppedEarly: history.length < options.epochs, history };

  function checkFinite(error: number, epoch: number): void {
    if (Number.isFinite(error)) return;
    throw new InputError(
      `autoencoder: training diverged in epoch ${epoch}, the error is ${error}. Scale the columns first, or take a learningRate below ${options.learningRate}.`,
    );
  }
}
