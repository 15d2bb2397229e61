import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import type { AnyCondition } from './condition.js';
import type { ConditionRule } from './rules.js';

/** A score, or the scores from one to another, both included. */
export type ScoreRange = number | readonly [from: number, to: number];

/** A segment on the map of RFM scores: by ranges, or by its cells. */
export interface RfmMapRow {
  /** Name of the segment. */
  readonly name: string;
  /** Recency scores; default all, as for the others. */
  readonly r?: ScoreRange;
  /** Frequency scores. */
  readonly f?: ScoreRange;
  /** Scores of money. */
  readonly m?: ScoreRange;
  /** Its cells one by one, instead of ranges: recency, frequency and money as digits, such as `555`. */
  readonly cells?: readonly string[];
  /** Why such customers make a segment, in a sentence. */
  readonly why?: string;
}

/** Columns of the scores, and their number. */
export interface RfmMapOptions {
  /** Default those of `rfmScores`. */
  readonly columns?: { readonly r: string; readonly f: string; readonly m: string };
  /** Highest score, 2 to 9, default 5. */
  readonly scores?: number;
}

/**
 * Rules on RFM scores from a map of segments: a row a segment, with ranges of scores or single cells. They are conditions
 * as data, for `ruleSegments`, `ruleCoverage` and `findRuleFaults`.
 *
 * @throws {InputError} For no rows, a row that asks for nothing, or for both ranges and cells, scores out of range, and
 *   cells that are not three scores.
 *
 * @example
 * const rules = rfmMap([{ name: 'Champions', r: [4, 5], f: [4, 5], m: [4, 5] }, { name: 'Newcomers', r: 5, f: 1 }]);
 * conditionText(rules[1].when); // 'recencyScore is 5 and frequencyScore is 1'
 */
export function rfmMap(rows: readonly RfmMapRow[], options: RfmMapOptions = {}): ConditionRule[] {
  const { scores = 5 } = options;
  const names = options.columns ?? { r: 'recencyScore', f: 'frequencyScore', m: 'monetaryScore' };
  if (!Number.isInteger(scores) || scores < 2 || scores > 9) {
    throw new InputError(`rfmMap: scores is ${scores}. It has to be a whole number from 2 to 9.`);
  }
  if (!Array.isArray(rows) || rows.length === 0) throw new InputError('rfmMap: there are no segments.');
  const columns = [names.r, names.f, names.m] as const;
  if (new Set(columns).size < 3) {
    throw new InputError(`rfmMap: the columns are ${columns.join(', ')}. Each score needs its own.`);
  }
  return rows.map((row) => {
    if (typeof row !== 'object' || row === null) {
      throw new InputError(
        `rfmMap: a segment is ${String(row)}. It is an object such as { name: 'Champions', r: 5 }.`,
      );
    }
    checkKnown(`rfmMap, segment "${row.name}"`, 'entry', Object.keys(row), ENTRIES);
    const when = row.cells === undefined ? ranges(row, columns, scores) : cells(row, columns, scores);
    return { name: row.name, when, ...(row.why === undefined ? {} : { why: row.why }) };
  });
}

const ENTRIES = ['name', 'r', 'f', 'm', 'cells', 'why'];

type Columns = readonly [r: string, f: string, m: string];

function ranges({ name, r, f, m }: RfmMapRow, columns: Columns, scores: number): AnyCondition {
  const tests = [r, f, m].flatMap((range, j) => {
    if (range === undefined) return [];
    const letter = 'rfm'[j];
    if (typeof range !== 'number' && !(Array.isArray(range) && range.length === 2)) {
      throw new InputError(
        `rfmMap: ${letter} of "${name}" is ${JSON.stringify(range)}. It is a score, or two: [from, to].`,
      );
    }
    const [from, to] = typeof range === 'number' ? [range, range] : range;
    for (const score of [from, to]) checkScore(name, letter, score, scores);
    if (from > to) {
      throw new InputError(`rfmMap: ${letter} of "${name}" goes from ${from} down to ${to}. Turn it round.`);
    }
    return [[columns[j], from === to ? from : { from, to }] as const];
  });
  if (tests.length === 0)
    throw new InputError(`rfmMap: "${name}" asks for no scores. Give r, f, m or cells.`);
  return Object.fromEntries(tests);
}

function cells(row: RfmMapRow, columns: Columns, scores: number): AnyCondition {
  const { name, cells: codes = [] } = row;
  if (row.r !== undefined || row.f !== undefined || row.m !== undefined) {
    throw new InputError(`rfmMap: "${name}" has both ranges and cells. Give one of them.`);
  }
  if (codes.length === 0) throw new InputError(`rfmMap: "${name}" has no cells.`);
  const each = codes.map((code) => {
    if (typeof code !== 'string' || !/^\d{3}$/.test(code)) {
      throw new InputError(
        `rfmMap: cell ${JSON.stringify(code)} of "${name}" is not three scores, such as "555".`,
      );
    }
    return Object.fromEntries(
      columns.map((column, j) => {
        checkScore(name, 'rfm'[j], Number(code[j]), scores);
        return [column, Number(code[j])];
      }),
    );
  });
  return each.length === 1 ? each[0] : { any: each };
}

function checkScore(name: string, letter: string, score: number, scores: number): void {
  if (Number.isInteger(score) && score >= 1 && score <= scores) return;
  throw new InputError(
    `rfmMap: ${letter} of "${name}" is ${String(score)}. Scores are whole numbers from 1 to ${scores}.`,
  );
}
