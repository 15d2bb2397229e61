import { OTHER } from '../cluster/scoring/score-relation.js';
import { scoreTable } from '../cluster/scoring/score-table.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { type Table, tableOf } from '../core/table.js';
import { breathe, type Task } from '../core/task.js';
import { checkKnown } from '../core/unknown-name.js';
import { type EngineTable, isEngineTable } from '../engine/engine-table.js';
import { featureTable } from '../features/feature-table.js';
import type { PipelineData } from './pipeline-data.js';

/** How new customers are placed. */
export interface AssignOptions {
  /** Day of reckoning of the features; default the day the pipeline was fitted with. */
  readonly asOf?: string | Date;
  /** Customers who lack a column, or have a value that cannot be prepared: an error (default), or in `other`. */
  readonly gaps?: 'error' | 'other';
}

/** The segment of a customer. */
export interface AssignedCustomer {
  customerId: string;
  /** Key of the segment, or `other`. */
  segment: string;
  /** Name of the segment. */
  segmentName: string;
  /** How much dearer the second best segment is, as a share of it: 0 is a tie; `null` where there is none. */
  gap: number | null;
}

/** Places customers in memory. */
export async function assignWith(
  data: PipelineData,
  source: Table | EngineTable,
  options: AssignOptions,
  task: Task,
): Promise<Table<AssignedCustomer>> {
  const customers = await customersOf(data, source, options, task);
  const id = data.source.kind === 'activity' ? 'customerId' : data.source.id;
  checkKnown('assign', 'column', [id, ...data.columns.map(({ name }) => name)], customers.columnNames());
  const ids = Array.from(customers.array(id), String);
  await breathe(task);
  const { segments, gaps } = scoreTable('assign', data, customers.numRows(), (name) => customers.array(name));
  if (options.gaps !== 'other') refuseGaps(data, segments, customers, ids);
  const names = new Map([...data.segments.map(({ key, name }) => [key, name] as const), [OTHER, 'Other']]);
  return tableOf<AssignedCustomer>(
    {
      customerId: ids,
      segment: [...segments],
      segmentName: segments.map((key) => names.get(key)!),
      gap: [...gaps],
    },
    {
      customerId: { role: 'id' },
      segment: { meaning: 'Segment of the customer.' },
      gap: { meaning: 'How much dearer the second best segment is, as a share of it; 0 is a tie.' },
    },
  );
}

async function customersOf(
  data: PipelineData,
  source: Table | EngineTable,
  { asOf }: AssignOptions,
  task: Task,
): Promise<Table> {
  if (data.source.kind === 'activity') {
    const options = { ...data.source.options, ...(asOf === undefined ? {} : { asOf }) };
    const made = await featureTable(source, data.source.features, options, task, 'assign');
    return made as unknown as Table;
  }
  if (asOf !== undefined) {
    throw new InputError('assign: asOf is for pipelines with features; this one takes one row a customer.');
  }
  if (isEngineTable(source)) {
    throw new InputError('assign: the table stays in its file. Use toSQL there, or collectTable first.');
  }
  return source;
}

function refuseGaps(
  data: PipelineData,
  segments: readonly string[],
  customers: Table,
  ids: readonly string[],
): void {
  const others = segments.flatMap((key, row) => (key === OTHER ? [row] : []));
  if (others.length === 0) return;
  const [row] = others;
  const empty = data.columns.find(({ name }) => {
    const value = customers.get(name, row);
    return value === null || value === undefined || Number.isNaN(value);
  });
  const cause =
    empty === undefined
      ? 'has a value that cannot be prepared as those it was fitted on'
      : `has no value in column "${empty.name}"`;
  const count = others.length === 1 ? '1 customer has' : `${formatNumber(others.length)} customers have`;
  throw new InputError(
    `assign: ${count} no segment; customer "${ids[row]}", row ${row + 1}, ${cause}. Fill or drop such values first, or pass { gaps: 'other' } to count them as other.`,
    empty === undefined ? {} : { column: empty.name },
  );
}
