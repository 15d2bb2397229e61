import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.js';
import { makeFolder } from '../../core/make-folder.js';
import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { withDuckDb } from '../../engine/duckdb/with-duckdb.js';
import { joinParts, writePart } from './parquet-parts.js';
import { retailerTables } from './retailer-tables.js';

/** How a retailer is simulated into files. */
export interface RetailerFilesOptions {
  /** Any whole number; the same seed gives the same content. */
  readonly seed: number;
  /** Number of customers, default 4,000. */
  readonly customers?: number;
  /** First day with orders, default `2024-01-01`. */
  readonly from?: string;
  /** Last day with orders, default `2025-12-31`. */
  readonly to?: string;
}

/** Customers that are simulated together. */
const BLOCK = 4000;
/** The first stream of the seeds of blocks. */
const BLOCK_STREAM = 1000;
/** What DuckDB holds before it spills to disk. */
const DUCKDB_MB = 256;

/**
 * Simulates a retailer of any size, with all that surrounds it, into a new folder: a Parquet file for each table
 * (customers, orders, order lines, campaign, what came of both campaigns, needs, consents, events, mails, feedback, contacts, referrals, protected
 * attributes, a biased mailing, accounts and their users, stock, two periods with drift), the planted labels as
 * `truth-….parquet`, and `truth.json` for what else was planted.
 *
 * Up to 4,000 customers it is the retailer of `simulateRetailer` with the same seed. Larger ones are made of blocks of
 * 4,000, each a shop of its own with its own chance, campaign and stock; the number of the block stands in the ids. The
 * truth lists the blocks one by one.
 *
 * @param folder - Must not exist; it is there only once all is whole. Stop leaves nothing.
 * @returns Paths of the files.
 * @throws {InputError} For numbers that are no whole ones, a folder that exists, and what `simulateRetailer` refuses.
 *
 * O(orders) time, 2.5 s for a block; the memory of one block, and room on disk for all rows twice.
 *
 * @example
 * const files = await simulateRetailerToFiles('shop', { seed: 1, customers: 50 });
 * files.length; // 24
 */
export async function simulateRetailerToFiles(
  folder: string,
  options: RetailerFilesOptions,
  task: Task = currentTask(),
): Promise<string[]> {
  const { seed, customers = BLOCK, from, to } = options;
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  if (!Number.isSafeInteger(seed)) {
    throw new InputError(`simulateRetailerToFiles: seed is ${seed}; it must be a whole number.`);
  }
  if (!Number.isSafeInteger(customers) || customers < 1) {
    throw new InputError(
      `simulateRetailerToFiles: customers is ${customers}; it must be a whole number from 1.`,
    );
  }
  if (existsSync(folder)) {
    throw new InputError(`simulateRetailerToFiles: "${folder}" exists. Name a new folder.`, { file: folder });
  }
  const parent = dirname(resolve(folder));
  makeFolder(parent);
  const work = mkdtempSync(join(parent, '.retailer-'));
  try {
    const names = await withDuckDb(
      task,
      async (engine) => {
        const blocks = Math.ceil(customers / BLOCK);
        const truths: unknown[] = [];
        let written: string[] = [];
        for (let b = 0; b < blocks; b++) {
          const own =
            b === 0
              ? seed
              : seeded(seed)
                  .stream(BLOCK_STREAM + b)
                  .integer(2 ** 31);
          const block = blocks === 1 ? undefined : String(b + 1).padStart(5, '0');
          const size = Math.min(BLOCK, customers - b * BLOCK);
          const part = partOfTask(task, (0.9 * b) / blocks, (0.9 * (b + 1)) / blocks);
          const made = await retailerTables({ seed: own, customers: size, ...days }, part);
          written = Object.keys(made.tables);
          for (const name of written) await writePart(engine, work, name, made.tables[name], b, block);
          truths.push({ ...(block === undefined ? {} : { block }), ...made.truths });
          await breathe(task);
        }
        makeFolder(join(work, 'whole'));
        for (const name of written) {
          await joinParts(engine, join(work, name), join(work, 'whole', `${name}.parquet`));
          rmSync(join(work, name), { recursive: true });
        }
        const truth = { seed, customers, blocks: truths };
        writeFileSync(join(work, 'whole', 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
        return [...written.map((name) => `${name}.parquet`), 'truth.json'];
      },
      { memoryMb: DUCKDB_MB },
    );
    await breathe(task);
    renameSync(join(work, 'whole'), folder);
    task.progress(1);
    return names.map((name) => join(folder, name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
