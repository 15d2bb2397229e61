import type { CellContext, CellRun } from './cell-run.js';
import type { Evaluation, Evaluator } from './evaluate.js';

/** What a stepped cell hands out at each `await` at its top: the offset of the `await`, and its operand. */
export type Step = readonly [offset: number, awaited: unknown];

/** How a stepped cell ended, and where it waited last. */
export interface Driven {
  readonly evaluation: Evaluation;
  readonly waitedAt?: number;
}

/**
 * Runs the generator of a stepped cell to its end. Each step runs in the context of the cell and in a frame of
 * its own. A cell that was left to itself is not driven on.
 */
export async function driveCell(
  evaluator: Evaluator,
  context: CellContext,
  cell: CellRun,
  start: () => Generator<Step, unknown, unknown>,
): Promise<Driven> {
  const steps = start.call(globalThis);
  let resume: () => IteratorResult<Step, unknown> = () => steps.next();
  let waitedAt: number | undefined;
  while (!cell.muted) {
    const evaluation = context.run(cell, () => evaluator.step(resume));
    if (evaluation.status !== 'value') return { evaluation, waitedAt };
    const { done, value } = evaluation.value as IteratorResult<Step, unknown>;
    if (done) return { evaluation: { status: 'value', value } };
    const [offset, awaited] = value as Step;
    waitedAt = offset;
    try {
      const settled = await context.run(cell, () => cell.stoppable(awaited));
      resume = () => steps.next(settled);
    } catch (error) {
      resume = () => steps.throw(error);
    }
  }
  return { evaluation: { status: 'terminated' } };
}
