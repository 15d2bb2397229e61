import { compareText } from '../../core/compare-text.js';
import type { AggregateExpression } from '../plan/expression.js';
import { type ColumnTypes, typeOf } from '../plan/type-of.js';
import { evaluateExpression } from './evaluate-expression.js';
import { sumMoneyBy } from './exact-money.js';
import { type RowGroups, rowsByGroup } from './group-rows.js';
import { significant } from './significant.js';
import type { Frame, Vector } from './vector.js';

/** One summary of each group. */
export function aggregateGroups(expression: AggregateExpression, frame: Frame, groups: RowGroups): Vector {
  const types: ColumnTypes = new Map([...frame.columns].map(([name, { type }]) => [name, type]));
  const type = typeOf('aggregate', expression, types);
  const [arg] = expression.args.map((each) => evaluateExpression(each, frame));
  const where = expression.where === undefined ? undefined : evaluateExpression(expression.where, frame);
  const { group, count } = groups;
  /** The value of a row that counts, else missing. */
  const value = (row: number): number => {
    if (where !== undefined && where.values[row * where.stride] !== 1) return Number.NaN;
    return arg === undefined ? 1 : arg.values[row * arg.stride];
  };
  const give = (values: Float64Array): Vector => ({
    type,
    values,
    stride: 1,
    ...(type === 'text' ? { dictionary: arg.dictionary ?? [] } : {}),
  });
  switch (expression.aggregate) {
    case 'count': {
      const counts = new Float64Array(count);
      for (let i = 0; i < group.length; i++) if (!Number.isNaN(value(i))) counts[group[i]]++;
      return give(counts);
    }
    case 'countDistinct':
      return give(countDistinct(group, count, value));
    case 'sum':
      if (type === 'money') return give(sumMoneyBy(group, count, value));
      return give(
        type === 'integer' ? sumWhole(group, count, value) : sumReal(group, count, value).map(significant),
      );
    case 'minimum':
    case 'maximum':
      return give(extreme(expression.aggregate === 'minimum' ? -1 : 1, group, count, value, arg.dictionary));
    case 'deviation':
      return give(deviation(group, count, value).map(significant));
    case 'quantile':
      return give(quantiles(groups, value, expression.share!).map(significant));
  }
}

type Value = (row: number) => number;

function countDistinct(group: Int32Array, count: number, value: Value): Float64Array {
  const seen = new Set<number>();
  const places = new Map<number, number>();
  const counts = new Float64Array(count);
  for (let i = 0; i < group.length; i++) {
    const each = value(i);
    if (Number.isNaN(each)) continue;
    let place = places.get(each);
    if (place === undefined) {
      place = places.size;
      places.set(each, place);
    }
    const key = place * count + group[i];
    if (seen.has(key)) continue;
    seen.add(key);
    counts[group[i]]++;
  }
  return counts;
}

function sumWhole(group: Int32Array, count: number, value: Value): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < group.length; i++) {
    const each = value(i);
    if (!Number.isNaN(each)) sums[group[i]] += each;
  }
  return sums;
}

/** Sums with the lost digits added at the end. Neumaier, "Rundungsfehleranalyse", ZAMM 54 (1974). */
function sumReal(group: Int32Array, count: number, value: Value): Float64Array {
  const sums = new Float64Array(count);
  const lost = new Float64Array(count);
  for (let i = 0; i < group.length; i++) {
    const each = value(i);
    if (Number.isNaN(each)) continue;
    const g = group[i];
    const sum = sums[g] + each;
    lost[g] += Math.abs(sums[g]) >= Math.abs(each) ? sums[g] - sum + each : each - sum + sums[g];
    sums[g] = sum;
  }
  return sums.map((sum, g) => sum + lost[g]);
}

function extreme(
  sign: -1 | 1,
  group: Int32Array,
  count: number,
  value: Value,
  dictionary: readonly string[] | undefined,
): Float64Array {
  const best = new Float64Array(count).fill(Number.NaN);
  const better = (x: number, y: number): boolean =>
    dictionary === undefined ? sign * (x - y) > 0 : sign * compareText(dictionary[x], dictionary[y]) > 0;
  for (let i = 0; i < group.length; i++) {
    const each = value(i);
    if (Number.isNaN(each)) continue;
    const known = best[group[i]];
    if (Number.isNaN(known) || better(each, known)) best[group[i]] = each;
  }
  return best;
}

function deviation(group: Int32Array, count: number, value: Value): Float64Array {
  const n = new Float64Array(count);
  for (let i = 0; i < group.length; i++) if (!Number.isNaN(value(i))) n[group[i]]++;
  const means = sumReal(group, count, value).map((sum, g) => sum / n[g]);
  const squares = sumReal(group, count, (i) => (value(i) - means[group[i]]) ** 2);
  return squares.map((sum, g) => (n[g] < 2 ? Number.NaN : Math.sqrt(sum / (n[g] - 1))));
}

function quantiles(groups: RowGroups, value: Value, share: number): Float64Array {
  const { rows, start } = rowsByGroup(groups);
  const result = new Float64Array(groups.count);
  for (let g = 0; g < groups.count; g++) {
    const sorted = Float64Array.from(rows.subarray(start[g], start[g + 1]), (row) => value(row))
      .filter((each) => !Number.isNaN(each))
      .sort();
    const place = (sorted.length - 1) * share;
    const low = sorted[Math.floor(place)];
    const high = sorted[Math.ceil(place)];
    result[g] = sorted.length === 0 ? Number.NaN : low + (place - Math.floor(place)) * (high - low);
  }
  return result;
}
