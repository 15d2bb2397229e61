import type { ColumnInfo } from '../core/column.js';
import { inheritedInfo } from '../core/inherited-info.js';
import { InputError } from '../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../core/table.js';
import type { RfmRow } from './rfm.js';
import { type ScoredValues, type ScoreOptions, scoreValues } from './score-values.js';

/** Scores of a customer: 1 is the worst class, the number of classes the best. */
export interface RfmScoreRow {
  customerId: string;
  /** Highest for the customers who bought last. */
  recencyScore: number;
  frequencyScore: number;
  /** The column is absent without amounts. */
  monetaryScore?: number;
}

/** How a measure was cut into classes. */
export interface RfmCuts {
  readonly measure: 'recencyDays' | 'frequency' | 'monetary';
  /** Cuts between classes, ascending, one fewer than classes; a value equal to one is in the lower class. */
  readonly cuts: readonly number[];
  /** Scores that nobody gets, because cuts coincide: their customers share a neighbouring score. */
  readonly emptyScores: readonly number[];
  /** One sentence for reports. */
  readonly note: string;
}

/** Scores, and the cuts behind them. */
export interface RfmScores {
  readonly table: Table<RfmScoreRow>;
  readonly cuts: readonly RfmCuts[];
}

/** How RFM is scored: classes for all measures, or own cuts by measure. */
export interface RfmScoreOptions extends Pick<ScoreOptions, 'bins' | 'method'> {
  /** Own cuts of a measure, for example `{ recencyDays: [30, 90, 365] }`; the others are cut by `bins` and `method`. */
  readonly cuts?: { readonly [Measure in RfmCuts['measure']]?: readonly number[] };
}

/**
 * Scores recency, frequency and monetary value by classes of all customers. A score depends on the value alone: equal
 * values have equal scores, and a better value never has a lower one. Where many customers share a value, cuts coincide
 * and a score stays empty; that is said, and nobody is moved to fill it.
 *
 * @param options - `bins`: number of classes, 2 to 10, default 5. `method`: `quantiles` (default) or `breaks`, the
 *   optimal cuts of one dimension. `cuts`: own cuts by measure.
 * @throws {InputError} For a missing column, no customers, another number of bins, and cuts that do not ascend.
 *
 * O(customers · log customers). Quantiles of type 7: Hyndman and Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50 (1996).
 *
 * @example
 * const { table, cuts } = rfmScores(await rfm(input.orders, { asOf: input.asOf }));
 */
export function rfmScores(customers: Table<RfmRow>, options: RfmScoreOptions = {}): RfmScores {
  const who = 'rfmScores';
  checkColumns(who, customers as unknown as Table, ['customerId', 'recencyDays', 'frequency']);
  if (customers.numRows() === 0) throw new InputError('rfmScores: there are no customers.');
  const hasMoney = customers.columnNames().includes('monetary');
  const scored = (measure: RfmCuts['measure']): ScoredValues => {
    const own = options.cuts?.[measure];
    const classes = own === undefined ? { bins: options.bins ?? 5, ...methodOf(options) } : { cuts: own };
    const lessIsBetter = measure === 'recencyDays';
    return scoreValues(who, measure, customers.array(measure) as number[], { ...classes, lessIsBetter });
  };
  const measures = ['recencyDays', 'frequency', ...(hasMoney ? (['monetary'] as const) : [])] as const;
  const results = new Map(measures.map((measure) => [measure, scored(measure)]));
  const info = (measure: RfmCuts['measure'], basis: 'B4' | 'B8'): ColumnInfo => {
    const best = results.get(measure)!.cuts.length + 1;
    const meaning = `1 (worst) to ${best} (best). ${results.get(measure)!.note}`;
    return inheritedInfo({ role: 'base', basis, meaning }, [customers.info[measure]]);
  };
  const table = tableOf<RfmScoreRow>(
    {
      customerId: customers.array('customerId'),
      recencyScore: results.get('recencyDays')!.scores,
      frequencyScore: results.get('frequency')!.scores,
      ...(hasMoney ? { monetaryScore: results.get('monetary')!.scores } : {}),
    },
    {
      customerId: { role: 'id', meaning: 'Customer id.' },
      recencyScore: info('recencyDays', 'B4'),
      frequencyScore: info('frequency', 'B4'),
      ...(hasMoney ? { monetaryScore: info('monetary', 'B8') } : {}),
    },
  );
  const cuts = measures.map((measure) => {
    const { cuts: own, emptyScores, note } = results.get(measure)!;
    return { measure, cuts: own, emptyScores, note };
  });
  return { table, cuts };
}

function methodOf({ method }: RfmScoreOptions): Pick<ScoreOptions, 'method'> {
  return method === undefined ? {} : { method };
}
