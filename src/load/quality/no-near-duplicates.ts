import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { makeCheck } from './make-check.js';
import { type NearDuplicateOptions, nearDuplicates } from './near-duplicates.js';
import type { CheckOptions, QualityCheck } from './quality-check.js';
import { valueText } from './value-text.js';

/**
 * No customer is there twice under names that are almost the same; see `nearDuplicates` for what is compared, and at
 * what cost. Works on tables in memory. Severity by default: warning.
 *
 * @throws {InputError} When it is judged, for a table that stays in its file.
 *
 * @example
 * noNearDuplicates({ name: 'name', postal: 'zip' }).columns; // ['name', 'zip']
 */
export function noNearDuplicates(columns: NearDuplicateOptions, options: CheckOptions = {}): QualityCheck {
  const { name, email, postal } = columns;
  const names = [name, email, postal].filter((each) => each !== undefined);
  return makeCheck(
    {
      kind: 'noNearDuplicates',
      columns: names,
      severity: 'warning',
      rule: `no two customers have almost the same "${name}"`,
      wayOut: 'Look at the pairs and decide which rows are one customer; nothing is merged by itself.',
      test: async ({ table, task }) => {
        if (table === undefined) {
          throw new InputError(
            'noNearDuplicates compares rows in memory: read the table with readTable first.',
          );
        }
        const pairs = (await nearDuplicates(table, columns, task)).objects();
        const shown = (row: number) => names.map((each) => valueText(table.get(each, row - 1))).join(' ');
        return {
          kind: 'judged',
          passed: pairs.length === 0,
          found: '',
          failing: pairs.length,
          of: table.numRows(),
          firstRows: pairs.slice(0, 1000).map(({ row, earlier, similarity }) => ({
            row,
            value: `${shown(row)}, row ${earlier}: ${shown(earlier)}, similarity ${formatNumber(similarity, { digits: 2 })}`,
          })),
        };
      },
    },
    options,
  );
}
