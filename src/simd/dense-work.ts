import { availableParallelism } from 'node:os';
import * as at from './assembly/dense-plan.js';
import type { Activation, DenseLayer } from './dense-layer.js';
import { type DenseLayout, denseLayout, packParameters, toFours } from './dense-layout.js';
import type { LoopMemory, Room } from './loop-memory.js';
import type { Precision } from './loops-module.js';

/** What a network is trained to: to make its last layer's outputs out of the rows that it is given, those rows again. */
export interface DenseTraining {
  /** To start from; the outputs of the last one have no activation. */
  readonly layers: readonly DenseLayer[];
  /** Rows to learn from, and rows to judge by, one after another. */
  readonly training: Float64Array;
  readonly validation: Float64Array;
  /** Whether the error of a column is the cross-entropy of its logit, not the squared difference. */
  readonly items: readonly boolean[];
  readonly batchSize: number;
  readonly learningRate: number;
  /** Added to the mean error: this times the sum of squared weights. */
  readonly l2: number;
  readonly precision: Precision;
  readonly threads?: number;
}

const ACTIVATIONS: Record<Activation, number> = {
  linear: at.LINEAR,
  relu: at.RELU,
  elu: at.ELU,
  tanh: at.TANH,
  sigmoid: at.SIGMOID,
};
/** Rows that the loops work on at a time. */
export const PANEL = 8;
const BEHIND = 3; // numbers that loops read behind the last row, and do not use
const MOST_SHARDS = 8;
const SHARD_OPERATIONS = 2.5e6; // below that, waiting for one another costs more than a thread gains
const CALL_OPERATIONS = 3e8; // between two looks at the task: some 10 ms

/** How the work of a training is cut. */
export type DenseWork = ReturnType<typeof denseWork>;

/** Memory of its loops. */
export type DenseMemory = LoopMemory<ReturnType<typeof denseRooms>>;

/** Cuts the work of a training: in the same way whatever the number of threads. */
export function denseWork({ layers, training, batchSize, threads }: DenseTraining) {
  const layout = denseLayout(layers);
  const columns = layers[0].inputs;
  const rows = training.length / columns;
  const batch = Math.min(batchSize, rows);
  const operations = 6 * layout.weights * batch;
  const batchPanels = Math.ceil(batch / PANEL);
  const worth = Math.max(1, Math.floor(operations / SHARD_OPERATIONS));
  const shards = Math.min(MOST_SHARDS, batchPanels, worth);
  const panels = Math.ceil(batchPanels / shards);
  return {
    layout,
    columns,
    rows,
    batch,
    shards,
    panels,
    callRows: batch * Math.max(1, Math.round(CALL_OPERATIONS / operations)),
    threads: Math.min(threads ?? availableParallelism(), shards),
    ...roomOfShard(layout, columns, panels),
  };
}

/**
 * Numbers that a shard has room for: inputs, the same with noise, what each layer makes, and the gradients of the widest
 * as rows.
 */
function roomOfShard({ layers }: DenseLayout, columns: number, panels: number) {
  const rows = panels * PANEL;
  const noisedAt = rows * toFours(columns);
  let next = 2 * noisedAt;
  const madeAt = layers.map(({ outputs4 }) => {
    next += rows * outputs4;
    return next - rows * outputs4;
  });
  const size = next + rows * Math.max(...layers.map(({ outputs4 }) => outputs4));
  return { noisedAt, madeAt, rowsAt: next, values: size };
}

/** Room for all that the loops work on. */
export function denseRooms({ training, validation }: DenseTraining, work: DenseWork) {
  const { layout, columns, rows, shards, panels, callRows } = work;
  const validationRows = validation.length / columns;
  const parameters: Room & readonly ['float32', number] = ['float32', layout.parameters];
  return {
    plan: ['int32', at.FIRST_LAYER + at.LAYER_WORDS * layout.layers.length],
    settings: ['float64', at.SETTINGS_WORDS],
    tickets: ['int32', 3],
    errors: ['float64', Math.max(shards, Math.ceil(validationRows / (panels * PANEL)))],
    items: ['int32', columns],
    parameters,
    first: parameters,
    second: parameters,
    gradients: ['float32', shards * layout.parameters],
    values: ['float32', shards * work.values],
    order: ['uint32', rows],
    inOrder: ['uint32', validationRows],
    noise: ['float32', Math.min(rows, callRows) * columns + BEHIND],
    training: ['float32', training.length + BEHIND],
    validation: ['float32', validation.length + BEHIND],
  } as const;
}

/** Writes into the memory what the loops start from. */
export function fillMemory(
  training: DenseTraining,
  work: DenseWork,
  { arrays, at: address }: DenseMemory,
): void {
  const { layout, panels } = work;
  arrays.training.set(training.training);
  arrays.validation.set(training.validation);
  arrays.inOrder.forEach((_, i) => {
    arrays.inOrder[i] = i;
  });
  arrays.items.set(training.items.map(Number));
  packParameters(layout, training.layers, arrays.parameters);
  arrays.settings[at.LEARNING_RATE] = training.learningRate;
  arrays.settings[at.L2] = training.l2;
  arrays.settings[at.FIRST_POWER] = 1;
  arrays.settings[at.SECOND_POWER] = 1;
  const words: readonly (readonly [index: number, value: number])[] = [
    [at.LAYERS, layout.layers.length],
    [at.COLUMNS, work.columns],
    [at.BATCH, work.batch],
    [at.SHARDS, work.shards],
    [at.PANELS, panels],
    [at.PARAMETERS, address.parameters],
    [at.FIRST_MOMENTS, address.first],
    [at.SECOND_MOMENTS, address.second],
    [at.GRADIENTS, address.gradients],
    [at.VALUES, address.values],
    [at.ITEMS, address.items],
    [at.ERRORS, address.errors],
    [at.SETTINGS, address.settings],
    [at.TICKETS, address.tickets],
    [at.PARAMETER_BYTES, layout.parameters * 4],
    [at.WEIGHT_BYTES, layout.weights * 4],
    [at.VALUE_BYTES, work.values * 4],
    [at.NOISED, work.noisedAt * 4],
    [at.ROWS, work.rowsAt * 4],
  ];
  for (const [index, value] of words) arrays.plan[index] = value;
  layout.layers.forEach((layer, l) => {
    const activation = training.layers[l].activation as Activation;
    const from = at.FIRST_LAYER + l * at.LAYER_WORDS;
    arrays.plan[from + at.INPUTS] = layer.inputs;
    arrays.plan[from + at.INPUTS_4] = layer.inputs4;
    arrays.plan[from + at.OUTPUTS] = layer.outputs;
    arrays.plan[from + at.OUTPUTS_4] = layer.outputs4;
    arrays.plan[from + at.ACTIVATION] = l === layout.layers.length - 1 ? at.LINEAR : ACTIVATIONS[activation];
    arrays.plan[from + at.WEIGHTS] = layer.weightsAt * 4;
    arrays.plan[from + at.BIASES] = layer.biasesAt * 4;
    arrays.plan[from + at.MADE] = work.madeAt[l] * 4;
  });
}
