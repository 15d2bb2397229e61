import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import type { EngineTable } from '../../engine/engine-table.js';
import { aggregate, call, column as columnOf } from '../../engine/plan/expression.js';
import { derive, group, join } from '../../engine/plan/relation.js';
import { NUMERIC, type ValueType } from '../../engine/plan/value-type.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';

/** Types whose values are the same in letters and as they are. */
const TEXTUAL: readonly ValueType[] = ['text', 'integer'];

function kindOf(type: ValueType): string {
  return NUMERIC.includes(type) ? 'number' : type;
}

/**
 * Every value of a column is in a column of another table, in memory or in its file; numbers and texts of the same
 * letters are the same. What is missing is not judged. Severity by default: error.
 *
 * @param otherName - What the other table is called in words; default the other column alone is named.
 * @throws {InputError} When it is judged, for columns that cannot be compared, such as dates and texts.
 *
 * O(rows of both).
 *
 * @example
 * foreignKey('customerId', customers, 'customerId').rule; // '"customerId" is a "customerId" of the other table'
 */
export function foreignKey<Row extends object>(
  column: string,
  other: Table<Row> | EngineTable,
  otherColumn: string,
  options: CheckOptions & { readonly otherName?: string } = {},
): QualityCheck {
  const { otherName = 'the other table' } = options;
  return makeCheck(
    {
      kind: 'foreignKey',
      columns: [column],
      severity: 'error',
      rule: `"${column}" is a "${otherColumn}" of ${otherName}`,
      wayOut: 'Ask for the rows that are missing over there, or leave these out by name.',
      other: { table: other as Table | EngineTable, column: otherColumn },
      test: ({ who, rows, type, other: values }) => {
        const own = type(column);
        const theirs = values!.columns.get('@key')!;
        const alike = kindOf(own) === kindOf(theirs);
        if (!alike && !(TEXTUAL.includes(own) && TEXTUAL.includes(theirs))) {
          throw new InputError(
            `foreignKey: column "${column}" holds values of type ${own}, "${otherColumn}" of ${otherName} of type ${theirs}.`,
            { column },
          );
        }
        const key = (name: string) => (alike ? columnOf(name) : call('toText', columnOf(name)));
        const known = group(who, derive(who, values!, { '@other': key('@key') }), ['@other'], {
          '@known': aggregate('count'),
        });
        const joined = join(derive(who, rows, { '@other': key(column) }), known, ['@other']);
        const judged = filled(column, { type });
        const fails = call('and', judged, call('isMissing', columnOf('@known')));
        return { kind: 'rows', rows: joined, fails, judged };
      },
    },
    options,
  );
}
