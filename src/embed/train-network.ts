import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { InputError } from '../core/input-error.js';
import type { Random } from '../core/random.js';
import { shuffled } from '../core/shuffled.js';
import { breathe, type Task } from '../core/task.js';
import { type DenseLayer, runLayers } from './dense-network.js';
import { meanSquaredError } from './mean-squared-error.js';
import { tensorflow } from './tensorflow.js';

export interface Training {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Epochs without a better validation error before training stops. */
  readonly patience: number;
}

/** Errors after one epoch: mean squared differences per value. */
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
  /** Backend of TensorFlow.js that computed. */
  readonly backend: string;
}

/**
 * Trains layers to reproduce their input, by Adam on TensorFlow.js. All tensors are freed again, also when the
 * training is stopped or diverges.
 *
 * @param training - Rows to train on, one after another.
 * @param validation - Rows to judge by after each epoch.
 * @throws {InputError} When the error is no finite number any more, with the epoch.
 */
export async function trainNetwork(
  untrained: readonly DenseLayer[],
  training: Float64Array,
  validation: Float64Array,
  options: Training,
  random: Random,
  task: Task,
): Promise<TrainedNetwork> {
  const tf = await tensorflow();
  const columns = untrained[0].inputs;
  const rows = training.length / columns;
  let order = Array.from({ length: rows }, (_, i) => i);
  const sizes = untrained.flatMap(({ weights, biases }) => [weights.length, biases.length]);
  const packed = tf.tidy(() => tf.variable(tf.tensor1d(packLayers(untrained))));
  const optimizer = tf.train.adam(options.learningRate);

  try {
    let layers = untrained;
    let best = Infinity;
    let bestEpoch = 0;
    const history: AutoencoderEpoch[] = [];
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      task.progress((epoch - 1) / options.epochs, `autoencoder, epoch ${epoch} of ${options.epochs}`);
      order = shuffled(random, order);
      let total = 0;
      for (let from = 0; from < rows; from += options.batchSize) {
        const size = Math.min(options.batchSize, rows - from);
        total += size * step(batchOf(training, columns, order, from, size), size, epoch);
        await breathe(task);
      }
      const current = unpackLayers(untrained, packed.dataSync());
      const validationError = meanSquaredError(validation, runLayers(current, validation));
      checkFinite(validationError, epoch);
      history.push({ epoch, trainingError: total / rows, validationError });
      if (validationError < best) {
        [best, bestEpoch, layers] = [validationError, epoch, current];
      } else if (epoch - bestEpoch >= options.patience) break;
    }
    const stoppedEarly = history.length < options.epochs;
    return { layers, bestEpoch, stoppedEarly, history, backend: tf.getBackend() };
  } finally {
    packed.dispose();
    optimizer.dispose();
  }

  /** One update; returns the mean squared error of the batch before it. */
  function step(values: Float32Array, size: number, epoch: number): number {
    const error = tf.tidy(() => {
      const batch = tf.tensor2d(values, [size, columns]);
      return optimizer.minimize(() => loss(batch), true, [packed])!.dataSync()[0];
    });
    checkFinite(error, epoch);
    return error;
  }

  function loss(batch: Tensor2D): Scalar {
    let values = batch;
    const parts = tf.split(packed, sizes);
    for (const [l, { inputs, outputs, activation }] of untrained.entries()) {
      const weights = tf.reshape(parts[2 * l], [inputs, outputs]);
      values = tf.add(tf.matMul(values, weights), parts[2 * l + 1]);
      if (activation === 'tanh') values = tf.tanh(values);
    }
    return tf.mean(tf.squaredDifference(values, batch));
  }

  function checkFinite(error: number, epoch: number): void {
    if (Number.isFinite(error)) return;
    throw new InputError(
      `autoencoder: training diverged in epoch ${epoch}, the error is ${error}. Scale the columns first, or take a learningRate below ${options.learningRate}.`,
    );
  }
}

/**
 * Weights and biases of all layers, one after another. As one variable they need one update of Adam instead of two
 * for each layer: for small layers that is most of the work.
 */
function packLayers(layers: readonly DenseLayer[]): Float32Array {
  return Float32Array.from(layers.flatMap(({ weights, biases }) => [...weights, ...biases]));
}

/** The same layers with packed weights and biases, copied. */
function unpackLayers(layers: readonly DenseLayer[], packed: ArrayLike<number>): DenseLayer[] {
  const values = Float32Array.from(packed);
  let from = 0;
  const take = (count: number) => {
    from += count;
    return values.slice(from - count, from);
  };
  return layers.map((layer) => ({
    ...layer,
    weights: take(layer.weights.length),
    biases: take(layer.biases.length),
  }));
}

/** Rows of a batch in single precision, as TensorFlow.js refuses double. */
function batchOf(
  data: Float64Array,
  columns: number,
  order: readonly number[],
  from: number,
  size: number,
): Float32Array {
  const batch = new Float32Array(size * columns);
  for (let i = 0; i < size; i++) {
    const row = order[from + i];
    batch.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return batch;
}
