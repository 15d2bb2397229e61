import { InputError, isInputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { askConditions, type RuleConditions } from './rule-conditions.js';
import type { SegmentRule } from './rules.js';
import { watchColumns } from './watch-columns.js';

/** Which rules hold for which rows (1 or 0, one array a rule), and the first that does; notes the columns they look at. */
export function askRules<Row extends object>(
  who: string,
  table: Table<Row>,
  rules: readonly SegmentRule<Row>[],
  read: RuleConditions,
  seen: Set<string>,
): { labels: Int32Array; holding: Uint8Array[] } {
  const rows = table.numRows();
  const asked = askConditions(who, read, table as unknown as Table);
  const holding = asked.map((answers) => answers ?? new Uint8Array(rows));
  const functions = rules.flatMap(({ name, when }, r) =>
    typeof when === 'function' ? [{ name, when, r }] : [],
  );
  if (functions.length > 0) {
    let asking = '';
    const watch = watchColumns<Row>(table.columnNames(), seen, () => asking);
    let i = 0;
    for (const row of table) {
      const watched = watch(row);
      for (const { name, when, r } of functions) {
        asking = `Rule "${name}", row ${i + 1}`;
        holding[r][i] = Number(answer(when, watched, asking));
      }
      i++;
    }
  }
  const labels = Int32Array.from({ length: rows }, (_, i) => {
    const first = holding.findIndex((answers) => answers[i] === 1);
    return first === -1 ? rules.length : first;
  });
  return { labels, holding };
}

function answer<Row extends object>(when: (row: Row) => unknown, row: Row, asking: string): boolean {
  let holds: unknown;
  try {
    holds = when(row);
  } catch (error) {
    if (isInputError(error)) throw error;
    throw new InputError(`${asking}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof holds === 'boolean') return holds;
  throw new InputError(`${asking}: the answer is ${String(holds)}; it has to be true or false.`);
}
