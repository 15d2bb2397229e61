import { InputError } from '../core/input-error.js';
import { checkExpression } from '../engine/plan/check-expression.js';
import type { Expression } from '../engine/plan/expression.js';
import { type Relation, scan } from '../engine/plan/relation.js';
import { isValueType } from '../engine/plan/value-type.js';
import { type Pipeline, pipelineOf } from './pipeline.js';
import { type NamedType, PIPELINE_VERSION, type PipelineData } from './pipeline-data.js';
import { scoreRelation } from './score-relation.js';

/**
 * The pipeline that `toJSON` wrote. Everything in it is looked at first, so that a file of strangers can hold nothing but
 * columns, numbers and known functions.
 *
 * @param json - Parsed JSON, not its text.
 * @throws {InputError} When it is no pipeline, of another version, or damaged, with the part that is wrong.
 *
 * @example
 * const saved = JSON.stringify(pipeline);
 * pipelineFromJSON(JSON.parse(saved)).columns; // ['recencyDays', 'orders', 'monetary']
 */
export function pipelineFromJSON(json: unknown): Pipeline {
  const data = (json ?? {}) as Partial<PipelineData>;
  if (data.kind !== 'pipeline') throw wrong(`kind is ${JSON.stringify(data.kind)}, not "pipeline"`);
  if (data.version !== PIPELINE_VERSION) {
    throw new InputError(
      `pipelineFromJSON: the pipeline is of version ${String(data.version)}, and this package reads version ${PIPELINE_VERSION}. Fit it again, or use the package that saved it.`,
    );
  }
  const { source, columns, stages, decision, segments, origin } = data;
  if (!isTyped(columns)) throw wrong('columns are no list of names and types');
  const known =
    source?.kind === 'activity' || (source?.kind === 'customers' && typeof source.id === 'string');
  if (source === undefined || !known)
    throw wrong('source says neither what customers did nor which id they have');
  if (source.kind === 'activity' && !isTyped(source.columns))
    throw wrong('the columns of the source are none');
  if (source.kind === 'activity') {
    if (!Array.isArray(source.features)) throw wrong('there are no features');
    source.features.forEach((feature, i) => {
      if (typeof feature?.name !== 'string') throw wrong(`feature ${i + 1} has no name`);
      checkFeature(feature.value, `feature "${feature.name}"`);
    });
  }
  if (!Array.isArray(stages) || stages.length === 0) throw wrong('there are no stages');
  stages.forEach((stage, i) => {
    const whole =
      Array.isArray(stage?.names) &&
      stage.names.every((name: unknown) => typeof name === 'string') &&
      Array.isArray(stage.values) &&
      stage.values.length === stage.names.length;
    if (!whole) throw wrong(`stage ${i + 1} has not one value for each name`);
    for (const value of stage.values) checked(value, `stage ${i + 1}`);
  });
  const keyed =
    Array.isArray(segments) &&
    segments.length > 0 &&
    segments.every((each) => typeof each?.key === 'string' && typeof each.name === 'string');
  if (!keyed) throw wrong('segments have no keys and names');
  const parts: unknown =
    decision?.by === 'costs'
      ? decision.costs
      : decision?.by === 'conditions'
        ? decision.conditions
        : undefined;
  const count = decision?.by === 'costs' ? segments.length : segments.length - 1;
  if (!Array.isArray(parts) || parts.length !== count) throw wrong('the decision does not fit the segments');
  for (const part of parts) checked(part, 'the decision');
  if (typeof origin?.method !== 'string') throw wrong('it does not say how it was made');
  const whole = data as PipelineData;
  const rows: Relation = scan('rows', new Map(columns.map(({ name, type }) => [name, type])));
  scoreRelation('pipelineFromJSON', rows, whole); // types of all expressions
  return pipelineOf(whole);
}

function isTyped(columns: unknown): columns is readonly NamedType[] {
  return (
    Array.isArray(columns) &&
    columns.every((each) => typeof each?.name === 'string' && isValueType(each.type))
  );
}

function checked(value: unknown, where: string): asserts value is Expression {
  const problem = checkExpression(value);
  if (problem !== undefined) throw wrong(`${where}: ${problem}`);
}

/** A formula of summaries: their expressions are checked one by one. */
function checkFeature(value: unknown, where: string): void {
  const { kind, args, aggregate } = (value ?? {}) as { kind?: string; args?: unknown[]; aggregate?: unknown };
  if (kind === 'summary') checked(aggregate, where);
  else if (kind === 'call' && Array.isArray(args)) for (const arg of args) checkFeature(arg, where);
  else if (kind !== 'constant') throw wrong(`${where} is no formula`);
  else checked(value, where);
}

function wrong(what: string): InputError {
  return new InputError(`pipelineFromJSON: ${what}. It takes what toJSON of a pipeline wrote.`);
}
