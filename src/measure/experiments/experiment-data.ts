import { checkIds } from '../../core/check-ids.js';
import { compareText } from '../../core/compare-text.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown, unknownName } from '../../core/unknown-name.js';
import {
  type CustomerValues,
  checkSegmented,
  isMatrix,
  type SegmentedCustomers,
  valuesOf,
  yesNoOf,
} from '../scoreboard/customer-values.js';
import type { ExperimentOptions } from './experiment.js';

/** One outcome or guardrail, in the order of the customers. */
export interface NamedValues {
  readonly name: string;
  readonly kind: 'number' | 'yes or no';
  readonly values: Float64Array;
}

/** A checked experiment, customers in the order of their ids, so that the order of the rows changes nothing. */
export interface ExperimentData {
  readonly ids: readonly string[];
  /** The control first, then the others by code point. */
  readonly arms: readonly string[];
  readonly armOf: Int32Array;
  readonly outcomes: readonly NamedValues[];
  readonly before: ReadonlyMap<string, Float64Array>;
  readonly guardrails: readonly (NamedValues & { readonly harm: 'more' | 'less'; readonly margin: number })[];
  readonly segmentation: SegmentedCustomers | undefined;
}

const LARGEST = 1e150;

/** Checks what came, and puts it in order. */
export function readExperiment(who: string, options: ExperimentOptions): ExperimentData {
  const { segmentation, before = {}, guardrails = {} } = options;
  if (segmentation !== undefined) checkSegmented(who, segmentation);
  const given = options.ids ?? segmentation?.ids;
  if (given === undefined || given.length === 0) {
    throw new InputError(`${who}: there are no customers. Give their ids, or a segmentation of them.`);
  }
  checkIds(who, given);
  const order = given.map((_, i) => i).sort((a, b) => compareText(given[a], given[b]));
  const sorted = (values: Float64Array) => Float64Array.from(order, (i) => values[i]);
  const { arms, armOf } = readArms(who, options.arms, options.control, given);
  const named = (what: string, name: string, values: CustomerValues): NamedValues => {
    const numbers = sorted(valuesOf(who, `${what} "${name}"`, values, given));
    const large = numbers.findIndex((value) => Math.abs(value) > LARGEST);
    if (large >= 0) {
      throw new InputError(
        `${who}: ${what} "${name}" of customer "${given[order[large]]}" is ${numbers[large]}, too large to be squared. Give it in another unit.`,
      );
    }
    return {
      name,
      kind: numbers.every((value) => value === 0 || value === 1) ? 'yes or no' : 'number',
      values: numbers,
    };
  };
  const outcomes = Object.entries(options.outcomes ?? {}).map(([name, values]) =>
    named('outcome', name, values),
  );
  if (outcomes.length === 0) {
    throw new InputError(`${who}: there is no outcome. Give one or more by name; the first decides.`);
  }
  const names = outcomes.map(({ name }) => name);
  checkKnown(who, 'outcome', Object.keys(before), names);
  return {
    ids: order.map((i) => given[i]),
    arms,
    armOf: Int32Array.from(order, (i) => armOf[i]),
    outcomes,
    before: new Map(
      Object.entries(before).map(([name, values]) => [
        name,
        named('the value from before of', name, values).values,
      ]),
    ),
    guardrails: Object.entries(guardrails).map(([name, { values, harm, margin = 0 }]) => {
      if (harm !== 'more' && harm !== 'less') {
        throw new InputError(
          `${who}: harm of guardrail "${name}" is ${String(harm)}. It is 'more' or 'less'.`,
        );
      }
      if (!(margin >= 0 && Number.isFinite(margin))) {
        throw new InputError(`${who}: margin of guardrail "${name}" is ${margin}. It is 0 or above.`);
      }
      return { ...named('guardrail', name, values), harm, margin };
    }),
    segmentation: segmentation === undefined ? undefined : aligned(who, segmentation, given, order),
  };
}

function readArms(
  who: string,
  given: ExperimentOptions['arms'],
  control: string | undefined,
  ids: readonly string[],
): { arms: readonly string[]; armOf: Int32Array } {
  const list = given as ArrayLike<unknown>;
  if (typeof given !== 'object' || given === null || isMatrix(given) || typeof list[0] !== 'string') {
    const treated = yesNoOf(who, 'arms', given as CustomerValues, ids);
    const count = treated.reduce((sum, value) => sum + value, 0);
    if (count === 0 || count === ids.length)
      throw nobody(who, count === 0 ? 'untreated' : 'treated', ids.length);
    return { arms: [control ?? 'control', 'treated'], armOf: Int32Array.from(treated) };
  }
  if (list.length !== ids.length) {
    throw new InputError(`${who}: ${list.length} arms for ${ids.length} customers.`);
  }
  const names = Array.from(list, (arm, i) => {
    if (typeof arm === 'string' && arm.trim() !== '') return arm;
    throw new InputError(
      `${who}: the arm of customer ${i + 1}, "${ids[i]}", is ${arm === '' ? 'empty' : String(arm)}. It is a name; leave out customers who took no part.`,
    );
  });
  const distinct = [...new Set(names)].sort(compareText);
  if (distinct.length < 2) throw nobody(who, `in arm "${distinct[0]}"`, ids.length);
  if (control === undefined) {
    throw new InputError(
      `${who}: which arm is the control group? Name it as \`control\`. There are: ${distinct.join(', ')}.`,
    );
  }
  if (!distinct.includes(control)) throw unknownName(who, 'arm', control, distinct);
  const arms = [control, ...distinct.filter((arm) => arm !== control)];
  const places = new Map(arms.map((arm, a) => [arm, a]));
  return { arms, armOf: Int32Array.from(names, (arm) => places.get(arm)!) };
}

function nobody(who: string, where: string, customers: number): InputError {
  return new InputError(
    `${who}: all ${customers} customers are ${where}. An effect is measured against customers who were treated otherwise, drawn by lot; without a control group it cannot be known.`,
  );
}

function aligned(
  who: string,
  { ids, labels, segments }: SegmentedCustomers,
  given: readonly string[],
  order: readonly number[],
): SegmentedCustomers {
  const places = new Map(ids.map((id, i) => [id, i]));
  const own = order.map((i) => given[i]);
  return {
    ids: own,
    segments,
    labels: Int32Array.from(own, (id) => {
      const place = places.get(id);
      if (place === undefined) {
        throw new InputError(
          `${who}: customer "${id}" is in no segment. Give ids and outcomes of customers of the segmentation.`,
        );
      }
      return labels[place];
    }),
  };
}
