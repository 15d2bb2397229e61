import { evaluatePlan } from '../../engine/memory/evaluate-plan.js';
import { readFrame } from '../../engine/memory/read-frame.js';
import { scan } from '../../engine/plan/relation.js';
import { columnOut } from '../../engine/run-plan.js';
import { scoreNames, scoreRelation } from './score-relation.js';
import type { Scorer } from './scorer.js';

/** Where customers are placed: key of the segment or `other`, and the gap, `null` where there is none. */
export interface Placed {
  readonly segments: readonly string[];
  readonly gaps: readonly (number | null)[];
}

/** Places so many customers in memory, by the values of columns. */
export function scoreTable(
  who: string,
  scorer: Scorer,
  rows: number,
  valuesOf: (column: string) => ArrayLike<unknown>,
): Placed {
  const columns = scorer.columns.map(({ name, type }) => ({ name, type, values: valuesOf(name) }));
  const frame = readFrame(who, columns, rows);
  const types = new Map(scorer.columns.map(({ name, type }) => [name, type]));
  const scored = evaluatePlan(scoreRelation(who, scan('rows', types), scorer), { rows: frame }, []);
  const names = scoreNames(scorer);
  const [segments, gaps] = [names.segment, names.gap].map((name) =>
    columnOut(name, scored.columns.get(name)!, scored.rows),
  );
  return { segments: segments.values as string[], gaps: gaps.values as (number | null)[] };
}
