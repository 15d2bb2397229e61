import { type EvidenceSource, type Quote, quote } from '../../core/evidence.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import { columnKind } from '../../display/column-kind.js';
import { spokenFormat, spokenPercent } from '../../display/spoken-format.js';
import type { NumberProfile } from '../columns/number-profile.js';
import type { Profile } from '../profile.js';
import { profileEvidence } from '../profile-evidence.js';

export type Statistic = 'mean' | 'median' | 'lowerQuartile' | 'upperQuartile';

/** A segment of a profile, and quotes of it in spoken formats. */
export interface CardVoice {
  readonly profile: Profile;
  readonly segment: number;
  readonly key: string;
  readonly source: EvidenceSource;
  /** A name or meaning, for example `word(column, 'label')`. */
  word(...address: string[]): Quote;
  /** A number with its unit. */
  number(column: NumberProfile, statistic: Statistic): Quote;
  /** A number without its unit. */
  bare(column: NumberProfile, statistic: Statistic): Quote;
  /** The same of all customers, without its unit. */
  ofAll(column: NumberProfile, statistic: Statistic): Quote;
  /** A share of the segment's customers at an address below its key. */
  share(...address: string[]): Quote;
  /** The same of all customers. */
  shareOfAll(...address: string[]): Quote;
  /** Customers of the segment with a value in a column. */
  count(column: string): Quote;
  /** The value that at least a quarter reach. */
  topFrom(column: NumberProfile): Quote;
}

export function cardVoice(profile: Profile, segment: number): CardVoice {
  const source = profileEvidence(profile);
  const { key } = profile.segments[segment];
  const at = (format: (value: number) => NumberFormat, address: readonly string[]) => {
    const value = source.at(address);
    return quote(source, address, typeof value === 'number' ? format(value) : {});
  };
  const spoken =
    ({ name, info }: NumberProfile) =>
    (value: number) =>
      spokenFormat(name, info, value);
  return {
    profile,
    segment,
    key,
    source,
    word: (...address) => quote(source, address),
    number: (column, statistic) => at(spoken(column), [key, column.name, statistic]),
    bare: (column, statistic) => at(withoutUnit(spoken(column)), [key, column.name, statistic]),
    ofAll: (column, statistic) => at(withoutUnit(spoken(column)), ['all', column.name, statistic]),
    share: (...address) => at(spokenPercent, [key, ...address]),
    shareOfAll: (...address) => at(spokenPercent, ['all', ...address]),
    count: (column) => quote(source, [key, column, 'n']),
    topFrom: (column) => at(spoken(column), [key, column.name, 'top', 'from']),
  };
}

/** The statistic that tells a segment from all customers, and its word: where medians print the same, means. */
export function comparedStatistic(column: NumberProfile, segment: number): ['mean' | 'median', string] {
  const { median: own } = column.bySegment[segment];
  const { median: all } = column.all;
  if (own === undefined || all === undefined) return ['mean', 'on average'];
  // A median between two whole numbers is the number of orders of nobody.
  const isCount = columnKind(column.name, column.info) === 'frequency';
  if (isCount && !(Number.isInteger(own) && Number.isInteger(all))) return ['mean', 'on average'];
  const print = (value: number) => formatNumber(value, spokenFormat(column.name, column.info, value));
  return print(own) === print(all) ? ['mean', 'on average'] : ['median', 'typically'];
}

function withoutUnit(format: (value: number) => NumberFormat): (value: number) => NumberFormat {
  return (value) => {
    const { digits, style, grouped } = format(value);
    return {
      ...(digits === undefined ? {} : { digits }),
      ...(style === undefined ? {} : { style }),
      ...(grouped === undefined ? {} : { grouped }),
    };
  };
}
