import type { Task } from '../core/task.js';
import { locateFailure } from './duckdb/locate-failure.js';
import { tableFailure } from './duckdb/table-failure.js';
import { withDuckDb } from './duckdb/with-duckdb.js';
import type { EngineColumn, EngineOptions } from './engine.js';
import type { Frame } from './memory/vector.js';
import type { Relation } from './plan/relation.js';
import {
  type BroughtRows,
  type PlanAnswer,
  type PlanSource,
  runPlanInEngine,
  runPlanInMemory,
} from './run-plan.js';

/** Runs a plan and gives the columns that are asked for. */
export type RunPlan = (plan: Relation, answer: PlanAnswer) => Promise<EngineColumn[]>;

/** Where plans run. The result is the same. */
export interface WhereOptions extends EngineOptions {
  /** Default `engine` above 200,000 rows and for tables that stay in an engine. */
  readonly where?: 'memory' | 'engine';
}

/** Rows from which on an engine is faster. */
const MEMORY_ROWS = 200_000;

/** What runs plans on sources: where the rows are, or where the caller wants it. Each plan opens an engine of its own. */
export function planRunner(
  who: string,
  sources: Readonly<Record<string, PlanSource>>,
  options: WhereOptions,
  task: Task,
): RunPlan {
  return (plan, answer) => withPlanRunner(who, sources, options, task, (run) => run(plan, answer));
}

/**
 * Lends `work` what runs plans, one after the other, in one session: the engine is opened once, rows in memory are
 * brought there once, and it is closed when the work is done, whatever happens.
 */
export async function withPlanRunner<Result>(
  who: string,
  sources: Readonly<Record<string, PlanSource>>,
  options: WhereOptions,
  task: Task,
  work: (run: RunPlan) => Promise<Result>,
): Promise<Result> {
  const all = Object.values(sources);
  const table = all.find((source) => 'kind' in source);
  const rows = all.reduce((most, source) => ('kind' in source ? most : Math.max(most, source.rows)), 0);
  const where =
    table === undefined ? (options.where ?? (rows <= MEMORY_ROWS ? 'memory' : 'engine')) : 'engine';
  if (where === 'memory') {
    return work((plan, answer) =>
      runPlanInMemory(plan, sources as Readonly<Record<string, Frame>>, answer, task),
    );
  }
  const { threads, memoryMb } = options;
  const engineOptions = {
    ...(threads === undefined ? {} : { threads }),
    ...(memoryMb === undefined ? {} : { memoryMb }),
  };
  return withDuckDb(
    task,
    (engine) => {
      const brought: BroughtRows = new Map();
      return work(async (plan, answer) => {
        try {
          return await runPlanInEngine(plan, sources, answer, engine, brought);
        } catch (error) {
          if (table === undefined) throw error;
          throw tableFailure(who, table.name, await locateFailure(engine, table, error));
        }
      });
    },
    engineOptions,
  );
}
