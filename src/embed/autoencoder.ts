import { checkNames } from '../core/check-names.js';
import { InputError } from '../core/input-error.js';
import { type Matrix, matrixOf } from '../core/matrix.js';
import { seeded } from '../core/random.js';
import { currentTask, type Task } from '../core/task.js';
import { type AutoencoderComparison, compareReconstructions } from './compare-reconstructions.js';
import { countWeights, type DenseLayer, runLayers, untrainedLayers } from './dense-network.js';
import { splitCustomers } from './split-customers.js';
import { type Epoch, trainNetwork } from './train-network.js';

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

/** A trained autoencoder: a plain value that takes customers to a few numbers and back. */
export interface Autoencoder {
  readonly kind: 'autoencoder';
  /** Columns it takes. */
  readonly columnsIn: readonly string[];
  /** Columns it gives: `latent1`, `latent2`, … */
  readonly columnsOut: readonly string[];
  /** Layers from the input to the latent numbers; hidden ones use tanh, the latent one is linear. */
  readonly encoder: readonly DenseLayer[];
  /** Layers back; the last one is linear. */
  readonly decoder: readonly DenseLayer[];
  /** Size of every layer, for example `3-8-2-8-3`. */
  readonly architecture: string;
  /** Weights and biases in all. */
  readonly weightCount: number;
  readonly seed: number;
  /** Backend of TensorFlow.js that trained it. */
  readonly backend: string;
  /** Epoch whose weights were kept: the one with the lowest validation error. */
  readonly bestEpoch: number;
  /** True when `patience` ended the training before `epochs`. */
  readonly stoppedEarly: boolean;
  readonly history: readonly Epoch[];
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
  /** Mean squared error per value on the held-out customers. */
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

const LEAST_CUSTOMERS = 10;

/**
 * Trains an autoencoder: a small dense network that squeezes each customer through a few latent numbers and has to
 * rebuild it from them. On few columns PCA often does as well; `compare` says which keeps more.
 *
 * Same matrix, options and backend, same weights to the last bit. Customers are split by the seed: some are kept
 * apart for the comparison, an eighth of the others decides when to stop.
 *
 * @param matrix - One row a customer, scaled: columns of mean about 0 and standard deviation about 1.
 * @throws {InputError} For options out of range, fewer than 10 customers, customers all alike, values beyond single
 *   precision, and training that diverges, with the epoch.
 *
 * A few seconds for 4,300 customers of 3 columns on the CPU backend.
 * Source: Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", Science 313 (2006)
 * 504-507; Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
 *
 * @example
 * const network = await autoencoder(scaled, { latent: 2, seed: 1 });
 * network.compare.verdict; // which of network and PCA keeps more of held-out customers
 * const embedding = network.encode(scaled);
 */
export async function autoencoder(
  matrix: Matrix,
  options: AutoencoderOptions,
  task: Task = currentTask(),
): Promise<Autoencoder> {
  const { rows, columns, names } = matrix;
  const { latent, seed, epochs = 40, learningRate = 0.01, patience = 10, holdout = 0.2 } = options;
  const { hidden = [Math.min(64, Math.max(8, 2 * columns))], sample = 20_000 } = options;
  checkOptions(options, columns);
  if (rows < LEAST_CUSTOMERS) {
    throw new InputError(`autoencoder needs at least ${LEAST_CUSTOMERS} customers, got ${rows}.`);
  }
  checkValues(matrix);

  const random = seeded(seed);
  const { training, validation, heldOut } = splitCustomers(matrix, sample, holdout, random.stream(0));
  const batchSize = options.batchSize ?? powerOfTwo(training.rows / 30, 16, 512);
  const sizes = [columns, ...hidden, latent, ...[...hidden].reverse(), columns];
  const untrained = untrainedLayers(sizes, [hidden.length + 1, sizes.length - 1], random.stream(1));
  const trained = await trainNetwork(
    untrained,
    training.data,
    validation.data,
    { epochs, batchSize, learningRate, patience },
    random.stream(2),
    task,
  );
  task.progress(1);

  const { layers, bestEpoch, stoppedEarly, history, backend } = trained;
  const columnsOut = Array.from({ length: latent }, (_, l) => `latent${l + 1}`);
  const reconstruct = (input: Matrix): Matrix => {
    checkNames('autoencoder', input, names);
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
      `Network ${architecture} with ${weightCount} weights, trained on ${training.rows} of ${rows} customers` +
      `${used < rows ? ` (a sample of ${used} was drawn)` : ''} for ${history.length} epochs` +
      `${stoppedEarly ? ', stopped early' : ''}; the weights of epoch ${bestEpoch} were kept.`,
    encode(input) {
      checkNames('autoencoder', input, names);
      const values = runLayers(layers.slice(0, hidden.length + 1), input.data);
      return matrixOf(values, latent, columnsOut, input.ids);
    },
    reconstruct,
  };
}

function checkOptions(options: AutoencoderOptions, columns: number): void {
  const { latent, seed, hidden = [], holdout = 0.2, learningRate = 0.01 } = options;
  if (!Number.isInteger(latent) || latent < 1 || latent > columns) {
    throw new InputError(
      `autoencoder: latent is ${latent}. It has to be a whole number from 1 to the number of columns, ${columns}.`,
    );
  }
  if (!Number.isInteger(seed)) {
    throw new InputError(`autoencoder: seed is ${seed}. It has to be a whole number.`);
  }
  const { epochs = 1, batchSize = 1, patience = 1, sample = LEAST_CUSTOMERS } = options;
  const counts: [string, number][] = [
    ['epochs', epochs],
    ['batchSize', batchSize],
    ['patience', patience],
    ...hidden.map((size): [string, number] => ['a size in hidden', size]),
  ];
  for (const [name, value] of counts) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InputError(`autoencoder: ${name} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  if (!Number.isInteger(sample) || sample < LEAST_CUSTOMERS) {
    throw new InputError(
      `autoencoder: sample is ${sample}. It has to be a whole number from ${LEAST_CUSTOMERS} on.`,
    );
  }
  if (!(holdout > 0 && holdout < 0.5)) {
    throw new InputError(`autoencoder: holdout is ${holdout}. It lies between 0 and 0.5, for example 0.2.`);
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new InputError(`autoencoder: learningRate is ${learningRate}. It has to be above 0.`);
  }
}

/** Refuses values that single precision cannot hold, and customers that are all alike. */
function checkValues({ rows, columns, data, names }: Matrix): void {
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(Math.fround(data[i]))) {
      const name = names[i % columns];
      throw new InputError(
        `autoencoder: row ${Math.floor(i / columns) + 1}, column "${name}" is ${data[i]}, beyond single precision. Scale the columns first.`,
        { column: name },
      );
    }
  }
  if (data.every((value, i) => value === data[i % columns])) {
    throw new InputError(
      `autoencoder: all ${rows} customers are alike in ${names.join(', ')}; there is nothing to learn.`,
    );
  }
}

function powerOfTwo(about: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, 2 ** Math.round(Math.log2(about))));
}
