import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';

/** How answers are to be read. */
export interface AnswerScale {
  /** Lowest and highest answer, for example `[1, 5]`; `[0, 1]` for yes and no. */
  readonly scale: readonly [number, number];
  /** Items that ask the other way round: their answers are turned. */
  readonly reversed?: readonly string[];
  /** What stands for no answer, for example `[9, 99]` or `['do not know']`. */
  readonly missing?: readonly (number | string)[];
  /** Answers that are written out, from the lowest to the highest, for example `['disagree', 'neither', 'agree']`. */
  readonly words?: readonly string[];
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
  { scale, reversed = [], missing = [], words }: AnswerScale,
): Answers {
  checkScale(who, scale, items, reversed, words);
  checkColumns(who, table, items);
  const [low, high] = scale;
  const codes = new Set<unknown>(missing);
  const written = wordValues(scale, words);
  const wrong: { row: number; item: string; value: unknown }[] = [];
  const given = items.map((item) => {
    const values = table.array(item);
    return Float64Array.from(values, (value, row) => {
      if (value === null || value === undefined || value === '' || codes.has(value)) return Number.NaN;
      const answer =
        written.get(value) ??
        (typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : value);
      if (Number.isNaN(answer)) return Number.NaN;
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
        `(${wrong.length} such ${wrong.length === 1 ? 'answer' : 'answers'}). Name codes for no answer: missing: [${JSON.stringify(value)}].`,
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
  words?: readonly string[],
): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new InputError(`${who}: the scale goes from ${low} to ${high}; give the lowest answer first.`);
  }
  const twice = items.find((item, i) => items.indexOf(item) !== i);
  if (twice !== undefined) throw new InputError(`${who}: item "${twice}" is there twice.`);
  if (words !== undefined && (words.length < 2 || new Set(words).size !== words.length)) {
    throw new InputError(
      `${who}: words are ${words.join(', ')}; give two or more different ones, the lowest first.`,
    );
  }
  const stray = reversed.find((item) => !items.includes(item));
  if (stray !== undefined) {
    throw new InputError(`${who}: reversed item "${stray}" is not among the items: ${items.join(', ')}.`);
  }
}

/** Numbers of written answers, in equal steps over the scale. */
export function wordValues(
  [low, high]: readonly [number, number],
  words: readonly string[] = [],
): ReadonlyMap<unknown, number> {
  return new Map(words.map((word, i) => [word, low + (i * (high - low)) / (words.length - 1)]));
}
