import type { Expression } from '../engine/plan/expression.js';

/**
 * Expressions with some of them replaced.
 *
 * @param columns - Positions of those.
 * @param replace - New expression for the old one and its place in `columns`.
 */
export function mapExpressions(
  expressions: readonly Expression[],
  columns: readonly number[],
  replace: (expression: Expression, place: number) => Expression,
): readonly Expression[] {
  const mapped = [...expressions];
  columns.forEach((column, place) => {
    mapped[column] = replace(mapped[column], place);
  });
  return mapped;
}
