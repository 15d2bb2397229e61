import type { Engine } from '../engine.js';
import type { EngineTable } from '../engine-table.js';
import { readFailure } from './read-failure.js';
import { csvTypedSql } from './table-place-sql.js';

/** An error of reading a text file that names the line, where reading it once more can tell; else the error as it is. */
export async function locateFailure(
  engine: Engine,
  { place }: EngineTable,
  error: unknown,
): Promise<unknown> {
  const failure = readFailure(error);
  if (place.kind !== 'csv' || failure === undefined || failure.line !== undefined) return error;
  return engine.query(`SELECT count(COLUMNS(*)) FROM ${csvTypedSql(place)}`).then(
    () => error,
    (located: unknown) => (readFailure(located)?.line === undefined ? error : located),
  );
}
