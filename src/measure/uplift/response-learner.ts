import type { Matrix } from '../../core/matrix.js';
import { ridgeDesign } from '../regression/ridge-design.js';
import { ridgeLogistic } from '../regression/ridge-logistic.js';
import { ridgeRegression } from '../regression/ridge-regression.js';

/** `S`: one regression of all, in which the treatment is a column; `T`: two, one for each arm. */
export type UpliftLearner = 'S' | 'T';

/** Outcome expected of a row of data with the columns that were learnt from: without treatment, and with it. */
export type ExpectedResponse = (
  data: Float64Array,
  row: number,
) => readonly [without: number, withTreatment: number];

/**
 * Learns how customers respond, from some rows.
 *
 * The regression is a ridge, logistic for yes and no. In `S` the treatment and its product with each column are columns, less
 * the share of treated, so that the penalty draws the uplifts together; in `T` nothing holds the two regressions together.
 *
 * Source: Künzel, Sekhon, Bickel and Yu, "Metalearners for estimating heterogeneous treatment effects", PNAS 116 (2019) 4156-4165.
 */
export function responseLearner(
  learner: UpliftLearner,
  features: Matrix,
  treated: Float64Array,
  outcome: Float64Array,
  isYesNo: boolean,
): (rows: Int32Array) => ExpectedResponse {
  const regress = isYesNo ? ridgeLogistic : ridgeRegression;
  return learner === 'T'
    ? (rows) => twoRegressions(rows, features, treated, outcome, regress)
    : (rows) => oneRegression(rows, features, treated, outcome, regress);
}

type Regress = typeof ridgeLogistic;

function twoRegressions(
  rows: Int32Array,
  { data, columns }: Matrix,
  treated: Float64Array,
  outcome: Float64Array,
  regress: Regress,
): ExpectedResponse {
  const placed = new Float64Array(columns);
  const [without, withTreatment] = [0, 1].map((arm) => {
    const design = ridgeDesign(
      data,
      columns,
      rows.filter((row) => treated[row] === arm),
    );
    const expected = regress(design, outcome);
    return (from: Float64Array, row: number): number => {
      design.place(row, placed, from);
      return expected(placed);
    };
  });
  return (from, row) => [without(from, row), withTreatment(from, row)];
}

function oneRegression(
  rows: Int32Array,
  { data, columns }: Matrix,
  treated: Float64Array,
  outcome: Float64Array,
  regress: Regress,
): ExpectedResponse {
  const base = ridgeDesign(data, columns, rows);
  const share = rows.reduce((sum, row) => sum + treated[row], 0) / rows.length;
  const width = 2 * columns + 1;
  const widen = (standard: Float64Array, arm: number, target: Float64Array): void => {
    target[0] = arm - share;
    for (let j = 0; j < columns; j++) {
      target[1 + j] = standard[j];
      target[1 + columns + j] = (arm - share) * standard[j];
    }
  };
  const wide = new Float64Array(rows.length * width);
  const own = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    const standard = base.values.subarray(i * columns, (i + 1) * columns);
    widen(standard, treated[row], wide.subarray(i * width, (i + 1) * width));
    own[i] = outcome[row];
  });
  const design = ridgeDesign(
    wide,
    width,
    Int32Array.from(rows, (_, i) => i),
  );
  const expected = regress(design, own);
  const [standard, widened, placed] = [columns, width, width].map((length) => new Float64Array(length));
  return (from, row) => {
    base.place(row, standard, from);
    const [without, withTreatment] = [0, 1].map((arm) => {
      widen(standard, arm, widened);
      design.place(0, placed, widened);
      return expected(placed);
    });
    return [without, withTreatment];
  };
}
