import type { Matrix } from '../core/matrix.js';
import type { Random } from '../core/random.js';
import type { Task } from '../core/task.js';
import type { DenseLayer } from '../simd/dense-layer.js';
import { withDenseTrainer } from '../simd/dense-trainer.js';
import type { Precision } from '../simd/loops-module.js';
import type { AutoencoderSettings } from './autoencoder-options.js';
import type { ColumnLoss } from './column-losses.js';
import { withTensorflowTrainer } from './tensorflow-trainer.js';
import { type NetworkTrainer, type TrainedNetwork, trainNetwork } from './train-network.js';

/** A trained network, and what trained it. */
export interface TrainedAutoencoder extends TrainedNetwork {
  /** `simd`, or the backend of TensorFlow.js. */
  readonly backend: string;
  readonly precision: Precision;
}

/** Trains layers to rebuild customers, with the trainer that the settings name. */
export async function trainAutoencoder(
  layers: readonly DenseLayer[],
  training: Matrix,
  validation: Matrix,
  losses: readonly ColumnLoss[],
  settings: AutoencoderSettings,
  random: Random,
  task: Task,
): Promise<TrainedAutoencoder> {
  const { learningRate, l2, precision, threads } = settings;
  const network = {
    layers,
    training: training.data,
    validation: validation.data,
    batchSize: settings.batchSize ?? powerOfTwo(training.rows / 30, 16, 512),
    learningRate,
    l2,
  };
  const train = (trainer: NetworkTrainer) => trainNetwork(trainer, training.rows, settings, random, task);
  if (settings.trainer === 'tfjs') {
    return withTensorflowTrainer({ ...network, losses }, task, async (trainer) => {
      return { ...(await train(trainer)), backend: trainer.backend, precision: 'default' };
    });
  }
  const items = losses.map((loss) => loss === 'crossEntropy');
  const options = { ...network, items, precision, ...(threads === undefined ? {} : { threads }) };
  return withDenseTrainer(options, task, async (trainer) => {
    return { ...(await train(trainer)), backend: 'simd', precision: trainer.precision };
  });
}

function powerOfTwo(about: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, 2 ** Math.round(Math.log2(about))));
}
