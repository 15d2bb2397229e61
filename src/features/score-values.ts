import { InputError } from '../core/input-error.js';
import { optimalBreaks } from '../stats/optimal-breaks.js';
import { quantile } from '../stats/quantile.js';

/** How values are cut into classes. */
export interface ScoreOptions {
  /** Number of classes, 2 to 10, default 5. */
  readonly bins?: number;
  /**
   * Where the cuts come from: `quantiles` of all customers (default), so that classes are about equal in size, or
   * `breaks`, the cuts with the least squared distances within classes, so that they follow gaps in the values.
   */
  readonly method?: 'quantiles' | 'breaks';
  /** Own cuts, ascending; a value equal to one is in the lower class. Instead of `bins` and `method`. */
  readonly cuts?: readonly number[];
  /** Whether smaller values score higher, as days since the last order do; default `false`. */
  readonly lessIsBetter?: boolean;
}

/** Scores, and how the values were cut. */
export interface ScoredValues {
  readonly scores: number[];
  readonly cuts: readonly number[];
  /** Scores that nobody has. */
  readonly emptyScores: readonly number[];
  readonly note: string;
}

/** Scores values by classes; equal values have equal scores, and a better one never a lower. */
export function scoreValues(
  who: string,
  name: string,
  values: readonly number[],
  options: ScoreOptions,
): ScoredValues {
  const { lessIsBetter = false } = options;
  values.forEach((value, i) => {
    if (Number.isFinite(value)) return;
    const shown = value === null || value === undefined ? 'missing' : value;
    throw new InputError(`${who}: row ${i + 1}, column "${name}" is ${shown}, not a number.`, {
      column: name,
    });
  });
  const cuts = cutsOf(who, values, options);
  const bins = cuts.length + 1;
  const scores = values.map((value) => {
    const below = cuts.filter((cut) => cut < value).length;
    return lessIsBetter ? bins - below : below + 1;
  });
  const given = new Set(scores);
  const emptyScores = Array.from({ length: bins }, (_, i) => i + 1).filter((score) => !given.has(score));
  const shown = cuts.map((cut) => Number(cut.toPrecision(6))).join(', ');
  const why =
    options.cuts === undefined
      ? 'Many customers share a value, so nobody has'
      : 'No value is there, so nobody has';
  const empty = emptyScores.length === 0 ? '' : ` ${why} score ${emptyScores.join(' or ')}.`;
  const ways = { quantiles: 'Cuts at', breaks: 'Natural breaks at' } as const;
  const words = options.cuts === undefined ? ways[options.method ?? 'quantiles'] : 'Own cuts at';
  return { scores, cuts, emptyScores, note: `${words} ${shown}.${empty}` };
}

function cutsOf(who: string, values: readonly number[], options: ScoreOptions): readonly number[] {
  const { bins = 5, method = 'quantiles', cuts } = options;
  if (cuts !== undefined) {
    const ascending = cuts.every((cut, i) => Number.isFinite(cut) && (i === 0 || cuts[i - 1] < cut));
    if (cuts.length === 0 || !ascending) {
      throw new InputError(`${who}: cuts are ${JSON.stringify(cuts)}; give at least one number, ascending.`);
    }
    if (options.bins !== undefined || options.method !== undefined) {
      throw new InputError(`${who}: own cuts and bins or method exclude each other. Leave out one.`);
    }
    return cuts;
  }
  if (!Number.isInteger(bins) || bins < 2 || bins > 10) {
    throw new InputError(`${who}: bins is ${bins}; choose a whole number from 2 to 10.`);
  }
  if (method === 'breaks') {
    const distinct = new Set(values).size;
    if (distinct < bins) {
      throw new InputError(
        `${who}: ${bins} natural breaks need ${bins} different values; there are ${distinct}.`,
      );
    }
    return optimalBreaks(values, bins);
  }
  if (method !== 'quantiles')
    throw new InputError(`${who}: method is "${method}"; there are quantiles and breaks.`);
  const sorted = Float64Array.from(values).sort();
  return Array.from({ length: bins - 1 }, (_, i) => quantile(sorted, (i + 1) / bins));
}
