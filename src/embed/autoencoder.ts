import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { formatNumber } from '../core/format.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import { seeded } from '../core/random.js';
import { currentTask, type Task } from '../core/task.js';
import type { DenseLayer } from '../simd/dense-layer.js';
import type { Precision } from '../simd/loops-module.js';
import { type AutoencoderOptions, autoencoderSettings } from './autoencoder-options.js';
import { checkCustomers } from './check-customers.js';
import { type ColumnLoss, columnLosses } from './column-losses.js';
import { type AutoencoderComparison, compareReconstructions } from './compare-reconstructions.js';
import { countWeights, runLayers, untrainedLayers } from './dense-network.js';
import { splitCustomers } from './split-customers.js';
import { trainAutoencoder } from './train-autoencoder.js';
import type { AutoencoderEpoch } from './train-network.js';

/** A trained autoencoder: a plain value that takes customers to a few numbers and back. */
export interface Autoencoder {
  readonly kind: 'autoencoder';
  /** Columns it takes. */
  readonly columnsIn: readonly string[];
  /** Columns it gives: `latent1`, `latent2`, … */
  readonly columnsOut: readonly string[];
  /** Layers from the input to the latent numbers; the latent one is linear. */
  readonly encoder: readonly DenseLayer[];
  /** Layers back; the last one is linear, for columns with cross-entropy a sigmoid. */
  readonly decoder: readonly DenseLayer[];
  /** Size of every layer, for example `3-8-2-8-3`. */
  readonly architecture: string;
  /** Weights and biases in all. */
  readonly weightCount: number;
  readonly seed: number;
  /** What trained it: `simd`, or the backend of TensorFlow.js. */
  readonly backend: string;
  /** How the trainer `simd` rounded: `fast` only where it was asked for and the machine has it. */
  readonly precision: Precision;
  /** How the error of each column was counted. */
  readonly losses: readonly ColumnLoss[];
  /** Epoch whose weights were kept: the one with the lowest validation error. */
  readonly bestEpoch: number;
  /** True when `patience` ended the training before `epochs`. */
  readonly stoppedEarly: boolean;
  readonly history: readonly AutoencoderEpoch[];
  /** How many customers were used for what; together they are the sample, or all. */
  readonly customers: {
    readonly training: number;
    /** They decided when to stop. */
    readonly validation: number;
    /** Neither training nor stopping saw them. */
    readonly heldOut: number;
    /** All customers there are. */
    readonly all: number;
  };
  /** Mean squared error per value on the held-out customers, whatever the loss. */
  readonly heldOutError: number;
  /** The same beside PCA of the same width, and beside telling the mean. */
  readonly compare: AutoencoderComparison;
  /** How it was made, in a sentence: size, customers, epochs. */
  readonly summary: string;
  /** Latent numbers of customers, one row each. */
  encode(matrix: Matrix): Matrix;
  /** What the latent numbers kept of customers. */
  reconstruct(matrix: Matrix): Matrix;
}

/**
 * Trains an autoencoder: a small dense network that squeezes each customer through a few latent numbers and has to
 * rebuild it from them. On few columns PCA often does as well; `compare` says which keeps more.
 *
 * Same matrix and options, same weights to the last bit, on any number of threads; with `precision: 'fast'` or
 * TensorFlow.js on the same kind of machine. Customers are split by the seed: some are kept apart for the comparison, an
 * eighth of the others decides when to stop, and the weights of the best epoch are kept.
 *
 * @param matrix - One row a customer, scaled: columns of mean about 0 and standard deviation about 1.
 * @throws {InputError} For options out of range, fewer than 10 customers, customers all alike, values beyond single
 *   precision, yes/no items outside 0 to 1, and training that diverges, with the epoch.
 *
 * 200 epochs take 0.4 s for 3,800 customers of 9 columns, 3 s for 20,000 of 20 columns (two cores, Node 20); `noise`
 * adds about three quarters to that, and TensorFlow.js on its CPU backend takes tens of times as long.
 * Source: Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", Science 313 (2006)
 * 504-507; Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
 *
 * @example
 * const network = await autoencoder(scaled, { latent: 2, seed: 1 });
 * network.architecture; // '3-8-2-8-3'
 * network.encode(scaled).names; // ['latent1', 'latent2']
 */
export async function autoencoder(
  matrix: Matrix,
  options: AutoencoderOptions,
  task: Task = currentTask(),
): Promise<Autoencoder> {
  const { rows, columns, names } = matrix;
  const settings = autoencoderSettings(options, columns);
  const { latent, seed, hidden } = settings;
  const losses = columnLosses(settings.loss, names);
  checkCustomers(matrix, losses);

  const random = seeded(seed);
  const { training, validation, heldOut } = splitCustomers(
    matrix,
    settings.sample,
    settings.holdout,
    random.stream(0),
  );
  const sizes = [columns, ...hidden, latent, ...[...hidden].reverse(), columns];
  const hiddenActivations = hidden.map(() => settings.activation);
  const untrained = untrainedLayers(
    sizes,
    [...hiddenActivations, 'linear', ...hiddenActivations, outputActivation(losses)],
    random.stream(1),
  );
  const trained = await trainAutoencoder(
    untrained,
    training,
    validation,
    losses,
    settings,
    random.stream(2),
    task,
  );
  task.progress(1);

  const { layers, bestEpoch, stoppedEarly, history, backend, precision } = trained;
  const columnsOut = Array.from({ length: latent }, (_, l) => `latent${l + 1}`);
  const reconstruct = (input: Matrix): Matrix => {
    checkMatrixColumns('autoencoder', input, names);
    return matrixOf(runLayers(layers, input.data), columns, names, input.ids);
  };
  const compare = compareReconstructions(training, heldOut, latent, reconstruct);
  const architecture = sizes.join('-');
  const weightCount = countWeights(layers);
  const used = training.rows + validation.rows + heldOut.rows;
  return {
    kind: 'autoencoder',
    columnsIn: names,
    columnsOut,
    encoder: layers.slice(0, hidden.length + 1),
    decoder: layers.slice(hidden.length + 1),
    architecture,
    weightCount,
    seed,
    backend,
    precision,
    losses,
    bestEpoch,
    stoppedEarly,
    history,
    customers: {
      training: training.rows,
      validation: validation.rows,
      heldOut: heldOut.rows,
      all: rows,
    },
    heldOutError: compare.autoencoder,
    compare,
    summary:
      `Network ${architecture} with ${formatNumber(weightCount)} weights, trained on ${formatNumber(training.rows)} of ${formatNumber(rows)} customers` +
      `${used < rows ? ` (a sample of ${formatNumber(used)} was drawn)` : ''} for ${history.length} epochs` +
      `${stoppedEarly ? ', stopped early' : ''}; the weights of epoch ${bestEpoch} were kept.`,
    encode(input) {
      checkMatrixColumns('autoencoder', input, names);
      const values = runLayers(layers.slice(0, hidden.length + 1), input.data);
      return matrixOf(values, latent, columnsOut, input.ids);
    },
    reconstruct,
  };
}

/** Of the last layer: one word where it is the same for all columns. */
function outputActivation(losses: readonly ColumnLoss[]): DenseLayer['activation'] {
  const activations = losses.map((loss) => (loss === 'crossEntropy' ? 'sigmoid' : 'linear'));
  return activations.every((activation) => activation === activations[0]) ? activations[0] : activations;
}
