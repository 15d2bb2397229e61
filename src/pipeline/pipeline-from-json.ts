import { checkScorer, isTyped } from '../cluster/scoring/check-scorer.js';
import { InputError } from '../core/input-error.js';
import { checkExpression } from '../engine/plan/check-expression.js';
import { type Pipeline, pipelineOf } from './pipeline.js';
import { PIPELINE_VERSION, type PipelineData } from './pipeline-data.js';

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
  const { source, columns, origin } = data;
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
  checkScorer('pipelineFromJSON', data, wrong);
  if (typeof origin?.method !== 'string') throw wrong('it does not say how it was made');
  return pipelineOf(data as PipelineData);
}

/** A formula of summaries: their expressions are checked one by one. */
function checkFeature(value: unknown, where: string): void {
  const { kind, args, aggregate } = (value ?? {}) as { kind?: string; args?: unknown[]; aggregate?: unknown };
  if (kind === 'summary' || kind === 'constant') {
    const problem = checkExpression(kind === 'summary' ? aggregate : value);
    if (problem !== undefined) throw wrong(`${where}: ${problem}`);
  } else if (kind === 'call' && Array.isArray(args)) for (const arg of args) checkFeature(arg, where);
  else throw wrong(`${where} is no formula`);
}

function wrong(what: string): InputError {
  return new InputError(`pipelineFromJSON: ${what}. It takes what toJSON of a pipeline wrote.`);
}
