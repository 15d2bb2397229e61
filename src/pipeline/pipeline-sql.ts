import {
  customerRows,
  type RowsToScore,
  type ScoreSqlOptions,
  scoreSql,
} from '../cluster/scoring/score-sql.js';
import { toDay } from '../core/day.js';
import { InputError } from '../core/input-error.js';
import type { EngineTable } from '../engine/engine-table.js';
import { activityInput } from '../features/activity-input.js';
import { featurePlan } from '../features/feature-plan.js';
import type { PipelineData } from './pipeline-data.js';

/** How the SQL of a pipeline is written. The table is called `activity` with features, else `customers`. */
export interface PipelineSqlOptions extends ScoreSqlOptions {
  /** Day of reckoning of the features; default the day the pipeline was fitted with. */
  readonly asOf?: string | Date;
}

/** One query from raw rows to `customerId`, `segment` and `gap`, ordered by customer id. */
export function pipelineSql(data: PipelineData, options: PipelineSqlOptions): string {
  return scoreSql('toSQL', data, rowsOf('toSQL', data, options.asOf), options);
}

function rowsOf(who: string, data: PipelineData, asOf: string | Date | undefined): RowsToScore {
  const { source } = data;
  if (source.kind === 'activity') {
    const day = asOf ?? source.options.asOf;
    const types = new Map(source.columns.map(({ name, type }) => [name, type]));
    const table: EngineTable = {
      kind: 'engine table',
      name: 'activity',
      columns: types,
      place: { kind: 'parquet', paths: [] },
    };
    const input = activityInput(
      who,
      table,
      source.features,
      source.options,
      day === undefined ? undefined : toDay(day, `${who}: asOf`),
    );
    return { rows: featurePlan(input.activity, source.features), types: input.types, source: 'activity' };
  }
  if (asOf !== undefined) {
    throw new InputError(`${who}: asOf is for pipelines with features; this one takes one row a customer.`);
  }
  return customerRows(who, data, source.id);
}
