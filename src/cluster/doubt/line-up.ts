import { checkMatrix } from '../../core/check-matrix.js';
import { drawSample } from '../../core/draw-sample.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import { currentTask, type Task } from '../../core/task.js';
import { mean } from '../../stats/mean.js';
import { symmetricEigen } from '../../stats/symmetric-eigen.js';
import { checkOptions } from '../check-options.js';
import { kmeans } from '../k-means/kmeans.js';
import { permutedColumns } from '../resampling/permuted-columns.js';

/** How `lineUp` hides the customers. */
export interface LineUpOptions {
  /** Segments in each picture. */
  readonly k: number;
  /** Seed of chance: any whole number. */
  readonly seed: number;
  /** Pictures, default 20: whoever guesses is right in one of 20 cases. */
  readonly panels?: number;
  /** Most customers drawn in a picture, default 300. */
  readonly points?: number;
}

/** One picture: customers in the plane of their two largest components, and their segments. */
export interface LineUpPanel {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Segment of each point, largest first. */
  readonly labels: Int32Array;
}

/** Pictures of which one is real. */
export interface LineUp {
  readonly panels: readonly LineUpPanel[];
  readonly k: number;
  /** Customers in each, drawn or not. */
  readonly customers: number;
  readonly seed: number;
  /** Number of the real picture, from 1. Look at it after you have chosen. */
  reveal(): number;
}

/**
 * The real segments hidden among those of customers without structure, made by exchanging the values of each column. If a
 * room of people cannot pick the real picture, the segments are such as anybody finds in noise.
 *
 * @param matrix - Prepared customers, two columns or more that are not constant.
 * @throws {InputError} For fewer than two columns or panels, a constant column, and what `kmeans` refuses.
 *
 * O(panels · cost of k-means). Each picture has its own axes, as its largest components are.
 * Source: Buja et al., "Statistical inference for exploratory data analysis and model diagnostics", Philosophical
 * Transactions of the Royal Society A 367 (2009) 4361-4383; Wickham et al., "Graphical inference for infovis", IEEE TVCG 16
 * (2010) 973-979.
 *
 * @example
 * const hidden = await lineUp(scaled, { k: 4, seed: 1, panels: 6 });
 * hidden.panels.length; // 6
 */
export async function lineUp(
  matrix: Matrix,
  options: LineUpOptions,
  task: Task = currentTask(),
): Promise<LineUp> {
  checkMatrix('lineUp', matrix);
  checkOptions('lineUp', options, '{ k: 4, seed: 1 }');
  const { k, seed, panels = 20, points = 300 } = options;
  if (matrix.columns < 2) {
    throw new InputError(
      `lineUp: the matrix has ${matrix.columns} column. Exchanging values needs two or more.`,
    );
  }
  for (const [name, value, least] of [
    ['panels', panels, 2],
    ['points', points, 1],
  ] as const) {
    if (!Number.isInteger(value) || value < least) {
      throw new InputError(`lineUp: ${name} is ${value}. It has to be a whole number from ${least} on.`);
    }
  }
  if (!Number.isInteger(seed)) throw new InputError(`lineUp: seed is ${seed}. It has to be a whole number.`);
  const random = seeded(seed);
  const real = random.stream(0).integer(panels);
  const drawn: LineUpPanel[] = [];
  for (let panel = 0; panel < panels; panel++) {
    const part = partOfTask(task, panel / panels, (panel + 1) / panels);
    part.progress(0, `Picture ${panel + 1} of ${panels}`);
    const customers = panel === real ? matrix : permutedColumns(matrix, seed, panel + 1);
    const { labels } = await kmeans(customers, { k, seed, restarts: 5 }, { ...part, progress() {} });
    const plane = inPlane(customers);
    const all = Array.from({ length: matrix.rows }, (_, i) => i);
    const rows = drawSample(random.stream(panel + 1), all, points);
    drawn.push({
      x: Float64Array.from(rows, (row) => plane[2 * row]),
      y: Float64Array.from(rows, (row) => plane[2 * row + 1]),
      labels: Int32Array.from(rows, (row) => labels[row]),
    });
  }
  task.progress(1);
  return { panels: drawn, k, customers: matrix.rows, seed, reveal: () => real + 1 };
}

/** Scores on the two largest principal components, row after row. */
function inPlane({ rows, columns, data, names }: Matrix): Float64Array {
  const means = Array.from({ length: columns }, (_, j) =>
    mean(Float64Array.from({ length: rows }, (_, i) => data[i * columns + j])),
  );
  const products = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      const gap = data[i * columns + a] - means[a];
      for (let b = 0; b < columns; b++) products[a * columns + b] += gap * (data[i * columns + b] - means[b]);
    }
  }
  const constant = names.findIndex((_, j) => !(products[j * columns + j] > 0));
  if (constant >= 0) {
    throw new InputError(`lineUp: column "${names[constant]}" is the same for all customers. Leave it out.`, {
      column: names[constant],
    });
  }
  const { vectors } = symmetricEigen(products, columns);
  const scores = new Float64Array(2 * rows);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < 2; c++) {
      for (let j = 0; j < columns; j++) {
        scores[2 * i + c] += (data[i * columns + j] - means[j]) * vectors[c * columns + j];
      }
    }
  }
  return scores;
}
