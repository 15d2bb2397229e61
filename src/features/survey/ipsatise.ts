import type { ColumnInfo } from '../../core/column.js';
import { inheritedInfo } from '../../core/inherited-info.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { type AnswerScale, readAnswers } from './answers.js';
import { turnedAnswers } from './battery.js';

/**
 * Corrects for the way a person uses the scale: each answer less the person's mean (`centre`), and over the person's
 * standard deviation (`standardise`). What is left says what matters more or less to that person, not how much in
 * all: after it, levels of two persons cannot be compared, and items add up to 0. Reversed items are turned before.
 *
 * Missing answers stay missing (`null`). Who gave the same answer everywhere is 0 after `centre` and missing after
 * `standardise`, since there is no profile; so is who gave one answer only.
 *
 * @returns The table with the items changed, other columns as they were.
 * @throws {InputError} As `battery`.
 *
 * Source: Fischer, "Standardization to account for cross-cultural response bias", J. Cross-Cult. Psychol. 35 (2004) 263-282.
 *
 * @example
 * const answers = tableOf({ customerId: ['a', 'b'], price: [5, 2], style: [4, 1], service: [3, 3] });
 * ipsatise(answers, ['price', 'style', 'service'], { scale: [1, 5] }).array('price'); // [1, 0]
 */
export function ipsatise<Row extends object, Item extends keyof Row & string>(
  table: Table<Row>,
  items: readonly Item[],
  options: AnswerScale & { readonly by?: 'centre' | 'standardise' },
): Table<{ [Name in keyof Row]: Name extends Item ? number | null : Row[Name] }> {
  const who = 'ipsatise';
  const { by = 'centre', scale } = options;
  if (items.length < 2) throw new InputError(`${who} needs two items or more, ${items.length} came.`);
  const anyTable = table as unknown as Table;
  const answers = turnedAnswers(readAnswers(who, anyTable, items, options), scale);
  const changed = items.map(() => new Array<number | null>(anyTable.numRows()).fill(null));
  for (let row = 0; row < anyTable.numRows(); row++) {
    const own = answers.map((column) => column[row]).filter((answer) => !Number.isNaN(answer));
    const mean = own.reduce((sum, answer) => sum + answer, 0) / own.length;
    const spread = Math.sqrt(own.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / (own.length - 1));
    if (by === 'standardise' && !(spread > 0)) continue;
    const size = by === 'standardise' ? spread : 1;
    answers.forEach((column, j) => {
      if (!Number.isNaN(column[row])) changed[j][row] = (column[row] - mean) / size;
    });
  }
  const columns: Record<string, unknown[]> = {};
  const info: Record<string, ColumnInfo> = { ...anyTable.info };
  for (const name of anyTable.columnNames()) {
    const j = items.indexOf(name as Item);
    columns[name] = j < 0 ? anyTable.array(name) : changed[j];
    if (j < 0) continue;
    const { meaning, unit: _, ...rest } = anyTable.info[name] ?? {};
    const said =
      by === 'centre'
        ? 'less the mean answer of the person'
        : 'in deviations from the mean answer of the person';
    info[name] = inheritedInfo(
      { basis: 'B3', ...rest, meaning: `${meaning?.replace(/\.$/, '') ?? name}, ${said}.` },
      items.map((item) => anyTable.info[item]),
    );
  }
  return tableOf(columns as never, info as never);
}
