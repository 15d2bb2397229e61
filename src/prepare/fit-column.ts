import { compareText } from '../core/compare-text.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { mean } from '../stats/mean.js';
import { median } from '../stats/median.js';
import type { ColumnEncoding, NumberStandIn } from './column-encodings.js';
import { isMissing, levelOf, numberOf } from './encoded-value.js';

/** How a column becomes numbers, and what was learned for it. Plain data. */
export interface FittedColumn {
  readonly name: string;
  readonly encoding: ColumnEncoding;
  /** Columns of the matrix. */
  readonly names: readonly string[];
  /** Levels with a column of their own, in the order of code points. */
  readonly levels: readonly string[];
  /** Levels of too few customers, which count as other. */
  readonly pooled: readonly string[];
  /** Number for a missing value. */
  readonly standIn?: number;
  readonly notes: readonly string[];
  /** What the column may be used for, where that is stated. */
  readonly purposes?: readonly Purpose[];
}

/** Learns what a column needs: stand-ins and levels. */
export function fitColumn(name: string, values: readonly unknown[], encoding: ColumnEncoding): FittedColumn {
  const missing = values.filter(isMissing).length;
  if (missing === values.length) {
    throw new InputError(`fitEncoding: column "${name}" has no values at all. Leave it out.`, {
      column: name,
    });
  }
  if (encoding.kind === 'category') return fitCategory(name, values, encoding, missing);
  const numbers = values.flatMap((value, row) =>
    isMissing(value) ? [] : [numberOf(name, row, value, encoding)],
  );
  const standIn = standInOf(encoding, numbers);
  const names = encoding.kind === 'number' && encoding.indicator ? [name, `${name} is missing`] : [name];
  const word = encoding.kind === 'ordered' ? `"${encoding.missing}"` : standIn;
  const note = `${missing} of ${values.length} customers have no ${name}; ${word} stands in.`;
  return {
    name,
    encoding,
    names,
    levels: [],
    pooled: [],
    ...(standIn === undefined ? {} : { standIn }),
    notes: missing > 0 && standIn !== undefined ? [note] : [],
  };
}

function standInOf(
  encoding: Exclude<ColumnEncoding, { kind: 'category' }>,
  numbers: number[],
): number | undefined {
  if (encoding.missing === undefined) return undefined;
  if (encoding.kind === 'ordered') return encoding.levels.indexOf(encoding.missing);
  if (encoding.kind === 'yes-no') return encoding.missing;
  return statisticOf(encoding.missing, numbers);
}

function statisticOf(standIn: NumberStandIn, numbers: number[]): number {
  if (typeof standIn === 'number') return standIn;
  if (standIn === 'mean') return mean(numbers);
  return standIn === 'median' ? median(numbers) : mostFrequent(numbers);
}

/** The number that occurs most often; of equally frequent ones the least. */
function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b)[0][0];
}

function fitCategory(
  name: string,
  values: readonly unknown[],
  encoding: Extract<ColumnEncoding, { kind: 'category' }>,
  missing: number,
): FittedColumn {
  const counts = new Map<string, number>();
  for (const value of values) {
    const level = isMissing(value) ? encoding.missing : levelOf(value);
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const all = [...counts.keys()].sort(compareText);
  const levels = all.filter((level) => counts.get(level)! >= encoding.minimum);
  const pooled = all.filter((level) => !levels.includes(level));
  const others = pooled.length > 0 || encoding.unknown === 'other' ? [`${name} is other`] : [];
  const notes = [
    ...(missing > 0 && encoding.missing !== undefined
      ? [`${missing} of ${values.length} customers have no ${name}; they are "${encoding.missing}".`]
      : []),
    ...(pooled.length === 0
      ? []
      : [
          `${name}: ${pooled.length} levels of fewer than ${encoding.minimum} customers are other: ${pooled.slice(0, 5).join(', ')}${pooled.length > 5 ? ', …' : ''}.`,
        ]),
  ];
  return {
    name,
    encoding,
    names: [...levels.map((level) => `${name} = ${level}`), ...others],
    levels,
    pooled,
    notes,
  };
}
