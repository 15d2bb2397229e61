import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { counted } from '../../display/counted.js';
import { chiSquaredTest } from '../../stats/hypothesis/chi-squared-test.js';
import { named, pOf } from './effect-words.js';
import type { Guardrail } from './experiment.js';

/** Which columns of a table make an experiment. */
export interface ExperimentColumns {
  /** Default `customerId`. */
  readonly customer?: string;
  /** Name of the arm of the customer, default `arm`. */
  readonly arm?: string;
  /** Numbers, or yes and no (true and false, 1 and 0); more is better. The first one decides. */
  readonly outcomes: readonly string[];
  /** Columns with the value from before the treatment, by the name of the outcome that they tell of. */
  readonly before?: Readonly<Record<string, string>>;
  /** Columns that must not get worse, and in which direction. */
  readonly guardrails?: Readonly<Record<string, Omit<Guardrail, 'values'>>>;
  /** When the customer was treated, and when the outcome came: outcomes before the treatment do not count. */
  readonly treatedAt?: string;
  readonly outcomeAt?: string;
  /** Yes or no: whether another campaign reached the customer in the same days. */
  readonly otherCampaign?: string;
  /**
   * What becomes of a customer with several rows: `refuse` (default) complains, `sum` adds outcomes up, `largest` takes the
   * largest: of yes and no it is yes where any row says so.
   */
  readonly repeated?: 'refuse' | 'sum' | 'largest';
}

/** Customers of an experiment, ready for `experiment`. */
export interface ExperimentRows {
  readonly ids: readonly string[];
  readonly arms: readonly string[];
  readonly outcomes: Readonly<Record<string, readonly number[]>>;
  readonly before: Readonly<Record<string, readonly number[]>>;
  readonly guardrails: Readonly<Record<string, Guardrail>>;
  /** What was left out, changed or is odd, in sentences. */
  readonly flags: readonly string[];
}

interface Customer {
  readonly row: number;
  readonly arm: string;
  readonly values: number[];
  treatedAt: number | undefined;
  other: boolean;
  rows: number;
}

/**
 * Customers of an experiment out of a table, one row a customer, checked: nobody in two arms, no second outcome, no outcome
 * from before the treatment, nobody reached by another campaign without a word. Spread what comes back into `experiment`.
 *
 * Customers without a value are left out and counted by arm. Outcomes before the treatment count as none; a customer without
 * a time of treatment is judged by the earliest one.
 *
 * @throws {InputError} For missing columns, a customer in two arms or with two outcomes, and values that are none, with the
 *   row.
 *
 * O(rows).
 *
 * @example
 * const rows = experimentRows(campaign, { outcomes: ['converted'] });
 * const { verdict } = await experiment({ ...rows, control: 'none' });
 * verdict.decision; // 'not clear'
 */
export function experimentRows<Row extends object>(
  table: Table<Row>,
  columns: ExperimentColumns,
): ExperimentRows {
  const who = 'experimentRows';
  const {
    customer = 'customerId',
    arm = 'arm',
    outcomes,
    before = {},
    guardrails = {},
    repeated = 'refuse',
  } = columns;
  if (!Array.isArray(outcomes) || outcomes.length === 0) {
    throw new InputError(
      `${who}: there is no outcome. Name its column, for example outcomes: ['converted'].`,
    );
  }
  if (!['refuse', 'sum', 'largest'].includes(repeated)) {
    throw new InputError(`${who}: repeated is ${String(repeated)}. It is 'refuse', 'sum' or 'largest'.`);
  }
  const numeric = [...new Set([...outcomes, ...Object.values(before), ...Object.keys(guardrails)])];
  const extra = [columns.treatedAt, columns.outcomeAt, columns.otherCampaign].filter(
    (name) => name !== undefined,
  );
  const plain = table as unknown as Table;
  checkColumns(who, plain, [customer, arm, ...numeric, ...extra]);
  const cells = (name: string | undefined) => (name === undefined ? undefined : plain.array(name));
  const [ids, arms] = [plain.array(customer), plain.array(arm)];
  const numbers = numeric.map((name) => plain.array(name));
  const [treatedAt, outcomeAt, other] = [columns.treatedAt, columns.outcomeAt, columns.otherCampaign].map(
    cells,
  );
  const start = earliest(who, treatedAt, columns.treatedAt);
  const customers = new Map<string, Customer>();
  const [missing, early] = [new Map<string, number>(), new Map<string, number>()];
  const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1);

  for (let row = 0; row < ids.length; row++) {
    const id = textOf(who, ids[row], row, customer);
    const own = textOf(who, arms[row], row, arm);
    const values = numbers.map((column, j) => numberOf(who, column[row], row, numeric[j]));
    if (values.includes(undefined)) {
      count(missing, own);
      continue;
    }
    const known = values as number[];
    const treated = timeOf(who, treatedAt?.[row], row, columns.treatedAt) ?? start;
    const came = timeOf(who, outcomeAt?.[row], row, columns.outcomeAt);
    if (came !== undefined && treated !== undefined && came < treated) {
      if (outcomes.some((_, j) => known[j] !== 0)) count(early, own);
      for (let j = 0; j < outcomes.length; j++) known[j] = 0;
    }
    const isOther =
      other === undefined ? false : (numberOf(who, other[row], row, columns.otherCampaign!) ?? 0) !== 0;
    const there = customers.get(id);
    if (there === undefined) {
      customers.set(id, { row, arm: own, values: known, treatedAt: treated, other: isOther, rows: 1 });
      continue;
    }
    if (there.arm !== own) {
      throw new InputError(
        `${who}: customer "${id}" is in arm "${there.arm}" in row ${there.row + 1} and in arm "${own}" in row ${row + 1}. One arm a customer is needed.`,
        { column: arm },
      );
    }
    if (repeated === 'refuse') {
      throw new InputError(
        `${who}: customer "${id}" has an outcome in row ${there.row + 1} and another in row ${row + 1}. One a customer is needed: set repeated to 'sum' or 'largest', or keep one row.`,
        { column: customer },
      );
    }
    there.rows++;
    there.other ||= isOther;
    for (let j = 0; j < known.length; j++) {
      const isOutcome = j < outcomes.length || numeric[j] in guardrails;
      if (!isOutcome) continue; // what was before is the same in each row
      there.values[j] = repeated === 'sum' ? there.values[j] + known[j] : Math.max(there.values[j], known[j]);
    }
  }
  const list = [...customers.values()];
  const column = (name: string) => list.map(({ values }) => values[numeric.indexOf(name)]);
  return {
    ids: [...customers.keys()],
    arms: list.map((each) => each.arm),
    outcomes: Object.fromEntries(outcomes.map((name) => [name, column(name)])),
    before: Object.fromEntries(Object.entries(before).map(([outcome, name]) => [outcome, column(name)])),
    guardrails: Object.fromEntries(
      Object.entries(guardrails).map(([name, told]) => [name, { ...told, values: column(name) }]),
    ),
    flags: flagsOf(list, missing, early, other !== undefined, repeated),
  };
}

function flagsOf(
  customers: readonly Customer[],
  missing: ReadonlyMap<string, number>,
  early: ReadonlyMap<string, number>,
  isOtherKnown: boolean,
  repeated: string,
): string[] {
  const flags: string[] = [];
  const sizes = new Map<string, number>();
  const others = new Map<string, number>();
  for (const { arm, other } of customers) {
    sizes.set(arm, (sizes.get(arm) ?? 0) + 1);
    if (other) others.set(arm, (others.get(arm) ?? 0) + 1);
  }
  const arms = [...new Set([...sizes.keys(), ...missing.keys()])].sort();
  const byArm = (counts: ReadonlyMap<string, number>) =>
    arms.map((arm) => `${named(arm)} ${counts.get(arm) ?? 0}`).join(', ');
  const unlike = (counts: ReadonlyMap<string, number>, rest: (arm: string) => number): string => {
    const table = arms.map((arm) => [counts.get(arm) ?? 0, rest(arm)]).filter(([a, b]) => a + b > 0);
    if (table.length < 2 || table.every(([a]) => a === 0) || table.every(([, b]) => b === 0)) return '';
    const { p } = chiSquaredTest(table);
    return p < 0.01
      ? ` The arms differ in this by more than chance (${pOf(p)}): the comparison is no longer by lot.`
      : '';
  };
  const size = (arm: string) => sizes.get(arm) ?? 0;
  if (missing.size > 0) {
    flags.push(`Left out, because a value is missing: ${byArm(missing)}.${unlike(missing, size)}`);
  }
  if (early.size > 0) {
    flags.push(
      `Outcomes before the treatment count as none: ${byArm(early)}.${unlike(early, (arm) => size(arm) - (early.get(arm) ?? 0))}`,
    );
  }
  const several = customers.filter(({ rows }) => rows > 1).length;
  if (several > 0) {
    flags.push(
      `${counted(several, 'customer')} had several rows: ${repeated === 'sum' ? 'their outcomes are added up' : 'the largest outcome counts'}.`,
    );
  }
  if (isOtherKnown && others.size > 0) {
    flags.push(
      `Another campaign reached customers in the same days: ${byArm(others)}. The effect is what comes on top of it.${unlike(others, (arm) => size(arm) - (others.get(arm) ?? 0))}`,
    );
  }
  return flags;
}

function textOf(who: string, value: unknown, row: number, column: string): string {
  if (value !== null && value !== undefined && value !== '') return String(value);
  throw new InputError(`${who}: row ${row + 1}, column "${column}" is empty.`, { column });
}

/** `undefined` where it is missing. */
function numberOf(who: string, value: unknown, row: number, column: string): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  throw new InputError(
    `${who}: row ${row + 1}, column "${column}" is ${shown}. It is a finite number, or true or false; leave it empty where it is not known.`,
    { column },
  );
}

function timeOf(who: string, value: unknown, row: number, column: string | undefined): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const time =
    value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(time)) return time;
  throw new InputError(
    `${who}: row ${row + 1}, column "${column}" is ${String(value)}. It is a date, for example 2026-01-31.`,
    { column },
  );
}

function earliest(
  who: string,
  values: readonly unknown[] | undefined,
  column: string | undefined,
): number | undefined {
  let first: number | undefined;
  values?.forEach((value, row) => {
    const time = timeOf(who, value, row, column);
    if (time !== undefined && (first === undefined || time < first)) first = time;
  });
  return first;
}
