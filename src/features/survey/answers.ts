import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';

/** How answers are to be read. */
export interface AnswerScale {
  /** Lowest and highest answer, for example `[1, 5]`; `[0, 1]` for yes and no. */
  readonly scale: readonly [number, number];
  /** Items that ask the other way round: their answers are turned. */
  readonly reversed?: readonly string[];
  /** Numbers that stand for no answer, for example `[9, 99]`. */
  readonly missing?: readonly number[];
}

/** Answers to items, `NaN` where there is none: as given, not turned. */
export interface Answers {
  readonly items: readonly string[];
  readonly respondents: number;
  /** One column an item. */
  readonly given: readonly Float64Array[];
  /** Whether an item asks the other way round. */
  readonly turned: readonly boolean[];
}

/**
 * Reads the answers to items of one scale.
 *
 * @throws {InputError} For unknown or repeated items, a scale that is none, and answers off the scale, with their
 *   number and the first row.
 */
export function readAnswers(
  who: string,
  table: Table,
  items: readonly string[],
  { scale, reversed = [], missing = [] }: AnswerScale,
): Answers {
  checkScale(who, scale, items, reversed);
  checkColumns(who, table, items);
  const [low, high] = scale;
  const codes = new Set(missing);
  const wrong: { row: number; item: string; value: unknown }[] = [];
  const given = items.map((item) => {
    const values = table.array(item);
    return Float64Array.from(values, (value, row) => {
      if (value === null || value === undefined || value === '') return Number.NaN;
      const answer = typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value;
      if (typeof answer === 'number' && (Number.isNaN(answer) || codes.has(answer))) return Number.NaN;
      if (typeof answer !== 'number' || !(answer >= low && answer <= high)) {
        wrong.push({ row, item, value });
        return Number.NaN;
      }
      return answer;
    });
  });
  if (wrong.length > 0) {
    const { row, item, value } = wrong[0];
    throw new InputError(
      `${who}: row ${row + 1}, column "${item}" is ${JSON.stringify(value)}, off the scale from ${low} to ${high} ` +
        `(${wrong.length} such answers). Name codes for no answer: missing: [${typeof value === 'number' ? value : '…'}].`,
      { column: item },
    );
  }
  const turned = items.map((item) => reversed.includes(item));
  return { items, respondents: table.numRows(), given, turned };
}

/** @throws {InputError} For a scale, items and reversed items that do not fit. */
export function checkScale(
  who: string,
  [low, high]: readonly [number, number],
  items: readonly string[],
  reversed: readonly string[],
): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new InputError(`${who}: the scale goes from ${low} to ${high}; give the lowest answer first.`);
  }
  const twice = items.find((item, i) => items.indexOf(item) !== i);
  if (twice !== undefined) throw new InputError(`${who}: item "${twice}" is there twice.`);
  const stray = reversed.find((item) => !items.includes(item));
  if (stray !== undefined) {
    throw new InputError(`${who}: reversed item "${stray}" is not among the items: ${items.join(', ')}.`);
  }
}
