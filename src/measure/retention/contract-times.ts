import { DAY_MS, dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import type { ContractColumns } from './contract-churn.js';

/** How long each contract ran, and whether it ended. */
export interface ContractTimes {
  readonly times: Float64Array;
  readonly happened: readonly boolean[];
}

/** @throws {InputError} For values that are none and ends before starts, with the row. */
export function contractTimes(
  who: string,
  contracts: Table,
  columns: ContractColumns,
  ended: readonly unknown[] | undefined,
  asOf: number | undefined,
): ContractTimes {
  return 'start' in columns
    ? byDays(who, contracts, columns.start, columns.end, asOf!)
    : byStatus(who, contracts, columns.tenure, columns.status, ended);
}

function byStatus(
  who: string,
  contracts: Table,
  tenure: string,
  status: string,
  ended: readonly unknown[] = [true, 1, '1', 'true'],
): ContractTimes {
  const states = contracts.array(status);
  const happened = states.map((value, row) => {
    if (value !== null && value !== undefined && value !== '') return ended.includes(value);
    throw new InputError(`${who}: row ${row + 1}, column "${status}" is missing. It says whether it ended.`, {
      column: status,
    });
  });
  if (new Set(states).size > 1 && !happened.includes(true)) {
    const seen = [...new Set(states)].slice(0, 5).map(String).join(', ');
    throw new InputError(
      `${who}: no value of column "${status}" means that a contract ended; there are ${seen}. Name those that do: ended: ['…'].`,
      { column: status },
    );
  }
  const times = Float64Array.from(contracts.array(tenure), (value, row) => {
    const time = typeof value === 'bigint' ? Number(value) : value;
    if (typeof time === 'number' && time >= 0 && time < Infinity) return time;
    throw new InputError(
      `${who}: row ${row + 1}, column "${tenure}" is ${String(value ?? 'missing')}, no time of 0 or more.`,
      { column: tenure },
    );
  });
  return { times, happened };
}

function byDays(who: string, contracts: Table, start: string, end: string, asOf: number): ContractTimes {
  const starts = contracts.array(start);
  const ends = contracts.array(end);
  const times = new Float64Array(starts.length);
  const happened: boolean[] = [];
  starts.forEach((value, row) => {
    const first = dayOf(who, start, value, row);
    if (first > asOf) {
      throw new InputError(
        `${who}: row ${row + 1} starts on ${dayText(first)}, after asOf, ${dayText(asOf)}.`,
        { column: start },
      );
    }
    const open = ends[row] === null || ends[row] === undefined || ends[row] === '';
    const last = open ? Infinity : dayOf(who, end, ends[row], row);
    if (last < first) {
      throw new InputError(
        `${who}: row ${row + 1} ends on ${dayText(last)}, before its start, ${dayText(first)}. Correct or drop it.`,
        { column: end },
      );
    }
    times[row] = Math.min(last, asOf) - first;
    happened.push(last <= asOf);
  });
  return { times, happened };
}

/** The day of a date, or that a text begins with. */
function dayOf(who: string, column: string, value: unknown, row: number): number {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return Math.floor(value.getTime() / DAY_MS);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) {
    return toDay(value.slice(0, 10), `${who}: row ${row + 1}, column "${column}"`);
  }
  throw new InputError(
    `${who}: row ${row + 1}, column "${column}" is ${String(value ?? 'missing')}, not a day.`,
    { column },
  );
}
