import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import type { AnswerPatterns } from './latent-class-fit.js';

/** @throws {InputError} For an answer that is neither 1 nor 0. */
export function checkAnswers(who: string, { data, columns, names }: Matrix): void {
  const at = data.findIndex((value) => value !== 0 && value !== 1);
  if (at === -1) return;
  const row = Math.floor(at / columns) + 1;
  throw new InputError(
    `${who}: ${names[at % columns]} of row ${row} is ${data[at]}. Items are 1 for yes and 0 for no.`,
  );
}

/** Patterns of answers, in an order of their own, so that the order of customers does not matter. */
export function patternsOf({ rows, columns, data }: Matrix): AnswerPatterns {
  const counts = new Map<string, number>();
  for (let i = 0; i < rows; i++) {
    const key = data.subarray(i * columns, (i + 1) * columns).join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const keys = [...counts.keys()].sort();
  return {
    items: columns,
    data: Float64Array.from(keys.flatMap((key) => [...key].map(Number))),
    counts: Float64Array.from(keys, (key) => counts.get(key)!),
  };
}
