import { availableParallelism } from 'node:os';
import { breathe, type Task } from '../core/task.js';
import * as at from './assembly/dense-plan.js';
import type { Activation, DenseLayer } from './dense-layer.js';
import { type DenseLayout, denseLayout, packParameters, toFours, unpackParameters } from './dense-layout.js';
import { type LoopMemory, loopMemory, type Room } from './loop-memory.js';
import { loopsModule, type Precision } from './loops-module.js';
import { type Team, withTeam } from './team.js';

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

/** Trains a network in WebAssembly. */
export interface DenseTrainer {
  readonly precision: Precision;
  /**
   * Updates on all training rows once.
   *
   * @param order - Each row's number, in the order to take them.
   * @param noise - Next number to add to a value before it enters.
   * @returns Mean error per value, each batch before its update; no finite number as soon as it is none.
   */
  train(order: readonly number[], noise?: () => number): Promise<number>;
  /** Mean error per value on the validation rows. */
  validate(): Promise<number>;
  /** The layers as they are now, copied. */
  layers(): DenseLayer[];
  /** Memory of the loops; the gradients of the last update are in it. */
  readonly memory: LoopMemory<ReturnType<typeof roomsFor>>;
  readonly layout: DenseLayout;
}

const ACTIVATIONS: Record<Activation, number> = {
  linear: at.LINEAR,
  relu: at.RELU,
  elu: at.ELU,
  tanh: at.TANH,
  sigmoid: at.SIGMOID,
};
const PANEL = 8; // rows
const BEHIND = 3; // numbers that loops read behind the last row, and do not use
const MOST_SHARDS = 8;
const SHARD_OPERATIONS = 2.5e6; // below that, waiting for one another costs more than a thread gains
const CALL_OPERATIONS = 3e8; // some 10 ms

/** Calls `work` with a trainer; its memory and threads are given back when it is done or fails. */
export async function withDenseTrainer<Result>(
  training: DenseTraining,
  task: Task,
  work: (trainer: DenseTrainer) => Promise<Result>,
): Promise<Result> {
  const plan = planFor(training);
  const { layout, columns, rows, panels } = plan;
  const memory = loopMemory(roomsFor(training, plan), loopsModule(training.precision).shared, {
    name: 'autoencoder',
    wayOut: 'Take fewer customers or a smaller batchSize.',
  });
  const { arrays } = memory;
  fill(training, plan, memory);
  const { precision } = training;
  return withTeam({ memory: memory.memory, precision, threads: plan.threads }, (team) =>
    work({
      precision: team.precision,
      train: (order, noise) => train(team, order, noise),
      validate: () => validate(team),
      layers: () => unpackParameters(layout, training.layers, arrays.parameters),
      memory,
      layout,
    }),
  );

  async function train(team: Team, order: readonly number[], noise?: () => number): Promise<number> {
    arrays.order.set(order);
    arrays.settings[at.TOTAL] = 0;
    arrays.plan[at.DATA] = memory.at.training;
    arrays.plan[at.ORDER] = memory.at.order;
    arrays.plan[at.NOISE] = noise === undefined ? 0 : memory.at.noise;
    for (let from = 0; from < rows && Number.isFinite(arrays.settings[at.TOTAL]); from += plan.callRows) {
      const to = Math.min(rows, from + plan.callRows);
      arrays.plan[at.FIRST_ROW] = from;
      arrays.plan[at.LAST_ROW] = to;
      if (noise !== undefined) {
        for (let i = 0; i < (to - from) * columns; i++) arrays.noise[i] = noise();
      }
      arrays.tickets.fill(0);
      const unfinished = await team.run('denseSteps', { units: team.threads, chunk: 1 }, memory.at.plan);
      if (unfinished > 0)
        throw new Error('a thread ended before its part of an update was done; run it again');
      await breathe(task);
    }
    return arrays.settings[at.TOTAL] / (rows * columns);
  }

  async function validate(team: Team): Promise<number> {
    const validationRows = training.validation.length / columns;
    arrays.plan[at.DATA] = memory.at.validation;
    arrays.plan[at.ORDER] = memory.at.inOrder;
    arrays.plan[at.NOISE] = 0;
    arrays.plan[at.FIRST_ROW] = 0;
    arrays.plan[at.LAST_ROW] = validationRows;
    const units = Math.ceil(validationRows / (panels * PANEL));
    const chunk = team.threads > 1 ? Math.ceil(units / 8) : units;
    await team.run('denseErrors', { units, chunk }, memory.at.plan);
    const sum = arrays.errors.subarray(0, units).reduce((total, error) => total + error, 0);
    return sum / (validationRows * columns);
  }
}

type Plan = ReturnType<typeof planFor>;

/** How the work is cut: the same whatever the number of threads. */
function planFor({ layers, training, batchSize, threads }: DenseTraining) {
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

function roomsFor({ training, validation }: DenseTraining, plan: Plan) {
  const { layout, columns, rows, shards, panels, callRows } = plan;
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
    values: ['float32', shards * plan.values],
    order: ['uint32', rows],
    inOrder: ['uint32', validationRows],
    noise: ['float32', Math.min(rows, callRows) * columns + BEHIND],
    training: ['float32', training.length + BEHIND],
    validation: ['float32', validation.length + BEHIND],
  } as const;
}

function fill(training: DenseTraining, plan: Plan, { arrays, at: address }: DenseTrainer['memory']): void {
  const { layout, panels } = plan;
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
    [at.COLUMNS, plan.columns],
    [at.BATCH, plan.batch],
    [at.SHARDS, plan.shards],
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
    [at.VALUE_BYTES, plan.values * 4],
    [at.NOISED, plan.noisedAt * 4],
    [at.ROWS, plan.rowsAt * 4],
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
    arrays.plan[from + at.MADE] = plan.madeAt[l] * 4;
  });
}
