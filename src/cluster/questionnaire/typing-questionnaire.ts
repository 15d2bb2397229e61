import { dataHash } from '../../core/data-hash.js';
import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { partOfTask } from '../../core/part-of-task.js';
import { seeded } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import { currentTask, type Task } from '../../core/task.js';
import { unknownName } from '../../core/unknown-name.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { frameOfRows } from '../k-means/frame.js';
import { rowsByValue } from '../rows-by-value.js';
import type { SegmentModel } from '../segment-model.js';
import type { Segmentation } from '../segmentation.js';
import { segmentationOf } from '../segmentation-of.js';
import { chooseQuestions } from './choose-questions.js';
import {
  discriminantCosts,
  type LinearDiscriminant,
  linearDiscriminant,
  type TypedCustomers,
} from './linear-discriminant.js';

/** How `typingQuestionnaire` asks. */
export interface QuestionnaireOptions {
  /** Seed by which customers are dealt into parts: any whole number. */
  readonly seed: number;
  /** Most questions, default 12 or as many as there are columns. */
  readonly most?: number;
  /** Parts, each of which is typed by what was learnt of the others; default 10. */
  readonly folds?: number;
}

/** How often so many questions type a person rightly. */
export interface QuestionnaireRow {
  readonly questions: number;
  /** The question that comes in, when all customers are looked at. */
  readonly question: string;
  /** Share of persons held out who were typed rightly. */
  readonly accuracy: Estimate;
}

/** Where a person belongs. */
export interface TypedPerson {
  /** Key of the segment. */
  readonly segment: string;
  readonly name: string;
  /** Of each segment, by key; they sum to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/** The fewest questions that type a new person. As a segmentation it places people by these questions alone. */
export interface TypingQuestionnaire extends Segmentation<Matrix> {
  readonly kind: 'model';
  readonly model: SegmentModel;
  /** Columns to ask, in order of what they tell: as many as are recommended. */
  readonly questions: readonly string[];
  readonly curve: readonly QuestionnaireRow[];
  /** Share of the largest segment: what guessing reaches. */
  readonly guessing: number;
  /** The fewest questions that are not worse than the best number by more than a standard error of the difference. */
  readonly recommended: number;
  readonly because: string;
  /** Types a person by the answers to the questions. */
  type(answers: Readonly<Record<string, number>>): TypedPerson;
}

/**
 * The shortest list of questions that tells to which segment a new person belongs, and how often it is right. Questions are
 * chosen anew in each part of the customers, so that those who are judged had no say in them.
 *
 * @param matrix - Answers, one row a customer: the columns of the segments or others that can be asked.
 * @param segmentation - Of the same customers in the same order.
 * @throws {InputError} For other customers, fewer than two segments, a segment of fewer than two customers, columns that
 *   are all constant, and options out of range.
 *
 * O(folds · most · columns · customers · most · (most + segments)): 1,000 customers, 20 columns and 6 segments take about a
 * second. Source: Fisher's linear discriminant; the rule of one standard error of Breiman et al., "Classification and
 * Regression Trees" (1984).
 *
 * @example
 * const short = await typingQuestionnaire(scaled, segmentation, { seed: 1, folds: 5 });
 * short.type({ recencyDays: 0, frequency: 0, monetary: 0 }).segment.startsWith('s'); // true
 */
export async function typingQuestionnaire(
  matrix: Matrix,
  segmentation: Segmentation<never>,
  options: QuestionnaireOptions,
  task: Task = currentTask(),
): Promise<TypingQuestionnaire> {
  const { seed, folds = 10, most = Math.min(12, matrix.columns) } = options;
  check(matrix, segmentation, { seed, folds, most });
  const { rows, columns, data } = matrix;
  const { labels, segments } = segmentation;
  const customers: TypedCustomers = { columns, data, labels, segments: segments.length };
  const part = dealt(matrix, labels, segments.length, folds, seed);
  const right = Array.from({ length: most }, () => new Uint8Array(rows));
  const used = Math.max(...part) + 1;
  for (let fold = 0; fold < used; fold++) {
    const own = partOfTask(task, (0.9 * fold) / used, (0.9 * (fold + 1)) / used);
    own.progress(0, `Questions, part ${fold + 1} of ${used}`);
    const learnt = rowsWhere(rows, (i) => part[i] !== fold);
    const judged = rowsWhere(rows, (i) => part[i] === fold);
    const chosen = await chooseQuestions(customers, learnt, most, own);
    for (let q = 1; q <= most; q++) {
      const discriminant = linearDiscriminant(customers, learnt, chosen.slice(0, q));
      for (const row of judged)
        right[q - 1][row] = Number(typed(discriminant, data, row * columns) === labels[row]);
    }
  }
  const all = rowsWhere(rows, () => true);
  const chosen = await chooseQuestions(customers, all, most, task);
  if (chosen.length === 0) {
    throw new InputError(
      'typingQuestionnaire: all columns are the same for everybody: no question tells anything.',
    );
  }
  const curve = chosen.map(
    (column, q): QuestionnaireRow => ({
      questions: q + 1,
      question: matrix.names[column],
      accuracy: wilsonInterval(count(right[q]), rows),
    }),
  );
  const top = curve.reduce((best, row) => (row.accuracy.value > best.accuracy.value ? row : best));
  const best = top.accuracy.value;
  const { questions: recommended } = curve.find(
    ({ questions }) => !isWorse(right[questions - 1], right[top.questions - 1]),
  )!;
  const asked = chosen.slice(0, recommended);
  const names = asked.map((column) => matrix.names[column]);
  const discriminant = { ...linearDiscriminant(customers, all, asked), questions: asked.map((_, q) => q) };
  const place = (input: Matrix): Int32Array => {
    const at = names.map((name) => input.names.indexOf(name));
    return Int32Array.from({ length: input.rows }, (_, i) =>
      typed({ ...discriminant, questions: at }, input.data, i * input.columns),
    );
  };
  const own = place(matrix);
  const sizes = new Float64Array(segments.length);
  for (const label of own) sizes[label]++;
  const counts = new Float64Array(segments.length);
  for (let i = 0; i < rows; i++) counts[labels[i]]++;
  const guessing = Math.max(...counts) / rows;
  task.progress(1);
  return segmentationOf({
    kind: 'model' as const,
    ids: segmentation.ids,
    labels: own,
    segments: segments.map((segment, s) => ({ ...segment, size: sizes[s], share: sizes[s] / rows })),
    origin: {
      method: 'questionnaire',
      columns: names,
      options: { of: segmentation.origin, most, folds },
      seed,
      dataHash: dataHash(matrix.names, matrix.ids, data),
    },
    model: discriminantModel(names, discriminant),
    questions: names,
    curve,
    guessing,
    recommended,
    because: inWords(curve[recommended - 1], guessing, best),
    assign: (input: Matrix) => {
      const missing = names.find((name) => !input.names.includes(name));
      if (missing !== undefined) throw unknownName('assign', 'column', missing, input.names);
      return place(input);
    },
    type: (answers: Readonly<Record<string, number>>) =>
      typedPerson(answers, names, discriminant, segmentation),
  });
}

function inWords({ questions, accuracy }: QuestionnaireRow, guessing: number, best: number): string {
  const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 0 });
  const more = best > accuracy.value ? `, and more questions reach ${percent(best)} at most` : '';
  return `With ${questions === 1 ? 'one question' : `${questions} questions`} ${percent(accuracy.value)} of people (${percent(accuracy.low)} to ${percent(accuracy.high)}) are typed rightly${more}; guessing the largest segment is right for ${percent(guessing)}.`;
}

function count(right: Uint8Array): number {
  return right.reduce((sum, is) => sum + is, 0);
}

/** Whether one is right less often than the other by more than the standard error of that difference. */
function isWorse(one: Uint8Array, other: Uint8Array): boolean {
  let unlike = 0;
  for (let i = 0; i < one.length; i++) unlike += Number(one[i] !== other[i]);
  return count(other) - count(one) > Math.sqrt(unlike);
}

function typed(discriminant: LinearDiscriminant, data: Float64Array, from: number): number {
  const costs = new Float64Array(discriminant.bases.length);
  discriminantCosts(discriminant, data, from, costs);
  return costs.indexOf(Math.min(...costs));
}

function typedPerson(
  answers: Readonly<Record<string, number>>,
  names: readonly string[],
  discriminant: LinearDiscriminant,
  { segments }: Segmentation<never>,
): TypedPerson {
  const values = Float64Array.from(names, (name) => {
    if (!Object.hasOwn(answers, name)) throw unknownName('type', 'question', name, Object.keys(answers));
    const value = Number(answers[name]);
    if (Number.isFinite(value)) return value;
    throw new InputError(`type: the answer to "${name}" is ${String(answers[name])}, not a number.`);
  });
  const costs = new Float64Array(segments.length);
  discriminantCosts(discriminant, values, 0, costs);
  const least = Math.min(...costs);
  const weights = costs.map((cost) => Math.exp(least - cost));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const { key, name } = segments[costs.indexOf(least)];
  return {
    segment: key,
    name,
    probabilities: Object.fromEntries(segments.map((segment, s) => [segment.key, weights[s] / total])),
  };
}

function discriminantModel(names: readonly string[], { bases, slopes }: LinearDiscriminant): SegmentModel {
  return {
    kind: 'questionnaire',
    columns: names,
    decide: (inputs) => ({
      by: 'costs',
      costs: Array.from(bases, (base, s) =>
        inputs.reduce<Expression>(
          (sum, input, q) =>
            call('add', sum, call('multiply', call('toNumber', slopes[s * names.length + q]), input)),
          call('toNumber', base),
        ),
      ),
    }),
    toJSON: () => ({
      kind: 'questionnaire',
      columns: names,
      bases: Array.from(bases),
      slopes: Array.from(slopes),
    }),
  };
}

/** Part of each customer: of every segment about as many in each, dealt by value and chance, not by place. */
function dealt(
  matrix: Matrix,
  labels: ArrayLike<number>,
  segments: number,
  folds: number,
  seed: number,
): Int32Array {
  const part = new Int32Array(matrix.rows);
  const order = rowsByValue(matrix);
  let next = 0;
  for (let s = 0; s < segments; s++) {
    const own = Array.from(order.filter((row) => labels[row] === s));
    for (const row of shuffled(seeded(seed).stream(s), own)) part[row] = next++ % folds;
  }
  return part;
}

function rowsWhere(rows: number, holds: (row: number) => boolean): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i).filter(holds);
}

function check(
  matrix: Matrix,
  { labels, segments }: Segmentation<never>,
  { seed, folds, most }: { readonly seed: number; readonly folds: number; readonly most: number },
): void {
  const who = 'typingQuestionnaire';
  if (labels.length !== matrix.rows) {
    throw new InputError(
      `${who}: the segmentation has ${labels.length} customers, the matrix ${matrix.rows}.`,
    );
  }
  if (matrix.rows > 0 && matrix.columns > 0) frameOfRows(matrix.data, matrix.columns, who); // refuses what cannot be squared
  if (segments.length < 2) throw new InputError(`${who}: there is one segment, so nothing has to be asked.`);
  segments.forEach(({ name }, s) => {
    let size = 0;
    for (const label of labels) size += Number(label === s);
    if (size < 2) {
      throw new InputError(
        `${who}: segment "${name}" has ${size === 0 ? 'no customer' : 'one customer'}; two are needed, one to learn of and one to judge by.`,
      );
    }
  });
  if (!Number.isInteger(seed)) throw new InputError(`${who}: seed is ${seed}. It has to be a whole number.`);
  if (!Number.isInteger(folds) || folds < 2 || folds > matrix.rows) {
    throw new InputError(
      `${who}: folds is ${folds}. It has to be a whole number from 2 to the number of customers, ${matrix.rows}.`,
    );
  }
  if (!Number.isInteger(most) || most < 1 || most > matrix.columns) {
    throw new InputError(
      `${who}: most is ${most}. It has to be a whole number from 1 to the number of columns, ${matrix.columns}.`,
    );
  }
}
