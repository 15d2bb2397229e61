import { type Explanation, explainCustomer } from '../cluster/scoring/explain-customer.js';
import { type PlacedCustomer, scoreFunction, scoreScript } from '../cluster/scoring/score-script.js';
import type { Segment, SegmentationOrigin } from '../cluster/segmentation.js';
import type { Table } from '../core/table.js';
import { currentTask, type Task } from '../core/task.js';
import type { EngineTable } from '../engine/engine-table.js';
import { type AssignedCustomer, type AssignOptions, assignWith } from './assign.js';
import type { PipelineData } from './pipeline-data.js';
import { type PipelineSqlOptions, pipelineSql } from './pipeline-sql.js';

/** From raw rows to the segment of each customer, as a value that holds no customer. */
export interface Pipeline {
  readonly kind: 'pipeline';
  readonly segments: readonly Segment[];
  readonly origin: SegmentationOrigin;
  /** Columns of one row a customer that it looks at. */
  readonly columns: readonly string[];
  /** Segment of each customer, ordered as the table, or by customer id where there are features. */
  assign<Row extends object>(
    source: Table<Row> | EngineTable,
    options?: AssignOptions,
    task?: Task,
  ): Promise<Table<AssignedCustomer>>;
  /** Why a customer is where it is, from the values of its columns. */
  explain(customer: Readonly<Record<string, unknown>>): Explanation;
  /** One query that gives customer id, segment and gap. */
  toSQL(options?: PipelineSqlOptions): string;
  /** Places one customer by the values of its columns (the features, where there are). */
  toFunction(): (customer: Readonly<Record<string, unknown>>) => PlacedCustomer;
  /** The same function as the text of a TypeScript module, without any import. */
  toTypeScript(): string;
  toJSON(): PipelineData;
}

/** The pipeline of what it remembers. */
export function pipelineOf(data: PipelineData): Pipeline {
  return {
    kind: 'pipeline',
    segments: data.segments,
    origin: data.origin,
    columns: data.columns.map(({ name }) => name),
    assign: (source, options = {}, task = currentTask()) =>
      assignWith(data, source as Table | EngineTable, options, task),
    explain: (customer) => explainCustomer(data, customer),
    toSQL: (options = {}) => pipelineSql(data, options),
    toFunction: () => scoreFunction(data),
    toTypeScript: () => scoreScript(data, true),
    toJSON: () => data,
  };
}
