import { checkMatrix } from '../../core/check-matrix.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import type { StepPlan } from '../../core/step.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { adjustedRand } from '../../stats/adjusted-rand.js';
import { mean } from '../../stats/mean.js';
import { checkOptions } from '../check-options.js';
import { robustnessContent } from './robustness-content.js';
import { withoutColumn } from './without-column.js';

/** Labels of prepared customers by one method; it makes the same number of segments each time. */
export type GridMethod = (
  matrix: Matrix,
  seed: number,
  task: Task,
) => Promise<{ readonly labels: Int32Array }> | { readonly labels: Int32Array };

/** Choices that one could also have made. Each is combined with each. */
export interface RobustnessOptions {
  /** Ways to prepare the columns, by name, for example `{ z: [zStep()], 'log, z': [logStep(), zStep()] }`. */
  readonly preparations: Readonly<Record<string, readonly StepPlan[]>>;
  /** Methods, by name, for example `{ 'k-means': (matrix, seed, task) => kmeans(matrix, { k: 4, seed }, task) }`. */
  readonly methods: Readonly<Record<string, GridMethod>>;
  /** Seeds; default 1 and 2. */
  readonly seeds?: readonly number[];
  /** Columns that are left out, one at a time, beside none; default all. */
  readonly leaveOut?: readonly string[];
}

/** One combination of choices. */
export interface GridVariant {
  readonly preparation: string;
  readonly method: string;
  readonly seed: number;
  /** The column that was left out; absent where all count. */
  readonly without?: string;
  /** For example `log, z · k-means · without age · seed 2`. */
  readonly name: string;
  readonly labels: Int32Array;
  /** Mean adjusted Rand index with all others. */
  readonly agreement: number;
}

/** How alike segments stay when one choice changes and all others are kept. */
export interface GridEffect {
  /** For example `preparation`, `method`, `seed`, or `without age`. */
  readonly choice: string;
  /** Mean adjusted Rand index over the pairs that differ in it alone: 1 it does not matter, about 0 it decides all. */
  readonly agreement: number;
  /** Pairs. */
  readonly pairs: number;
}

/** Segments under all combinations of choices. It displays as a table of what matters most. */
export interface RobustnessGrid extends Displayable {
  readonly variants: readonly GridVariant[];
  /** Adjusted Rand index of each pair of variants, for `agreementHeatMap`. */
  readonly agreement: Matrix;
  /** The variant that agrees best with all others. */
  readonly central: GridVariant;
  /** Choices, the one that matters most first. */
  readonly effects: readonly GridEffect[];
  readonly because: string;
}

const MOST_VARIANTS = 400;

/**
 * How much segments hang on choices that nobody can defend one by one: scaling, transformation, each single column, method
 * and seed. Every combination is fitted, every pair compared.
 *
 * @param matrix - Features before preparation, two columns or more.
 * @throws {InputError} For no preparation, method or seed, unknown columns, a single column, labels of another number than
 *   customers, more than 400 combinations, and what steps and methods refuse, with the combination.
 *
 * O(combinations · cost of a fit + combinations² · customers).
 * Source: the sensitivity analysis of Saltelli et al., "Global Sensitivity Analysis: The Primer" (2008), by one choice at a
 * time around every combination.
 *
 * @example
 * const grid = await robustnessGrid(scaled, {
 *   preparations: { 'as it is': [] },
 *   methods: { 'k-means': (matrix, seed) => kmeans(matrix, { k: 4, seed, restarts: 2 }) },
 *   leaveOut: [],
 * });
 * grid.effects[0]; // { choice: 'seed', agreement: 1, pairs: 1 }
 */
export async function robustnessGrid(
  matrix: Matrix,
  options: RobustnessOptions,
  task: Task = currentTask(),
): Promise<RobustnessGrid> {
  checkMatrix('robustnessGrid', matrix);
  checkOptions(
    'robustnessGrid',
    options,
    '{ preparations: { plain: [] }, methods: { kmeans: (matrix) => kmeans(matrix, { k: 4, seed: 1 }) } }',
  );
  const { preparations, methods, seeds = [1, 2], leaveOut = matrix.names } = options;
  const columns = [undefined, ...leaveOut];
  check(matrix, options, columns.length);
  const total =
    Object.keys(preparations).length * columns.length * Object.keys(methods).length * seeds.length;
  const fitted: Omit<GridVariant, 'agreement'>[] = [];
  for (const [preparation, plans] of Object.entries(preparations)) {
    for (const without of columns) {
      const prepared = plans.reduce(
        (current, plan) => plan.fit(current).apply(current),
        without === undefined ? matrix : withoutNamed(matrix, without),
      );
      for (const [method, segment] of Object.entries(methods)) {
        for (const seed of seeds) {
          const part = partOfTask(task, fitted.length / total, (fitted.length + 1) / total);
          const name = [
            preparation,
            method,
            ...(without === undefined ? [] : [`without ${without}`]),
            `seed ${seed}`,
          ].join(' · ');
          part.progress(0, name);
          await breathe(task);
          const { labels } = await segment(prepared, seed, { ...part, progress() {} });
          if (labels.length !== matrix.rows) {
            throw new InputError(
              `robustnessGrid: ${name} gave ${labels.length} labels for ${matrix.rows} customers.`,
            );
          }
          fitted.push({
            preparation,
            method,
            seed,
            ...(without === undefined ? {} : { without }),
            name,
            labels,
          });
        }
      }
    }
  }
  const size = fitted.length;
  const agreement = new Float64Array(size * size).fill(1);
  for (let a = 0; a < size; a++) {
    await breathe(task);
    for (let b = 0; b < a; b++) {
      const value = adjustedRand(fitted[a].labels, fitted[b].labels);
      agreement[a * size + b] = value;
      agreement[b * size + a] = value;
    }
  }
  const meanOf = (v: number) =>
    size === 1
      ? 1
      : (agreement.subarray(v * size, (v + 1) * size).reduce((sum, value) => sum + value, 0) - 1) /
        (size - 1);
  const variants = fitted.map((variant, v) => ({ ...variant, agreement: meanOf(v) }));
  const central = variants.reduce((best, each) => (each.agreement > best.agreement ? each : best));
  const effects = effectsOf(variants, agreement);
  const because = inWords(central, effects, size);
  task.progress(1);
  return {
    variants,
    agreement: matrixOf(
      agreement,
      size,
      variants.map(({ name }) => name),
    ),
    central,
    effects,
    because,
    [DISPLAY_KEY]: () => contentBundle(robustnessContent(effects, because)),
  };
}

/** Choices in which two variants differ. */
function differences(one: GridVariant, other: GridVariant): string[] {
  const found: string[] = [];
  if (one.preparation !== other.preparation) found.push('preparation');
  if (one.method !== other.method) found.push('method');
  if (one.seed !== other.seed) found.push('seed');
  if (one.without !== other.without) {
    // Two columns, each left out once, are two choices.
    found.push(
      ...[one.without, other.without].flatMap((name) => (name === undefined ? [] : [`without ${name}`])),
    );
  }
  return found;
}

function effectsOf(variants: readonly GridVariant[], agreement: Float64Array): GridEffect[] {
  const values = new Map<string, number[]>();
  for (let a = 0; a < variants.length; a++) {
    for (let b = 0; b < a; b++) {
      const choices = differences(variants[a], variants[b]);
      if (choices.length !== 1) continue;
      const own = values.get(choices[0]) ?? [];
      own.push(agreement[a * variants.length + b]);
      values.set(choices[0], own);
    }
  }
  return [...values]
    .map(([choice, own]) => ({ choice, agreement: mean(Float64Array.from(own)), pairs: own.length }))
    .sort((a, b) => a.agreement - b.agreement || (a.choice < b.choice ? -1 : 1));
}

function inWords(central: GridVariant, effects: readonly GridEffect[], size: number): string {
  const parts = [
    `Of ${size} combinations, "${central.name}" agrees best with all others (mean adjusted Rand index ${central.agreement.toFixed(2)}; 1 is the same).`,
  ];
  if (effects.length > 0) {
    const [most] = effects;
    const least = effects[effects.length - 1];
    parts.push(
      most.agreement > 0.9
        ? 'No single choice changes much.'
        : `What changes most is ${most.choice} (${most.agreement.toFixed(2)})${effects.length > 1 ? `, what changes least ${least.choice} (${least.agreement.toFixed(2)})` : ''}.`,
    );
  }
  return parts.join(' ');
}

function withoutNamed(matrix: Matrix, name: string): Matrix {
  return withoutColumn(matrix, matrix.names.indexOf(name));
}

function check(
  matrix: Matrix,
  { preparations, methods, seeds = [1, 2], leaveOut = matrix.names }: RobustnessOptions,
  columns: number,
): void {
  const who = 'robustnessGrid';
  const counts = {
    preparations: Object.keys(preparations).length,
    methods: Object.keys(methods).length,
    seeds: seeds.length,
  };
  for (const [name, count] of Object.entries(counts)) {
    if (count === 0) throw new InputError(`${who}: there are no ${name}. Give one at least.`);
  }
  const odd = seeds.find((seed) => !Number.isInteger(seed));
  if (odd !== undefined) throw new InputError(`${who}: seed ${odd} is no whole number.`);
  checkKnown(who, 'column', leaveOut, matrix.names);
  if (leaveOut.length > 0 && matrix.columns < 2) {
    throw new InputError(
      `${who}: the matrix has ${matrix.columns} column, which cannot be left out. Set leaveOut to [].`,
    );
  }
  const total = counts.preparations * counts.methods * counts.seeds * columns;
  if (total > MOST_VARIANTS) {
    throw new InputError(
      `${who}: ${total} combinations are more than ${MOST_VARIANTS}. Leave out fewer columns, or give fewer seeds.`,
    );
  }
}
