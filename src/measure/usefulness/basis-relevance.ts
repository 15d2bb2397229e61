import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { alignedRows, type CustomerValues } from '../scoreboard/customer-values.js';
import {
  dealFolds,
  groupMeans,
  heldOut,
  lessError,
  type OutcomeScale,
  regression,
  squaredErrors,
} from './held-out.js';
import { laterOutcome, onScale } from './later-outcome.js';
import { percentOf, pointsOf } from './prediction-words.js';

/** What `basisRelevance` compares. */
export interface BasisRelevanceOptions {
  /** Prepared columns of each basis of the same customers, by a name such as `B4`. Matrices are matched by their ids. */
  readonly bases: Readonly<Record<string, Matrix>>;
  /** What customers did afterwards, a number or yes or no; a list is in the order of the first matrix. */
  readonly later: CustomerValues;
  /** Seed by which customers are dealt into parts: any whole number. */
  readonly seed: number;
  /** Parts, each of which is predicted from the others; default 10. */
  readonly folds?: number;
  /** `logarithm` or `ranks` where few customers have most of it; default `as it is`. */
  readonly scale?: OutcomeScale;
  /** What it is that they did, for the sentence; default `later behaviour`. */
  readonly what?: string;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** How much one basis tells. */
export interface BasisScore {
  readonly basis: string;
  readonly columns: number;
  /** What it explains alone, as a share of the squared error where nothing is known: 1 all, 0 none. */
  readonly alone: Estimate;
  /** What is lost of that when it is left out and the others stay: what only it tells. */
  readonly onlyIt: Estimate;
}

/** How much each basis helps to tell what customers do later. It displays as a table. */
export interface BasisRelevance extends Displayable {
  readonly customers: number;
  readonly folds: number;
  readonly outcome: 'number' | 'yes or no';
  /** What all bases together explain. */
  readonly together: Estimate;
  /** In the order in which they were given. */
  readonly bases: readonly BasisScore[];
  readonly because: string;
}

/**
 * By how much each basis helps: what it explains alone (added first), and what is lost without it (dropped last), of what
 * customers did later, on customers held out. Bases that tell the same share it: alone each tells much, without it nothing
 * is lost.
 *
 * Columns predict by ridge regression, logistic for yes and no, with a penalty chosen anew for each part.
 *
 * @throws {InputError} For no bases, matrices of unlike customers, and what `outOfTimePrediction` refuses of `later`.
 *
 * O(folds · bases · customers · columns²).
 * Source: Stone, "Cross-validatory choice and assessment of statistical predictions", J. R. Stat. Soc. B 36 (1974) 111-147.
 *
 * @example
 * const later = Float64Array.from({ length: 200 }, (_, i) => scaled.data[3 * i]);
 * const relevance = await basisRelevance({ bases: { B4: scaled }, later, seed: 1 });
 * relevance.bases[0].onlyIt.value > 0.999; // true
 */
export async function basisRelevance(
  options: BasisRelevanceOptions,
  task: Task = currentTask(),
): Promise<BasisRelevance> {
  checkGiven('basisRelevance', options);
  const who = 'basisRelevance';
  const { seed, confidence = 0.95 } = options;
  const what = onScale(options.what ?? 'later behaviour', options.scale);
  checkConfidence(who, confidence);
  const names = Object.keys(options.bases);
  if (names.length === 0) throw new InputError(`${who}: there are no bases. Name at least one.`);
  const first = options.bases[names[0]];
  if (first.rows === 0) throw new InputError(`${who}: there are no customers.`);
  const ids = first.ids ?? Array.from({ length: first.rows }, (_, i) => String(i + 1));
  const bases = names.map((name) => alignedRows(who, `basis ${name}`, options.bases[name], ids));
  const { values: outcome, yesNo } = laterOutcome(who, options.later, ids, options.scale);
  const folds = dealFolds(who, ids, outcome, yesNo, { folds: options.folds, seed });

  const nobody = groupMeans(new Int32Array(ids.length), outcome);
  const learn = (matrices: readonly Matrix[]) =>
    matrices.length === 0 ? nobody : regression(sideBySide(matrices), outcome, yesNo);
  const learners = [
    nobody,
    learn(bases),
    ...bases.map((basis) => learn([basis])),
    ...bases.map((_, b) => learn(bases.filter((__, other) => other !== b))),
  ];
  const expected = await heldOut(learners, folds, task);
  const [unknown, full, ...each] = expected.map((values) => squaredErrors(values, outcome, folds));
  const scores = bases.map(({ columns }, b): BasisScore => {
    const [alone, without] = [each[b], each[bases.length + b]];
    return {
      basis: names[b],
      columns,
      alone: lessError(unknown, alone, unknown, confidence),
      onlyIt: lessError(without, full, unknown, confidence),
    };
  });
  const together = lessError(unknown, full, unknown, confidence);
  const because = relevanceVerdict(together, scores, what);
  const result = {
    customers: ids.length,
    folds: folds.count,
    outcome: yesNo ? ('yes or no' as const) : ('number' as const),
    together,
    bases: scores,
    because,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(relevanceContent(result, what)) };
}

function sideBySide(matrices: readonly Matrix[]): Matrix {
  const [{ rows }] = matrices;
  const columns = matrices.reduce((sum, matrix) => sum + matrix.columns, 0);
  const data = new Float64Array(rows * columns);
  let start = 0;
  for (const matrix of matrices) {
    for (let i = 0; i < rows; i++) {
      data.set(matrix.data.subarray(i * matrix.columns, (i + 1) * matrix.columns), i * columns + start);
    }
    start += matrix.columns;
  }
  return matrixOf(data, columns);
}

function relevanceVerdict(together: Estimate, scores: readonly BasisScore[], what: string): string {
  if (!(together.low > 0)) {
    return `Whether the bases tell anything of ${what} cannot be seen on customers held out: ${percentOf(together)}.`;
  }
  const sentences = [`Together the bases explain ${percentOf(together)} of ${what}, on customers held out.`];
  const own = scores.filter(({ onlyIt }) => onlyIt.low > 0);
  const spare = scores.filter(({ onlyIt }) => !(onlyIt.low > 0));
  for (const { basis, onlyIt } of own) {
    sentences.push(`Without ${basis}, ${pointsOf(onlyIt)} of it would be lost.`);
  }
  if (spare.length > 0) {
    const list = spare.map(({ basis }) => basis).join(', ');
    sentences.push(
      scores.length === spare.length && spare.length > 1
        ? `Each of ${list} can be left out without a loss that can be seen: they tell the same.`
        : `Without ${list} no loss can be seen.`,
    );
  }
  return sentences.join(' ');
}

function relevanceContent(
  { bases, customers, folds, because, together }: Omit<BasisRelevance, symbol>,
  what: string,
): TableContent {
  return {
    kind: 'table',
    caption: `Which basis tells of ${what}`,
    columns: [
      { name: 'basis', title: 'Basis' },
      { name: 'columns', title: 'Columns', align: 'right' },
      { name: 'alone', title: 'Explains alone', align: 'right' },
      { name: 'onlyIt', title: 'Lost without it', align: 'right' },
    ],
    rows: bases.map(({ basis, columns, alone, onlyIt }) => [
      basis,
      columns,
      percentOf(alone),
      pointsOf(onlyIt),
    ]),
    totalRows: bases.length,
    note: `${because} ${formatNumber(customers)} customers in ${folds} parts, each predicted from the others; in brackets ${formatNumber(together.confidence, { style: 'percent' })} intervals.`,
  };
}
