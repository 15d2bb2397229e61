import { checkGiven } from '../../core/check-given.js';
import { checkMatrix } from '../../core/check-matrix.js';
import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { mean } from '../../stats/mean.js';
import { standardisedDifference } from '../../stats/uplift/standardised-difference.js';
import { variance } from '../../stats/variance.js';
import { ridgeDesign } from '../regression/ridge-design.js';
import { ridgeLogistic } from '../regression/ridge-logistic.js';
import type { CustomerValues } from '../scoreboard/customer-values.js';
import { readTreated } from '../uplift/treated-customers.js';
import { matchContent, matchVerdict } from './match-words.js';
import { matchedEffect } from './matched-effect.js';
import { propensityPairs } from './propensity-pairs.js';

/** What `matchOnPropensity` compares. */
export interface MatchOnPropensityOptions {
  /** What was known of customers before the treatment and may have led to it, with their ids. */
  readonly features: Matrix;
  /** Who was treated; not drawn by lot. */
  readonly treated: CustomerValues;
  /** What came of it: a number, or yes or no. */
  readonly outcome: CustomerValues;
  /** Largest distance of a pair, in standard deviations of the log odds of being treated; above 0, default 0.2. */
  readonly caliper?: number;
  /** Whether one of the others may stand for several treated; default false. */
  readonly withReplacement?: boolean;
  /** What came of it, for the sentence; default `the outcome`. */
  readonly what?: string;
  /** Confidence of the interval, default 0.95. */
  readonly confidence?: number;
}

/** How a column lies in both groups, before and after matching. */
export interface MatchedBalance {
  readonly column: string;
  /** Means apart in standard deviations of all; `undefined` where nothing varies and the means differ. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Effect of a treatment that was not drawn by lot, from customers who are alike. It displays as a table. */
export interface MatchedComparison extends Displayable {
  /** How the treatment was given: not by lot. Believe an effect only where the columns hold all that led to it. */
  readonly design: 'observational';
  readonly outcome: 'number' | 'yes or no';
  readonly treated: number;
  readonly control: number;
  readonly pairs: number;
  /** Treated without anybody like them: the effect is not about these. */
  readonly unmatched: number;
  /** Different customers among those matched to the treated. */
  readonly controlsUsed: number;
  readonly withReplacement: boolean;
  /** Effect on the treated who found a match; `undefined` with fewer than two pairs. */
  readonly effect: Estimate | undefined;
  /** Treated less others as they came, without matching. */
  readonly unadjusted: number;
  readonly balance: readonly MatchedBalance[];
  /** Whether all columns lie within 0.1 standard deviations after matching. */
  readonly isBalanced: boolean;
  /** Ids of each pair, the treated first. */
  readonly matched: readonly (readonly [treated: string, control: string])[];
  readonly because: string;
}

/**
 * Compares treated customers with others who were as likely to be treated, without an experiment: propensity by ridge logistic
 * regression on what was known before, the nearest within a caliper of its log odds, one to one. Shown with it: how alike the
 * groups are before and after. What is not among the columns may still set them apart.
 *
 * Without replacement the treated with the highest propensity choose first; with it each takes the nearest, and the interval
 * counts that some stand for several (Abadie and Imbens). Of those equally near the first by id is taken.
 *
 * @throws {InputError} For customers and values that do not fit, everyone or nobody treated, an outcome that is the same for all, a
 *   caliper that is not above 0, and where no treated customer finds a match.
 *
 * O(customers · columns² + pairs · log customers), with replacement O(customers · columns) more for each arm.
 * Source: Rosenbaum and Rubin, Am. Stat. 39 (1985) 33-38; caliper: Austin, Pharm. Stat. 10 (2011) 150-161; interval with
 * replacement: Abadie and Imbens, Econometrica 74 (2006) 235-267.
 *
 * @example
 * const treated = features.ids!.map((_, i) => i % 3 === 0);
 * const matched = await matchOnPropensity({ features, treated, outcome: treated });
 * [matched.design, matched.effect!.value]; // ['observational', 1]
 */
export async function matchOnPropensity(
  options: MatchOnPropensityOptions,
  task: Task = currentTask(),
): Promise<MatchedComparison> {
  checkGiven('matchOnPropensity', options);
  const who = 'matchOnPropensity';
  const {
    features,
    caliper = 0.2,
    withReplacement = false,
    what = 'the outcome',
    confidence = 0.95,
  } = options;
  checkMatrix(who, features);
  checkConfidence(who, confidence);
  if (features.columns === 0)
    throw new InputError(`${who}: features has no columns. Nothing says who is alike.`);
  if (!(caliper > 0)) {
    throw new InputError(
      `${who}: caliper is ${caliper}. It is above 0, for example 0.2; Infinity leaves nobody out.`,
    );
  }
  const ids = features.ids ?? Array.from({ length: features.rows }, (_, i) => `row ${i + 1}`);
  const { treated, outcome, isYesNo, treatedCount } = readTreated(who, { ...options, ids });
  task.progress(0, 'Propensity');
  await breathe(task);
  const order = Int32Array.from(ids, (_, i) => i).sort((a, b) => compareText(ids[a], ids[b]));
  const logits = logOdds(features, treated, order);
  task.progress(0.7, 'Matching');
  await breathe(task);
  const deviation = Math.sqrt(variance(logits));
  const pairs = propensityPairs(logits, treated, order, caliper * (deviation || 1), withReplacement);
  if (pairs.length === 0) {
    throw new InputError(
      `${who}: no treated customer has anybody like them within a caliper of ${caliper}. The groups cannot be compared; a wider caliper compares customers who are not alike.`,
    );
  }
  const arms = [1, 0].map((arm) => order.filter((row) => treated[row] === arm));
  const column = (j: number, rows: ArrayLike<number>) =>
    Array.from(rows, (row) => features.data[row * features.columns + j]);
  const balance = features.names.map((name, j): MatchedBalance => {
    const before = standardisedDifference(column(j, arms[0]), column(j, arms[1]));
    const after = standardisedDifference(
      column(
        j,
        pairs.map((pair) => pair.treated),
      ),
      column(
        j,
        pairs.map((pair) => pair.control),
      ),
      before.deviation,
    );
    return { column: name, before: before.difference, after: after.difference };
  });
  const result = {
    design: 'observational' as const,
    outcome: isYesNo ? ('yes or no' as const) : ('number' as const),
    treated: treatedCount,
    control: ids.length - treatedCount,
    pairs: pairs.length,
    unmatched: treatedCount - pairs.length,
    controlsUsed: new Set(pairs.map(({ control }) => control)).size,
    withReplacement,
    effect: matchedEffect(pairs, { logits, outcome, treated, isYesNo, withReplacement, confidence }),
    unadjusted:
      mean(Array.from(arms[0], (row) => outcome[row])) - mean(Array.from(arms[1], (row) => outcome[row])),
    balance,
    isBalanced: balance.every(({ after }) => after !== undefined && Math.abs(after) <= 0.1),
    matched: pairs.map((pair): [string, string] => [ids[pair.treated], ids[pair.control]]),
  };
  task.progress(1);
  const because = matchVerdict(result, what);
  return {
    ...result,
    because,
    [DISPLAY_KEY]: () => contentBundle(matchContent({ ...result, because }, what, caliper)),
  };
}

/** Log odds of being treated, kept off infinity where a column tells it for sure. */
function logOdds({ data, columns }: Matrix, treated: Float64Array, order: Int32Array): Float64Array {
  const design = ridgeDesign(data, columns, order);
  const chance = ridgeLogistic(design, treated);
  const placed = new Float64Array(columns);
  const logits = new Float64Array(order.length);
  for (const row of order) {
    design.place(row, placed);
    const p = Math.min(Math.max(chance(placed), 1e-12), 1 - 1e-12);
    logits[row] = Math.log(p / (1 - p));
  }
  return logits;
}
