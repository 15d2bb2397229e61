import { InputError } from '../core/input-error.js';
import type { Step } from '../core/step.js';
import { BOX_COX } from './box-cox-step.js';
import { CLIP } from './clip-step.js';
import { columnStepOf } from './column-step.js';
import { logStepOf } from './log-step.js';
import { MIN_MAX } from './min-max-step.js';
import { type Preparation, preparationOf } from './preparation.js';
import { QUANTILE } from './quantile-step.js';
import { ROBUST } from './robust-step.js';
import { WEIGHT } from './weight-step.js';
import { YEO_JOHNSON } from './yeo-johnson-step.js';
import { zStepOf } from './z-step.js';

/** Kinds of steps that change columns one by one. */
const COLUMN_STEPS = [BOX_COX, YEO_JOHNSON, ROBUST, MIN_MAX, CLIP, QUANTILE, WEIGHT];

/**
 * The preparation that `toJSON` wrote; it gives the same numbers to the last bit.
 *
 * @param json - Parsed JSON, not its text.
 * @throws {InputError} When it is not the JSON of a preparation, with the part that is wrong.
 *
 * @example
 * const saved = JSON.stringify(preparation);
 * preparationFromJSON(JSON.parse(saved)).apply(features).data[0] === scaled.data[0]; // true
 */
export function preparationFromJSON(json: unknown): Preparation {
  const { kind, columns, steps } = asObject(json, 'the value');
  if (kind !== 'preparation') throw wrong(`kind is ${JSON.stringify(kind)}, not "preparation"`);
  if (!Array.isArray(steps)) throw wrong('there is no list of steps');
  return preparationOf(
    texts(columns, 'columns'),
    steps.map((step, i) => stepFromJSON(step, `step ${i + 1}`)),
  );
}

/** One step of a preparation. */
export function stepFromJSON(json: unknown, where: string): Step {
  const step = asObject(json, where);
  const names = texts(step.columns, `columns of ${where}`);
  switch (step.kind) {
    case 'log1p':
      return logStepOf(names, texts(step.logged, `logged of ${where}`));
    case 'z': {
      const scaled = texts(step.scaled, `scaled of ${where}`);
      const means = numbers(step.means, scaled.length, `means of ${where}`);
      const deviations = numbers(step.deviations, scaled.length, `deviations of ${where}`);
      return zStepOf(names, scaled, means, deviations);
    }
    default: {
      const kind = COLUMN_STEPS.find((each) => each.kind === step.kind);
      if (kind === undefined)
        throw wrong(`${where} is of kind ${JSON.stringify(step.kind)}, which is not known`);
      const changed = texts(step.changed, `changed of ${where}`);
      const { parameters } = step;
      if (!Array.isArray(parameters) || parameters.length !== changed.length) {
        throw wrong(`parameters of ${where} is no list of ${changed.length}`);
      }
      const lists = parameters.map((list, j) =>
        numbers(list, (list as { length?: number })?.length ?? 0, `parameters ${j + 1} of ${where}`),
      );
      return columnStepOf(kind, names, changed, lists);
    }
  }
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw wrong(`${what} is no object`);
  return value as Record<string, unknown>;
}

function texts(value: unknown, what: string): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw wrong(`${what} is no list of names`);
}

function numbers(value: unknown, length: number, what: string): readonly number[] {
  if (Array.isArray(value) && value.length === length && value.every(Number.isFinite)) return value;
  throw wrong(`${what} is no list of ${length} finite numbers`);
}

function wrong(what: string): InputError {
  return new InputError(`preparationFromJSON: ${what}. It takes what toJSON of a preparation wrote.`);
}
