import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { mean } from '../../stats/mean.js';
import {
  alignedRows,
  type CustomerValues,
  checkSegmented,
  isMatrix,
  type SegmentedCustomers,
} from '../scoreboard/customer-values.js';
import {
  areaWithin,
  dealFolds,
  groupMeans,
  heldOut,
  type Learner,
  lessError,
  type OutcomeScale,
  regression,
  squaredErrors,
} from './held-out.js';
import { laterOutcome, onScale } from './later-outcome.js';
import { predictionContent, predictionVerdict } from './prediction-words.js';

/** What `outOfTimePrediction` compares. */
export interface OutOfTimeOptions {
  /** Made of what was known before. */
  readonly segmentation: SegmentedCustomers;
  /** What customers did afterwards: a number, or yes or no. */
  readonly later: CustomerValues;
  /**
   * Plain recency, frequency and monetary value: columns for a regression, or the cell of each customer, for example
   * `545`, in the order of the customers.
   */
  readonly rfm?: Matrix | ArrayLike<string>;
  /** Features that the segments were made of, prepared as they were for that. */
  readonly raw?: Matrix;
  /** Seed by which customers are dealt into parts: any whole number. */
  readonly seed: number;
  /** Parts, each of which is predicted from the others; default 10. */
  readonly folds?: number;
  /** `logarithm` or `ranks` where few customers have most of it, as with revenue; default `as it is`. */
  readonly scale?: OutcomeScale;
  /** What it is that they did, for the sentence; default `later behaviour`. */
  readonly what?: string;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** How well one way to predict does on customers that it has not seen. */
export interface PredictionScore {
  readonly name: string;
  /**
   * Share of the squared error without any knowledge of customers that is gone: 1 all, 0 none, below 0 it does harm. For
   * numbers that is R², for yes and no Brier's skill score.
   */
  readonly explained: Estimate;
  /** `explained` less that of the segments, on the same customers; absent for the segments. */
  readonly moreThanSegments?: Estimate;
  /** Root mean squared error in the unit of the scale; for yes and no Brier's score, the mean squared error. */
  readonly error: number;
  /** Chance that a yes is ranked before a no, for yes and no; absent where no part has both. */
  readonly area?: number;
}

/** How well segments tell what customers did later, beside plainer and richer knowledge. It displays as a table. */
export interface OutOfTimePrediction extends Displayable {
  readonly customers: number;
  readonly folds: number;
  readonly outcome: 'number' | 'yes or no';
  /** The segments, then what else was given: `plain RFM`, `the features`. */
  readonly scores: readonly PredictionScore[];
  /** Error where nothing is known but the mean of all. */
  readonly unknown: number;
  readonly because: string;
}

/**
 * Is a segmentation useful? How well it tells what customers did later, on customers that were held out: against nothing
 * known (the mean of all), plain RFM, and the features that the segments were made of. Features tell more as a rule; what is
 * lost is the price of a few groups.
 *
 * Segments and cells predict by their means, columns by ridge regression (logistic for yes and no) whose penalty is chosen
 * anew for each part. Learning sees the other parts only. Segments themselves come as they are: whoever made them must not
 * have seen what came later.
 *
 * @throws {InputError} For customers that do not fit, a later behaviour that is the same for all, one yes or one no only, a
 *   logarithm of what is below 0, and a number of parts below 2 or above that of the customers.
 *
 * The intervals count customers as units, and are about predictions learnt from this many customers: from more of them they
 * would be better. Where nothing can be told, values lie somewhat below 0.
 *
 * O(folds · customers · columns²): 10,000 customers of 10 columns take less than a second, yes and no a few.
 * Source: Stone, "Cross-validatory choice and assessment of statistical predictions", J. R. Stat. Soc. B 36 (1974) 111-147;
 * Brier, Monthly Weather Review 78 (1950) 1-3.
 *
 * @example
 * const spent = Float64Array.from(segmentation.labels, (s) => 100 * s);
 * const useful = await outOfTimePrediction({ segmentation, later: spent, raw: scaled, seed: 1 });
 * useful.scores[0].explained.value; // 1
 */
export async function outOfTimePrediction(
  options: OutOfTimeOptions,
  task: Task = currentTask(),
): Promise<OutOfTimePrediction> {
  checkGiven('outOfTimePrediction', options);
  const who = 'outOfTimePrediction';
  const { segmentation, rfm, raw, seed, confidence = 0.95 } = options;
  const what = onScale(options.what ?? 'later behaviour', options.scale);
  checkConfidence(who, confidence);
  checkSegmented(who, segmentation);
  const { ids, labels } = segmentation;
  const { values: outcome, unit, yesNo } = laterOutcome(who, options.later, ids, options.scale);
  const folds = dealFolds(who, ids, outcome, yesNo, { folds: options.folds, seed });

  const learners: [string, Learner][] = [['the segments', groupMeans(labels, outcome)]];
  if (rfm !== undefined) {
    const learner = isMatrix(rfm)
      ? regression(alignedRows(who, 'rfm', rfm, ids), outcome, yesNo)
      : groupMeans(cellsOf(who, rfm, ids.length), outcome);
    learners.push(['plain RFM', learner]);
  }
  if (raw !== undefined) {
    learners.push(['the features', regression(alignedRows(who, 'raw', raw, ids), outcome, yesNo)]);
  }
  const nobody = groupMeans(new Int32Array(ids.length), outcome);
  const [unknownExpected, ...expected] = await heldOut(
    [nobody, ...learners.map(([, learner]) => learner)],
    folds,
    task,
  );

  const unknown = squaredErrors(unknownExpected, outcome, folds);
  const errors = expected.map((each) => squaredErrors(each, outcome, folds));
  const inUnits = (of: Float64Array) => (yesNo ? mean(of) : Math.sqrt(mean(of)) * unit);
  const scores = learners.map(([name], i): PredictionScore => {
    const area = yesNo ? areaWithin(expected[i], outcome, folds) : undefined;
    return {
      name,
      explained: lessError(unknown, errors[i], unknown, confidence),
      ...(i === 0 ? {} : { moreThanSegments: lessError(errors[0], errors[i], unknown, confidence) }),
      error: inUnits(errors[i]),
      ...(area === undefined ? {} : { area }),
    };
  });
  const because = predictionVerdict(scores, what);
  const result = {
    customers: ids.length,
    folds: folds.count,
    outcome: yesNo ? ('yes or no' as const) : ('number' as const),
    scores,
    unknown: inUnits(unknown),
    because,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(predictionContent(result, what)) };
}

/** A whole number for each cell. */
function cellsOf(who: string, cells: ArrayLike<string>, customers: number): Int32Array {
  if (cells.length !== customers) {
    throw new InputError(`${who}: ${cells.length} cells of rfm for ${customers} customers.`);
  }
  const numbers = new Map<string, number>();
  return Int32Array.from(cells, (cell) => {
    if (!numbers.has(cell)) numbers.set(cell, numbers.size);
    return numbers.get(cell)!;
  });
}
