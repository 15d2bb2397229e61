import { checkIds } from '../../core/check-ids.js';
import { dataHash } from '../../core/data-hash.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { unknownName } from '../../core/unknown-name.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { askRules } from './ask-rules.js';
import { checkPartition } from './check-partition.js';
import { checkRuleNames } from './check-rule-names.js';
import type { AnyCondition, Condition } from './condition.js';
import type { ConditionTree } from './read-condition.js';
import { ruleConditions } from './rule-conditions.js';
import { type RuleMode, ruleModel } from './rule-model.js';

/** One rule: the customers it holds for, and what they are called. */
export interface SegmentRule<Row extends object = Record<string, unknown>> {
  /** Name of the segment. */
  readonly name: string;
  /**
   * Who belongs to it: a condition as data, such as `{ orders: { atLeast: 5 } }`, or a function that answers with true or
   * false. Rules of conditions alone can be saved, and used as SQL and in pipelines; functions cannot.
   */
  readonly when: Condition<Row> | ((row: Readonly<Row>) => boolean);
  /** Why such customers make a segment, in a sentence. */
  readonly why?: string;
}

/** A rule that is a condition as data, on columns that are not known to the types. */
export interface ConditionRule {
  /** Name of the segment. */
  readonly name: string;
  /** Who belongs to it. */
  readonly when: AnyCondition;
  /** Why such customers make a segment, in a sentence. */
  readonly why?: string;
}

/** What `ruleSegments` needs to know beside the rules. */
export interface RuleOptions<Row extends object = Record<string, unknown>> {
  /** Column with the customer id. */
  readonly id: keyof Row & string;
  /** Name of the segment of customers that no rule holds for; default `Other`. */
  readonly otherwise?: string;
  /** `first` (default): the first rule that holds wins. `partition`: every customer has to meet exactly one. */
  readonly mode?: RuleMode;
}

/** What became of a rule. */
export interface RuleOutcome<Row extends object = Record<string, unknown>> extends SegmentRule<Row> {
  /** Key of its segment. */
  readonly key: string;
  /** Customers it holds for. */
  readonly matched: number;
  /** Customers it won: those that no earlier rule holds for. */
  readonly won: number;
}

/** Segments made by rules. The last one is that of the customers no rule holds for; it may be empty. */
export interface RuleSegmentation<Row extends object = Record<string, unknown>>
  extends Segmentation<Table<Row>> {
  readonly kind: 'rules';
  readonly rules: readonly RuleOutcome<Row>[];
  /** Customers that more than one rule holds for; the first of them won. */
  readonly overlap: number;
  /** Names of rules that won no customer: nobody meets them, or earlier rules took all who do. */
  readonly neverReached: readonly string[];
}

/**
 * Segments customers by rules. The rules are asked in order and the first that holds wins, so every customer is in
 * exactly one segment: that of a rule, or the last one for all others. With `mode: 'partition'` the order does not matter,
 * because it is an error unless every customer meets exactly one rule; the last segment stays empty then.
 *
 * @param table - One row a customer.
 * @param rules - In order of precedence. They may look at every column; a column that does not exist is an error
 *   with the nearest name, not `undefined`. Where all are conditions as data, the result has a `model`.
 * @throws {InputError} For no rules, empty or repeated names, a missing or repeated customer id, a condition that compares
 *   a column with values of another type, a rule that fails or answers with something else than true or false, with rule
 *   and row, and for what is no partition, with rules and counts.
 *
 * O(customers · rules): every rule is asked for every customer, to count overlaps.
 *
 * @example
 * const byRules = ruleSegments(customers, [
 *   { name: 'Loyal', when: { frequency: { atLeast: 5 }, recencyDays: { below: 90 } } },
 *   { name: 'Lost', when: (row) => row.recencyDays > 180, why: 'No order for half a year.' },
 * ], { id: 'customerId' });
 * byRules.segments.map((segment) => segment.size); // [40, 130, 30]
 */
export function ruleSegments<Row extends object>(
  table: Table<Row>,
  rules: readonly SegmentRule<NoInfer<Row>>[],
  options: RuleOptions<NoInfer<Row>>,
): RuleSegmentation<Row> {
  const { id, otherwise = 'Other', mode = 'first' } = options;
  checkMode(mode);
  checkRuleNames('ruleSegments', rules, otherwise);
  const names = [...rules.map((rule) => rule.name), otherwise];
  checkColumns('ruleSegments', table as unknown as Table, [id]);
  const ids = customerIds(table, id);
  checkIds('ruleSegments', ids);

  const read = ruleConditions(rules, table as unknown as Table);
  const seen = new Set<string>(read.types.keys());
  const matched = new Uint32Array(rules.length);
  const sizes = new Uint32Array(names.length);
  let overlap = 0;
  const { labels, holding } = askRules('ruleSegments', table, rules, read, seen);
  if (mode === 'partition') checkPartition('ruleSegments', rules, holding, (i) => `customer "${ids[i]}"`);
  labels.forEach((winner, i) => {
    let held = 0;
    for (let r = 0; r < rules.length; r++) {
      matched[r] += holding[r][i];
      held += holding[r][i];
    }
    sizes[winner]++;
    if (held > 1) overlap++;
  });

  const looked = table.columnNames().filter((name) => seen.has(name));
  const segments = names.map((name, s) => ({
    key: `s${s + 1}`,
    name,
    size: sizes[s],
    share: ids.length === 0 ? 0 : sizes[s] / ids.length,
  }));
  const kept = rules.map((rule) =>
    typeof rule.when === 'function' ? rule : { ...rule, when: structuredClone(rule.when) },
  );
  const conditions = kept.flatMap(({ when }) => (typeof when === 'function' ? [] : [when as Condition]));
  const model =
    conditions.length === rules.length
      ? ruleModel(conditions, read.trees as ConditionTree[], read.types, mode)
      : undefined;
  const shown = ({ when }: SegmentRule<Row>) => (typeof when === 'function' ? String(when) : when);
  return segmentationOf({
    kind: 'rules' as const,
    ids,
    labels,
    segments,
    origin: {
      method: 'rules',
      columns: looked,
      options: { id, otherwise, mode, rules: kept.map((rule) => ({ name: rule.name, when: shown(rule) })) },
      dataHash: dataHash(
        looked,
        ids,
        looked.map((name) => table.array(name)),
      ),
    },
    ...(model === undefined ? {} : { model }),
    rules: kept.map(({ name, when, why }, r) => ({
      key: `s${r + 1}`,
      name,
      when,
      ...(why === undefined ? {} : { why }),
      matched: matched[r],
      won: sizes[r],
    })),
    overlap,
    neverReached: rules.filter((_, r) => sizes[r] === 0).map((rule) => rule.name),
    assign: (input: Table<Row>) => {
      const placed = askRules('assign', input, kept, read, new Set());
      if (mode === 'partition') checkPartition('assign', rules, placed.holding, (i) => `row ${i + 1}`);
      return placed.labels;
    },
  });
}

function checkMode(mode: RuleMode): void {
  const modes: readonly RuleMode[] = ['first', 'partition'];
  if (!modes.includes(mode)) throw unknownName('ruleSegments', 'mode', mode, modes);
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
