import type { ColumnInfo } from '../../core/column.js';
import { InputError } from '../../core/input-error.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import { MISSING_NUMBER } from '../missing-value.js';
import { type RowOperand, rowName, rowValue } from '../row-value.js';
import { type AnswerScale, checkScale, wordValues } from './answers.js';

/** How answers become a score. */
export interface ScaleScoreOptions extends AnswerScale {
  /** Mean of the answered items (default), or that times the number of items. */
  readonly score?: 'mean' | 'sum';
  /** Answers that a score needs; default half of the items. */
  readonly leastAnswered?: number;
  /** Basis: lifestyle and values (B3, default), benefits sought (B6), needs (B7). */
  readonly basis?: ColumnInfo['basis'];
  /** What reports call it. */
  readonly meaning?: string;
}

/**
 * The score of a customer on a scale of several items: answers to reversed items are turned (lowest + highest -
 * answer), unanswered items do not count. `sum` is the mean times the number of items, so that who left one out is
 * not lower for it. Answers off the scale count as none. Missing with fewer answers than `leastAnswered`.
 *
 * @param items - Columns of numbers or of truth, or of texts with `words`, or features of one row.
 *
 * @example
 * const answers = tableOf({ customerId: ['a', 'b'], cheap: [5, 2], offers: [4, null], splurge: [1, null] });
 * const price = scaleScore('price', ['cheap', 'offers', 'splurge'], { scale: [1, 5], reversed: ['splurge'], basis: 'B6' });
 * (await featureTable(answers, [price])).array('price'); // [4.666666666666667, null]
 */
export function scaleScore<const Name extends string>(
  name: Name,
  items: readonly RowOperand[],
  options: ScaleScoreOptions,
): Feature<Name, number | null> {
  const who = 'scaleScore';
  const { scale, reversed = [], missing = [], words, score = 'mean', basis = 'B3' } = options;
  checkScale(who, scale, items.map(rowName), reversed, words);
  const least = leastAnswers(who, items.length, options.leastAnswered);
  const [low, high] = scale;
  const answers = items.map((item) => {
    const given = rowValue(who, item);
    const coded =
      words === undefined ? numberOf(given, missing) : writtenNumber(given, wordValues(scale, words));
    const onScale = call('and', call('atMost', low, coded), call('atMost', coded, high));
    const turned = reversed.includes(rowName(item)) ? call('subtract', low + high, coded) : coded;
    return call('choose', onScale, turned, MISSING_NUMBER);
  });
  const total = answers.map((answer) => call('firstFilled', answer, 0)).reduce(plus);
  const answered = answers.map((answer) => call('choose', call('isMissing', answer), 0, 1)).reduce(plus);
  const mean = call('divide', total, answered);
  const value = score === 'mean' ? mean : call('multiply', mean, items.length);
  const meaning =
    options.meaning ?? `${score === 'mean' ? 'Mean' : 'Sum'} of ${items.length} items, ${low} to ${high}.`;
  return rowFeature(
    name,
    { basis, meaning },
    call('choose', call('less', answered, least), MISSING_NUMBER, value),
  );
}

/** A number, missing where it stands for no answer. */
function numberOf(given: Expression, missing: readonly (number | string)[]): Expression {
  const codes = missing.filter((code) => typeof code === 'number');
  return codes.reduce<Expression>((value, code) => call('missingIf', value, code), call('toNumber', given));
}

/** The number of an answer that is written out. */
function writtenNumber(given: Expression, numbers: ReadonlyMap<unknown, number>): Expression {
  return [...numbers].reduceRight<Expression>(
    (others, [word, number]) => call('choose', call('equal', given, word as string), number, others),
    MISSING_NUMBER,
  );
}

function plus<Operand extends Expression>(a: Operand, b: Operand): Operand {
  return call('add', a, b) as Expression as Operand;
}

/** Answers that a score needs. */
export function leastAnswers(who: string, items: number, given: number | undefined): number {
  if (items === 0) throw new InputError(`${who}: there are no items.`);
  const least = given ?? Math.ceil(items / 2);
  if (!(Number.isInteger(least) && least >= 1 && least <= items)) {
    throw new InputError(
      `${who}: leastAnswered is ${least}; give a whole number from 1 to ${items}, the items.`,
    );
  }
  return least;
}
