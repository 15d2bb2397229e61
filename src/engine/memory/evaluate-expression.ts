import { DAY_MS } from '../../core/day.js';
import type { Expression } from '../plan/expression.js';
import { FUNCTIONS, type FunctionName, type FunctionSignature } from '../plan/functions.js';
import { type ColumnTypes, typeOf } from '../plan/type-of.js';
import type { ValueType } from '../plan/value-type.js';
import { addMoney, timesWhole } from './exact-money.js';
import { significant } from './significant.js';
import { constantVector, type Frame, spreadOut, textAt, textVector, type Vector } from './vector.js';

/**
 * The value of an expression in each row; aggregates are not looked for here. An expression that is used several times,
 * the same object, is computed once and kept until its last use.
 */
export function evaluateExpression(expression: Expression, frame: Frame): Vector {
  const left = usesOf(expression);
  const kept = new Map<Expression, Vector>();
  const evaluate = (each: Expression): Vector => {
    const vector = kept.get(each) ?? evaluateOnce(each);
    const uses = left.get(each)! - 1;
    left.set(each, uses);
    if (uses > 0) kept.set(each, vector);
    else kept.delete(each);
    return vector;
  };
  const evaluateOnce = (each: Expression): Vector => {
    switch (each.kind) {
      case 'column':
        return frame.columns.get(each.name)!;
      case 'constant':
        return constantVector(each.value, typeOf('expression', each, NO_COLUMNS));
      case 'call': {
        const args = each.args.map(evaluate);
        const { gives }: FunctionSignature = FUNCTIONS[each.function];
        const type = typeof gives === 'function' ? gives(args.map((arg) => arg.type)) : gives;
        return callFunction(each.function, args, type, frame.rows);
      }
      case 'aggregate':
        throw new Error(`expression: ${each.aggregate} outside of a group.`);
    }
  };
  return evaluate(expression);
}

const NO_COLUMNS: ColumnTypes = new Map();

/** How often each part of an expression is asked for. */
function usesOf(expression: Expression): Map<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (each: Expression): void => {
    const before = uses.get(each) ?? 0;
    uses.set(each, before + 1);
    if (before === 0 && each.kind === 'call') each.args.forEach(visit);
  };
  visit(expression);
  return uses;
}

/** A function of vectors, row by row. */
export function callFunction(
  name: FunctionName,
  args: readonly Vector[],
  gives: ValueType,
  rows: number,
): Vector {
  const [a, b, c] = args;
  switch (name) {
    case 'choose':
      return choose(a, b, c, gives, rows);
    case 'firstFilled':
      return args.reduce((first, next) => firstFilled(first, next, gives, rows));
    case 'trimmed':
      return mapTexts(a, (text) => text.replace(/^ +| +$/g, ''));
    case 'lowerCase':
      return mapTexts(a, (text) => text.toLowerCase());
    case 'toText':
      return a.type === 'text'
        ? a
        : textVector(Array.from(a.values, (x) => (Number.isNaN(x) ? null : String(x))));
    case 'firstLetters':
      return changeTexts(a, b, rows, (text, length) => [...text].slice(0, Number(length)).join(''));
    case 'upperCase':
      return mapTexts(a, (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()));
    case 'without':
      return changeTexts(a, b, rows, (text, part) =>
        part === '' ? text : text.replaceAll(String(part), ''),
      );
    case 'zeroPadded':
      return changeTexts(
        a,
        b,
        rows,
        (text, length) => '0'.repeat(Math.max(0, Number(length) - [...text].length)) + text,
      );
    case 'missingIf':
      return missingIf(a, b, gives, rows);
    case 'oneOf':
      return oneOf(args, rows);
    case 'letterCount':
      return perText(a, gives, (text) => [...text].length);
    case 'matches': {
      const pattern = new RegExp(textAt(b, 0)!, 'u');
      return perText(a, gives, (text) => Number(pattern.test(text)));
    }
    case 'equal':
      return a.type === 'text'
        ? equalTexts(a, b, rows)
        : binary(
            a,
            b,
            gives,
            rows,
            compare((x, y) => x === y),
          );
    case 'and':
    case 'or':
    case 'least':
    case 'greatest':
      return args.reduce((first, next) => binary(first, next, gives, rows, REPEATED[name]));
    case 'add':
    case 'subtract':
    case 'multiply':
      return binary(a, b, gives, rows, gives === 'money' ? moneyOperation(name, a.type) : ARITHMETIC[name]);
    default:
      return b === undefined
        ? unary(a, gives, rows, UNARY[name as keyof typeof UNARY])
        : binary(a, b, gives, rows, BINARY[name as keyof typeof BINARY]);
  }
}

type Unary = (x: number) => number;
type Binary = (x: number, y: number) => number;

const compare =
  (test: (x: number, y: number) => boolean): Binary =>
  (x, y) =>
    Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Number(test(x, y));

const finite =
  (calculate: Unary): Unary =>
  (x) => {
    const value = calculate(x);
    return Number.isFinite(value) ? value : Number.NaN;
  };

const UNARY = {
  negate: (x) => -x,
  absolute: Math.abs,
  floor: Math.floor,
  toNumber: (x) => x,
  logarithm: (x) => (x > 0 ? Math.log(x) : Number.NaN),
  exponential: finite(Math.exp),
  squareRoot: Math.sqrt,
  sine: Math.sin,
  cosine: Math.cos,
  arcsine: Math.asin,
  significant,
  isMissing: (x) => Number(Number.isNaN(x)),
  not: (x) => 1 - x,
  milliseconds: (x) => x,
  day: (x) => Math.floor(x / DAY_MS),
  hour: (x) => Math.floor((x - Math.floor(x / DAY_MS) * DAY_MS) / 3_600_000),
  weekday: (day) => ((((day + 3) % 7) + 7) % 7) + 1,
  monthIndex: (day) => {
    if (Number.isNaN(day)) return day;
    const date = new Date(day * DAY_MS);
    return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  },
  dayOfMonth: (day) => (Number.isNaN(day) ? day : new Date(day * DAY_MS).getUTCDate()),
} satisfies Partial<Record<FunctionName, Unary>>;

const BINARY = {
  divide: (x, y) => (y === 0 ? Number.NaN : x / y),
  less: compare((x, y) => x < y),
  atMost: compare((x, y) => x <= y),
} satisfies Partial<Record<FunctionName, Binary>>;

const ARITHMETIC = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
} satisfies Partial<Record<FunctionName, Binary>>;

/** SQL's: what is missing does not count for the least, and does not matter where the other side decides. */
const REPEATED = {
  least: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y)),
  greatest: (x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y)),
  and: (x, y) => (x === 0 || y === 0 ? 0 : x + y - 1),
  or: (x, y) => (x === 1 || y === 1 ? 1 : x + y),
} satisfies Partial<Record<FunctionName, Binary>>;

function moneyOperation(name: 'add' | 'subtract' | 'multiply', left: ValueType): Binary {
  if (name === 'add') return addMoney;
  if (name === 'subtract') return (x, y) => addMoney(x, -y);
  return left === 'money' ? timesWhole : (x, y) => timesWhole(y, x);
}

function unary({ values, stride }: Vector, type: ValueType, rows: number, calculate: Unary): Vector {
  const length = stride === 0 ? 1 : rows;
  const result = new Float64Array(length);
  for (let i = 0; i < length; i++) result[i] = calculate(values[i]);
  return { type, values: result, stride };
}

function binary(a: Vector, b: Vector, type: ValueType, rows: number, calculate: Binary): Vector {
  const stride = a.stride === 0 && b.stride === 0 ? 0 : 1;
  const length = stride === 0 ? 1 : rows;
  const result = new Float64Array(length);
  for (let i = 0; i < length; i++) result[i] = calculate(a.values[i * a.stride], b.values[i * b.stride]);
  return { type, values: result, stride };
}

function choose(condition: Vector, yes: Vector, no: Vector, type: ValueType, rows: number): Vector {
  const [a, b] = type === 'text' ? sharedDictionary(yes, no) : [yes, no];
  const result = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const chosen = condition.values[i * condition.stride] === 1 ? a : b;
    result[i] = chosen.values[i * chosen.stride];
  }
  return { type, values: result, stride: 1, ...dictionaryOf(a) };
}

function firstFilled(first: Vector, next: Vector, type: ValueType, rows: number): Vector {
  const [a, b] = type === 'text' ? sharedDictionary(first, next) : [first, next];
  const result = spreadOut(a, rows).values.slice();
  for (let i = 0; i < rows; i++) if (Number.isNaN(result[i])) result[i] = b.values[i * b.stride];
  return { type, values: result, stride: 1, ...dictionaryOf(a) };
}

function dictionaryOf({ dictionary }: Vector): { dictionary?: readonly string[] } {
  return dictionary === undefined ? {} : { dictionary };
}

/** The same vectors with places in one dictionary. */
function sharedDictionary(a: Vector, b: Vector): [Vector, Vector] {
  if (a.dictionary === b.dictionary) return [a, b];
  const dictionary = [...(a.dictionary ?? [])];
  const places = new Map(dictionary.map((text, place) => [text, place]));
  const moved = (b.dictionary ?? []).map((text) => {
    const place = places.get(text) ?? dictionary.push(text) - 1;
    places.set(text, place);
    return place;
  });
  const values = b.values.map((place) => (Number.isNaN(place) ? place : moved[place]));
  return [
    { ...a, dictionary },
    { ...b, values, dictionary },
  ];
}

function equalTexts(a: Vector, b: Vector, rows: number): Vector {
  const [left, right] = sharedDictionary(a, b);
  return binary(
    left,
    right,
    'boolean',
    rows,
    compare((x, y) => x === y),
  );
}

/** Each text of the dictionary once; texts that become the same share a place. */
function mapTexts(vector: Vector, change: (text: string) => string): Vector {
  const changed = textVector((vector.dictionary ?? []).map(change));
  const values = vector.values.map((place) => (Number.isNaN(place) ? place : changed.values[place]));
  return { ...vector, values, dictionary: changed.dictionary ?? [] };
}

/** A number for each text of the dictionary, once. */
function perText(vector: Vector, type: ValueType, calculate: (text: string) => number): Vector {
  const numbers = (vector.dictionary ?? []).map(calculate);
  const values = vector.values.map((place) => (Number.isNaN(place) ? place : numbers[place]));
  return { type, values, stride: vector.stride };
}

/** A text changed by a second value of the row, once for each text where that value is the same in every row. */
function changeTexts(
  text: Vector,
  second: Vector,
  rows: number,
  change: (text: string, second: string | number) => string,
): Vector {
  const secondAt = (row: number): string | number | undefined => {
    if (second.dictionary !== undefined) return textAt(second, row);
    const value = second.values[row * second.stride];
    return Number.isNaN(value) ? undefined : value;
  };
  if (second.stride === 0) {
    const value = secondAt(0);
    if (value !== undefined) return mapTexts(text, (each) => change(each, value));
  }
  const changed = Array.from({ length: rows }, (_, i) => {
    const [whole, value] = [textAt(text, i), secondAt(i)];
    return whole === undefined || value === undefined ? null : change(whole, value);
  });
  return textVector(changed);
}

function missingIf(value: Vector, other: Vector, type: ValueType, rows: number): Vector {
  const same = callFunction('equal', [value, other], 'boolean', rows);
  const result = spreadOut(value, rows).values.slice();
  for (let i = 0; i < rows; i++) if (same.values[i * same.stride] === 1) result[i] = Number.NaN;
  return { type, values: result, stride: 1, ...dictionaryOf(value) };
}

/** The texts of the dictionary, and the numbers of a list, are looked up once where the list is the same in every row. */
function oneOf([value, ...others]: readonly Vector[], rows: number): Vector {
  const fixed = others.every(({ stride, values }) => stride === 0 && !Number.isNaN(values[0]));
  if (!fixed) {
    const tests = others.map((other) => callFunction('equal', [value, other], 'boolean', rows));
    return callFunction('or', tests, 'boolean', rows);
  }
  const list = new Set<string | number>(others.map((other) => textAt(other, 0) ?? other.values[0]));
  const inList = value.dictionary?.map((text) => Number(list.has(text)));
  const found = value.values.map((each) =>
    Number.isNaN(each) ? each : inList === undefined ? Number(list.has(each)) : inList[each],
  );
  return { type: 'boolean', values: found, stride: value.stride };
}
