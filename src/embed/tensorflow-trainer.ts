import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { breathe, type Task } from '../core/task.js';
import type { Activation, DenseLayer } from '../simd/dense-layer.js';
import type { ColumnLoss } from './column-losses.js';
import { runLayers } from './dense-network.js';
import { networkError } from './network-error.js';
import { tensorflow } from './tensorflow.js';
import type { NetworkTrainer } from './train-network.js';

/** What TensorFlow.js trains, and how. */
export interface TensorflowTraining {
  readonly layers: readonly DenseLayer[];
  /** Rows to learn from, and rows to judge by, one after another. */
  readonly training: Float64Array;
  readonly validation: Float64Array;
  readonly losses: readonly ColumnLoss[];
  readonly batchSize: number;
  readonly learningRate: number;
  readonly l2: number;
}

/**
 * Calls `work` with a trainer that runs Adam on TensorFlow.js. All tensors are freed again, also when the training is
 * stopped or diverges.
 */
export async function withTensorflowTrainer<Result>(
  { layers: untrained, training, validation, losses, batchSize, learningRate, l2 }: TensorflowTraining,
  task: Task,
  work: (trainer: NetworkTrainer & { readonly backend: string }) => Promise<Result>,
): Promise<Result> {
  const tf = await tensorflow();
  const columns = untrained[0].inputs;
  const sizes = untrained.flatMap(({ weights, biases }) => [weights.length, biases.length]);
  const packed = tf.tidy(() => tf.variable(tf.tensor1d(packLayers(untrained))));
  const items = tf.tensor1d(losses.map((loss) => Number(loss === 'crossEntropy')));
  const optimizer = tf.train.adam(learningRate);
  const apply: Record<Activation, (values: Tensor2D) => Tensor2D> = {
    linear: (values) => values,
    relu: tf.relu,
    elu: tf.elu,
    tanh: tf.tanh,
    sigmoid: tf.sigmoid,
  };
  try {
    return await work({
      backend: tf.getBackend(),
      train,
      async validate() {
        return networkError(validation, runLayers(layers(), validation), losses);
      },
      layers,
    });
  } finally {
    packed.dispose();
    items.dispose();
    optimizer.dispose();
  }

  function layers(): DenseLayer[] {
    return unpackLayers(untrained, packed.dataSync());
  }

  async function train(order: readonly number[], noise?: () => number): Promise<number> {
    let total = 0;
    for (let from = 0; from < order.length && Number.isFinite(total); from += batchSize) {
      const rows = order.slice(from, from + batchSize);
      const values = batchOf(training, columns, rows);
      const noised = noise === undefined ? values : values.map((value) => value + Math.fround(noise()));
      total += rows.length * step(values, noised, rows.length);
      await breathe(task);
    }
    return total / order.length;
  }

  /** One update; returns the mean error of the batch before it, the weights' penalty left out. */
  function step(values: Float32Array, noised: Float32Array, rows: number): number {
    return tf.tidy(() => {
      const wanted = tf.tensor2d(values, [rows, columns]);
      const inputs = noised === values ? wanted : tf.tensor2d(noised, [rows, columns]);
      let error = 0;
      optimizer.minimize(
        () => {
          const parts: Tensor1D[] = tf.split(packed, sizes);
          const mean = meanError(run(inputs, parts), wanted);
          error = mean.dataSync()[0];
          if (l2 === 0) return mean;
          const squares = tf.addN(untrained.map((_, l) => tf.sum(tf.square(parts[2 * l])) as Scalar));
          return tf.add(mean, tf.mul(squares, l2)) as Scalar;
        },
        false,
        [packed],
      );
      return error;
    });
  }

  /** What the layers make of rows, without the last activation: cross-entropy takes logits. */
  function run(inputs: Tensor2D, parts: readonly Tensor1D[]): Tensor2D {
    let values = inputs;
    for (const [l, { inputs: width, outputs, activation }] of untrained.entries()) {
      const weights: Tensor2D = tf.reshape(parts[2 * l], [width, outputs]);
      values = tf.add(tf.matMul(values, weights), parts[2 * l + 1]);
      if (l < untrained.length - 1) values = apply[activation as Activation](values);
    }
    return values;
  }

  function meanError(made: Tensor2D, wanted: Tensor2D): Scalar {
    const squared = tf.squaredDifference(made, wanted);
    if (!losses.includes('crossEntropy')) return tf.mean(squared);
    const rest = tf.softplus(tf.neg(tf.abs(made)));
    const entropy = tf.add(tf.sub(tf.relu(made), tf.mul(made, wanted)), rest);
    return tf.mean(tf.add(tf.mul(items, entropy), tf.mul(tf.sub(1, items), squared)));
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
function batchOf(data: Float64Array, columns: number, rows: readonly number[]): Float32Array {
  const batch = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    batch.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return batch;
}
