import type { Task } from '../../core/task.js';
import type { EngineValue } from '../../engine/engine.js';
import type { EngineTable } from '../../engine/engine-table.js';
import { openRows } from '../../engine/open-rows.js';
import { aggregate, call, column, type Expression } from '../../engine/plan/expression.js';
import { portablePattern } from '../../engine/plan/portable-pattern.js';
import { group } from '../../engine/plan/relation.js';
import { NUMERIC, type ValueType } from '../../engine/plan/value-type.js';
import { valueText } from '../quality/value-text.js';
import type { SchemaColumn } from './schema.js';

/** What may be wrong with the values of a column: in words, and when. */
type Fault = readonly [fault: string, when: Expression];

/** What is wrong with the values of each column of a table that stays in its place, looked at in one pass. */
export async function schemaFaultsInPlace(
  who: string,
  table: EngineTable,
  said: readonly (readonly [name: string, column: SchemaColumn])[],
  task: Task,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = said.map(([name]) => name);
  if (names.length === 0) return new Map();
  const wanted = Object.fromEntries(names.map((name) => [name, undefined]));
  const { rows, run } = openRows(who, table, wanted, {}, task);
  const faults = said.flatMap(([name, column]) =>
    faultsOf(who, name, column, table.columns.get(name)!).map(([fault, when]) => ({
      name,
      column,
      fault,
      when,
    })),
  );
  const values: Record<string, Expression> = { '@rows': aggregate('count') };
  faults.forEach(({ name, when }, i) => {
    values[`@count${i}`] = aggregate('count', [], when);
    values[`@least${i}`] = aggregate('minimum', [column(name)], when);
  });
  const columns = Object.keys(values);
  const answer = await run(group(who, rows, [], values), { columns, orderBy: [] });
  const value = (key: string) => answer[columns.indexOf(key)].values[0];
  const found = new Map<string, string[]>(names.map((name) => [name, []]));
  faults.forEach(({ name, column, fault }, i) => {
    const count = value(`@count${i}`) as number;
    if (count === 0) return;
    const example =
      fault === 'is missing' ? '' : `, the least is ${exampleText(value(`@least${i}`), column)}`;
    found.get(name)!.push(`column "${name}" ${fault} in ${count} of ${value('@rows')} rows${example}`);
  });
  return found;
}

function exampleText(value: EngineValue, { type }: SchemaColumn): string {
  return valueText(type === 'text' && typeof value === 'number' ? String(value) : value);
}

/** Whether whole numbers of a column are taken as texts, as ids are. */
export function becomesText(type: ValueType, said: SchemaColumn): boolean {
  return type === 'integer' && said.type === 'text';
}

/** The faults of `misfitOf`, for a column of an engine; of a value that has several, the first. */
function faultsOf(who: string, name: string, said: SchemaColumn, type: ValueType): Fault[] {
  const x = column(name);
  const missing = call('isMissing', x);
  const absent = type === 'text' ? call('or', missing, call('equal', x, '')) : missing;
  const faults: Fault[] = said.required === false ? [] : [['is missing', absent]];
  const earlier: Expression[] = [absent];
  for (const [fault, when] of misfits(who, x, said, type)) {
    faults.push([
      fault,
      call(
        'and',
        call(
          'not',
          earlier.reduce((all, next) => call('or', all, next)),
        ),
        when,
      ),
    ]);
    earlier.push(when);
  }
  return faults;
}

const ALWAYS: Expression = { kind: 'constant', value: true };

function misfits(who: string, x: Expression, said: SchemaColumn, type: ValueType): Fault[] {
  const { levels, pattern, min, max } = said;
  switch (said.type) {
    case 'text':
    case 'category':
    case 'ordered category': {
      if (type !== 'text' && !becomesText(type, said)) return [['is no text', ALWAYS]];
      const faults: Fault[] = [];
      if (levels !== undefined) {
        const known: Expression =
          levels.length === 0
            ? { kind: 'constant', value: false }
            : call('oneOf', x, levels[0], ...levels.slice(1));
        faults.push([`is none of ${levels.join(', ')}`, call('not', known)]);
      }
      if (pattern !== undefined) {
        const whole = `^(?:${portablePattern(who, pattern)})$`;
        const text = type === 'text' ? x : call('toText', x);
        faults.push([`has not the form ${pattern}`, call('not', call('matches', text, whole))]);
      }
      return faults;
    }
    case 'date':
      return type === 'time' ? [] : [['is no Date', ALWAYS]];
    case 'boolean':
      return type === 'boolean' ? [] : [['is neither true nor false', ALWAYS]];
    default: {
      if (!NUMERIC.includes(type)) return [['is no number', ALWAYS]];
      const faults: Fault[] = [];
      if (type === 'number') {
        faults.push(['is no number', call('less', Number.MAX_VALUE, call('absolute', x))]);
      }
      if (said.type === 'whole number') {
        const large = call('less', Number.MAX_SAFE_INTEGER, call('absolute', x));
        const broken = call('choose', large, true, call('not', call('equal', call('floor', x), x)));
        faults.push(['is no whole number', type === 'integer' ? large : broken]);
      }
      if (min !== undefined) faults.push([`is below ${min}`, call('less', x, min)]);
      if (max !== undefined) faults.push([`is above ${max}`, call('less', max, x)]);
      return faults;
    }
  }
}
