import { compareText } from '../../core/compare-text.js';
import type { Expression } from '../plan/expression.js';
import type { GroupRelation, JoinRelation, Relation, WindowRelation } from '../plan/relation.js';
import { type ColumnTypes, typeOf } from '../plan/type-of.js';
import { aggregateGroups } from './aggregate-groups.js';
import { callFunction, evaluateExpression } from './evaluate-expression.js';
import { groupRows, type RowGroups, rowsByGroup } from './group-rows.js';
import { constantVector, type Frame, spreadOut, takeRows, type Vector } from './vector.js';

/** Runs a plan on rows in memory, each node once; the answer is ordered by columns, missing values last. */
export function evaluatePlan(
  plan: Relation,
  sources: Readonly<Record<string, Frame>>,
  orderBy: readonly string[],
): Frame {
  const done = new Map<Relation, Frame>();
  const evaluate = (relation: Relation): Frame => {
    let frame = done.get(relation);
    if (frame === undefined) {
      frame = evaluateRelation(relation, evaluate, sources);
      done.set(relation, frame);
    }
    return frame;
  };
  const frame = evaluate(plan);
  const order = orderedRows(
    frame,
    orderBy.map((column) => ({ column })),
  );
  return takeFrame(frame, order);
}

function evaluateRelation(
  relation: Relation,
  evaluate: (relation: Relation) => Frame,
  sources: Readonly<Record<string, Frame>>,
): Frame {
  switch (relation.kind) {
    case 'scan': {
      const { rows, columns } = sources[relation.source];
      return {
        rows,
        columns: new Map([...relation.columns.keys()].map((name) => [name, columns.get(name)!])),
      };
    }
    case 'derive': {
      const from = evaluate(relation.from);
      const made = Object.entries(relation.values).map(([name, value]): [string, Vector] => [
        name,
        evaluateExpression(value, from),
      ]);
      return { rows: from.rows, columns: new Map([...from.columns, ...made]) };
    }
    case 'filter': {
      const from = evaluate(relation.from);
      const { values, stride } = evaluateExpression(relation.where, from);
      const kept: number[] = [];
      for (let i = 0; i < from.rows; i++) if (values[i * stride] === 1) kept.push(i);
      return takeFrame(from, kept);
    }
    case 'group':
      return evaluateGroup(relation, evaluate(relation.from));
    case 'window':
      return evaluateWindow(relation, evaluate(relation.from));
    case 'join':
      return evaluateJoin(relation, evaluate(relation.left), evaluate(relation.right));
  }
}

function evaluateGroup({ by, values }: GroupRelation, from: Frame): Frame {
  const groups = groupRows(from, by);
  const types: ColumnTypes = new Map([...from.columns].map(([name, { type }]) => [name, type]));
  const summarise = (expression: Expression): Vector => {
    switch (expression.kind) {
      case 'aggregate':
        return aggregateGroups(expression, from, groups);
      case 'constant':
        return constantVector(expression.value, typeOf('group', expression, types));
      case 'column':
        return takeRows(from.columns.get(expression.name)!, groups.first);
      case 'call': {
        const type = typeOf('group', expression, types);
        return callFunction(expression.function, expression.args.map(summarise), type, groups.count);
      }
    }
  };
  const keys = by.map((name): [string, Vector] => [name, takeRows(from.columns.get(name)!, groups.first)]);
  const made = Object.entries(values).map(([name, value]): [string, Vector] => [name, summarise(value)]);
  return { rows: groups.count, columns: new Map([...keys, ...made]) };
}

function evaluateWindow({ by, order, values }: WindowRelation, from: Frame): Frame {
  const groups = groupRows(from, by);
  const { sorted, start } = sortedWithin(from, groups, order);
  const before = new Int32Array(from.rows).fill(-1);
  const place = new Float64Array(from.rows);
  for (let g = 0; g < groups.count; g++) {
    for (let i = start[g]; i < start[g + 1]; i++) {
      place[sorted[i]] = i - start[g] + 1;
      if (i > start[g]) before[sorted[i]] = sorted[i - 1];
    }
  }
  const made = Object.entries(values).map(([name, value]): [string, Vector] => [
    name,
    'before' in value
      ? takeRows(from.columns.get(value.before)!, before)
      : { type: 'integer', values: place, stride: 1 },
  ]);
  return { rows: from.rows, columns: new Map([...from.columns, ...made]) };
}

function sortedWithin(
  frame: Frame,
  groups: RowGroups,
  order: WindowRelation['order'],
): { sorted: Int32Array; start: Int32Array } {
  const { rows: sorted, start } = rowsByGroup(groups);
  const compare = rowComparison(frame, order);
  for (let g = 0; g < groups.count; g++) {
    if (start[g + 1] - start[g] > 1) sorted.subarray(start[g], start[g + 1]).sort(compare);
  }
  return { sorted, start };
}

function evaluateJoin({ on, right: relation }: JoinRelation, left: Frame, right: Frame): Frame {
  const keyOf = (frame: Frame) => {
    const vectors = on.map((name) => frame.columns.get(name)!);
    return (row: number) =>
      vectors
        .map(({ values, stride, dictionary }) => {
          const value = values[row * stride];
          return dictionary === undefined || Number.isNaN(value) ? value : JSON.stringify(dictionary[value]);
        })
        .join(',');
  };
  const places = new Map<string, number>();
  const rightKey = keyOf(right);
  for (let i = 0; i < right.rows; i++) places.set(rightKey(i), i);
  const leftKey = keyOf(left);
  const rows = Int32Array.from({ length: left.rows }, (_, i) => places.get(leftKey(i)) ?? -1);
  const added = [...relation.columns.keys()]
    .filter((name) => !on.includes(name))
    .map((name): [string, Vector] => [name, takeRows(right.columns.get(name)!, rows)]);
  return { rows: left.rows, columns: new Map([...left.columns, ...added]) };
}

function takeFrame(frame: Frame, rows: ArrayLike<number>): Frame {
  const columns = [...frame.columns].map(([name, vector]): [string, Vector] => [
    name,
    takeRows(vector, rows),
  ]);
  return { rows: rows.length, columns: new Map(columns) };
}

function orderedRows(frame: Frame, order: WindowRelation['order']): Int32Array {
  const rows = Int32Array.from({ length: frame.rows }, (_, i) => i);
  return order.length === 0 ? rows : rows.sort(rowComparison(frame, order));
}

/** Compares rows by columns in turn: numbers by size, texts by code point, missing values last. */
function rowComparison(frame: Frame, order: WindowRelation['order']): (a: number, b: number) => number {
  const keys = order.map(({ column, descending }) => {
    const vector = spreadOut(frame.columns.get(column)!, frame.rows);
    const values = vector.dictionary === undefined ? vector.values : textRanks(vector);
    return { values, sign: descending === true ? -1 : 1 };
  });
  return (a, b) => {
    for (const { values, sign } of keys) {
      const [x, y] = [values[a], values[b]];
      if (x === y) continue;
      if (Number.isNaN(x) || Number.isNaN(y)) {
        if (Number.isNaN(x) && Number.isNaN(y)) continue;
        return Number.isNaN(x) ? 1 : -1;
      }
      return sign * (x - y);
    }
    return 0;
  };
}

/** Texts as their places in the order of code points. */
function textRanks({ values, dictionary }: Vector): Float64Array {
  const texts = dictionary ?? [];
  const order = texts.map((_, i) => i).sort((a, b) => compareText(texts[a], texts[b]));
  const rank = new Float64Array(texts.length);
  order.forEach((place, i) => {
    rank[place] = i;
  });
  return values.map((place) => (Number.isNaN(place) ? place : rank[place]));
}
