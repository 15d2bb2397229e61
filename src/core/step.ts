import type { Expression } from '../engine/plan/expression.js';
import type { Matrix } from './matrix.js';
import type { Task } from './task.js';

/** What a step is before it has seen data: `fit` looks at a matrix and gives the step. */
export interface StepPlan {
  readonly kind: string;
  /**
   * Learns from a matrix.
   *
   * @throws {InputError} When the matrix lacks a column or holds a value the step is not defined for.
   */
  fit(matrix: Matrix): Step;
}

/** A step that takes time to learn, such as an autoencoder. */
export interface LongStepPlan {
  readonly kind: string;
  /**
   * Learns from a matrix.
   *
   * @throws {InputError} As `StepPlan`.
   */
  fitLong(matrix: Matrix, task: Task): Promise<Step>;
}

/** Expressions of columns from expressions of columns. */
export type StepStage = (columns: readonly Expression[]) => readonly Expression[];

/** One fitted step of a preparation: a plain value that does the same to every matrix. */
export interface Step {
  readonly kind: string;
  /** Columns of the matrix it takes, in order. */
  readonly columnsIn: readonly string[];
  /** Columns of the matrix it gives, in order. */
  readonly columnsOut: readonly string[];
  /** What is odd about the data it was fitted on, one sentence each. */
  readonly notes: readonly string[];
  /** A new matrix with the step done; ids are kept. */
  apply(matrix: Matrix): Matrix;
  /** The way back, as far as there is one. */
  inverse(matrix: Matrix): Matrix;
  /**
   * The same as `apply` in expressions of its columns, for SQL and for functions: equal but for the last digits. Where
   * `apply` refuses a value the expression is missing. One stage stands on the columns of the one before.
   */
  readonly stages: readonly StepStage[];
  /** All that the step remembers, as JSON writes it. */
  toJSON(): StepJSON;
}

/** A step as JSON. */
export interface StepJSON {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly [parameter: string]: unknown;
}
