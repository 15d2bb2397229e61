import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { numbersOf } from './purchase-data.js';

/** Most periods of a contract. */
export const LONGEST = 100_000;

/** How contracts are read and fitted. */
export interface ContractOptions {
  readonly columns?: {
    /** Periods of the contract so far, a whole number; default `periods`. The last one is that in which it ended. */
    readonly periods?: string;
    /** Whether it ended, true or false, 1 or 0; default `ended`. */
    readonly ended?: string;
    /** Customers that a row stands for; default none: each row is one. */
    readonly customers?: string;
  };
  readonly confidence?: number;
}

/** Customers by the period that ended the contract, and by the periods of those that go on. */
export function readContracts(
  who: string,
  table: Table,
  { columns = {} }: ContractOptions,
): { left: number[]; stayed: number[] } {
  const { periods: name = 'periods', ended: endedName = 'ended', customers } = columns;
  checkColumns(who, table, [name, endedName]);
  const periods = numbersOf(who, table, name);
  const ended = Array.from(table.array(endedName), (cell, row) => {
    if (cell === true || cell === false || cell === 0 || cell === 1) return Number(cell);
    throw new InputError(
      `${who}: row ${row + 1}, column "${endedName}" is ${String(cell ?? 'missing')}. It is true or false, or 1 or 0.`,
      { column: endedName },
    );
  });
  const weight = customers === undefined ? periods.map(() => 1) : numbersOf(who, table, customers);
  const longest = periods.reduce((most, each) => Math.max(most, each), 0);
  periods.forEach((each, row) => {
    const wrong =
      !Number.isInteger(each) || each > LONGEST
        ? `column "${name}" is ${each}, not a whole number of periods up to ${formatNumber(LONGEST)}.`
        : ended[row] === 1 && each === 0
          ? 'the contract ended after 0 periods. One that ends with its first period has 1.'
          : undefined;
    if (wrong !== undefined) throw new InputError(`${who}: row ${row + 1}, ${wrong}`);
  });
  const left = new Array<number>(longest + 1).fill(0);
  const stayed = new Array<number>(longest + 1).fill(0);
  periods.forEach((each, row) => {
    (ended[row] === 1 ? left : stayed)[each] += weight[row];
  });
  return { left, stayed };
}
