import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { chiSquaredTest } from '../../stats/hypothesis/chi-squared-test.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import {
  checkMeasuring,
  type MeasuredGroup,
  type MeasuredSegments,
  measuredGroups,
  rowPositions,
  yesNoColumn,
} from '../scoreboard/measured-segments.js';

/** A survey as `satisfaction` and `netPromoterScore` read it. */
export interface SurveyOptions<Row extends object> {
  readonly segmentation: MeasuredSegments;
  /** One row a customer who was asked or answered. */
  readonly survey: Table<Row>;
  /** Column with the answer, a whole number of the scale; empty: no answer. */
  readonly answer: string;
  /** Lowest and highest answer, for example `[1, 5]`; the highest is the best. */
  readonly scale: readonly [number, number];
  /** Column with the customer, default `customerId`. */
  readonly id?: string;
  /** Column that says who was asked, 0 or 1; left out: all customers of the segmentation were. */
  readonly asked?: string;
  /** Fewest answers that are displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Who answered. */
export interface SurveyResponse {
  readonly asked: number;
  readonly answers: number;
  /** Share of those asked who answered, with Wilson's interval; `undefined` where nobody was asked. */
  readonly rate: Estimate | undefined;
}

/** Whether segments answer at unlike rates. */
export interface ResponseDifference {
  /** Chi-squared test over segments that were asked; `undefined` with fewer than two of them, or where all or none answered. */
  readonly p: number | undefined;
  /** A sentence where they differ: the answers of all customers together lean to those who answer. */
  readonly warning: string | undefined;
}

/** Answers of a group of customers. */
export interface AnsweredGroup extends MeasuredGroup {
  readonly answers: readonly number[];
  readonly response: SurveyResponse;
}

const LEVEL = 0.05;

/**
 * Answers by segment, who did not answer, and whether that differs.
 *
 * @throws {InputError} For missing columns, a scale that is none, an answer off it, a customer twice, an answer of somebody who
 *   was not asked, and rows of which none is of a customer of the segmentation.
 */
export function surveyAnswers<Row extends object>(
  who: string,
  options: SurveyOptions<Row>,
): {
  readonly groups: readonly AnsweredGroup[];
  readonly difference: ResponseDifference;
  readonly rowsOutside: number;
} {
  const { segmentation, answer, scale, id = 'customerId', asked, minimum = 10, confidence = 0.95 } = options;
  const table = options.survey as unknown as Table;
  checkScale(who, scale);
  checkMeasuring(who, minimum, confidence);
  const all = measuredGroups(who, segmentation);
  checkColumns(
    who,
    table,
    [id, answer, asked].filter((name) => name !== undefined),
  );
  const { ids } = segmentation;
  const { positions, rowsOutside } = rowPositions(who, table, id, ids);
  const invited = asked === undefined ? undefined : yesNoColumn(who, table, asked);
  const wasAsked = new Uint8Array(ids.length).fill(asked === undefined ? 1 : 0);
  const given = new Float64Array(ids.length).fill(Number.NaN);
  const rowOf = new Int32Array(ids.length).fill(-1);
  table.array(answer).forEach((value, row) => {
    const i = positions[row];
    if (i === -1) return;
    if (rowOf[i] !== -1) {
      throw new InputError(
        `${who}: customer "${ids[i]}" stands in row ${rowOf[i] + 1} and in row ${row + 1}. Keep one answer a customer, for example the last.`,
        { column: id },
      );
    }
    rowOf[i] = row;
    if (invited !== undefined) wasAsked[i] = invited[row];
    const number = toAnswer(who, value, row, answer, scale);
    if (number === undefined) return;
    if (wasAsked[i] === 0) {
      throw new InputError(
        `${who}: row ${row + 1}, customer "${ids[i]}" answered and was not asked. Correct column "${asked}".`,
        { column: asked! },
      );
    }
    given[i] = number;
  });
  const groups = all.map((group): AnsweredGroup => {
    const invitedHere = group.members.filter((i) => wasAsked[i] === 1);
    const answers = invitedHere.map((i) => given[i]).filter((each) => !Number.isNaN(each));
    return {
      ...group,
      answers,
      response: {
        asked: invitedHere.length,
        answers: answers.length,
        rate:
          invitedHere.length === 0
            ? undefined
            : wilsonInterval(answers.length, invitedHere.length, confidence),
      },
    };
  });
  return { groups, difference: compare(groups.slice(0, -1), minimum), rowsOutside };
}

/** Checks that a scale has whole ends and three answers or more. */
export function checkScale(who: string, scale: readonly [number, number]): void {
  const [low = Number.NaN, high = Number.NaN] = Array.isArray(scale) ? scale : [];
  if (Number.isInteger(low) && Number.isInteger(high) && high - low >= 2) return;
  throw new InputError(
    `${who}: the scale is ${low} to ${high}. Give the lowest and the highest answer, whole numbers, for example [1, 5].`,
  );
}

function toAnswer(
  who: string,
  value: unknown,
  row: number,
  column: string,
  [low, high]: readonly [number, number],
): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const answer = typeof value === 'bigint' ? Number(value) : value;
  if (typeof answer === 'number' && Number.isInteger(answer) && answer >= low && answer <= high)
    return answer;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new InputError(
    `${who}: row ${row + 1}, column "${column}" is ${shown}. An answer is a whole number from ${low} to ${high}, or empty.`,
    { column },
  );
}

function compare(segments: readonly AnsweredGroup[], minimum: number): ResponseDifference {
  const asked = segments.filter(({ response }) => response.asked > 0);
  const some = asked.some(({ response }) => response.answers > 0);
  const allDid = asked.every(({ response }) => response.answers === response.asked);
  if (asked.length < 2 || !some || allDid) return { p: undefined, warning: undefined };
  const { p } = chiSquaredTest(
    asked.map(({ response }) => [response.answers, response.asked - response.answers]),
  );
  if (p >= LEVEL) return { p, warning: undefined };
  const told = asked.filter(({ response }) => response.asked >= minimum);
  const rates = [...told].sort((a, b) => b.response.rate!.value - a.response.rate!.value);
  const percent = ({ name, response }: AnsweredGroup) =>
    `${name} (${Math.round(100 * response.rate!.value)}%)`;
  const ends =
    rates.length < 2 ? '' : `, most in ${percent(rates[0])}, least in ${percent(rates[rates.length - 1])}`;
  return {
    p,
    warning: `Segments answer at unlike rates${ends}: the number of all who answered leans to those who do. Take the one weighted by segment.`,
  };
}
