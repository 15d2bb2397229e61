import type { RuleMode } from '../cluster/rules/rule-model.js';
import { type ConditionRule, type RuleSegmentation, ruleSegments } from '../cluster/rules/rules.js';
import type { NamedType } from '../cluster/scoring/scorer.js';
import { InputError } from '../core/input-error.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { memoryType } from '../engine/memory/column-type.js';
import { column } from '../engine/plan/expression.js';
import { customersOf, type PipelineParts } from './fit-pipeline.js';
import { type Pipeline, pipelineOf } from './pipeline.js';
import { PIPELINE_VERSION } from './pipeline-data.js';
import { firstStage } from './stages.js';

/** What a pipeline of rules is made of. */
export interface RulePipelineParts extends Pick<PipelineParts, 'features' | 'activity' | 'id'> {
  /** Rules on the features, or on the columns of the table, in order of precedence. */
  readonly rules: readonly ConditionRule[];
  /** Name of the segment of customers that no rule holds for; default `Other`. */
  readonly otherwise?: string;
  /** `first` (default): the first rule that holds wins. `partition`: every customer has to meet exactly one. */
  readonly mode?: RuleMode;
}

/** A pipeline of rules with the customers it was made with. */
export interface RulePipeline extends Pipeline {
  readonly segmentation: RuleSegmentation;
  /** One row a customer: what the rules looked at. */
  readonly customers: Table;
}

/**
 * Features and rules as one value that places customers it has not seen: in memory, as SQL, or as a plain function, with the
 * same answer. A customer who lacks a value meets no comparison with it, so nobody is without a segment. In a partition,
 * whoever does not meet exactly one rule later on is in the last segment.
 *
 * @param source - Rows of what customers did when there are `features`, else one row a customer.
 * @throws {InputError} For rules that are functions, and what `featureTable` and `ruleSegments` refuse.
 *
 * As costly as features and rules.
 *
 * @example
 * const placed = await rulePipeline(orders, {
 *   features: [recency(), orderCount()],
 *   activity: { asOf: '2026-01-01' },
 *   rules: [{ name: 'Loyal', when: { orders: { atLeast: 5 }, recencyDays: { below: 90 } } }],
 * });
 * placed.toFunction()({ orders: 8, recencyDays: 12 }).name; // 'Loyal'
 */
export async function rulePipeline<Row extends object>(
  source: Table<Row> | EngineTable,
  parts: RulePipelineParts,
  task: Task = currentTask(),
): Promise<RulePipeline> {
  const who = 'rulePipeline';
  const { customers, from } = await customersOf(who, source as Table | EngineTable, parts, task);
  const id = from.kind === 'customers' ? from.id : 'customerId';
  const { rules, otherwise, mode } = parts;
  const segmentation = ruleSegments(customers, rules, {
    id,
    ...(otherwise === undefined ? {} : { otherwise }),
    ...(mode === undefined ? {} : { mode }),
  });
  const { model } = segmentation;
  if (model === undefined) {
    const strange = rules.find(({ when }) => typeof when === 'function');
    throw new InputError(
      `${who}: rule "${strange?.name}" is a function, which cannot be saved or written as SQL. Write it as a condition, such as { orders: { atLeast: 5 } }.`,
    );
  }
  const columns = model.columns.map((name, j): NamedType => {
    const truth = memoryType(customers.array(name), false) === 'boolean';
    return { name, type: model.types?.[j] === 'text' ? 'text' : truth ? 'boolean' : 'number' };
  });
  const stage = firstStage(columns);
  const pipeline = pipelineOf({
    kind: 'pipeline',
    version: PIPELINE_VERSION,
    source: from,
    columns,
    steps: [],
    stages: [stage],
    decision: model.decide(stage.names.map(column)),
    model: model.toJSON(),
    segments: segmentation.segments,
    origin: segmentation.origin,
  });
  task.progress(1);
  return { ...pipeline, segmentation, customers };
}
