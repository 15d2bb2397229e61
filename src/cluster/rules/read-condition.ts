import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';

/** A condition as it is used: checked, each test by itself, in an order that does not depend on how it was written. */
export type ConditionTree =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly ConditionTree[] }
  | { readonly kind: 'not'; readonly part: ConditionTree }
  | ConditionLeaf;

/** One question to one column. */
export type ConditionLeaf = { readonly kind: 'test'; readonly column: string } & (
  | { readonly test: 'above' | 'atLeast' | 'below' | 'atMost'; readonly value: number }
  | { readonly test: 'oneOf'; readonly values: readonly (number | string | boolean)[] }
  | { readonly test: 'missing'; readonly value: boolean }
);

/** Tests in the order in which they are read, and those that they are another name of. */
const TESTS = {
  is: 'oneOf',
  oneOf: 'oneOf',
  above: 'above',
  atLeast: 'atLeast',
  from: 'atLeast',
  below: 'below',
  atMost: 'atMost',
  to: 'atMost',
  missing: 'missing',
} as const;

/** Deepest nesting of `any`, `all` and `not`. */
const DEEPEST = 50;

/**
 * A condition as a tree.
 *
 * @param who - Who complains, for example `Rule "Loyal"`.
 * @throws {InputError} For what is no condition, an empty one, a test that does not exist, and values that it cannot take.
 */
export function readCondition(who: string, condition: unknown, depth = 0): ConditionTree {
  if (depth > DEEPEST) throw new InputError(`${who}: the condition is nested more than ${DEEPEST} deep.`);
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    throw new InputError(
      `${who}: a condition is ${shown(condition)}; it has to be an object such as { orders: { atLeast: 5 } }.`,
    );
  }
  const parts = Object.entries(condition).flatMap(([name, value]): ConditionTree[] => {
    if (name === 'not') return [{ kind: 'not', part: readCondition(who, value, depth + 1) }];
    if (name !== 'any' && name !== 'all') return readTests(who, name, value);
    if (!Array.isArray(value) || value.length === 0) {
      throw new InputError(`${who}: "${name}" is ${shown(value)}; it has to be a list of conditions.`);
    }
    const each = value.map((part) => readCondition(who, part, depth + 1));
    return name === 'all' ? each : [combined('any', each)];
  });
  if (parts.length === 0)
    throw new InputError(`${who}: a condition is empty, so it would hold for everybody.`);
  return combined('all', parts);
}

function combined(kind: 'all' | 'any', parts: readonly ConditionTree[]): ConditionTree {
  if (parts.length === 1) return parts[0];
  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
}

function readTests(who: string, column: string, given: unknown): ConditionLeaf[] {
  if (isValue(given)) return [leaf(who, column, 'is', given)];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const hint = Array.isArray(given)
      ? ' Several values are asked for with { oneOf: […] }.'
      : given === null || Number.isNaN(given)
        ? ' Missing values are asked for with { missing: true }.'
        : '';
    throw new InputError(
      `${who}: "${column}" is compared with ${shown(given)}, which is neither a value nor a test.${hint}`,
      { column },
    );
  }
  const known = Object.keys(TESTS);
  const asked = Object.keys(given);
  const strange = asked.find((name) => !known.includes(name));
  if (strange !== undefined) throw unknownName(`${who}, column "${column}"`, 'test', strange, known);
  if (asked.length === 0) throw new InputError(`${who}: nothing is asked of column "${column}".`, { column });
  const tests = (Object.keys(TESTS) as (keyof typeof TESTS)[]).filter((name) => Object.hasOwn(given, name));
  return tests.map((name) => leaf(who, column, name, (given as Record<string, unknown>)[name]));
}

function leaf(who: string, column: string, name: keyof typeof TESTS, value: unknown): ConditionLeaf {
  const refuse = (needed: string) =>
    new InputError(`${who}: column "${column}", ${name} is ${shown(value)}; it has to be ${needed}.`, {
      column,
    });
  const test = TESTS[name];
  if (test === 'missing') {
    if (typeof value !== 'boolean') throw refuse('true or false');
    return { kind: 'test', column, test, value };
  }
  if (test !== 'oneOf') {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse('a number');
    return { kind: 'test', column, test, value };
  }
  const values: unknown = name === 'is' ? [value] : value;
  if (!Array.isArray(values) || values.length === 0 || !values.every(isValue)) {
    throw refuse(
      name === 'is' ? 'a number, a text or true or false' : 'a list of values, none of them missing',
    );
  }
  if (values.some((each) => typeof each !== typeof values[0])) throw refuse('a list of values of one type');
  return { kind: 'test', column, test, values: [...new Set(values)] };
}

/** An empty text counts as missing, as in files. */
function isValue(value: unknown): value is number | string | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'boolean' || Number.isFinite(value);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return 'an object';
}
