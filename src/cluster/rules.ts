import { checkIds } from '../core/check-ids.js';
import { InputError, isInputError } from '../core/input-error.js';
import { checkColumns, type Table } from '../core/table.js';
import { dataHash } from './data-hash.js';
import type { Segmentation } from './segmentation.js';
import { segmentationOf } from './segmentation-of.js';
import { watchColumns } from './watch-columns.js';

/** One rule: the customers it holds for, and what they are called. */
export interface SegmentRule<Row extends object = Record<string, unknown>> {
  /** Name of the segment. */
  readonly name: string;
  /** Whether a customer belongs to it: true or false, nothing else. */
  readonly when: (row: Readonly<Row>) => boolean;
  /** Why such customers make a segment, in a sentence. */
  readonly why?: string;
}

/** What `ruleSegments` needs to know beside the rules. */
export interface RuleOptions<Row extends object = Record<string, unknown>> {
  /** Column with the customer id. */
  readonly id: keyof Row & string;
  /** Name of the segment of customers that no rule holds for; default `Other`. */
  readonly otherwise?: string;
}

/** What became of a rule. */
export interface RuleOutcome {
  /** Key of its segment. */
  readonly key: string;
  readonly name: string;
  readonly why?: string;
  /** Customers it holds for. */
  readonly matched: number;
  /** Customers it won: those that no earlier rule holds for. */
  readonly won: number;
}

/** Segments made by rules. The last one is that of the customers no rule holds for; it may be empty. */
export interface RuleSegmentation<Row extends object = Record<string, unknown>>
  extends Segmentation<Table<Row>> {
  readonly kind: 'rules';
  readonly rules: readonly RuleOutcome[];
  /** Customers that more than one rule holds for; the first of them won. */
  readonly overlap: number;
  /** Names of rules that won no customer: nobody meets them, or earlier rules took all who do. */
  readonly neverReached: readonly string[];
}

/**
 * Segments customers by rules. The rules are asked in order and the first that holds wins, so every customer is in
 * exactly one segment: that of a rule, or the last one for all others.
 *
 * @param table - One row a customer.
 * @param rules - In order of precedence. They may look at every column; a column that does not exist is an error
 *   with the nearest name, not `undefined`.
 * @throws {InputError} For no rules, empty or repeated names, a missing or repeated customer id, and for a rule that
 *   fails or answers with something else than true or false, with rule and row.
 *
 * O(customers · rules): every rule is asked for every customer, to count overlaps.
 *
 * @example
 * const byRules = ruleSegments(customers, [
 *   { name: 'Loyal', when: (row) => row.frequency >= 5 && row.recencyDays < 90 },
 *   { name: 'Lost', when: (row) => row.recencyDays > 180, why: 'No order for half a year.' },
 * ], { id: 'customerId' });
 * byRules.segments.map((segment) => segment.size); // [40, 130, 30]
 */
export function ruleSegments<Row extends object>(
  table: Table<Row>,
  rules: readonly SegmentRule<Row>[],
  options: RuleOptions<Row>,
): RuleSegmentation<Row> {
  const { id, otherwise = 'Other' } = options;
  const names = [...rules.map((rule) => rule.name), otherwise];
  checkRuleNames(names);
  checkColumns('ruleSegments', table as unknown as Table, [id]);
  const ids = customerIds(table, id);
  checkIds('ruleSegments', ids);

  const seen = new Set<string>();
  const matched = new Uint32Array(rules.length);
  const sizes = new Uint32Array(names.length);
  let overlap = 0;
  const labels = label(table, rules, seen, (holding, winner) => {
    for (const rule of holding) matched[rule]++;
    sizes[winner]++;
    if (holding.length > 1) overlap++;
  });

  const looked = table.columnNames().filter((name) => seen.has(name));
  const segments = names.map((name, s) => ({
    key: `s${s + 1}`,
    name,
    size: sizes[s],
    share: ids.length === 0 ? 0 : sizes[s] / ids.length,
  }));
  return segmentationOf({
    kind: 'rules' as const,
    ids,
    labels,
    segments,
    origin: {
      method: 'rules',
      columns: looked,
      options: { id, otherwise, rules: rules.map(({ name, when }) => ({ name, when: String(when) })) },
      dataHash: dataHash(
        looked,
        ids,
        looked.map((name) => table.array(name)),
      ),
    },
    rules: rules.map(({ name, why }, r) => ({
      key: `s${r + 1}`,
      name,
      ...(why === undefined ? {} : { why }),
      matched: matched[r],
      won: sizes[r],
    })),
    overlap,
    neverReached: rules.filter((_, r) => sizes[r] === 0).map((rule) => rule.name),
    assign: (input: Table<Row>) => label(input, rules, new Set(), () => {}),
  });
}

function checkRuleNames(names: readonly string[]): void {
  if (names.length === 1) throw new InputError('ruleSegments: there are no rules.');
  names.forEach((name, i) => {
    if (name.trim() === '') throw new InputError(`ruleSegments: the name of rule ${i + 1} is empty.`);
    const first = names.indexOf(name);
    if (first === i) return;
    throw new InputError(
      i === names.length - 1
        ? `ruleSegments: rule ${first + 1} is called "${name}" like the segment of all others. Set "otherwise" to another name.`
        : `ruleSegments: rules ${first + 1} and ${i + 1} are both called "${name}".`,
    );
  });
}

function customerIds<Row extends object>(table: Table<Row>, id: keyof Row & string): string[] {
  return Array.from(table.array(id) as ArrayLike<unknown>, (value, i) => {
    if (value === undefined || value === null || value === '') {
      throw new InputError(`ruleSegments: row ${i + 1} has no customer id in column "${id}".`, {
        column: id,
      });
    }
    return String(value);
  });
}

/** Asks every rule for every row; tells which held and which won, and notes the columns they looked at. */
function label<Row extends object>(
  table: Table<Row>,
  rules: readonly SegmentRule<Row>[],
  seen: Set<string>,
  tell: (holding: readonly number[], winner: number) => void,
): Int32Array {
  let asking = '';
  const watch = watchColumns<Row>(table.columnNames(), seen, () => asking);
  const labels = new Int32Array(table.numRows());
  let i = 0;
  for (const row of table) {
    const watched = watch(row);
    const holding: number[] = [];
    rules.forEach((rule, r) => {
      asking = `Rule "${rule.name}", row ${i + 1}`;
      if (answer(rule, watched, asking)) holding.push(r);
    });
    labels[i] = holding[0] ?? rules.length;
    tell(holding, labels[i]);
    i++;
  }
  return labels;
}

function answer<Row extends object>(rule: SegmentRule<Row>, row: Row, asking: string): boolean {
  let holds: unknown;
  try {
    holds = rule.when(row);
  } catch (error) {
    if (isInputError(error)) throw error;
    throw new InputError(`${asking}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof holds === 'boolean') return holds;
  throw new InputError(`${asking}: the answer is ${String(holds)}; it has to be true or false.`);
}
