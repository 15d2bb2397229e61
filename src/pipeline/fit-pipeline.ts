import type { NamedType, Stage } from '../cluster/scoring/scorer.js';
import type { Segmentation } from '../cluster/segmentation.js';
import { dayText, toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import { partOfTask } from '../core/part-of-task.js';
import type { LongStepPlan, Step, StepPlan } from '../core/step.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import { toMatrix } from '../core/to-matrix.js';
import { type EngineTable, isEngineTable } from '../engine/engine-table.js';
import { memoryType } from '../engine/memory/column-type.js';
import { column, type Expression } from '../engine/plan/expression.js';
import { planRunner } from '../engine/plan-runner.js';
import { activityInput } from '../features/activity-input.js';
import { expandFamilies } from '../features/expand-families.js';
import { type FeatureInput, type FeatureTableOptions, featureTable } from '../features/feature-table.js';
import type { ColumnEncoding } from '../prepare/column-encodings.js';
import { fitEncoding } from '../prepare/encoding.js';
import { type Pipeline, pipelineOf } from './pipeline.js';
import type { ActivitySource, CustomerSource } from './pipeline-data.js';
import { PIPELINE_VERSION } from './pipeline-data.js';
import { firstStage, stepStages } from './stages.js';

/** What a pipeline is made of, in the order in which it happens. */
export interface PipelineParts {
  /** Features to make of rows of what customers did; without them the table has one row a customer. */
  readonly features?: readonly FeatureInput[];
  /** How the features are computed: the options of `featureTable`. */
  readonly activity?: Omit<FeatureTableOptions, 'customers' | 'where'>;
  /** Column with the customer id, where the table has one row a customer; default `customerId`. */
  readonly id?: string;
  /** Columns to segment by; default all numbers. */
  readonly columns?: readonly string[];
  /** How columns that are not plain numbers become numbers; the columns are those named here. */
  readonly encode?: Readonly<Record<string, ColumnEncoding>>;
  /** Steps of preparation and embedding, for example `[logStep(['orders']), zStep(), pcaStep({ components: 2 })]`. */
  readonly steps?: readonly (StepPlan | LongStepPlan)[];
  /** Makes segments of the prepared customers, for example `(matrix, task) => kmeans(matrix, { k: 4, seed: 1 }, task)`. */
  readonly segment: (matrix: Matrix, task: Task) => Promise<Segmentation<Matrix>> | Segmentation<Matrix>;
}

/** A pipeline with the customers it was fitted on. */
export interface FittedPipeline<Made extends Segmentation<Matrix> = Segmentation<Matrix>> extends Pipeline {
  /** What `segment` gave. */
  readonly segmentation: Made;
  /** One row a customer, before preparation. */
  readonly customers: Table;
  /** What `segment` was given. */
  readonly prepared: Matrix;
  /** The fitted steps. */
  readonly steps: readonly Step[];
}

/**
 * Fits features, preparation, embedding and segments in a row, as one value that places customers it has not seen: in
 * memory, as SQL, or as a plain function, with the same answer.
 *
 * @param source - Rows of what customers did when there are `features`, else one row a customer.
 * @throws {InputError} What the parts refuse, and a segmentation that cannot say in expressions how it decides.
 *
 * As costly as its parts.
 *
 * @example
 * const spring = await fitPipeline(orders, {
 *   features: [recency(), orderCount(), monetary()],
 *   activity: { asOf: '2026-01-01' },
 *   steps: [logStep(['orders', 'monetary']), zStep()],
 *   segment: (matrix, task) => kmeans(matrix, { k: 3, seed: 1 }, task),
 * });
 * spring.segments.length; // 3
 */
export async function fitPipeline<Row extends object, Made extends Segmentation<Matrix>>(
  source: Table<Row> | EngineTable,
  parts: Omit<PipelineParts, 'segment'> & {
    readonly segment: (matrix: Matrix, task: Task) => Promise<Made> | Made;
  },
  task: Task = currentTask(),
): Promise<FittedPipeline<Made>> {
  const who = 'fitPipeline';
  if (typeof parts?.segment !== 'function') {
    throw new InputError(
      `${who} needs a function that makes segments, for example segment: (matrix, task) => kmeans(matrix, { k: 4, seed: 1 }, task).`,
    );
  }
  const given = source as Table | EngineTable;
  const { customers, from } = await customersOf(who, given, parts, partOfTask(task, 0, 0.3));
  const { matrix, first, columns, encoded } = firstMatrix(who, customers, parts, from);

  const stages: Stage[] = [first];
  const steps: Step[] = [];
  let prepared = matrix;
  for (const plan of parts.steps ?? []) {
    const step =
      'fitLong' in plan ? await plan.fitLong(prepared, partOfTask(task, 0.3, 0.7)) : plan.fit(prepared);
    prepared = step.apply(prepared);
    steps.push(step);
    stages.push(...stepStages(step, stages));
  }
  const segmentation = await parts.segment(prepared, partOfTask(task, 0.7, 1));
  if (typeof segmentation?.toJSON !== 'function') {
    throw new InputError(`${who}: the function of segment gave no segmentation. Does it return one?`);
  }
  const { model } = segmentation;
  if (model === undefined) {
    throw new InputError(
      `${who}: segments made by ${segmentation.origin.method} cannot be written as expressions, so new customers cannot be placed. Use another method.`,
    );
  }
  const last = stages[stages.length - 1];
  const inputs = model.columns.map((name): Expression => {
    const place = prepared.names.indexOf(name);
    if (place < 0)
      throw new InputError(`${who}: the segments look at "${name}", which is no prepared column.`);
    return column(last.names[place]);
  });
  const pipeline = pipelineOf({
    kind: 'pipeline',
    version: PIPELINE_VERSION,
    source: from,
    columns,
    steps: [...encoded, ...steps.map((step) => step.toJSON())],
    stages,
    decision: model.decide(inputs),
    model: model.toJSON(),
    segments: segmentation.segments,
    origin: segmentation.origin,
  });
  task.progress(1);
  return { ...pipeline, segmentation, customers, prepared, steps };
}

/** One row a customer: the rows themselves, or the features made of them. */
export async function customersOf(
  who: string,
  source: Table | EngineTable,
  { features, activity = {}, id = 'customerId' }: Pick<PipelineParts, 'features' | 'activity' | 'id'>,
  task: Task,
): Promise<{ customers: Table; from: ActivitySource | CustomerSource }> {
  if (features === undefined) {
    if (isEngineTable(source)) {
      throw new InputError(
        `${who}: a table that stays in its file needs features. Read one row a customer with readTable or collectTable.`,
      );
    }
    return { customers: source, from: { kind: 'customers', id } };
  }
  const asOf = activity.asOf === undefined ? undefined : toDay(activity.asOf, `${who}: asOf`);
  const input = activityInput(who, source, features, activity, asOf);
  const expanded = await expandFamilies(
    who,
    input.activity,
    features,
    planRunner(who, input.sources, activity, task),
  );
  const customers = (await featureTable(source, expanded, activity, task, who)) as unknown as Table;
  const { columns, rows, later, gaps, currency, since } = activity;
  const options = {
    ...(columns === undefined ? {} : { columns }),
    ...(rows === undefined ? {} : { rows }),
    ...(later === undefined ? {} : { later }),
    ...(gaps === undefined ? {} : { gaps }),
    ...(currency === undefined ? {} : { currency }),
    ...(asOf === undefined ? {} : { asOf: dayText(asOf) }),
    ...(since === undefined ? {} : { since: dayText(toDay(since, `${who}: since`)) }),
  };
  const types = [...input.types].map(([name, type]): NamedType => ({ name, type }));
  return { customers, from: { kind: 'activity', columns: types, features: expanded, options } };
}

function firstMatrix(
  who: string,
  customers: Table,
  { columns, encode }: Omit<PipelineParts, 'segment'>,
  from: ActivitySource | CustomerSource,
) {
  const id = from.kind === 'customers' ? from.id : 'customerId';
  const typed = (name: string): NamedType => ({ name, type: memoryType(customers.array(name), false) });
  if (encode !== undefined) {
    if (columns !== undefined) {
      throw new InputError(`${who}: give columns or encode, not both; encode names the columns it takes.`);
    }
    const encoding = fitEncoding(customers, encode);
    const applied = encoding.apply(customers);
    const matrix: Matrix = { ...applied, ids: Array.from(customers.array(id), String) };
    const types = encoding.columnsIn.map(typed);
    return { matrix, columns: types, first: firstStage(types, encoding.toJSON().columns), encoded: [] };
  }
  const numeric = customers.columnNames().filter((name) => name !== id && typed(name).type !== 'text');
  const names = columns ?? numeric.filter((name) => typed(name).type !== 'time');
  if (names.length === 0) throw new InputError(`${who}: there is no column of numbers to segment by.`);
  const matrix = toMatrix(customers, names, id);
  const types = names.map(typed);
  return { matrix, columns: types, first: firstStage(types), encoded: [] };
}
