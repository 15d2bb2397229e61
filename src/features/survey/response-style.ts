import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { type AnswerScale, type Answers, readAnswers } from './answers.js';
import { answeredItems } from './battery.js';

/** How somebody answers, whatever is asked. */
export interface ResponseStyleRow {
  /** Items answered. */
  answered: number;
  /** Mean answer as given, reversed items not turned; `null` without answers. */
  meanAnswer: number | null;
  /** Standard deviation of the answers; `null` with fewer than two. */
  spread: number | null;
  /**
   * Yes-saying: mean of the mean answers to items of either direction, less the middle of the scale. With items that
   * say the opposite it should be near 0. `null` without answers in both directions.
   */
  acquiescence: number | null;
  /** Share of answers at the ends of the scale. */
  extreme: number | null;
  /** Longest run of the same answer, item after item. */
  longestRun: number;
  /** Whether all answers are the same, of at least `leastSame` items. */
  straightLined: boolean;
}

/**
 * How each respondent uses the scale: yes-saying, ends of the scale, straight-lining. It tells careless answers, and
 * differences between groups that come from the way of answering (correct them with `ipsatise`).
 *
 * @param items - In the order in which they were asked.
 * @param options - `leastSame`: items that make a straight line, default 5. Name the reversed items: without them
 *   there is no yes-saying to be seen.
 * @throws {InputError} As `battery`.
 *
 * Source: Baumgartner and Steenkamp, "Response styles in marketing research", J. Marketing Research 38 (2001) 143-156.
 *
 * @example
 * const answers = tableOf({ likes: [5, 4], dislikes: [5, 2] });
 * const styles = responseStyle(answers, ['likes', 'dislikes'], { scale: [1, 5], reversed: ['dislikes'], leastSame: 2 });
 * styles.array('acquiescence'); // [2, 0]
 * styles.array('straightLined'); // [true, false]
 */
export function responseStyle<Row extends object>(
  table: Table<Row>,
  items: readonly (keyof Row & string)[],
  options: AnswerScale & { readonly leastSame?: number },
): Table<ResponseStyleRow> {
  const who = 'responseStyle';
  const { leastSame = 5, scale } = options;
  if (!(Number.isInteger(leastSame) && leastSame >= 2))
    throw new InputError(`${who}: leastSame is ${leastSame}; give a whole number from 2 on.`);
  if (items.length === 0) throw new InputError(`${who}: there are no items.`);
  const answers = readAnswers(who, table as unknown as Table, items, options);
  const rows = answeredItems(answers.given).map((_, row) => styleOf(answers, row, scale, leastSame));
  const info = { basis: 'B3', role: 'descriptor' } as const;
  return tableOf<ResponseStyleRow>(
    Object.fromEntries(
      (
        [
          'answered',
          'meanAnswer',
          'spread',
          'acquiescence',
          'extreme',
          'longestRun',
          'straightLined',
        ] as const
      ).map((key) => [key, rows.map((row) => row[key])]),
    ) as never,
    {
      meanAnswer: { ...info, meaning: 'Mean answer as given.' },
      acquiescence: { ...info, meaning: 'Yes-saying in steps of the scale: 0 is none.' },
      extreme: { ...info, unit: 'share', meaning: 'Share of answers at the ends of the scale.' },
    },
  );
}

function styleOf(
  { given, turned }: Answers,
  row: number,
  [low, high]: readonly [number, number],
  leastSame: number,
): ResponseStyleRow {
  const all: number[] = [];
  const directions: [number[], number[]] = [[], []];
  let [run, longestRun, before] = [0, 0, Number.NaN];
  given.forEach((column, j) => {
    const answer = column[row];
    if (Number.isNaN(answer)) return;
    all.push(answer);
    directions[turned[j] ? 1 : 0].push(answer);
    run = answer === before ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
    before = answer;
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [plain, turnedRound] = directions;
  const both = plain.length > 0 && turnedRound.length > 0;
  const squares = all.reduce((sum, answer) => sum + (answer - mean(all)) ** 2, 0);
  return {
    answered: all.length,
    meanAnswer: all.length === 0 ? null : mean(all),
    spread: all.length < 2 ? null : Math.sqrt(squares / (all.length - 1)),
    acquiescence: both ? (mean(plain) + mean(turnedRound)) / 2 - (low + high) / 2 : null,
    extreme:
      all.length === 0 ? null : all.filter((answer) => answer === low || answer === high).length / all.length,
    longestRun,
    straightLined: all.length >= leastSame && longestRun === all.length,
  };
}
