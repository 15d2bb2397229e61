import { InputError } from '../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../core/table.js';
import { quantile } from '../stats/quantile.js';
import type { RfmRow } from './rfm.js';

/** Scores of a customer: 1 is the worst class, `bins` the best. */
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
  /** Quantiles between classes, ascending, `bins - 1` of them. */
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

/**
 * Scores recency, frequency and monetary value by the quantiles of all customers. A score depends on the
 * value alone: equal values have equal scores, and a better value never has a lower one. Where many
 * customers share a value, cuts coincide and a score stays empty; that is said, and nobody is moved to fill
 * it.
 *
 * @param options - `bins`: number of classes, 2 to 10, default 5.
 * @throws {InputError} For a missing column, no customers, or another number of bins.
 *
 * O(customers · log customers). Quantiles of type 7: Hyndman and Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50 (1996).
 *
 * @example
 * const { table, cuts } = rfmScores(await rfm(input.orders, { asOf: input.asOf }));
 */
export function rfmScores(customers: Table<RfmRow>, options: { readonly bins?: number } = {}): RfmScores {
  const { bins = 5 } = options;
  if (!Number.isInteger(bins) || bins < 2 || bins > 10) {
    throw new InputError(`rfmScores: bins is ${bins}; choose a whole number from 2 to 10.`);
  }
  checkColumns('rfmScores', customers as unknown as Table, ['customerId', 'recencyDays', 'frequency']);
  if (customers.numRows() === 0) throw new InputError('rfmScores: there are no customers.');
  const recency = scored('recencyDays', customers.array('recencyDays'), bins, true);
  const frequency = scored('frequency', customers.array('frequency'), bins, false);
  const hasMoney = customers.columnNames().includes('monetary');
  const monetary = hasMoney
    ? scored('monetary', customers.array('monetary') as number[], bins, false)
    : undefined;
  const meaning = `1 (worst) to ${bins} (best), by quantiles of all customers.`;
  const table = tableOf<RfmScoreRow>(
    {
      customerId: customers.array('customerId'),
      recencyScore: recency.scores,
      frequencyScore: frequency.scores,
      ...(monetary === undefined ? {} : { monetaryScore: monetary.scores }),
    },
    {
      customerId: { role: 'id', meaning: 'Customer id.' },
      recencyScore: { role: 'base', basis: 'B4', meaning },
      frequencyScore: { role: 'base', basis: 'B4', meaning },
      ...(monetary === undefined ? {} : { monetaryScore: { role: 'base', basis: 'B8', meaning } as const }),
    },
  );
  return {
    table,
    cuts: [recency, frequency, ...(monetary === undefined ? [] : [monetary])].map(({ cuts }) => cuts),
  };
}

function scored(
  measure: RfmCuts['measure'],
  values: readonly number[],
  bins: number,
  lessIsBetter: boolean,
): { scores: number[]; cuts: RfmCuts } {
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      throw new InputError(`rfmScores: row ${i + 1}, column "${measure}" is ${value}, not a number.`);
    }
  });
  const sorted = Float64Array.from(values).sort();
  const cuts = Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins));
  const scores = values.map((value) => {
    const cutsBelow = cuts.filter((cut) => cut < value).length;
    return lessIsBetter ? bins - cutsBelow : cutsBelow + 1;
  });
  const given = new Set(scores);
  const emptyScores = Array.from({ length: bins }, (_, i) => i + 1).filter((score) => !given.has(score));
  const shown = cuts.map((cut) => Number(cut.toPrecision(6))).join(', ');
  const empty =
    emptyScores.length === 0
      ? ''
      : ` Many customers share a value, so nobody has score ${emptyScores.join(' or ')}.`;
  return { scores, cuts: { measure, cuts, emptyScores, note: `Cuts at ${shown}.${empty}` } };
}
