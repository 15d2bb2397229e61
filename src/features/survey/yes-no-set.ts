import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../../core/table.js';
import { call, column, type Expression } from '../../engine/plan/expression.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { type Feature, rowFeature } from '../feature.js';
import { MISSING_NUMBER } from '../missing-value.js';
import { type Battery, battery } from './battery.js';
import { type ScaleScoreOptions, scaleScore } from './scale-score.js';

/** How yes and no are written. */
export interface YesNoOptions<Name extends string>
  extends Omit<ScaleScoreOptions, 'scale' | 'missing' | 'words'> {
  /** Name of the score, default `yesShare`. */
  readonly name?: Name;
  /** Texts that mean yes; default `yes`, `Yes`, `YES`, `y`, `Y`, `1`, `true`. */
  readonly yes?: readonly string[];
  /** Texts that mean no; default `no`, `No`, `NO`, `n`, `N`, `0`, `false`. */
  readonly no?: readonly string[];
  readonly confidence?: number;
}

/** A set of items that were ticked or not. */
export interface YesNoSet<Name extends string = string> extends Battery<Name> {
  /** Each item, how many said yes, and their share of those who answered; the most ticked first. */
  readonly shares: Table<{ item: string; yes: number; n: number; share: number; low: number; high: number }>;
  /** Each item as a feature: 1 yes, 0 no, missing. */
  readonly itemFeatures: readonly Feature[];
}

/**
 * Items that were ticked or not, for example motives or benefits: how many ticked each (Wilson interval), how well
 * they go together (KR-20), and the share that each respondent ticked. Truth, 1 and 0, or texts.
 *
 * @throws {InputError} For answers that are neither yes nor no, with their number and the first row.
 *
 * @example
 * const ticks = tableOf({ rest: ['yes', 'yes', 'no'], fun: ['yes', 'no', 'no'] });
 * const motives = yesNoSet(ticks, ['rest', 'fun']);
 * motives.shares.array('yes'); // [2, 1]
 * motives.scores; // [1, 0.5, 0]
 */
export function yesNoSet<Row extends object, const Name extends string = 'yesShare'>(
  table: Table<Row>,
  items: readonly (keyof Row & string)[],
  options: YesNoOptions<Name> = {},
): YesNoSet<Name> {
  const who = 'yesNoSet';
  const { yes = YES, no = NO, name = 'yesShare' as Name, ...rest } = options;
  const given = table as unknown as Table;
  checkColumns(who, given, items);
  const columns = items.map((item) => ticks(who, given, item, yes, no));
  const read = tableOf(
    Object.fromEntries(items.map((item, j) => [item, columns[j].values])) as never,
  ) as Table;
  const scale = [0, 1] as const;
  const found = battery<Record<string, unknown>, Name>(read, items, { ...rest, name, scale });
  const { basis = 'B3' } = options;
  const itemFeatures = items.map((item, j) => {
    const { meaning = `Said yes to ${item}.` } = given.info[item] ?? {};
    return rowFeature(item, { basis, meaning }, columns[j].expression);
  });
  const meaning = options.meaning ?? `Share of ${items.length} items with yes.`;
  return {
    ...found,
    feature: scaleScore(name, itemFeatures, { meaning, ...rest, scale }),
    shares: shareTable(
      items,
      columns.map(({ values }) => values),
      options.confidence,
    ),
    itemFeatures,
  };
}

const YES = ['yes', 'Yes', 'YES', 'y', 'Y', '1', 'true'];
const NO = ['no', 'No', 'NO', 'n', 'N', '0', 'false'];

/** A column as 1, 0 and missing, in memory and as an expression. */
function ticks(
  who: string,
  table: Table,
  item: string,
  yes: readonly string[],
  no: readonly string[],
): { values: (number | null)[]; expression: Expression } {
  let texts = false;
  const values = table.array(item).map((value, row) => {
    if (value === null || value === undefined || value === '' || Number.isNaN(value)) return null;
    if (value === true || value === 1 || value === 1n) return 1;
    if (value === false || value === 0 || value === 0n) return 0;
    texts = true;
    if (typeof value === 'string' && yes.includes(value)) return 1;
    if (typeof value === 'string' && no.includes(value)) return 0;
    throw new InputError(
      `${who}: row ${row + 1}, column "${item}" is ${JSON.stringify(value)}, neither yes nor no. Name such answers: yes: […], no: […].`,
      { column: item },
    );
  });
  const isOne = (list: readonly string[]) => call('oneOf', column(item), list[0], ...list.slice(1));
  const expression = texts
    ? call('choose', isOne(yes), 1, call('choose', isOne(no), 0, MISSING_NUMBER))
    : call('toNumber', column(item));
  return { values, expression };
}

function shareTable(
  items: readonly string[],
  columns: readonly (readonly (number | null)[])[],
  confidence: number | undefined,
): YesNoSet['shares'] {
  const rows = items.map((item, j) => {
    const answered = columns[j].filter((value) => value !== null);
    const yes = answered.filter((value) => value === 1).length;
    const n = answered.length;
    const estimate: Pick<Estimate, 'value' | 'low' | 'high'> =
      n === 0 ? { value: Number.NaN, low: Number.NaN, high: Number.NaN } : wilsonInterval(yes, n, confidence);
    return { item, yes, n, share: estimate.value, low: estimate.low, high: estimate.high };
  });
  rows.sort((a, b) => b.share - a.share);
  const take = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  return tableOf(
    {
      item: take('item'),
      yes: take('yes'),
      n: take('n'),
      share: take('share'),
      low: take('low'),
      high: take('high'),
    },
    { share: { unit: 'share' }, low: { unit: 'share' }, high: { unit: 'share' } },
  ) as never;
}
