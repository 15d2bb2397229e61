import { formatNumber } from '../core/format.js';
import type { Task } from '../core/task.js';
import { counted } from '../display/counted.js';
import { readFailure } from '../engine/duckdb/read-failure.js';
import { forgetRejected, REJECTING, rejectedRecords } from '../engine/duckdb/rejected-records.js';
import { csvTextSql, misfitInPlaceSql } from '../engine/duckdb/table-place-sql.js';
import type { Engine } from '../engine/engine.js';
import type { TablePlace } from '../engine/engine-table.js';
import { explainFailure } from './explain-failure.js';
import { scanText } from './scan-text.js';
import { lineOfEngineLine, recordsOfEngineLines } from './walk-records.js';

/** Lines that a warning names. */
const NAMED = 5;

/**
 * Looks once at all rows of a text file whose bad rows are left out: warns of how many there are and why.
 *
 * @throws {InputError} For a file that is broken in another way, with the line.
 */
export async function countLeftOut(
  who: string,
  engine: Engine,
  place: Extract<TablePlace, { kind: 'csv' }>,
  task: Task,
): Promise<void> {
  const { path, leaveOut = [] } = place;
  const layout = { separator: place.separator, header: place.header, names: Object.keys(place.types) };
  const problem = await scanText(who, path, place, task.signal);
  if (problem !== undefined) throw problem;
  await forgetRejected(engine);
  const tests = leaveOut.map((name) => misfitInPlaceSql(place, name));
  const any = tests.length === 0 ? 'false' : tests.join(' OR ');
  const counts = [any, ...tests].map((test) => `count(*) FILTER (WHERE ${test})`);
  const [all, ...own] = await engine
    .query(`SELECT ${counts.join(', ')} FROM ${csvTextSql(place, REJECTING)}`)
    .catch((error: unknown) => {
      const failure = readFailure(error);
      throw failure === undefined ? error : explainFailure(who, path, failure);
    });
  const { ragged, failure } = await rejectedRecords(engine);
  if (failure?.line !== undefined) {
    const line = await lineOfEngineLine(place, layout, failure.line);
    throw explainFailure(who, path, { ...failure, line });
  }
  const misfits = all.values[0] as number;
  const total = ragged.length + misfits;
  if (total === 0) return;
  const first = ragged.slice(0, NAMED).map(({ engineLine }) => engineLine);
  const lines = (await recordsOfEngineLines(place, layout, first)).map(({ line }) => line);
  const reasons = [
    ...(ragged.length === 0
      ? []
      : [
          `${formatNumber(ragged.length)} not of ${counted(layout.names.length, 'value')} (line ${lines.join(', ')}${ragged.length > NAMED ? ', …' : ''})`,
        ]),
    ...own.flatMap(({ values: [count] }, j) =>
      count === 0
        ? []
        : [`${formatNumber(count as number)} with a "${leaveOut[j]}" that is no ${place.types[leaveOut[j]]}`],
    ),
  ];
  const are = total === 1 ? 'row is' : 'rows are';
  task.warn(
    `${who}: ${formatNumber(total)} ${are} left out of "${path}": ${reasons.join('; ')}. findBadRows lists all.`,
  );
}
