import type { CompiledCell } from '../language/compile-cell.js';
import type { Position } from '../language/position.js';
import type { CellContext, CellRun } from './cell-run.js';
import { driveCell, type Step } from './drive-cell.js';
import type { Evaluation, Evaluator } from './evaluate.js';

/** How a cell ended, and the place in it that goes with that, where the error has none of its own. */
export interface EvaluatedCell {
  readonly evaluation: Evaluation;
  readonly at?: Position;
}

/** Runs the scripts of a cell in order; the value is that of the body. */
export async function evaluateCell(
  evaluator: Evaluator,
  context: CellContext,
  cell: CellRun,
  { before, body, isStepped, stepPosition }: CompiledCell,
): Promise<EvaluatedCell> {
  const evaluate = (text: string) => context.run(cell, () => evaluator.evaluate(text));
  for (const { text, position } of before) {
    const evaluation = await evaluate(text);
    if (cell.stopped) return { evaluation: { status: 'terminated' } };
    if (evaluation.status !== 'value') return { evaluation, at: position };
  }
  const evaluation = await evaluate(body.text);
  if (!isStepped || evaluation.status !== 'value') return { evaluation };
  const start = evaluation.value as () => Generator<Step, unknown, unknown>;
  const driven = await driveCell(evaluator, context, cell, start);
  const at = driven.waitedAt === undefined ? undefined : stepPosition(driven.waitedAt);
  return { evaluation: driven.evaluation, at };
}
