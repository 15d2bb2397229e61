import type { Task } from '../core/task.js';
import { tableFailure } from './duckdb/table-failure.js';
import { withDuckDb } from './duckdb/with-duckdb.js';
import type { EngineColumn, EngineOptions } from './engine.js';
import type { Frame } from './memory/vector.js';
import type { Relation } from './plan/relation.js';
import { type PlanAnswer, type PlanSource, runPlanInEngine, runPlanInMemory } from './run-plan.js';

/** Runs a plan and gives the columns that are asked for. */
export type RunPlan = (plan: Relation, answer: PlanAnswer) => Promise<EngineColumn[]>;

/** Where plans run. The result is the same. */
export interface WhereOptions extends EngineOptions {
  /** Default `engine` above 200,000 rows and for tables that stay in an engine. */
  readonly where?: 'memory' | 'engine';
}

/** Rows from which on an engine is faster. */
const MEMORY_ROWS = 200_000;

/** What runs plans on sources: where the rows are, or where the caller wants it. */
export function planRunner(
  who: string,
  sources: Readonly<Record<string, PlanSource>>,
  options: WhereOptions,
  task: Task,
): RunPlan {
  const all = Object.values(sources);
  const table = all.find((source) => 'kind' in source);
  const rows = all.reduce((most, source) => ('kind' in source ? most : Math.max(most, source.rows)), 0);
  const where =
    table === undefined ? (options.where ?? (rows <= MEMORY_ROWS ? 'memory' : 'engine')) : 'engine';
  if (where === 'memory') {
    return (plan, answer) => runPlanInMemory(plan, sources as Readonly<Record<string, Frame>>, answer, task);
  }
  const { threads, memoryMb } = options;
  const engineOptions = {
    ...(threads === undefined ? {} : { threads }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  };
  return async (plan, answer) => {
    try {
      return await withDuckDb(
        task,
        (engine) => runPlanInEngine(plan, sources, answer, engine),
        engineOptions,
      );
    } catch (error) {
      throw table === undefined ? error : tableFailure(who, table.name, error);
    }
  };
}
