import { breathe, type Task } from '../core/task.js';
import * as at from './assembly/dense-plan.js';
import type { DenseLayer } from './dense-layer.js';
import { type DenseLayout, unpackParameters } from './dense-layout.js';
import {
  type DenseMemory,
  type DenseTraining,
  denseRooms,
  denseWork,
  fillMemory,
  PANEL,
} from './dense-work.js';
import { loopMemory } from './loop-memory.js';
import { loopsModule, type Precision } from './loops-module.js';
import { type Team, withTeam } from './team.js';

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
  readonly memory: DenseMemory;
  readonly layout: DenseLayout;
}

/** Calls `work` with a trainer; its memory and threads are given back when it is done or fails. */
export async function withDenseTrainer<Result>(
  training: DenseTraining,
  task: Task,
  work: (trainer: DenseTrainer) => Promise<Result>,
): Promise<Result> {
  const cut = denseWork(training);
  const { layout, columns, rows, panels } = cut;
  const memory = loopMemory(denseRooms(training, cut), loopsModule(training.precision).shared, {
    name: 'autoencoder',
    wayOut: 'Take fewer customers or a smaller batchSize.',
  });
  const { arrays } = memory;
  fillMemory(training, cut, memory);
  const { precision } = training;
  return withTeam({ memory: memory.memory, precision, threads: cut.threads }, (team) =>
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
    for (let from = 0; from < rows && Number.isFinite(arrays.settings[at.TOTAL]); from += cut.callRows) {
      const to = Math.min(rows, from + cut.callRows);
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
