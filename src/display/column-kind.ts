import type { ColumnInfo } from '../core/column.js';

/** Columns that plain words exist for. */
export type ColumnKind = 'recency' | 'frequency' | 'money' | 'tenure' | 'age' | 'birth year';

const PATTERNS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['recency', /^recency[_ ]?(days|weeks|months)?$/i],
  ['frequency', /^(frequency|orders?([_ ]?count)?|number[_ ]?of[_ ]?orders|purchases)$/i],
  ['money', /^(monetary([_ ]?value)?|(total[_ ]?)?(revenue|spend|spent|spending|sales|amount))$/i],
  ['tenure', /^tenure[_ ]?(days|weeks|months|years)?$/i],
  ['age', /^age([_ ]?(in[_ ]?)?years)?$/i],
  ['birth year', /^(birth[_ ]?year|year[_ ]?of[_ ]?birth|year[_ ]?birth)$/i],
];

/** What a column measures, where its name says it; a share is none of these. */
export function columnKind(name: string, info: ColumnInfo): ColumnKind | undefined {
  return info.unit === 'share' ? undefined : PATTERNS.find(([, pattern]) => pattern.test(name))?.[0];
}
