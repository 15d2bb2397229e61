import { InputError } from '../core/input-error.js';
import type { Task } from '../core/task.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { forgetRejected, REJECTING, rejectedRecords } from '../engine/duckdb/rejected-records.js';
import { csvTextSql } from '../engine/duckdb/table-place-sql.js';
import type { Engine } from '../engine/engine.js';
import type { TablePlace } from '../engine/engine-table.js';
import { explainFailure } from './explain-failure.js';
import { scanText } from './scan-text.js';
import { lineOfEngineLine } from './walk-records.js';

/** Why the columns of a text file could not be made out: a line too long, or the first broken record, with its line. */
export async function unreadableText(
  who: string,
  engine: Engine,
  place: Extract<TablePlace, { kind: 'csv' }>,
  task: Task,
): Promise<unknown> {
  const { path } = place;
  const names = Object.keys(place.types);
  const layout = { separator: place.separator, header: place.header, names };
  const problem = await scanText(who, path, place, task.signal);
  if (problem !== undefined) return problem;
  await forgetRejected(engine);
  const failed: unknown = await engine.query(`SELECT count(*) FROM ${csvTextSql(place, REJECTING)}`).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failed !== undefined) {
    const failure = readFailure(failed);
    if (failure === undefined) throw failed;
    return explainFailure(who, path, failure);
  }
  const { ragged, failure } = await rejectedRecords(engine);
  const first = ragged[0];
  const broken =
    failure ??
    (first === undefined
      ? undefined
      : {
          kind: 'ragged' as const,
          line: first.engineLine,
          found: first.found,
          expected: names.length,
          words: '',
        });
  if (broken?.line !== undefined) {
    return explainFailure(who, path, { ...broken, line: await lineOfEngineLine(place, layout, broken.line) });
  }
  return new InputError(
    `${who}: the columns of "${path}" could not be made out. Give separator and header, or read it with readTable.`,
    { file: path },
  );
}
