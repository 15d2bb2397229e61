import { checkGiven } from '../../core/check-given.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { checkMatrixColumns } from '../../core/check-matrix-columns.js';
import { compareText } from '../../core/compare-text.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { type Matrix, matrixOf } from '../../core/matrix.js';
import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { midRanks } from '../../stats/mid-ranks.js';
import { quantile } from '../../stats/quantile.js';
import type { CustomerValues } from '../scoreboard/customer-values.js';
import { responseLearner, type UpliftLearner } from './response-learner.js';
import { type CheckedTreatment, readTreated } from './treated-customers.js';

/** What `upliftScores` learns from. */
export interface UpliftScoresOptions {
  /** What was known of customers before the treatment, prepared as for clustering; with their ids. */
  readonly features: Matrix;
  /** Who was treated, drawn by lot. */
  readonly treated: CustomerValues;
  /** What came of it: a number, or yes or no. */
  readonly outcome: CustomerValues;
  /** Default `S`. */
  readonly learner?: UpliftLearner;
  /** Parts, each of which is scored by a model of the others; 2 or more, default 5. */
  readonly folds?: number;
  /** Seed by which customers are dealt into parts: any whole number. */
  readonly seed: number;
}

/** What a model expects of customers. */
export interface ExpectedUplift {
  /** One column: outcome with treatment less outcome without, in the unit of the outcome (for yes and no: −1 to 1). */
  readonly scores: Matrix;
  /** One column: outcome without treatment. */
  readonly without: Matrix;
}

/** Customers of an experiment with scores of models that know customers before them only. */
export interface UpliftTrial {
  readonly ids: readonly string[];
  readonly treated: Matrix;
  readonly outcome: Matrix;
  /** Place within the part, 0 lowest to 1 highest. */
  readonly scores: Matrix;
  /** Uplift in the unit of the outcome, for `customerTypes`. */
  readonly uplift: Matrix;
  /** Outcome without treatment. */
  readonly without: Matrix;
}

/** Uplift of each customer as a model expects it that has not seen them. It displays as a table. */
export interface UpliftScores extends ExpectedUplift, Displayable {
  readonly learner: UpliftLearner;
  readonly customers: number;
  readonly folds: number;
  readonly outcome: 'number' | 'yes or no';
  /**
   * One column: place of each score within its part, 0 lowest to 1 highest. Scores of two parts come from two models, and a
   * model without the good customers of a part scores that part low: rank by places, not by scores, when all parts are looked
   * at together.
   */
  readonly ranks: Matrix;
  /**
   * For whether the scores are any good: all customers but those of the first part, scored by models of earlier parts only, with
   * treatment, outcome, and places as scores. `upliftQuality({ ...uplift.trial, seed })` has an interval that holds.
   */
  readonly trial: UpliftTrial;
  /** What a model of all these customers expects of others, from the same columns. */
  score(features: Matrix): ExpectedUplift;
  readonly because: string;
}

/**
 * Who is moved by a treatment? Learns from an experiment what each customer would do with and without it (S or T learner on
 * ridge regression, logistic for yes and no, penalties chosen anew each time), and scores everyone by a model that has not seen
 * them: customers are dealt into parts by seed, and each part is scored by a model of the others.
 *
 * Whether scores rank customers rightly is another question: ask `upliftQuality` about `trial`. There each part is scored by
 * a model of the parts before it. When models of all other parts score each part, what is luck in one part comes back in the
 * scores of the others: with 5 parts, intervals of 95% around such curves hold about 80% of the time where there is nothing to find.
 * Where nothing tells customers apart the penalty may leave one score for all.
 *
 * @throws {InputError} For customers and values that do not fit, everyone or nobody treated, an outcome that is the same for all,
 *   parts below 2, and arms of fewer than 2 customers for each part.
 *
 * O(folds · customers · columns²): 10,000 customers of 10 columns take about a second, yes and no a few. S has twice the columns.
 * Source: Künzel, Sekhon, Bickel and Yu, PNAS 116 (2019) 4156-4165; cross-fitting: Chernozhukov et al., Econom. J. 21 (2018) C1-C68;
 * models of earlier parts: Luedtke and van der Laan, "Statistical inference for the mean outcome under a possibly non-unique optimal
 * treatment strategy", Ann. Stat. 44 (2016) 713-742.
 *
 * Here those who order often are moved:
 *
 * @example
 * const treated = features.ids!.map((_, i) => i % 2 === 0);
 * const outcome = treated.map((is, i) => (is ? features.data[i * 3 + 1] : 0));
 * const uplift = await upliftScores({ features, treated, outcome, seed: 1 });
 * uplift.scores.rows === features.rows; // true
 * const { qini } = await upliftQuality({ ...uplift.trial, seed: 1 });
 * qini.interval!.low > 0; // true
 * uplift.score(features).scores.names; // ['uplift']
 */
export async function upliftScores(
  options: UpliftScoresOptions,
  task: Task = currentTask(),
): Promise<UpliftScores> {
  checkGiven('upliftScores', options);
  const who = 'upliftScores';
  const { features, learner = 'S', folds = 5, seed } = options;
  checkMatrix(who, features);
  if (learner !== 'S' && learner !== 'T') throw unknownName(who, 'learner', String(learner), ['S', 'T']);
  if (features.columns === 0)
    throw new InputError(`${who}: features has no columns. Nothing tells customers apart.`);
  const ids = features.ids ?? Array.from({ length: features.rows }, (_, i) => `row ${i + 1}`);
  const experiment = readTreated(who, { ...options, ids });
  const part = dealParts(who, experiment, folds, seed);
  // Small numbers, so that squares of large values do not overflow.
  const unit = experiment.outcome.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const learn = responseLearner(
    learner,
    features,
    experiment.treated,
    experiment.outcome.map((value) => value / unit),
    experiment.isYesNo,
  );
  const byId = Int32Array.from(ids, (_, i) => i).sort((a, b) => compareText(ids[a], ids[b])); // sums are the same in any order
  const [others, earlier] = [emptyScores(ids.length), emptyScores(ids.length)];
  const fill = (known: Int32Array, own: Int32Array, into: PartScores): void => {
    const expect = learn(known);
    for (const row of own) {
      const [before, after] = expect(features.data, row);
      into.scores[row] = (after - before) * unit;
      into.without[row] = before * unit;
    }
    midRanks(Float64Array.from(own, (row) => into.scores[row])).forEach((rank, i) => {
      into.ranks[own[i]] = (rank - 0.5) / own.length;
    });
  };
  for (let fold = 0; fold < folds; fold++) {
    task.progress(fold / (folds + 1), `Part ${fold + 1} of ${folds}`);
    await breathe(task);
    const own = byId.filter((row) => part[row] === fold);
    fill(
      byId.filter((row) => part[row] !== fold),
      own,
      others,
    );
    await breathe(task);
    if (fold > 0)
      fill(
        byId.filter((row) => part[row] < fold),
        own,
        earlier,
      );
  }
  task.progress(folds / (folds + 1), 'All customers');
  await breathe(task);
  const expectOf = learn(byId);
  task.progress(1);
  const column = (values: Float64Array, name: string, of: readonly string[] | undefined): Matrix =>
    matrixOf(values, 1, [name], of);
  const tried = Int32Array.from(ids, (_, i) => i).filter((row) => part[row] > 0);
  const triedIds = Array.from(tried, (row) => ids[row]);
  const triedColumn = (values: Float64Array, name: string): Matrix =>
    column(
      Float64Array.from(tried, (row) => values[row]),
      name,
      triedIds,
    );
  const result = {
    learner,
    customers: ids.length,
    folds,
    outcome: experiment.isYesNo ? ('yes or no' as const) : ('number' as const),
    scores: column(others.scores, 'uplift', ids),
    without: column(others.without, 'without', ids),
    ranks: column(others.ranks, 'rank', ids),
    trial: {
      ids: triedIds,
      treated: triedColumn(experiment.treated, 'treated'),
      outcome: triedColumn(experiment.outcome, 'outcome'),
      scores: triedColumn(earlier.ranks, 'rank'),
      uplift: triedColumn(earlier.scores, 'uplift'),
      without: triedColumn(earlier.without, 'without'),
    },
    score: (customers: Matrix): ExpectedUplift => {
      checkMatrixColumns('score', customers, features.names);
      const [uplift, base] = [new Float64Array(customers.rows), new Float64Array(customers.rows)];
      for (let row = 0; row < customers.rows; row++) {
        const [before, after] = expectOf(customers.data, row);
        uplift[row] = (after - before) * unit;
        base[row] = before * unit;
      }
      return {
        scores: column(uplift, 'uplift', customers.ids),
        without: column(base, 'without', customers.ids),
      };
    },
    because: verdictOf(others, experiment.isYesNo),
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(contentOf(result)) };
}

interface PartScores {
  readonly scores: Float64Array;
  readonly without: Float64Array;
  readonly ranks: Float64Array;
}

function emptyScores(customers: number): PartScores {
  const [scores, without, ranks] = [customers, customers, customers].map(
    (length) => new Float64Array(length),
  );
  return { scores, without, ranks };
}

/** Part of each customer, by id and seed; arms and answers apart, so that each part has its share of each. */
function dealParts(who: string, experiment: CheckedTreatment, folds: number, seed: number): Int32Array {
  const { ids, treated, outcome, isYesNo, treatedCount } = experiment;
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!Number.isInteger(folds) || folds < 2) {
    throw new InputError(`${who}: folds is ${folds}. It is a whole number from 2 on.`);
  }
  const fewer = Math.min(treatedCount, ids.length - treatedCount);
  if (fewer < 2 * folds) {
    throw new InputError(
      `${who}: an arm has ${fewer} customers for ${folds} parts. Two for each part are needed: take fewer parts or more customers.`,
    );
  }
  const order = Array.from(ids, (_, i) => i).sort((a, b) => compareText(ids[a], ids[b]));
  const stratum = (i: number) => 2 * treated[i] + (isYesNo ? outcome[i] : 0);
  const dealt = shuffled(seeded(seed), order).sort((a, b) => stratum(a) - stratum(b));
  const part = new Int32Array(ids.length);
  dealt.forEach((row, i) => {
    part[row] = i % folds;
  });
  return part;
}

function spreadOf(scores: Float64Array): [low: number, middle: number, high: number] {
  const sorted = scores.slice().sort();
  return [quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9)];
}

function verdictOf({ scores, ranks }: PartScores, isYesNo: boolean): string {
  const [low, middle, high] = spreadOf(scores).map((value) =>
    formatNumber(isYesNo ? value * 100 : value, isYesNo ? { digits: 1 } : {}),
  );
  const unit = isYesNo ? ' points' : '';
  return ranks.every((rank) => rank === 0.5)
    ? `One uplift for all, ${middle}${unit}: the columns tell no one apart.`
    : `Expected uplift: ${middle}${unit} in the middle, ${low} to ${high}${unit} for eight in ten customers. Whether it ranks them rightly is shown by their outcomes only.`;
}

function contentOf({
  scores,
  without,
  learner,
  customers,
  folds,
  outcome,
  because,
}: Omit<UpliftScores, symbol>): TableContent {
  const isYesNo = outcome === 'yes or no';
  const show = (value: number) =>
    isYesNo ? formatNumber(value, { style: 'percent', digits: 1 }) : formatNumber(value);
  const rows = [
    ['Uplift', ...spreadOf(scores.data).map(show)],
    ['Outcome without treatment', ...spreadOf(without.data).map(show)],
  ];
  return {
    kind: 'table',
    caption: `What ${learner} learners expect of customers they have not seen`,
    columns: [
      { name: 'what', title: 'Expected' },
      { name: 'low', title: 'Lowest tenth below', align: 'right' },
      { name: 'middle', title: 'Middle', align: 'right' },
      { name: 'high', title: 'Highest tenth above', align: 'right' },
    ],
    rows,
    totalRows: rows.length,
    note: `${because} ${formatNumber(customers)} customers in ${folds} parts, each scored by a model of the others.`,
  };
}
