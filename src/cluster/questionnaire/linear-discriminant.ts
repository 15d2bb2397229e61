import { cholesky, invertLower } from '../../stats/cholesky.js';

/** Customers and their segments, of which some count. */
export interface TypedCustomers {
  readonly columns: number;
  /** Row after row. */
  readonly data: Float64Array;
  readonly labels: ArrayLike<number>;
  readonly segments: number;
}

/** What a segment costs: the base and a slope for each question; the least wins. */
export interface LinearDiscriminant {
  /** Columns that are asked. */
  readonly questions: readonly number[];
  readonly bases: Float64Array;
  /** Segment after segment. */
  readonly slopes: Float64Array;
}

/** Share of the variance of a column that is added within segments, so that answers that always go together stop nothing. */
const RIDGE = 1e-6;

/**
 * Discriminant with one covariance for all segments and their shares as what is expected beforehand: for few questions and
 * small segments steadier than one with a covariance each.
 *
 * O(rows · questions² + segments · questions²). Source: Fisher, "The use of multiple measurements in taxonomic problems",
 * Annals of Eugenics 7 (1936) 179-188.
 */
export function linearDiscriminant(
  { columns, data, labels, segments }: TypedCustomers,
  rows: ArrayLike<number>,
  questions: readonly number[],
): LinearDiscriminant {
  const size = questions.length;
  const counts = new Float64Array(segments);
  const means = new Float64Array(segments * size);
  const all = new Float64Array(size);
  for (let r = 0; r < rows.length; r++) {
    const label = labels[rows[r]];
    counts[label]++;
    for (let q = 0; q < size; q++) {
      const value = data[rows[r] * columns + questions[q]];
      means[label * size + q] += (value - means[label * size + q]) / counts[label];
      all[q] += (value - all[q]) / (r + 1);
    }
  }
  const within = new Float64Array(size * size);
  const gaps = new Float64Array(size);
  const total = new Float64Array(size);
  for (let r = 0; r < rows.length; r++) {
    const label = labels[rows[r]];
    for (let q = 0; q < size; q++) {
      const value = data[rows[r] * columns + questions[q]];
      gaps[q] = value - means[label * size + q];
      total[q] += (value - all[q]) ** 2;
    }
    for (let q = 0; q < size; q++) for (let p = 0; p <= q; p++) within[q * size + p] += gaps[q] * gaps[p];
  }
  const free = Math.max(1, rows.length - segments);
  for (let q = 0; q < size; q++) {
    for (let p = 0; p <= q; p++) within[q * size + p] /= free;
    within[q * size + q] += (RIDGE * total[q]) / rows.length || 1; // a constant answer tells nothing, whatever its weight
  }
  const inverse = invertLower(cholesky(within, size)!, size);
  const bases = new Float64Array(segments);
  const slopes = new Float64Array(segments * size);
  for (let s = 0; s < segments; s++) {
    const rounded = new Float64Array(size);
    for (let q = 0; q < size; q++) {
      for (let p = 0; p <= q; p++) rounded[q] += inverse[q * size + p] * means[s * size + p];
    }
    bases[s] = rounded.reduce((sum, value) => sum + (value * value) / 2, -Math.log(counts[s] / rows.length));
    for (let p = 0; p < size; p++) {
      for (let q = p; q < size; q++) slopes[s * size + p] -= inverse[q * size + p] * rounded[q];
    }
  }
  return { questions, bases, slopes };
}

/** Writes what each segment costs a row. */
export function discriminantCosts(
  { questions, bases, slopes }: LinearDiscriminant,
  data: Float64Array,
  from: number,
  to: Float64Array,
): void {
  const size = questions.length;
  for (let s = 0; s < bases.length; s++) {
    let cost = bases[s];
    for (let q = 0; q < size; q++) cost += slopes[s * size + q] * data[from + questions[q]];
    to[s] = cost;
  }
}
