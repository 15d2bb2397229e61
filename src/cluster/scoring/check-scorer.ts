import { checkExpression } from '../../engine/plan/check-expression.js';
import { scan } from '../../engine/plan/relation.js';
import { isValueType } from '../../engine/plan/value-type.js';
import { scoreRelation } from './score-relation.js';
import type { NamedType, Scorer } from './scorer.js';

/**
 * Looks at parsed JSON before it is trusted: a file of strangers can hold nothing but columns, numbers and known
 * functions.
 *
 * @param wrong - Makes the error for what is wrong.
 */
export function checkScorer(who: string, data: Partial<Scorer>, wrong: (what: string) => Error): Scorer {
  try {
    return checked(who, data, wrong);
  } catch (error) {
    if (error instanceof RangeError) throw wrong('an expression is nested too deep');
    throw error;
  }
}

function checked(who: string, data: Partial<Scorer>, wrong: (what: string) => Error): Scorer {
  const { columns, stages, decision, segments } = data;
  const look = (value: unknown, where: string): void => {
    const problem = checkExpression(value);
    if (problem !== undefined) throw wrong(`${where}: ${problem}`);
  };
  if (!isTyped(columns)) throw wrong('columns are no list of names and types');
  if (!Array.isArray(stages) || stages.length === 0) throw wrong('there are no stages');
  stages.forEach((stage, i) => {
    const whole =
      Array.isArray(stage?.names) &&
      stage.names.every((name: unknown) => typeof name === 'string') &&
      Array.isArray(stage.values) &&
      stage.values.length === stage.names.length;
    if (!whole) throw wrong(`stage ${i + 1} has not one value for each name`);
    for (const value of stage.values) look(value, `stage ${i + 1}`);
  });
  const keyed =
    Array.isArray(segments) &&
    segments.length > 0 &&
    segments.every((each) => typeof each?.key === 'string' && typeof each.name === 'string');
  if (!keyed) throw wrong('segments have no keys and names');
  if (new Set(segments.map(({ key }) => key)).size < segments.length)
    throw wrong('two segments have the same key');
  const parts: unknown =
    decision?.by === 'costs'
      ? decision.costs
      : decision?.by === 'conditions'
        ? decision.conditions
        : undefined;
  const count = decision?.by === 'costs' ? segments.length : segments.length - 1;
  if (!Array.isArray(parts) || parts.length !== count) throw wrong('the decision does not fit the segments');
  for (const part of parts) look(part, 'the decision');
  if (typeof data.model?.kind !== 'string') throw wrong('it does not say what kind of model it has');
  const whole = data as Scorer;
  scoreRelation(who, scan('rows', new Map(columns.map(({ name, type }) => [name, type]))), whole); // types
  return whole;
}

/** Whether a value is a list of columns and what they hold. */
export function isTyped(columns: unknown): columns is readonly NamedType[] {
  return (
    Array.isArray(columns) &&
    columns.every((each) => typeof each?.name === 'string' && isValueType(each.type))
  );
}
