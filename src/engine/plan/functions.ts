import { NUMERIC, type ValueType } from './value-type.js';

/** What a function takes: a type, or one of several: `countable` are numbers and truth. */
type Takes = 'numeric' | 'countable' | 'integer' | 'text' | 'boolean' | 'time' | 'any';

/** The types of a function. */
export interface FunctionSignature {
  /** Types of the arguments; the last one may repeat. */
  readonly takes: readonly Takes[];
  readonly gives: ValueType | ((types: readonly ValueType[]) => ValueType);
  /** Fewest arguments, where the last may repeat; default as many as `takes`. */
  readonly repeats?: boolean;
}

/** Type of a sum or difference: the least that holds both. */
function wider(types: readonly ValueType[]): ValueType {
  if (types.every((type) => type === 'integer')) return 'integer';
  return types.every((type) => type === 'integer' || type === 'money') ? 'money' : 'number';
}

/** Type of a product: money times a whole number is money. */
function product(types: readonly ValueType[]): ValueType {
  if (types.filter((type) => type === 'money').length > 1) return 'number';
  return wider(types);
}

/** Type of one of several values. */
function common(types: readonly ValueType[]): ValueType {
  if (types.every((type) => type === types[0])) return types[0];
  return types.every((type) => NUMERIC.includes(type)) ? wider(types) : types[0];
}

const compared: FunctionSignature = { takes: ['any', 'any'], gives: 'boolean' };
const ordered: FunctionSignature = { takes: ['numeric', 'numeric'], gives: 'boolean' };
const real: FunctionSignature = { takes: ['numeric'], gives: 'number' };

/**
 * The functions of expressions, and their types. `divide` by 0 is missing; logarithms and roots outside of where
 * they are defined are missing; `weekday` is 1 on Monday to 7; `monthIndex` counts months since January 1970;
 * `significant` rounds to 12 significant digits; `toText` takes texts and whole numbers; `and` and `or` know three values, as in SQL.
 * `letterCount` counts code points; `matches` looks for a pattern, a constant in the form that `portablePattern` gives, anywhere in a text;
 * `milliseconds` counts from 1970-01-01 in UTC.
 */
export const FUNCTIONS = {
  add: { takes: ['numeric', 'numeric'], gives: wider },
  subtract: { takes: ['numeric', 'numeric'], gives: wider },
  multiply: { takes: ['numeric', 'numeric'], gives: product },
  divide: { takes: ['numeric', 'numeric'], gives: 'number' },
  negate: { takes: ['numeric'], gives: ([type]: readonly ValueType[]) => type },
  absolute: { takes: ['numeric'], gives: ([type]: readonly ValueType[]) => type },
  floor: { takes: ['numeric'], gives: 'integer' },
  least: { takes: ['numeric', 'numeric'], gives: common, repeats: true },
  greatest: { takes: ['numeric', 'numeric'], gives: common, repeats: true },
  toNumber: { takes: ['countable'], gives: 'number' },
  toText: { takes: ['any'], gives: 'text' },
  logarithm: real,
  exponential: real,
  squareRoot: real,
  sine: real,
  cosine: real,
  arcsine: real,
  significant: real,
  equal: compared,
  less: ordered,
  atMost: ordered,
  isMissing: { takes: ['any'], gives: 'boolean' },
  not: { takes: ['boolean'], gives: 'boolean' },
  and: { takes: ['boolean', 'boolean'], gives: 'boolean', repeats: true },
  or: { takes: ['boolean', 'boolean'], gives: 'boolean', repeats: true },
  choose: { takes: ['boolean', 'any', 'any'], gives: ([, ...types]: readonly ValueType[]) => common(types) },
  firstFilled: { takes: ['any', 'any'], gives: common, repeats: true },
  milliseconds: { takes: ['time'], gives: 'integer' },
  day: { takes: ['time'], gives: 'integer' },
  hour: { takes: ['time'], gives: 'integer' },
  weekday: { takes: ['integer'], gives: 'integer' },
  monthIndex: { takes: ['integer'], gives: 'integer' },
  dayOfMonth: { takes: ['integer'], gives: 'integer' },
  trimmed: { takes: ['text'], gives: 'text' },
  lowerCase: { takes: ['text'], gives: 'text' },
  firstLetters: { takes: ['text', 'integer'], gives: 'text' },
  upperCase: { takes: ['text'], gives: 'text' },
  without: { takes: ['text', 'text'], gives: 'text' },
  zeroPadded: { takes: ['text', 'integer'], gives: 'text' },
  missingIf: { takes: ['any', 'any'], gives: ([type]: readonly ValueType[]) => type },
  oneOf: { takes: ['any', 'any'], gives: 'boolean', repeats: true },
  letterCount: { takes: ['text'], gives: 'integer' },
  matches: { takes: ['text', 'text'], gives: 'boolean' },
} as const satisfies Record<string, FunctionSignature>;

/** Name of a function of expressions. */
export type FunctionName = keyof typeof FUNCTIONS;
