import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../display/bundle.js';
import { contentBundle } from '../display/content-bundle.js';
import { counted } from '../display/counted.js';
import { BASES, type BasisKey } from './bases.js';

/** What is declared before anybody looks at results. */
export interface PlanInput {
  /** What is to be reached, for example "Raise repeat orders by a tenth". */
  readonly goal: string;
  /** Decision that the segments are for, for example "Which message goes to whom in spring". */
  readonly decision: string;
  /** What customers are grouped by. */
  readonly bases: readonly BasisKey[];
  /** What the groups are described with; none of the bases. */
  readonly descriptors: readonly BasisKey[];
  /** What a segment must have to be considered, for example "buys in more than one season"; people judge it. */
  readonly knockOuts?: readonly string[];
  /** Fewest customers that a segment must have to be considered; `findPitfalls` judges it. Default: none is stated. */
  readonly smallestSegment?: number;
  /** Weight of each criterion by which segments are compared, above 0; only their ratio counts. */
  readonly weights?: Readonly<Record<string, number>>;
  /** What is expected, said so that the data can contradict it. */
  readonly hypotheses: readonly string[];
  /** How success is measured. */
  readonly metrics: readonly string[];
  /** Most campaigns that can be run side by side: more segments than that are of no use. */
  readonly maxCampaigns: number;
  /** Day on which the segments are looked at again, ISO. */
  readonly reviewBy: string;
}

/** A checked plan. It displays as a table, and `plan(JSON.parse(JSON.stringify(it)))` is the same plan. */
export type Plan = Declared & Displayable;

type Declared = Required<Omit<PlanInput, 'smallestSegment'>> & Pick<PlanInput, 'smallestSegment'>;

const KEYS: Record<keyof PlanInput, true> = {
  goal: true,
  decision: true,
  bases: true,
  descriptors: true,
  knockOuts: true,
  smallestSegment: true,
  weights: true,
  hypotheses: true,
  metrics: true,
  maxCampaigns: true,
  reviewBy: true,
};

/**
 * Declares what a segmentation is for, before looking. Shown at the top of a report.
 *
 * @throws {InputError} For an unknown or missing key, an empty text or list, a basis that is not B1 to B8 or is also a
 *   descriptor, a weight, number of campaigns or of customers that is not above 0, and a day that is none.
 *
 * @example
 * plan({
 *   goal: 'Raise repeat orders by a tenth',
 *   decision: 'Which message goes to whom in spring',
 *   bases: ['B4', 'B8'],
 *   descriptors: ['B1', 'B2'],
 *   hypotheses: ['Recent buyers respond to new arrivals'],
 *   metrics: ['conversion against the control group'],
 *   maxCampaigns: 5,
 *   reviewBy: '2026-12-01',
 * });
 */
export function plan(input: PlanInput): Plan {
  checkKeys(input);
  const checked: Declared = {
    goal: text('goal', input.goal),
    decision: text('decision', input.decision),
    bases: bases('bases', input.bases),
    descriptors: bases('descriptors', input.descriptors, 0),
    knockOuts: texts('knockOuts', input.knockOuts ?? [], 0),
    ...(input.smallestSegment === undefined ? {} : { smallestSegment: input.smallestSegment }),
    weights: weights(input.weights ?? {}),
    hypotheses: texts('hypotheses', input.hypotheses),
    metrics: texts('metrics', input.metrics),
    maxCampaigns: input.maxCampaigns,
    reviewBy: day(input.reviewBy),
  };
  for (const key of ['maxCampaigns', 'smallestSegment'] as const) {
    const value = checked[key];
    if (value === undefined && key === 'smallestSegment') continue;
    if (!Number.isInteger(value) || value! < 1) {
      throw new InputError(`plan: ${key} is ${value}. It has to be a whole number from 1 on.`);
    }
  }
  const both = checked.bases.find((key) => checked.descriptors.includes(key));
  if (both !== undefined) {
    throw new InputError(
      `plan: ${both} (${BASES[both]}) is a basis and a descriptor. What customers are grouped by cannot describe the groups as news: take it out of one of the two.`,
    );
  }
  return { ...checked, [DISPLAY_KEY]: () => contentBundle(planContent(checked)) };
}

function planContent(declared: Declared): TableContent {
  const inWords = (keys: readonly BasisKey[]) => keys.map((key) => `${key} ${BASES[key]}`);
  const weighted = Object.entries(declared.weights);
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = weighted.map(
    ([name, weight]) => `${name} (${formatNumber(weight / total, { style: 'percent' })})`,
  );
  const { smallestSegment } = declared;
  const least = smallestSegment === undefined ? [] : [`at least ${counted(smallestSegment, 'customer')}`];
  const rows = [
    ...several('Goal', [declared.goal]),
    ...several('Decision', [declared.decision]),
    ...several('Grouped by', inWords(declared.bases)),
    ...several('Described with', inWords(declared.descriptors)),
    ...several('Must have', [...least, ...declared.knockOuts]),
    ...several('Compared by', shares),
    ...several('We expect', declared.hypotheses),
    ...several('Measured by', declared.metrics),
    ...several('Campaigns at most', [formatNumber(declared.maxCampaigns)]),
    ...several('Look again by', [declared.reviewBy]),
  ];
  return {
    kind: 'table',
    caption: 'The plan',
    columns: [
      { name: 'question', title: 'Question' },
      { name: 'answer', title: 'Answer' },
    ],
    rows,
    totalRows: rows.length,
    note: 'Declared before looking at results',
  };
}

/** A row for each answer; the question stands beside the first. */
function several(question: string, answers: readonly string[]): string[][] {
  return answers.map((answer, i) => [i === 0 ? question : '', answer]);
}

function checkKeys(input: PlanInput): void {
  if (typeof input !== 'object' || input === null) {
    throw new InputError('plan needs an object with goal, decision, bases and so on.');
  }
  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(KEYS, key)) throw unknownName('plan', 'key', key, Object.keys(KEYS));
  }
}

function text(key: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(
      `plan: ${key} is ${value === undefined ? 'missing' : 'empty'}. Say it in a sentence.`,
    );
  }
  return value;
}

function texts(key: string, values: unknown, atLeast = 1): string[] {
  if (!Array.isArray(values) || values.length < atLeast) {
    throw new InputError(
      `plan: ${key} ${values === undefined ? 'is missing' : 'is empty'}. Name at least one.`,
    );
  }
  return values.map((value, i) => text(`${key}, number ${i + 1}`, value));
}

function bases(key: string, values: unknown, atLeast = 1): BasisKey[] {
  return texts(key, values, atLeast).map((name, i, all) => {
    if (!Object.hasOwn(BASES, name)) throw unknownName(`plan: ${key}`, 'basis', name, Object.keys(BASES));
    if (all.indexOf(name) !== i) throw new InputError(`plan: ${name} stands twice in ${key}.`);
    return name as BasisKey;
  });
}

function weights(given: Readonly<Record<string, number>>): Record<string, number> {
  for (const [name, weight] of Object.entries(given)) {
    if (!(Number.isFinite(weight) && weight > 0)) {
      throw new InputError(`plan: the weight of "${name}" is ${weight}. It has to be a number above 0.`);
    }
  }
  return { ...given };
}

function day(value: unknown): string {
  const date = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value) {
    throw new InputError(
      `plan: reviewBy is ${value === undefined ? 'missing' : JSON.stringify(value)}. It is a day such as 2026-12-01.`,
    );
  }
  return value as string;
}
